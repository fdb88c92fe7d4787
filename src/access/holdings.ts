import type { LiveRelation } from '../model/live.ts'
import type { Subject } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import type { RelationName } from '../model/relations.ts'
import { addressOf as addressIn } from '../model/text/address.ts'
import { type Asked, type Claims, claimOnAbsent, claimOnOthers, claimOnOurs } from './claim.ts'
import { type Comparison, comparisonOf } from './comparison.ts'
import { type Ground, offboardedSource } from './ground.ts'
import { isRemnant, memberPairs, memberSubject, standingOfMember } from './membership.ts'
import {
  type Standing,
  standingOfAgency,
  standingOfBehalf,
  standingOfPerson,
  standingOfRequest,
} from './standings.ts'
import type { AssetView } from './views.ts'
import { nothingWished, type Wish, wishesOf } from './wish.ts'

/**
 * One subject on one asset by one relation, live or declared or both: the row, the wish, and the
 * result of comparing them. Every question about access is put to these.
 */
export interface Holding<Relation extends RelationName = RelationName> extends Asked {
  readonly view: AssetView
  readonly relation: Relation
  readonly claim: Claims[Relation]
  readonly standing: Standing<Relation>
  /** Null unless there are both sides, and the wish gives something. */
  readonly comparison: Comparison | null
}

/**
 * The holdings of one relation of one asset: whoever is declared, in the order of the wishes, then
 * whoever else holds something. On-behalf-of requests come first, because one partner may have
 * several.
 */
export const holdingsIn = <Relation extends RelationName>(
  ground: Ground,
  view: AssetView,
  relation: Relation,
): readonly Holding<Relation>[] => JOINS[relation](ground, view)

type Join<Relation extends RelationName> = (
  ground: Ground,
  view: AssetView,
) => readonly Holding<Relation>[]

const joinAgencies: Join<'agencies'> = (ground, view) => {
  const relation = 'agencies'
  return pairsOf(ground, view, relation, wishesIn(ground, view, relation)).map((asked) => {
    const { subject, row, wish } = asked
    const comparison = comparisonIn(view, relation, asked)
    const claim = claimOnOthers(ground, view, relation, asked)
    const standing = standingOfAgency(ground, view, asked, comparison)
    return { view, relation, subject, row, wish, claim, standing, comparison }
  })
}

const joinUsers: Join<'users'> = (ground, view) => {
  const relation = 'users'
  const wishes = wishesIn(ground, view, relation)
  const found = pairsOf(ground, view, relation, wishes).map((asked): Holding<'users'> => {
    const { subject, row, wish } = asked
    const comparison = comparisonIn(view, relation, asked)
    const claim = claimOnOthers(ground, view, relation, asked)
    const standing = standingOfPerson(asked, comparison)
    return { view, relation, subject, row, wish, claim, standing, comparison }
  })
  const absent = wishes.filter(({ subject }) => ground.directory.idOf(subject) === null)
  return absent.length === 0
    ? found
    : [...found, ...absent.map((wish) => absentee(ground, view, wish))]
}

/** Somebody declared who is in no list, or whose name is in doubt. */
const absentee = (ground: Ground, view: AssetView, wish: Wish): Holding<'users'> => ({
  view,
  relation: 'users',
  subject: wish.subject,
  row: undefined,
  wish,
  comparison: null,
  claim: claimOnAbsent(ground, view, wish),
  standing: ground.directory.meaningOf(wish.subject).type === 'nobody' ? 'nobody' : 'doubtful',
})

/** Our own access to a client's asset: one holding, if it is declared or live. */
const joinRequest: Join<'request'> = (ground, view) => {
  const relation = 'request'
  const key = view.desired?.request ?? null
  const [row] = view.rows(relation)
  if (key === null && row === undefined) return []
  const [wish = key === null ? undefined : nothingWished(key.source)] = wishesIn(
    ground,
    view,
    relation,
  )
  const asked: Asked = { subject: ground.manifest.business, row, wish }
  const comparison = comparisonIn(view, relation, asked)
  const claim = claimOnOurs(view, wish)
  const standing = standingOfRequest(ground, view, asked, comparison)
  return [{ view, relation, ...asked, claim, standing, comparison }]
}

/** Each request by the business at its other end, and each listed partner that has none. */
const joinBehalf: Join<'on_behalf_of'> = (ground, view) => {
  const relation = 'on_behalf_of'
  const wishes = byId(ground, wishesIn(ground, view, relation))
  const requests = view.rows(relation).map((row): Asked => {
    const subject = row.counterpart?.id ?? row.subject
    return { subject, row, wish: wishes.get(subject) }
  })
  const found = new Set(requests.map(({ subject }) => subject))
  const missing = [...wishes]
    .filter(([subject]) => !found.has(subject))
    .map(([subject, wish]): Asked => ({ subject, row: undefined, wish }))
  return [...requests, ...missing].map((asked) => ({
    view,
    relation,
    ...asked,
    comparison: null,
    claim: claimOnOthers(ground, view, relation, asked),
    standing: standingOfBehalf(asked),
  }))
}

/** Who belongs to the business or is invited to it, and who should. */
const joinMembers: Join<'members'> = (ground, view) => {
  const relation = 'members'
  const pairs = memberPairs(ground, view, wishesIn(ground, view, relation))
  const found = pairs.map((asked): Holding<'members'> => {
    const { subject, row, wish } = asked
    const comparison = comparisonIn(view, relation, asked)
    const claim = claimOnOthers(ground, view, relation, asked)
    const standing = standingOfMember(ground, view, asked, comparison)
    return { view, relation, subject, row, wish, claim, standing, comparison }
  })
  const staying = new Set(
    found.flatMap(({ claim, subject }) => (STAYING.has(claim) ? [subject] : [])),
  )
  return found.map((holding) =>
    holding.claim === 'unwanted' && isRemnant(ground, holding, (id) => staying.has(id))
      ? { ...holding, claim: 'left' }
      : holding,
  )
}

const STAYING: ReadonlySet<Claims['members']> = new Set(['declared', 'left', 'spared'])

const JOINS: { readonly [Relation in RelationName]: Join<Relation> } = {
  request: joinRequest,
  agencies: joinAgencies,
  users: joinUsers,
  on_behalf_of: joinBehalf,
  members: joinMembers,
}

/** What the manifest wishes by one relation of an asset. */
const wishesIn = (
  { expiryDay, directory }: Ground,
  view: AssetView,
  relation: RelationName,
): readonly Wish[] => {
  const key = view.desired?.[relation] ?? null
  return key === null ? [] : wishesOf(key, expiryDay, view.kind, directory.oneOf)
}

/** The wishes whose subject is known, by id. */
const byId = ({ directory }: Ground, wishes: readonly Wish[]): ReadonlyMap<string, Wish> => {
  const found = new Map<string, Wish>()
  for (const wish of wishes) {
    const id = directory.idOf(wish.subject)
    if (id !== null) found.set(id, wish)
  }
  return found
}

/** Rows and wishes, paired by the id of their subject, of whom each has one wish at the most. */
const pairsOf = (
  { directory }: Ground,
  view: AssetView,
  relation: RelationName,
  wishes: readonly Wish[],
): readonly Asked[] => {
  const rows = new Map<string, LiveRelation>()
  for (const row of view.rows(relation)) rows.set(row.subject, row)
  const pairs: Asked[] = []
  let found = 0
  for (const wish of wishes) {
    const subject = directory.idOf(wish.subject)
    if (subject === null) continue
    const row = rows.get(subject)
    if (row !== undefined) found += 1
    pairs.push({ subject, row, wish })
  }
  if (found === rows.size) return pairs
  for (const { subject } of pairs) rows.delete(subject)
  rows.forEach((row, subject) => {
    pairs.push({ subject, row, wish: undefined })
  })
  return pairs
}

const comparisonIn = (
  view: AssetView,
  relation: RelationName,
  { row, wish }: Asked,
): Comparison | null =>
  row === undefined || wish === undefined || wish.tasks.length === 0
    ? null
    : comparisonOf(view, relation, wish, row.tasks)

/**
 * The address of a holding: that of its row. A partner without an on-behalf-of request has its own
 * id in the address, because there is no request with one.
 */
export const addressOf = ({ view, relation, subject, row }: Holding): string =>
  addressIn(view.asset.id, relation, row?.subject ?? subject)

/** Whom a holding is about, with what is known about them. */
export const subjectOf = (ground: Ground, holding: Holding): Subject =>
  SUBJECTS[holding.relation](ground, holding)

type SubjectOf = (ground: Ground, holding: Holding) => Subject

/** Standings of a subject that has an alias and no id. */
const ABSENT: ReadonlySet<Holding['standing']> = new Set(['nobody', 'doubtful'])

const SUBJECTS: Readonly<Record<RelationName, SubjectOf>> = {
  agencies: ({ directory }, { subject, row }) =>
    directory.subjectOf('agencies', subject, row?.subjectName ?? null),
  users: ({ directory }, { subject, row, standing }) =>
    ABSENT.has(standing)
      ? directory.unresolved(subject)
      : directory.subjectOf('users', subject, row?.subjectName ?? null),
  request: ({ live }, { subject, row }) => ({
    ...{ type: 'business', id: subject, name: row?.subjectName ?? live.business.name, alias: null },
  }),
  on_behalf_of: ({ directory }, { subject, row }) => {
    const business = directory.subjectOf('agencies', subject, row?.subjectName ?? null)
    if (row === undefined) return business
    const other = row.counterpart === null ? {} : { business: row.counterpart }
    return { ...business, type: 'obo_request', id: row.subject, ...other }
  },
  members: memberSubject,
}

/**
 * The manifest line about a holding, or the one that says that its subject is offboarded; null if
 * there is none.
 */
export const sourceOf = (
  ground: Ground,
  { view, relation, subject, wish }: Holding,
): Position | null =>
  ground.directory.isOffboarded(subject)
    ? offboardedSource(ground, subject)
    : (wish?.source ?? view.desired?.[relation]?.source ?? null)
