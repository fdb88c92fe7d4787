import { compareText, foldedOf } from '../../../model/text/text.ts'
import { transliterated } from './transliterate.ts'

/** Somebody who needs an alias. */
export interface Unnamed {
  readonly id: string
  /** As the API gives it: any text, or none. */
  readonly name: string | null
  /** Used instead of a name that yields no alias: `partner-2002`. */
  readonly is: 'partner' | 'person' | 'system-user'
}

/** The longest alias that is made from a name, in characters. */
const LONGEST = 40

/** Words that mean something else to readers or to YAML. */
const RESERVED: ReadonlySet<string> = new Set(
  'none null true false yes no on off y n version business'.split(' '),
)

/** A name as an alias: lower-case ASCII with hyphens; empty if nothing is left of it. */
export const slugOf = (name: string | null): string => {
  const words = transliterated((name ?? '').slice(0, 200)).split(' ')
  const slug = words.join('-').slice(0, LONGEST).replace(/-+$/, '')
  return /[a-z]/.test(slug) && !RESERVED.has(slug) ? slug : ''
}

/**
 * An alias for each, by id. It depends only on the set of names, not on their order. All who share
 * a name, with each other or with one that is taken, get the end of their id appended: nobody can
 * obtain an alias by taking somebody else's name.
 */
export const aliasesFor = (
  subjects: readonly Unnamed[],
  taken: Iterable<string> = [],
): ReadonlyMap<string, string> => {
  const occupied = new Set([...taken].map((alias) => foldedOf(alias)))
  const sorted = [...subjects].sort((one, other) => compareText(one.id, other.id))
  const forms = new Map(sorted.map((subject) => [subject.id, formsOf(subject)]))
  const steps = new Map(sorted.map(({ id }) => [id, 0]))
  const aliasOf = (id: string): string => formAt(forms.get(id) ?? [], steps.get(id) ?? 0)
  for (let isSettled = false; !isSettled; ) {
    const clashing = clashes(sorted, aliasOf, occupied).filter((id) => canStep(id, steps, forms))
    for (const id of clashing) steps.set(id, (steps.get(id) ?? 0) + 1)
    isSettled = clashing.length === 0
  }
  return new Map(sorted.map(({ id }) => [id, aliasOf(id)]))
}

/** Possible aliases, from the shortest to one that only this id can have. */
const formsOf = ({ id, name, is }: Unnamed): readonly string[] => {
  const slug = slugOf(name)
  const last = [`${is}-${id}`, `${is}-${id}-id`]
  return slug === '' ? last : [slug, `${slug}-${id.slice(-4)}`, `${slug}-${id}`, ...last]
}

const formAt = (forms: readonly string[], step: number): string =>
  forms[Math.min(step, forms.length - 1)] ?? ''

const canStep = (
  id: string,
  steps: ReadonlyMap<string, number>,
  forms: ReadonlyMap<string, readonly string[]>,
): boolean => (steps.get(id) ?? 0) < (forms.get(id) ?? []).length - 1

const clashes = (
  subjects: readonly Unnamed[],
  aliasOf: (id: string) => string,
  occupied: ReadonlySet<string>,
): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { id } of subjects) counts.set(aliasOf(id), (counts.get(aliasOf(id)) ?? 0) + 1)
  return subjects
    .map(({ id }) => id)
    .filter((id) => (counts.get(aliasOf(id)) ?? 0) > 1 || occupied.has(aliasOf(id)))
}
