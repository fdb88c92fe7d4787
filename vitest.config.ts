import { configDefaults, defineConfig } from 'vitest/config'
import { DECIDING, UNCOUNTED } from './test/support/counted.ts'
import { SlowestFirst } from './test/support/slowest-first.ts'

/** Tests that put something else in the place of a module: what they load, no other file may get. */
const MOCKING = ['test/property/rails.test.ts', 'test/twin/rehearse.test.ts']

/** What runs the same lines millions of times. */
const PROOF = ['test/proof/*.test.ts']

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    globalSetup: [
      'test/support/late-optimizing.ts',
      'test/support/temporary.ts',
      'test/support/effort-said.ts',
    ],
    setupFiles: ['test/support/effort-setup.ts'],
    // Only against what hangs. Properties run hundreds of scenes, tests start processes, and the
    // machine may be busy with something else: no test asks for less.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Each file of the program is handed to each worker once: to a thread, in a tenth less than all took.
    pool: 'threads',
    // One more than the two cores of CI: a worker mostly waits for a process it started, or a disk.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...MOCKING, ...PROOF],
          // The program has no state of its own to keep apart, and is loaded once a worker.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'proof',
          include: PROOF,
          isolate: false,
          env: { [UNCOUNTED]: 'true' },
        },
      },
      { extends: true, test: { name: 'mocking', include: MOCKING } },
    ],
    // Only with --coverage. The floor is for what decides: a line nobody tested is a wrong revoke.
    coverage: {
      provider: 'custom',
      customProviderModule: './test/support/counted.ts',
      include: DECIDING.map((folder) => `src/${folder}/**`),
      exclude: ['src/manifest/schema/compiled.ts'],
      reporter: ['text-summary', 'json-summary'],
      // A few branches of the lock depend on who comes first: 95.4 of them were measured, and 99.4 of the
      // lines.
      thresholds: { lines: 99, branches: 95 },
    },
  },
})
