import type { Ground } from '../../access/ground.ts'
import { addressOf, holdingsIn } from '../../access/holdings.ts'
import { type AssetView, viewsOf } from '../../access/views.ts'
import type { LiveRelation, LiveState } from '../../model/live.ts'
import type { Manifest } from '../../model/manifest.ts'
import { type Problem, problemsOf } from '../../model/problem.ts'
import type { Access, AccessPath } from '../../model/reports/review-report.ts'
import type { WhoAccess, WhoReport, WhoSubject } from '../../model/reports/who-report.ts'
import { onBehalfOfAddress } from '../../model/text/address.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { reasonOf } from '../holders/claims.ts'
import { seatFor, seatsIn } from '../holders/held-seats.ts'
import { type AccessRelation, accessOn, type Comparison } from '../holders/holder-rows.ts'
import { comparisonFor, type LookInput, lookedAt } from '../holders/look.ts'
import { isAdmin, secondFactorOf } from '../holders/members.ts'
import { MIRROR_WORDS, mirrorDifferences } from '../holders/mirror-differences.ts'
import { notVisible } from '../holders/not-visible.ts'
import { unreadIn } from '../holders/unread.ts'
import type { Named } from './named-subject.ts'

/**
 * Everything that the answer is made from. `live` covers everything in reach; for a person, what
 * their own lists show is enough.
 */
export interface WhoInput extends LookInput {
  readonly who: Named
  /** Whether a business was looked for only where our own list of agencies names it. */
  readonly byMirror?: boolean
}

/**
 * Everything one subject can do, and what it should be able to do and cannot. Pure: the same input
 * gives the same bytes.
 */
export const makeWho = (input: WhoInput): WhoReport => {
  const { live, who } = input
  const comparison = comparisonFor(input)
  const { ground } = comparison
  const subject = subjectOf(ground, who)
  const views = viewsOf(ground)
  const relation = RELATION_OF[subject.status === 'own' ? 'own' : who.type]
  const unread = unreadIn(
    live,
    views.map(({ asset }) => asset),
  ).filter((row) => row.relation === relation)
  return {
    format_version: 1,
    kind: 'who',
    ...lookedAt(comparison, input, unread),
    ...(input.byMirror === true ? { looked_in: 'agencies' as const } : {}),
    who: subject,
    seat: subject.type === 'business' ? null : seatFor(seatsIn(comparison), ground, subject),
    access: views.flatMap((view) => accessOf(comparison, view, { subject, relation })),
    unread,
    not_visible: notVisible(ground),
    problems: [...(input.problems ?? []), ...live.problems, ...mirrorWarnings(ground, subject)],
  }
}

/** Where our business's own lists say something else of this business than the assets. */
const mirrorWarnings = (ground: Ground, { id }: WhoSubject): readonly Problem[] =>
  mirrorDifferences(ground)
    .filter(({ business }) => business?.id === id)
    .map(({ asset, list, how }) =>
      mirrorProblem('mirror_differs', { asset: asset.id, words: MIRROR_WORDS[how](list) }),
    )

/** What is said beside the answer. */
export const MIRROR_PROBLEMS = {
  mirror_differs: {
    severity: 'warning',
    words: (a: { asset: string; words: string }) => `${a.asset}: ${a.words}. The asset decides`,
  },
} as const

const mirrorProblem = problemsOf(MIRROR_PROBLEMS)

/** The relation that subjects of a kind hold things by. */
const RELATION_OF = {
  person: 'users',
  business: 'agencies',
  own: 'request',
} as const satisfies Readonly<Record<string, AccessRelation>>

const subjectOf = ({ directory, live, manifest }: Ground, who: Named): WhoSubject => {
  const person = who.id === null ? null : directory.person(who.id)
  const invitation = live.invitations.find(({ email }) => isSameEmail(email, who.email))
  const id = who.id ?? who.email ?? who.alias ?? ''
  const { alias } = who
  const name = who.name ?? person?.name ?? nameIn(live, id)
  const isOwn = id === manifest.business
  const isBusiness = who.type === 'business'
  return {
    type: isBusiness ? 'business' : (person?.type ?? 'business_user'),
    ...{ id, alias, name: isOwn ? live.business.name : name },
    status: isBusiness
      ? isOwn
        ? 'own'
        : 'partner'
      : person !== null
        ? 'member'
        : invitation === undefined
          ? 'missing'
          : 'invited',
    email: person?.email ?? who.email,
    role: person === null ? (invitation?.role ?? null) : (person.role ?? null),
    is_admin: person !== null && isAdmin(person),
    second_factor: person?.type === 'business_user' ? secondFactorOf(person) : null,
    is_self: person !== null && directory.isSelf(person.id),
    is_offboarded: directory.isOffboarded(id) || isDeclaredGone(manifest, who),
    invited_since: person === null ? (invitation?.since ?? null) : null,
  }
}

const nameIn = ({ relations }: LiveState, id: string): string | null =>
  relations.find((row) => row.subject === id && row.relation === 'agencies')?.subjectName ??
  relations.find(({ counterpart }) => counterpart?.id === id)?.counterpart?.name ??
  null

/** For somebody who is not in the business, only the alias or e-mail can show it. */
const isDeclaredGone = ({ offboarded }: Manifest, { alias, email }: Named): boolean =>
  offboarded.some(
    (entry) => (entry.alias !== null && entry.alias === alias) || isSameEmail(entry.email, email),
  )

interface Asked {
  readonly subject: WhoSubject
  readonly relation: AccessRelation
}

/** Everything that connects the subject with one asset. */
const accessOf = (
  comparison: Comparison,
  view: AssetView,
  { subject, relation }: Asked,
): readonly WhoAccess[] =>
  [
    ...accessOn(comparison, view, ({ id }) => id === subject.id),
    ...(comparison.isCompared ? missingOf(comparison.ground, view, { subject, relation }) : []),
    ...owned(view, subject, comparison),
    ...onBehalf(view, subject),
  ].map((row) => ({ ...row, asset: view.asset, ownership: view.ownership }))

/** What the manifest gives and is not held, unless the list could not be read. */
const missingOf = (
  ground: Ground,
  view: AssetView,
  { subject, relation }: Asked,
): readonly Access[] => {
  const scope = view.scope(relation)
  const isKnown = scope === null ? view.ownership !== 'unknown' : scope.status === 'complete'
  if (!isKnown || subject.is_offboarded) return []
  // A name that belongs to nobody is represented by itself.
  const names = [subject.id, subject.alias]
  const own = holdingsIn(ground, view, relation).filter((each) => names.includes(each.subject))
  if (own.some(({ row }) => row !== undefined)) return []
  return own.slice(0, 1).flatMap(({ wish, ...holding }): readonly Access[] => {
    if (wish === undefined || wish.tasks.length === 0) return []
    const ends = wish.paths.flatMap(({ expires }) => (expires === null ? [] : [expires]))
    return [
      {
        ...blank(subject, relation === 'users' ? 'direct' : 'agency_share'),
        address: addressOf({ ...holding, wish, subject: subject.id }),
        declared: wish.tasks,
        standing: 'missing',
        via: wish.via,
        reason: reasonOf(wish.paths),
        expires: ends.sort()[0] ?? null,
        source: wish.source,
      },
    ]
  })
}

const blank = ({ type, id, name, alias }: WhoSubject, path: AccessPath): Access => ({
  address: '',
  subject: { type, id, name, alias },
  tasks: [],
  manages: false,
  path,
  declared: null,
  standing: null,
  via: [],
  reason: null,
  expires: null,
  since: null,
  source: null,
  findings: [],
})

/** The access of an owner: we own our own assets, and a client owns the client's. */
const owned = (view: AssetView, subject: WhoSubject, { ground }: Comparison): readonly Access[] => {
  const isOwner =
    subject.id === ground.manifest.business
      ? view.ownership === 'owned'
      : view.rows('request').some(({ counterpart }) => counterpart?.id === subject.id)
  return isOwner ? [{ ...blank(subject, 'owner'), address: view.asset.id, manages: true }] : []
}

const onBehalf = (view: AssetView, subject: WhoSubject): readonly Access[] =>
  view
    .rows('on_behalf_of')
    .filter(({ counterpart }) => counterpart?.id === subject.id)
    .map((row: LiveRelation) => ({
      ...blank(subject, row.status === 'active' ? 'on_behalf_of' : row.status),
      address: onBehalfOfAddress(view.asset.id, row.subject),
      since: row.since,
    }))
