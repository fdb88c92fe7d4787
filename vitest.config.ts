import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/temporary.ts'],
    // Only against what hangs. Properties run hundreds of scenes, tests start processes, and the
    // machine may be busy with something else: no test asks for less.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    // Only with --coverage. The floor is for what decides: a line nobody tested is a wrong revoke.
    coverage: {
      provider: 'v8',
      include: ['src/{model,manifest,plan,apply}/**'],
      reporter: ['text-summary', 'json-summary'],
      // Of branches a point of room, until a whole run has measured the lock and the new tables.
      thresholds: { lines: 95, branches: 94 },
    },
  },
})
