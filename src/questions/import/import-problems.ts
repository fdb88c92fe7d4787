import { problemsOf } from '../../model/problem.ts'

/** The problems of an import; their codes are public. */
export const IMPORT_PROBLEMS = {
  import_left_out: {
    severity: 'warning',
    words: (a: { relation: string; assets: readonly string[]; label: string; why: string }) =>
      `${a.relation} of ${a.assets.length} ${a.label}${a.assets.length === 1 ? '' : 's'} ${a.why} and ${a.assets.length === 1 ? 'is' : 'are'} left out: ${listed(a.assets)}. What is left out is not managed`,
  },
  import_not_added: {
    severity: 'warning',
    words: (a: { asset: string; why: string }) => `${a.asset} is not added: ${a.why}`,
  },
  import_refused: {
    severity: 'error',
    words: (a: { file: string; why: string }) => `${a.file} is left as it is: ${a.why}`,
  },
} as const

const MOST = 5

const listed = (ids: readonly string[]): string =>
  ids.length > MOST
    ? `${ids.slice(0, MOST).join(', ')} and ${ids.length - MOST} more`
    : ids.join(', ')

export const importProblem = problemsOf(IMPORT_PROBLEMS)
