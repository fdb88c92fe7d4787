import type { Ground } from '../../access/ground.ts'
import { addressOf, type Holding, sourceOf, subjectOf } from '../../access/holdings.ts'
import type { LiveRelation } from '../../model/live.ts'
import {
  type Action,
  type Manual,
  type ManualReason,
  type PlanAsset,
  type Reason,
  type Subject,
  shortNameOf,
  type WaitingState,
} from '../../model/plan.ts'
import type { Position } from '../../model/problem.ts'
import { sortTasks } from '../../model/tasks.ts'
import type { Outcome } from '../outcome.ts'
import { MANUAL_WORDS, tasksInWords, WAITING_WORDS } from './step-words.ts'

/** What all outcomes for one address have in common. */
export interface Case {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject
  readonly source: Position | null
  /** The holding that was judged; absent if the outcome is not about one. */
  readonly holding?: Holding
}

export const caseOf = (ground: Ground, holding: Holding): Case => ({
  address: addressOf(holding),
  asset: holding.view.asset,
  subject: subjectOf(ground, holding),
  source: sourceOf(ground, holding),
  holding,
})

/** The tasks that a row shows, in the order of its list. */
export const heldIn = ({ view, row }: Holding): readonly string[] =>
  sortTasks(view.kind, row?.tasks ?? [])

const judgedIn = ({ holding }: Case): Pick<Case, 'holding'> =>
  holding === undefined ? {} : { holding }

export const step = (
  about: Case,
  change: {
    readonly action: Action
    readonly before: readonly string[] | null
    readonly after: readonly string[] | null
    readonly reason: Reason
    readonly via?: readonly string[]
    readonly gap?: boolean
  },
): Outcome => ({
  type: 'step',
  ...judgedIn(about),
  step: {
    address: about.address,
    action: change.action,
    asset: about.asset,
    subject: about.subject,
    before: change.before,
    after: change.after,
    reason: change.reason,
    via: change.via ?? [],
    source: about.source,
    ...(change.gap === true ? { gap: true as const } : {}),
  },
})

export const waiting = (
  about: Case,
  state: WaitingState,
  facts: {
    readonly tasks: readonly string[] | null
    readonly since: string | null
    readonly needs?: readonly string[]
    /** Who is asked, in words; by default the subject. */
    readonly name?: string
    /** Who must act and where, if that differs from what the state says. */
    readonly who?: string
    readonly where?: string
    readonly isDeclared?: boolean
  },
): Outcome => ({
  type: 'waiting',
  isDeclared: facts.isDeclared ?? true,
  waiting: {
    address: about.address,
    asset: about.asset,
    subject: about.subject,
    tasks: facts.tasks,
    state,
    since: facts.since,
    who: facts.who ?? WAITING_WORDS[state].who(facts.name ?? nameToAct(about.subject)),
    where: facts.where ?? WAITING_WORDS[state].where,
    source: about.source,
    ...(facts.needs === undefined ? {} : { needs: facts.needs }),
  },
})

export const manual = (
  about: Case,
  reason: ManualReason,
  sides: Pick<Manual, 'before' | 'after'> & {
    readonly name?: string
    readonly held?: string
    readonly wanted?: string
  },
): Outcome => ({
  type: 'manual',
  ...judgedIn(about),
  manual: {
    address: about.address,
    asset: about.asset,
    subject: about.subject,
    reason,
    what: MANUAL_WORDS[reason]({
      name: sides.name ?? nameToAct(about.subject),
      label: about.holding?.view.kind.label ?? 'asset',
      held: sides.held ?? tasksInWords(sides.before ?? []),
      wanted: sides.wanted ?? tasksInWords(sides.after ?? []),
      address: about.address,
    }),
    before: sides.before,
    after: sides.after,
    source: about.source,
  },
})

export const unmanaged = (about: Case, tasks: readonly string[]): Outcome => ({
  type: 'unmanaged',
  ...judgedIn(about),
  unmanaged: { address: about.address, asset: about.asset, subject: about.subject, tasks },
})

/** What is as it should be is only counted, so all such outcomes share one value. */
export const UNCHANGED: Outcome = { type: 'unchanged' }

/**
 * Names a subject to whoever has to act, with what tells it apart from others of the same name: a
 * person by e-mail, a request by the business at its other end.
 */
export const nameToAct = (
  subject: Subject,
  email: string | null = subject.email ?? null,
): string => {
  const name = shortNameOf(subject)
  const mark = subject.business?.id ?? email
  return mark === null || mark === undefined || mark === name ? name : `${name} (${mark})`
}

/** A status that we do not know, in words. */
export const statusOf = (row: LiveRelation): string => row.apiStatus ?? 'no status and no tasks'
