import { type Holding, holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import { givingPaths } from '../../access/wish.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { everybodyIn } from '../../model/everybody.ts'
import { kindOf } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import { withId } from '../../model/objects.ts'
import type { ManualReason } from '../../model/plan.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { manual, waiting } from '../judge/builders.ts'
import type { Draft, Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { listOf } from '../plan-problems.ts'

/** How much of the business is looked at. */
export interface Part {
  /** Whether assets are left out, so that nobody sees all that somebody holds. */
  readonly isPart: boolean
  /** Whether only the members are planned, though every asset was read. */
  readonly isMembersOnly: boolean
}

/** The members of the business, and all that they may hold. */
export interface Seats {
  readonly ground: PlanGround
  readonly business: AssetView
  /** The views of all assets. */
  readonly assets: readonly AssetView[]
  readonly part: Part
}

/**
 * Holds back who is removed or invited as long as a person might be meant who is somebody else, or
 * as long as it is not known what somebody would lose.
 */
export const holdMembers = (seats: Seats, outcomes: readonly Outcome[]): readonly Outcome[] => {
  const isTouched = outcomes.some((outcome) => outcome.type === 'step' && isHeldBack(outcome.step))
  if (!isTouched) return outcomes
  const facts = factsOf(seats)
  return outcomes.map((outcome) => {
    if (outcome.type !== 'step') return outcome
    const { invites, endsAll } = ACTION_TABLE[outcome.step.action]
    if (invites) return holdInvitation(facts, outcome.step) ?? outcome
    return endsAll ? (holdRemoval(seats, facts, outcome.step) ?? outcome) : outcome
  })
}

const isHeldBack = ({ action }: Draft): boolean =>
  ACTION_TABLE[action].invites || ACTION_TABLE[action].endsAll

interface Facts {
  /** Declared e-mails, here or on an asset, that no person's row shows; an invitation does not count. */
  readonly unseen: readonly string[]
  /** Business users without an e-mail whom no name of the manifest means. */
  readonly nameless: readonly string[]
  /** Assets of ours, and lists of them, of which it is not known who is on them. */
  readonly unread: readonly string[]
}

const UNSEEN: ReadonlySet<Holding['standing']> = new Set([
  'nobody',
  'vanished',
  'invited',
  'invited_other',
  'ended',
])

const factsOf = ({ ground, assets, business }: Seats): Facts => {
  const { directory, live } = ground
  const named = (id: string): string | null => directory.subjectOf('users', id, null).alias
  return {
    unseen: unseenIn(ground, business),
    nameless: everybodyIn(live)
      .filter(({ type, email, id }) => type === 'business_user' && !email && named(id) === null)
      .map(({ id, name }) => withId(name, id)),
    unread: [
      ...(live.everything === true ? [] : ['every asset of the business']),
      ...(live.unlisted ?? []).flatMap(({ kind, listing }) =>
        listing === 'owned' ? `the list of ${kindOf(kind, ground.kinds).label}s` : [],
      ),
      ...assets.filter(isUnread).map(({ asset }) => asset.id),
    ],
  }
}

/** Whoever is declared on an asset and removed as somebody else would lose that asset. */
const unseenIn = (ground: PlanGround, business: AssetView): readonly string[] => {
  const { manifest, directory, expiryDay } = ground
  const members = holdingsIn(ground, business, 'members')
    .filter(({ claim, standing }) => claim === 'declared' && UNSEEN.has(standing))
    .map(({ subject }) => subject)
  const users = manifest.assets
    .flatMap(({ users }) => givingPaths(users, expiryDay, directory.oneOf))
    .flatMap(({ subject }) => manifest.people.get(subject) ?? [])
    .filter(({ by, alias }) => by === 'email' && directory.meaningOf(alias).type === 'nobody')
    .map(({ value }) => foldedOf(value))
  return [...new Set([...members, ...users])].sort(compareText)
}

const isUnread = (view: AssetView): boolean =>
  view.ownership === 'owned' &&
  view.kind.relations.users !== undefined &&
  view.scope('users')?.status !== 'complete'

/** Somebody whose e-mail no list shows may be there already. */
const holdInvitation = ({ nameless }: Facts, step: Draft): Outcome | null =>
  nameless.length === 0 ? null : byHand(step, 'may_be_member', { held: nameless.join(', ') })

const holdRemoval = (seats: Seats, facts: Facts, step: Draft): Outcome | null => {
  const { ground, part } = seats
  const isOffboarded = step.reason === 'offboarded'
  if (part.isPart && !part.isMembersOnly) return byHand(step, 'needs_whole_run')
  if (!isOffboarded && step.subject.alias === null && facts.unseen.length > 0) {
    return byHand(step, 'may_be_declared', { wanted: facts.unseen.join(', ') })
  }
  // Lists that leave somebody out do not agree with the assets about who is there.
  const isShort = !isOffboarded && ground.directory.areListsShort
  const unread = [...facts.unread, ...(part.isMembersOnly ? unreadGroups(ground.live) : [])]
  if (unread.length > 0 || isShort) return unknownHoldings(step, unread)
  return part.isMembersOnly && holdsAnything(ground, step.subject.id)
    ? byHand(step, 'needs_whole_run')
    : null
}

/** What somebody holds through a group only counts where nothing else of theirs is planned. */
const unreadGroups = ({ groups }: LiveState): readonly string[] => {
  const isRead =
    groups?.status === 'complete' && groups.rows.every(({ unread }) => unread.length === 0)
  return isRead ? [] : ['the asset groups']
}

const unknownHoldings = (step: Draft, unread: readonly string[]): Outcome =>
  waiting(step, 'people_unknown', {
    tasks: step.before,
    since: null,
    isDeclared: false,
    ...(unread.length === 0
      ? {}
      : {
          who: `an admin who lets the token read ${listOf(unread)}`,
          where: 'leaving the business would take what they hold there, which nobody can see yet',
        }),
  })

const holdsAnything = ({ live }: PlanGround, id: string): boolean =>
  live.relations.some(({ relation, subject }) => relation === 'users' && subject === id)

const byHand = (
  step: Draft,
  reason: ManualReason,
  words: { readonly held?: string; readonly wanted?: string } = {},
): Outcome =>
  manual(step, reason, {
    before: step.before,
    after: step.after,
    ...words,
  })
