import type { Partner, Person, PolicyName } from '../model/manifest.ts'
import type { Problem } from '../model/problem.ts'
import { foldedOf } from '../model/text.ts'
import { planProblem } from './diagnostics.ts'
import type { Directory } from './directory.ts'
import type { Ground } from './ground.ts'

/** What is wrong with the names of a manifest, now that it is known who is who. */
export const checkNames = (ground: Ground): readonly Problem[] => [
  ...ground.doubts.problems,
  ...checkTwins(ground),
  ...checkPolicyNames(ground),
]

/** Two names of one person are one person. */
const checkTwins = ({ manifest, directory }: Ground): readonly Problem[] =>
  directory.twins.map((aliases) => {
    const [first = ''] = aliases
    const source = manifest.people.get(aliases[1] ?? '')?.source ?? null
    return planProblem('person_twice', { aliases, who: whoIs(directory, first) }, source)
  })

const whoIs = (directory: Directory, alias: string): string => {
  const id = directory.idOf(alias) ?? ''
  const name = directory.person(id)?.name ?? null
  return name === null ? id : `${name} ${id}`
}

/** Where the manifest means somebody else by a name that the policy file protects. */
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

/** The same text, or, of an e-mail and an id, nobody whom the policy file could not mean. */
const isSame = (directory: Directory, policy: Named, own: Named): boolean => {
  if (foldedOf(textOf(policy)) === foldedOf(textOf(own))) return true
  if ('id' in policy || 'id' in own) return false
  const theirs = directory.idsMeant(own)
  const safe = new Set(directory.idsMeant(policy))
  return theirs.length > 0 && theirs.every((id) => safe.has(id))
}

/** `dana@x.example (61550000000000011)`, or the id alone. */
const inWords = (directory: Directory, named: Named): string => {
  if ('id' in named) return `business ${named.id}`
  const ids = directory.idsMeant(named)
  if (named.by !== 'email') return named.value
  return `${named.value} (${ids.length === 0 ? 'nobody in the business' : ids.join(', ')})`
}
