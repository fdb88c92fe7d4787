import { defineConfig } from 'vitest/config'

/** The tests that say what a plan and its rails are, without those that take their time. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: [
      'test/plan/**/*.test.ts',
      'test/drift/**/*.test.ts',
      'test/apply/{rails-held,resumed,settle}.test.ts',
      'test/property/rails.test.ts',
      'test/fictional-kind.test.ts',
    ],
    globalSetup: ['test/support/temporary.ts'],
    testTimeout: 20_000,
    maxWorkers: 1,
  },
})
