import { problemsOf } from '../../model/problem.ts'

/** Every problem of `--all` itself. */
export const FLEET_PROBLEMS = {
  no_tree: {
    severity: 'error',
    words: (a: { path: string }) =>
      `${a.path} holds no business: --all works on a tree of businesses/NAME/*.yaml, each with its \`business\`, and shared/*.yaml for what they share. Name the tree as the PATH, or leave --all out for one manifest`,
  },
  business_unnamed: {
    severity: 'error',
    words: (a: { folder: string }) =>
      `no manifest in ${a.folder} says which business it is: nothing of it was read as anybody's. Add \`business: "ID"\` to one of them`,
  },
  shared_of_one: {
    severity: 'error',
    words: (a: { file: string; business: string }) =>
      `${a.file} names business ${a.business}, so what lies beside it would be that business's alone, and no other would know of it. Nothing was done: move the file into the folder of that business, or take the line out`,
  },
  business_twice: {
    severity: 'error',
    words: (a: { business: string; folders: readonly string[] }) =>
      `business ${a.business} is in ${a.folders.join(' and ')}: each folder would take away what only the other declares, so nothing was done for it. Keep one folder a business`,
  },
  not_with_all: {
    severity: 'error',
    words: (a: { flags: readonly string[]; why: string; command: string }) =>
      `${a.flags.join(', ')} cannot be used with --all: ${a.why}. For one business: bizaccess ${a.command} shared businesses/NAME`,
  },
  not_in_tree: {
    severity: 'warning',
    words: (a: { files: readonly string[] }) =>
      `${a.files.join(', ')} lies beside businesses/, so --all does not read it. What all businesses share belongs into shared/`,
  },
  changed_since_shown: {
    severity: 'error',
    words: (_: undefined) =>
      'what would be done is no longer what was shown and approved: somebody changed something meanwhile. Nothing was changed; plan again',
  },
  fleet_digest_differs: {
    severity: 'error',
    words: (a: { expected: string; found: string; businesses: number }) =>
      `--expect ${a.expected} is not the steps_digest of the plans of these ${a.businesses} businesses together (${a.found}): something else would be done than what was reviewed. Nothing was changed; review the plans again`,
  },
  not_as_expected: {
    severity: 'error',
    words: (_: undefined) =>
      'not applied: the plans of all businesses together are not those that --expect names',
  },
  nobody_anywhere: {
    severity: 'error',
    words: (a: { name: string; businesses: number }) =>
      `${a.name} is nobody in any of these ${a.businesses} businesses, as far as they could be read. Give the e-mail or the id`,
  },
  matches_nowhere: {
    severity: 'error',
    words: (a: { filters: readonly string[]; businesses: number }) =>
      `${a.filters.join(', ')} matches nothing in any of these ${a.businesses} businesses. It is compared with whole ids and names; * matches anything`,
  },
} as const

export const fleetProblem = problemsOf(FLEET_PROBLEMS)
