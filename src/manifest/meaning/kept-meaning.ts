import type { Manifest } from '../../model/manifest.ts'

/** What something of a manifest means, as a text to compare: everything except positions in the files. */
export const meaningOf = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (key === 'source' ? undefined : each)) ?? ''

/**
 * Whether everything beside the assets is as it was: the business, the policy, who is offboarded, and
 * every name. There may be names that were not there.
 */
export const keepsTheRest = (old: Manifest, made: Manifest): boolean =>
  meaningOf([old.business, old.policy, old.offboarded]) ===
    meaningOf([made.business, made.policy, made.offboarded]) &&
  NAMES.every((key) =>
    [...old[key]].every(([alias, each]) => meaningOf(each) === meaningOf(made[key].get(alias))),
  )

const NAMES = ['partners', 'people'] as const
