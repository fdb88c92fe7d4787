import v8 from '@vitest/coverage-v8'
import type { CoverageProviderModule } from 'vitest/node'

/** Says, in the environment of a project, that its tests are not counted. */
export const UNCOUNTED = 'BIZACCESS_TESTS_UNCOUNTED'

const isCounted = process.env[UNCOUNTED] === undefined

/** The folders of src that decide: what has a floor. */
export const DECIDING: readonly string[] = ['model', 'manifest', 'access', 'plan', 'apply']

/** All else that was run would be sent to another thread, written and read for nothing. */
const isDeciding = ({ url }: { readonly url: string }): boolean =>
  DECIDING.some((folder) => url.includes(`/src/${folder}/`))

const takeCoverage: typeof v8.takeCoverage = async (options) => {
  const taken = (await v8.takeCoverage?.(options)) as { readonly result: { url: string }[] }
  return { result: taken.result.filter(isDeciding) }
}

/**
 * Vitest's coverage, of tests that run a line a few times. To count doubles the time of what runs the same
 * lines millions of times, and such tests cover none that no other test does.
 */
const provider: CoverageProviderModule = isCounted
  ? { ...v8, takeCoverage }
  : { ...v8, startCoverage: () => {}, takeCoverage: () => undefined, stopCoverage: () => {} }

// biome-ignore lint/style/noDefaultExport: vitest reads the provider from the default export
export default provider
