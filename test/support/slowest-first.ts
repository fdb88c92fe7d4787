import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest where nothing is remembered of an earlier run, as in CI, longest first: vitest would
 * begin with the largest files, and end with one worker on a small file that runs for minutes.
 */
const SLOWEST: readonly string[] = [
  'proof/kinds-one.test.ts',
  'proof/kinds-three.test.ts',
  'proof/kinds-two.test.ts',
  'property/converge.test.ts',
  'examples-fleet.test.ts',
  'docs.test.ts',
  'cli/secrets.test.ts',
  'examples-ci.test.ts',
  'cli/built.test.ts',
  'browser/page.test.ts',
  'apply/faults.test.ts',
  'apply/random-faults.test.ts',
  'apply/kill-9.test.ts',
  'cli/hostile.test.ts',
  'action/action.test.ts',
  'cli/streams.test.ts',
  'proof/mutants.test.ts',
  'plan/cases.test.ts',
  'apply/killed.test.ts',
  'cli/network.test.ts',
  'library.test.ts',
  'property/rehearse.test.ts',
  'browser/matrix.test.ts',
  'manifest/speed.test.ts',
  'apply/lock/excludes.test.ts',
  'package.test.ts',
]

const ROOT = join(import.meta.dirname, '..')

/** A project after the other: between them, workers are started anew. */
const PROJECTS: readonly string[] = ['mocking', 'proof', 'all']

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = SLOWEST.indexOf(moduleId.slice(ROOT.length + 1).replaceAll('\\', '/'))
  return rank < 0 ? SLOWEST.length : rank
}

const projectOf = ({ project }: TestSpecification): number => PROJECTS.indexOf(project.name)

/** Throws an `Error` where the table names what is gone. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = SLOWEST.filter((name) => !existsSync(join(ROOT, name)))
    if (gone.length > 0) throw new Error(`slowest-first.ts names ${gone.join(', ')}`)
    return (await super.sort(files)).sort(
      (one, other) => projectOf(one) - projectOf(other) || rankOf(one) - rankOf(other),
    )
  }
}
