import { foldedOf } from '../../model/text/text.ts'
import { SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import type { World } from '../../sandbox/state.ts'
import { type Counter, counterOf, originalsOf } from './counters.ts'
import { originalsIn } from './originals-in.ts'

/** What stands for each name, e-mail and id of a world. */
export interface Replacing {
  readonly id: (kind: IdKind, original: string) => string
  readonly asset: (original: string) => string
  /** An id whose kind its place does not tell; it is given one of no kind if nothing has it. */
  readonly anyId: (original: string) => string
  readonly name: (kind: NameKind, original: string) => string
  readonly email: (original: string) => string
}

/** What comes before the digits of some assets' ids. */
const PREFIX = SANDBOX_KINDS.map(({ idPrefix }) => idPrefix).find((prefix) => prefix !== '') ?? ''

/** What begins every id of a kind, so that no two kinds ever meet. */
const startingWith = (digits: string): readonly ((n: string) => string)[] => [
  (n) => `${digits}${n}`,
]

/** An Instagram user's id has 17 digits; the second form is for a world that is full of zeros. */
const IG_USERS = [
  (n: string) => `17841${n.padStart(12, '0')}`,
  (n: string) => `17841${222_222_222_222 + Number(n)}`,
]

const ID_FORMS = {
  business: startingWith('11'),
  person: startingWith('21'),
  user: startingWith('31'),
  invitation: startingWith('41'),
  account: startingWith(`${PREFIX}51`),
  asset: startingWith('61'),
  ig_user: IG_USERS,
  group: startingWith('71'),
  request: startingWith('81'),
  app: startingWith('91'),
  other: startingWith('92'),
} as const

export type IdKind = keyof typeof ID_FORMS

const ID_KINDS = Object.keys(ID_FORMS) as readonly IdKind[]

/** Words for names: the first that has nothing to do with any name of the world, or grows until it has not. */
const WORDS = {
  business: ['Business', 'Company'],
  person: ['Person', 'Somebody'],
  asset: ['Asset', 'Thing'],
  group: ['Group', 'Bundle'],
} as const

const GROWING = Array.from({ length: 60 }, (_, place) => 'x'.repeat(place + 4))

export type NameKind = keyof typeof WORDS

const NAME_KINDS = Object.keys(WORDS) as readonly NameKind[]

const EMAILS = [
  ...['person@example.com', 'somebody@mail.example'],
  ...GROWING.map((word) => `${word}@${word}.test`),
].map((form) => {
  const [word = '', domain = ''] = form.split('@')
  return (n: string): string => `${word}${n}@${domain}`
})

/** Everything is counted from one, in the order in which it is asked for. */
export const replacingIn = (world: World): Replacing => {
  const originals = originalsOf(originalsIn(world))
  const counters = <Kind extends string>(
    kinds: readonly Kind[],
    formsOf: (kind: Kind) => readonly ((n: string) => string)[],
  ) => new Map<Kind, Counter>(kinds.map((kind) => [kind, counterOf(formsOf(kind), originals)]))
  const ids = counters(ID_KINDS, (kind) => ID_FORMS[kind])
  const names = counters(NAME_KINDS, (kind) =>
    [...WORDS[kind], ...GROWING].map((word) => (n) => `${word} ${n}`),
  )
  const emails = counterOf(EMAILS, originals)
  const id: Replacing['id'] = (kind, original) => (ids.get(kind) as Counter).of(original)
  countAll(world, id)
  return {
    id,
    asset: (original) => id(assetKind(original), original),
    anyId: (original) =>
      ID_KINDS.map((kind) => ids.get(kind)?.known.get(original)).find(
        (found) => found !== undefined,
      ) ?? id('other', original),
    name: (kind, original) => (original === '' ? '' : (names.get(kind) as Counter).of(original)),
    email: (original) => emails.of(foldedOf(original)),
  }
}

const assetKind = (id: string): IdKind => (id.startsWith(PREFIX) ? 'account' : 'asset')

/** In the order of the world, whatever names whom first. */
const countAll = ({ businesses, assets, groups }: World, id: Replacing['id']): void => {
  for (const business of businesses.values()) {
    id('business', business.id)
    for (const person of [...business.users.values(), ...business.systemUsers.values()]) {
      id('person', person.id)
      if (person.user !== undefined) id('user', person.user)
    }
    for (const invitation of business.invited.keys()) id('invitation', invitation)
  }
  for (const asset of assets.values()) {
    id(assetKind(asset.id), asset.id)
    for (const request of asset.onBehalfOf.keys()) id('request', request)
  }
  for (const group of groups.keys()) id('group', group)
}
