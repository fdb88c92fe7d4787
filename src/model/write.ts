import { checkedId } from './graph-id.ts'
import { type Kind, type KindTable, kindOf, type WriteTokenKind } from './kinds.ts'
import type { Action, Call, Step } from './plan.ts'

/** A write that may be sent. Only `callsOf` makes one; the client refuses any other. */
export interface WriteCall extends Call {
  /** The asset whose token signs it, where `token` is not `user`. */
  readonly asset: string
  readonly token: WriteTokenKind
}

const FORMED = new WeakSet<WriteCall>()

/** Whether `callsOf` formed this very value. */
export const isFormedWrite = (call: WriteCall): boolean => FORMED.has(call)

/** What forming a write needs to know of a step: nothing that a plan file could not be asked for. */
export type WritableStep = Pick<Step, 'action' | 'asset' | 'subject' | 'after' | 'gap'>

/**
 * The calls of a step, in the order they are sent: two for a `regrant` with a gap, one for all
 * others. `business` is our own. The one place where a write is formed. Throws on ids that are
 * none and on a step that lacks its tasks: both are bugs of ours or an edited plan file.
 */
export const callsOf = (
  step: WritableStep,
  business: string,
  kinds: KindTable,
): readonly WriteCall[] => {
  const asset = checkedId(step.asset.id)
  return unformed(step, business, kinds).map((call) => {
    const formed = { ...call, asset }
    FORMED.add(formed)
    return formed
  })
}

/** The same calls as a plan shows them; these cannot be sent. */
export const shownCallsOf = (
  step: WritableStep,
  business: string,
  kinds: KindTable,
): readonly Call[] =>
  unformed(step, business, kinds).map(({ method, path, params }) => ({ method, path, params }))

const unformed = (step: WritableStep, business: string, kinds: KindTable): readonly Unformed[] =>
  FORMERS[step.action](step, kindOf(step.asset.kind, kinds), checkedId(business))

type Former = (step: WritableStep, kind: Kind, business: string) => readonly Unformed[]
type Unformed = Call & { readonly token: WriteTokenKind }

const put: (edge: 'agencies' | 'users') => Former = (edge) => (step, kind, business) => [
  {
    method: 'POST',
    path: `/${checkedId(step.asset.id)}/${kind[edge].edge}`,
    params: {
      [kind[edge].subject]: checkedId(step.subject.id),
      [kind[edge].tasks]: tasksOf(step),
      ...(kind[edge].sendsBusiness ? { business } : {}),
    },
    token: kind[edge].token.write,
  },
]

const remove: (edge: 'agencies' | 'users') => Former = (edge) => (step, kind, business) => {
  if (kind[edge].remove === 'none') throw new Error(`${kind.name} has no removal on ${edge}`)
  return [
    {
      method: 'DELETE',
      path: `/${checkedId(step.asset.id)}/${kind[edge].edge}`,
      params: {
        [kind[edge].subject]: checkedId(step.subject.id),
        ...(kind[edge].removesWithBusiness ? { business } : {}),
      },
      token: kind[edge].token.write,
    },
  ]
}

const request: Former = (step, kind, business) => [
  {
    method: 'POST',
    path: `/${business}/${kind.request.edge}`,
    params: {
      [kind.request.param]: checkedId(step.asset.id),
      [kind.agencies.tasks]: tasksOf(step),
    },
    token: 'user',
  },
]

const withdraw: Former = (step, kind, business) => [
  {
    method: 'DELETE',
    path: `/${business}/${kind.withdraw.edge}`,
    params: { [kind.withdraw.param]: checkedId(step.asset.id) },
    token: 'user',
  },
]

const cancel: Former = (step) => [
  { method: 'DELETE', path: `/${checkedId(step.subject.id)}`, params: {}, token: 'user' },
]

const regrant: Former = (step, kind, business) => [
  ...(step.gap === true ? remove('agencies')(step, kind, business) : []),
  ...put('agencies')(step, kind, business),
]

const FORMERS: Readonly<Record<Action, Former>> = {
  request,
  grant: put('agencies'),
  regrant,
  assign: put('users'),
  reassign: put('users'),
  unassign: remove('users'),
  revoke: remove('agencies'),
  withdraw,
  cancel,
}

/** An empty list is never sent: what the API makes of it is unknown. */
const tasksOf = (step: WritableStep): readonly string[] => {
  if (step.after === null || step.after.length === 0) {
    throw new Error(`a ${step.action} of ${step.asset.id} without tasks`)
  }
  return step.after
}
