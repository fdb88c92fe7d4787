import { defineConfig } from 'vitest/config'

/**
 * The tests of what shows a date or an age, or decides by one, and of processes that read a clock:
 * `.ci/run` runs them again on another day and across the date line (test/support/set-clock.mjs), on
 * one worker, beside its other checks.
 */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: [
      'test/library.test.ts',
      'test/apply/journal/journal.test.ts',
      'test/cli/questions/{doctor-command,log-command,review-command,who-command}.test.ts',
      'test/cli/{looking,wait}.test.ts',
      'test/cli/offline/sandbox-command.test.ts',
      'test/questions/changes/expiring.test.ts',
      'test/questions/drift/requests.test.ts',
      'test/live/glance/doctor-facts.test.ts',
      'test/sandbox/clock.test.ts',
      'test/dated/*.test.ts',
    ],
    globalSetup: ['test/support/late-optimizing.ts', 'test/support/temporary.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 1,
    isolate: false,
  },
})
