import { everybodyIn } from '../../model/everybody.ts'
import type { LiveState } from '../../model/live.ts'
import type { Manifest, Partner } from '../../model/manifest.ts'
import { type Checked, problemsOf } from '../../model/problem.ts'
import { isPartnerEdge } from '../../model/relations.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { foldedOf } from '../../model/text/text.ts'

/** Somebody who can be asked about. */
export interface Named {
  readonly type: 'person' | 'business'
  /** Null for a person who is in no list of the business. */
  readonly id: string | null
  readonly alias: string | null
  readonly name: string | null
  readonly email: string | null
}

interface Unknown {
  readonly name: string
  readonly near: string | null
  readonly complete: boolean
}

export const WHO_PROBLEMS = {
  who_unknown: {
    severity: 'error',
    words: ({ name, near, complete }: Unknown) =>
      [
        `nobody is called ${name}: no alias of the manifest, and no e-mail, id or name of anybody in the business, of an agency or of a client.`,
        near === null ? '' : `Did you mean ${near}?`,
        complete ? '' : 'Not everything could be read, so there may be somebody all the same.',
      ]
        .filter((part) => part !== '')
        .join(' '),
  },
  who_ambiguous: {
    severity: 'error',
    words: (a: { name: string; candidates: readonly string[] }) =>
      `${a.name} is the name of ${a.candidates.length}: ${a.candidates.join('; ')}. Name the id`,
  },
  who_is_team: {
    severity: 'error',
    words: (a: { name: string; members: readonly string[] }) =>
      `${a.name} is a team: name one of its people (${a.members.join(', ')})`,
  },
} as const

const problem = problemsOf(WHO_PROBLEMS)

/** What a name is looked up in: the manifest and what was read so far. */
export interface Known {
  readonly manifest: Manifest | null
  readonly live: LiveState
}

/**
 * Who is meant by an alias, an e-mail or an id of the manifest or of our people; null if it is
 * nobody yet, or more than one.
 */
export const memberNamed = (known: Known, name: string): Named | null => {
  const [only = null, ...others] = membersNamed(known, name)
  return others.length === 0 ? only : null
}

/** Everybody whom an alias, an e-mail or an id means, including the id of a Facebook profile. */
const membersNamed = (known: Known, written: string): readonly Named[] => {
  const { manifest, live } = known
  const name = written.normalize('NFC')
  const people = peopleOf(known)
  const partner = manifest?.partners.get(name)
  const behind = new Set(
    live.people.filter(({ facebookId }) => facebookId === name).map(({ id }) => id),
  )
  const ways: readonly (() => readonly Named[])[] = [
    () => people.filter(({ alias }) => alias === name),
    () => (partner === undefined ? [] : [partnerNamed(partner)]),
    () => people.filter(({ id }) => id === name),
    () => people.filter(({ email }) => isSameEmail(email, name)),
    () => people.filter(({ id }) => id !== null && behind.has(id)),
  ]
  return ways.map((way) => way()).find((found) => found.length > 0) ?? []
}

const partnerNamed = ({ alias, id }: Partner): Named => ({
  type: 'business',
  ...{ id, alias, name: null, email: null },
})

/**
 * Who is meant by a name, once everything in reach has been read. Problems: `who_unknown`,
 * `who_ambiguous`, `who_is_team`.
 */
export const subjectNamed = (known: Known, name: string): Checked<Named> => {
  const all = everybody(known)
  const found = namedIn(known, all, name)
  const [first, ...others] = found
  if (first !== undefined && others.length === 0) return { value: first, problems: [] }
  return {
    value: null,
    problems: [
      first === undefined
        ? unknown(known, all, name)
        : problem('who_ambiguous', { name, candidates: found.map(wordsOf).sort() }),
    ],
  }
}

const namedIn = (known: Known, all: readonly Named[], name: string): readonly Named[] => {
  const members = membersNamed(known, name)
  if (members.length > 0) return members
  const byId = all.find(({ id }) => id === name)
  if (byId !== undefined) return [byId]
  return all.filter((one) => one.name !== null && foldedOf(one.name) === foldedOf(name))
}

const wordsOf = ({ type, id, name, email }: Named): string =>
  `${type} ${[name, email].filter((part) => part !== null).join(', ')} ${id ?? ''}`.trim()

const unknown = ({ manifest, live }: Known, all: readonly Named[], name: string) => {
  const members = membersOf(manifest, name)
  if (members.length > 0) return problem('who_is_team', { name, members })
  const near = nearIn(all, name)
  const complete = !live.problems.some(({ severity }) => severity === 'error')
  return problem('who_unknown', { name, near, complete })
}

/** The name of somebody that one which nobody has was meant to be. */
export const nearTo = (known: Known, name: string): string | null => nearIn(everybody(known), name)

const nearIn = (all: readonly Named[], name: string): string | null => {
  const words = all
    .flatMap((one) => [one.alias, one.name, one.email])
    .filter((word) => word !== null)
  return words.find((word) => isPartOf(word, name)) ?? nearestOf(name, words)
}

/** `kim` for "Kim Adler", or for kim@northwind.example. */
const isPartOf = (word: string, part: string): boolean =>
  foldedOf(word)
    .split(/[\s@.]+/)
    .includes(foldedOf(part))

/** Everybody who gets something through this team. */
const membersOf = (manifest: Manifest | null, team: string): readonly string[] => [
  ...new Set(
    (manifest?.assets ?? []).flatMap(({ users }) =>
      (users?.paths ?? [])
        .filter(({ via }) => via.split(', ').includes(`team ${team}`))
        .map(({ subject }) => subject),
    ),
  ),
]

/** People and system users of the business, the declared and the invited; each once. */
const peopleOf = ({ manifest, live }: Known): readonly Named[] => {
  const declared = [...(manifest?.people.values() ?? [])]
  const isSame = (value: string, id: string, email: string | null): boolean =>
    value === id || isSameEmail(value, email)
  const members = everybodyIn(live).map(
    ({ id, name, email }): Named => ({
      ...{ type: 'person', id, name, email },
      alias: declared.find(({ value }) => isSame(value, id, email))?.alias ?? null,
    }),
  )
  const absent = declared
    .filter(({ alias }) => !members.some((one) => one.alias === alias))
    .map(({ alias, by, value }): Named => {
      const email = by === 'email' ? value : null
      return { type: 'person', id: null, alias, name: null, email }
    })
  const invited = live.invitations
    .filter(({ email }) => !absent.some((one) => isSameEmail(one.email, email)))
    .map(({ email }): Named => ({ type: 'person', id: null, alias: null, name: null, email }))
  return [...members, ...absent, ...invited]
}

/** These, and every business: ours, the declared ones, agencies on our assets, clients, and those that only our own lists name. */
const everybody = (known: Known): readonly Named[] => {
  const { manifest, live } = known
  const businesses = new Map<string, Named>()
  const add = (id: string, name: string | null): void => {
    const alias =
      [...(manifest?.partners.values() ?? [])].find((partner) => partner.id === id)?.alias ?? null
    const before = businesses.get(id)
    businesses.set(id, { type: 'business', id, alias, name: before?.name ?? name, email: null })
  }
  add(live.business.id, live.business.name)
  for (const { id } of manifest?.partners.values() ?? []) add(id, null)
  for (const { relation, subject, subjectName, counterpart } of live.relations) {
    if (isPartnerEdge(relation)) add(subject, subjectName)
    if (counterpart !== null) add(counterpart.id, counterpart.name)
  }
  const { agencies, clients } = live.mirror ?? {}
  for (const { business } of [...(agencies?.rows ?? []), ...(clients?.rows ?? [])]) {
    add(business.id, business.name)
  }
  return [...peopleOf(known), ...businesses.values()]
}
