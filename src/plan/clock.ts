import type { AssetView } from '../access/views.ts'
import type { DesiredAsset } from '../model/manifest.ts'
import type { Problem } from '../model/problem.ts'
import { RELATION_NAMES } from '../model/relations.ts'
import { compareText } from '../model/text/text.ts'
import type { Draft, Outcome } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'
import { planProblem } from './plan-problems.ts'

/** The outcomes of an asset, and the addresses of steps that are uncertain. */
export interface Judged {
  readonly outcomes: readonly Outcome[]
  readonly held: readonly string[]
}

/**
 * Judges one asset, or the business. If this machine's clock and the API's are on different days, no
 * step may depend on an `expires`: only the steps are kept that are the same whether it is over or
 * not.
 */
export const judgeByClock = (
  ground: PlanGround,
  view: AssetView,
  judge: (ground: PlanGround, view: AssetView) => readonly Outcome[],
): Judged => {
  const { asOf, apiDay } = ground
  if (apiDay === null || !hasExpiry(view.desired)) {
    return { outcomes: judge(ground, view), held: [] }
  }
  const lasting = judge({ ...ground, expiryDay: FIRST_DAY }, view)
  const expiryDay = laterOf(asOf, apiDay)
  const ended = judge({ ...ground, expiryDay }, view)
  return keepSure(lasting, ended)
}

const laterOf = (one: string, other: string): string => (compareText(one, other) < 0 ? other : one)

/** A day before every `expires`. */
const FIRST_DAY = '0000-01-01'

const hasExpiry = (desired: DesiredAsset | null): boolean =>
  RELATION_NAMES.some((name) => desired?.[name]?.paths.some(({ expires }) => expires !== null))

const keepSure = (lasting: readonly Outcome[], ended: readonly Outcome[]): Judged => {
  const others = new Map(ended.flatMap(stepIn).map((step) => [step.address, step]))
  const held: string[] = []
  const outcomes = lasting.filter((outcome) => {
    const [step] = stepIn(outcome)
    if (step === undefined) return true
    const isSure = isSameStep(step, others.get(step.address))
    if (isSure) others.delete(step.address)
    else held.push(step.address)
    return isSure
  })
  return { outcomes, held: [...new Set([...held, ...others.keys()])] }
}

const stepIn = (outcome: Outcome): readonly Draft[] =>
  outcome.type === 'step' ? [outcome.step] : []

type Deed = Pick<Draft, 'action' | 'before' | 'after' | 'gap' | 'subject'>

/** Whether two steps of one address do the same thing, to the same invitation where there is one. */
export const isSameStep = (one: Deed, other: Deed | undefined): boolean =>
  one.action === other?.action &&
  one.gap === other.gap &&
  one.subject.invitation === other.subject.invitation &&
  isSameList(one.before, other.before) &&
  isSameList(one.after, other.after)

const isSameList = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  (one === null) === (other === null) &&
  one?.length === other?.length &&
  (one ?? []).every((task, place) => other?.[place] === task)

/** The problem that is reported if the clocks differ. */
export const clockProblems = (
  { asOf, apiDay }: Pick<PlanGround, 'asOf' | 'apiDay'>,
  held: readonly string[],
): readonly Problem[] => {
  if (apiDay === null) return []
  const days = { here: asOf, api: apiDay }
  if (held.length === 0) return [planProblem('clock_differs', days)]
  return [planProblem('clock_holds_steps', { ...days, held: [...held].sort(compareText) })]
}
