import { defineConfig } from 'vitest/config'

/**
 * The tests that say what a plan and its rails are, without those that take their time: the golden
 * cases are only planned, from what was read for each before the first mutant.
 */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: [
      'test/mutate/golden-cases.ts',
      'test/access/**/*.test.ts',
      'test/plan/**/*.test.ts',
      'test/questions/{changes,drift}/**/*.test.ts',
      'test/apply/{guard,rails-held,recheck}.test.ts',
      'test/apply/attempt/settle.test.ts',
    ],
    exclude: ['test/plan/cases.test.ts'],
    globalSetup: ['test/support/temporary.ts', 'test/mutate/read-scenes.ts'],
    testTimeout: 20_000,
    maxWorkers: 1,
    isolate: false,
  },
})
