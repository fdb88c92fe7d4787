import type { KindTable } from '../model/kinds.ts'
import type { Call, Step } from '../model/plan.ts'
import { shownCallsOf } from '../model/write.ts'
import type { CommittedWrite } from '../sandbox/sandbox-session.ts'
import type { Fault, FaultEffect } from '../sandbox/state.ts'

/** A write of a plan, and whose it is. */
export interface StepWrite {
  readonly step: Step
  readonly call: Call
}

/** The writes of steps, in their order. */
export const writesOf = (
  steps: readonly Step[],
  business: string,
  kinds: KindTable,
): readonly StepWrite[] =>
  steps.flatMap((step) => shownCallsOf(step, business, kinds).map((call) => ({ step, call })))

/** What a write is about: its lists may be in any order or form. */
const keyOf = ({ method, path, params }: CommittedWrite | Call): string => {
  const named = Object.entries(params).filter(([, value]) => !Array.isArray(value))
  return JSON.stringify([method, path, ...named.map(([name, value]) => `${name}=${value}`).sort()])
}

/** Finds whose step a write is; a write of no step is known by its own path. */
export const addressesBy = (writes: readonly StepWrite[]): ((write: CommittedWrite) => string) => {
  const byKey = new Map(writes.map(({ step, call }) => [keyOf(call), step.address]))
  return (write) => byKey.get(keyOf(write)) ?? `${write.method} ${write.path}`
}

/** A fault that hits this write, however often it is sent, and no other. */
export const faultOn = ({ call }: StepWrite, effect: FaultEffect): Fault => {
  const [named] = Object.entries(call.params).filter(([, value]) => !Array.isArray(value))
  return {
    match: {
      method: call.method,
      path: `^${escaped(call.path)}$`,
      ...(named === undefined ? {} : { param: `^${escaped(named.join('='))}$` }),
    },
    do: effect,
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
