import { ACTION_TABLE, type Form } from './actions.ts'
import {
  type AccessEdge,
  type Kind,
  type KindTable,
  kindOf,
  type MembersEdge,
  type RequestEdge,
  type WriteTokenKind,
} from './kinds.ts'
import type { Call, Step } from './plan.ts'
import { isEdgeName, type RelationName } from './relations.ts'
import { checkedEmail } from './text/email.ts'
import { checkedId } from './text/graph-id.ts'

/** A write that may be sent. Only `callsOf` makes one; the client refuses any other. */
export interface WriteCall extends Call {
  /** The asset whose token signs it, unless `token` is `user`. */
  readonly asset: string
  readonly token: WriteTokenKind
}

const FORMED = new WeakSet<WriteCall>()

/** Whether `callsOf` formed this very value. */
export const isFormedWrite = (call: WriteCall): boolean => FORMED.has(call)

/** What forming a write needs to know about a step; a plan file has all of it. */
export type WritableStep = Pick<Step, 'action' | 'asset' | 'subject' | 'after' | 'gap'>

/**
 * The calls of a step, in the order in which they are sent: two for a `regrant` with a gap, one for
 * all others. `business` is our own. This is the only place where writes are formed. Throws `Error`
 * for an invalid id and for a step without its tasks: either is a bug of ours or an edited plan
 * file.
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

/** The same calls as a plan shows them, which cannot be sent. Throws as `callsOf` does. */
export const shownCallsOf = (
  step: WritableStep,
  business: string,
  kinds: KindTable,
): readonly Call[] =>
  unformed(step, business, kinds).map(({ method, path, params }) => ({ method, path, params }))

const unformed = (step: WritableStep, business: string, kinds: KindTable): readonly Unformed[] => {
  const { relation, form } = ACTION_TABLE[step.action]
  return FORMERS[step.gap === true ? 'replace' : form]({
    step,
    kind: kindOf(step.asset.kind, kinds),
    business: checkedId(business),
    relation,
  })
}

interface Forming {
  readonly step: WritableStep
  readonly kind: Kind
  readonly business: string
  readonly relation: RelationName
}

type Former = (forming: Forming) => readonly Unformed[]
type Unformed = Call & { readonly token: WriteTokenKind }

const put: Former = (forming) => {
  const { step, business } = forming
  const edge = accessEdge(forming)
  return [
    {
      method: 'POST',
      path: `/${checkedId(step.asset.id)}/${edge.edge}`,
      params: {
        [edge.subject]: checkedId(step.subject.id),
        ...edge.codec.encode(tasksOf(step)),
        ...(edge.sendsBusiness ? { business } : {}),
      },
      token: edge.token.write,
    },
  ]
}

const remove: Former = (forming) => {
  const { step, kind, business, relation } = forming
  const edge = accessEdge(forming)
  if (edge.remove === 'none') throw new Error(`${kind.name} has no removal on ${relation}`)
  return [
    {
      method: 'DELETE',
      path: `/${checkedId(step.asset.id)}/${edge.edge}`,
      params: {
        [edge.subject]: checkedId(step.subject.id),
        ...(edge.removesWithBusiness ? { business } : {}),
      },
      token: edge.token.write,
    },
  ]
}

const accessEdge = ({ step, kind, relation }: Forming): AccessEdge => {
  const edge = isEdgeName(relation) ? kind.relations[relation] : undefined
  if (edge === undefined) throw new Error(`${kind.name} has no edge for a ${step.action}`)
  return edge
}

const requestEdge = ({ step, kind }: Forming): RequestEdge => {
  const { request } = kind.relations
  if (request === undefined) throw new Error(`${kind.name} has no edge for a ${step.action}`)
  return request
}

const ask: Former = (forming) => {
  const { step, business } = forming
  const { edge, param, codec } = requestEdge(forming)
  return [
    {
      method: 'POST',
      path: `/${business}/${edge}`,
      params: { [param]: checkedId(step.asset.id), ...codec.encode(tasksOf(step)) },
      token: 'user',
    },
  ]
}

const giveUp: Former = (forming) => {
  const { step, business } = forming
  const { edge, param } = requestEdge(forming).withdraw
  return [
    {
      method: 'DELETE',
      path: `/${business}/${edge}`,
      params: { [param]: checkedId(step.asset.id) },
      token: 'user',
    },
  ]
}

const deleteNode: Former = ({ step }) => [
  { method: 'DELETE', path: `/${checkedId(step.subject.id)}`, params: {}, token: 'user' },
]

const membersEdge = ({ step, kind }: Forming): MembersEdge => {
  const { members } = kind.relations
  if (members === undefined) throw new Error(`${kind.name} has no edge for a ${step.action}`)
  return members
}

/** What is left of an earlier invitation is taken back first: nobody is invited twice. */
const invite: Former = (forming) => {
  const { step, business } = forming
  const { edge, email, role } = membersEdge(forming)
  return [
    ...(step.subject.invitation === undefined ? [] : takeBack(forming)),
    {
      method: 'POST',
      path: `/${business}/${edge}`,
      params: { [email]: checkedEmail(step.subject.id), [role]: roleOf(step) },
      token: 'user',
    },
  ]
}

const setRole: Former = (forming) => [
  {
    method: 'POST',
    path: `/${checkedId(forming.step.subject.id)}`,
    params: { [membersEdge(forming).role]: roleOf(forming.step) },
    token: 'user',
  },
]

const takeBack: Former = ({ step }) => [
  { method: 'DELETE', path: `/${checkedId(step.subject.invitation)}`, params: {}, token: 'user' },
]

/** The one role to send. Throws `Error` if there is not exactly one. */
const roleOf = (step: WritableStep): string => {
  const [role, ...others] = tasksOf(step)
  if (role === undefined || others.length > 0) throw new Error(`a ${step.action} needs one role`)
  return role
}

const FORMERS: Readonly<Record<Form | 'replace', Former>> = {
  put,
  remove,
  ask,
  give_up: giveUp,
  delete: deleteNode,
  invite,
  set_role: setRole,
  take_back: takeBack,
  expel: deleteNode,
  replace: (forming) => [...remove(forming), ...put(forming)],
}

/**
 * The tasks to send. Throws `Error` if there are none: an empty list is never sent, because its
 * effect is unknown.
 */
const tasksOf = (step: WritableStep): readonly string[] => {
  if (step.after === null || step.after.length === 0) {
    throw new Error(`a ${step.action} of ${step.asset.id} without tasks`)
  }
  return step.after
}
