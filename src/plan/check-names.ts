import { linesDeclaring } from '../access/declared-lines.ts'
import type { Directory } from '../access/directory.ts'
import { namesOfEntry } from '../access/doubt.ts'
import type { Ground } from '../access/ground.ts'
import {
  lineOf,
  type Manifest,
  type Partner,
  type Person,
  type PolicyName,
} from '../model/manifest.ts'
import { withId } from '../model/objects.ts'
import type { Position, Problem } from '../model/problem.ts'
import { compareText, foldedOf } from '../model/text/text.ts'
import { planProblem } from './plan-problems.ts'

/** What is wrong with the names of a manifest, now that it is known who is who. */
export const checkNames = (ground: Ground): readonly Problem[] => [
  ...doubtProblems(ground),
  ...checkTwins(ground),
  ...checkLeaving(ground),
  ...checkPolicyNames(ground),
]

/** One error for each name whose meaning is in doubt. */
export const doubtProblems = ({ manifest, doubts }: Ground): readonly Problem[] =>
  doubts.names.map(({ name, doubt, assets }) =>
    planProblem(
      CODES[doubt.type],
      {
        name,
        value: manifest.people.get(name)?.value ?? name,
        people: doubt.people.map((person) => withId(person.name, person.id)),
        assets: [...assets].sort(compareText),
      },
      sourceOf(manifest, name),
    ),
  )

const CODES = { several: 'person_ambiguous', facebook: 'person_by_facebook_id' } as const

/** Where the name is declared; for a bare id or e-mail, where it is offboarded, if it is. */
const sourceOf = ({ people, offboarded }: Manifest, name: string): Position | null => {
  const declared = people.get(name)
  if (declared !== undefined) return declared.source
  const entry = offboarded.find((each) => namesOfEntry(each).includes(name))
  return entry === undefined ? null : lineOf(entry)
}

/** Two names for the same person count as one person. */
const checkTwins = ({ manifest, directory }: Ground): readonly Problem[] =>
  directory.twins.map((aliases) => {
    const [first = ''] = aliases
    const source = manifest.people.get(aliases[1] ?? '')?.source ?? null
    return planProblem('person_twice', { aliases, who: whoIs(directory, first) }, source)
  })

const whoIs = (directory: Directory, alias: string): string => {
  const id = directory.idOf(alias) ?? ''
  return withId(directory.person(id)?.name ?? null, id)
}

/** Whose removal is under way and who is to stay. The offboarded are to go. */
const checkLeaving = (ground: Ground): readonly Problem[] => {
  const { live, manifest, directory } = ground
  return live.people.flatMap(({ id, name, leaving }) => {
    if (leaving !== true || directory.isOffboarded(id)) return []
    const lines = linesDeclaring(ground, id, manifest.assets)
    return lines.length === 0
      ? []
      : [planProblem('person_leaving', { who: withId(name, id), lines })]
  })
}

/**
 * One error for each name that the policy file protects and that means somebody else in the
 * manifest.
 */
const checkPolicyNames = (ground: Ground): readonly Problem[] => {
  const { manifest, directory } = ground
  return (manifest.policyNames ?? []).flatMap(({ name, means }) => {
    const own = manifest.partners.get(name) ?? manifest.people.get(name)
    if (means === null || own === undefined || isSame(directory, means, own)) return []
    const words = (one: Partner | Person): string => inWords(directory, one)
    const args = { name, policy: words(means), manifest: words(own) }
    return [planProblem('policy_name_differs', args, own.source)]
  })
}

type Named = NonNullable<PolicyName['means']>

const textOf = (named: Named): string => ('id' in named ? named.id : named.value)

/**
 * Whether both are the same text or, for an e-mail and an id, mean only people whom the policy file
 * could also mean.
 */
const isSame = (directory: Directory, policy: Named, own: Named): boolean => {
  if (foldedOf(textOf(policy)) === foldedOf(textOf(own))) return true
  if ('id' in policy || 'id' in own) return false
  const theirs = directory.idsMeant(own)
  const safe = new Set(directory.idsMeant(policy))
  return theirs.length > 0 && theirs.every((id) => safe.has(id))
}

/** `dana@x.example (61550000000000011)`, or only the id. */
const inWords = (directory: Directory, named: Named): string => {
  if ('id' in named) return `business ${named.id}`
  const ids = directory.idsMeant(named)
  if (named.by !== 'email') return named.value
  return `${named.value} (${ids.length === 0 ? 'nobody in the business' : ids.join(', ')})`
}
