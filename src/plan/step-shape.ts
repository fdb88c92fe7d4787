import { agencyAddress, onBehalfOfAddress, requestAddress, userAddress } from '../model/address.ts'
import { isGraphId } from '../model/graph-id.ts'
import { isIdOf, type Kind, type KindTable } from '../model/kinds.ts'
import { ACTIONS, type Action, type Step, type Subject } from '../model/plan.ts'

/** What a step of each action looks like, whoever wrote it. */
interface Shape {
  readonly subjects: readonly Subject['type'][]
  readonly address: (step: Step) => string
  /** Whether something is held before: a step that gives cannot take away by another name. */
  readonly before: 'none' | 'some' | 'any'
  /** Whether a task list is sent; the others take everything away. */
  readonly sends: boolean
}

const OF_AGENCY = {
  subjects: ['business'],
  address: ({ asset, subject }) => agencyAddress(asset.id, subject.id),
} as const satisfies Partial<Shape>

const OF_PERSON = {
  subjects: ['business_user', 'system_user'],
  address: ({ asset, subject }) => userAddress(asset.id, subject.id),
} as const satisfies Partial<Shape>

const OF_US = {
  subjects: ['business'],
  address: ({ asset }) => requestAddress(asset.id),
} as const satisfies Partial<Shape>

const SHAPES: Readonly<Record<Action, Shape>> = {
  request: { ...OF_US, before: 'none', sends: true },
  grant: { ...OF_AGENCY, before: 'none', sends: true },
  regrant: { ...OF_AGENCY, before: 'some', sends: true },
  assign: { ...OF_PERSON, before: 'none', sends: true },
  reassign: { ...OF_PERSON, before: 'some', sends: true },
  unassign: { ...OF_PERSON, before: 'some', sends: false },
  revoke: { ...OF_AGENCY, before: 'some', sends: false },
  withdraw: { ...OF_US, before: 'any', sends: false },
  cancel: {
    subjects: ['obo_request'],
    address: ({ asset, subject }) => onBehalfOfAddress(asset.id, subject.id),
    before: 'none',
    sends: false,
  },
}

/** Why a value is no step that this program could have written; null where it is one. */
const malformationOf = (step: Step, kinds: KindTable): string | null => {
  if (typeof step !== 'object' || step === null) return 'it is not an object'
  if (!ACTIONS.includes(step.action)) return `no such action: ${JSON.stringify(step.action)}`
  const kind = kinds.find(({ name }) => name === step.asset?.kind)
  if (kind === undefined) return 'no such kind of asset'
  // An asset by the name of another kind would be judged by the tasks of that.
  if (!isGraphId(step.asset.id) || !isIdOf(kind, step.asset.id)) return 'its asset has no valid id'
  if (!isGraphId(step.subject?.id)) return 'its subject has no valid id'
  if (!isTaskList(step.before) || !isTaskList(step.after)) return 'its tasks are no lists of names'
  if (!Array.isArray(step.needs)) return 'its needs are no list'
  if (isImpossible(step, kind)) return 'the API has no such call'
  return misfitOf(step, SHAPES[step.action])
}

const misfitOf = (step: Step, shape: Shape): string | null => {
  if (shape.sends !== (step.after?.length ?? 0) > 0) return 'its tasks do not fit it'
  const isBefore = shape.before === 'any' || (shape.before === 'some') === (step.before !== null)
  if (!isBefore) return 'what was before does not fit it'
  if (!shape.subjects.includes(step.subject.type)) return 'its subject does not fit it'
  if (shape.address(step) !== step.address) return 'its address is another'
  const hasGap = 'gap' in step
  return hasGap && (step.gap !== true || step.action !== 'regrant') ? 'it can have no gap' : null
}

const isTaskList = (tasks: unknown): boolean =>
  tasks === null || (Array.isArray(tasks) && tasks.every((task) => typeof task === 'string'))

const isImpossible = ({ action }: Step, kind: Kind): boolean =>
  (action === 'unassign' && kind.users.remove === 'none') ||
  (action === 'revoke' && kind.agencies.remove === 'none') ||
  (action === 'cancel' && kind.onBehalfOf === null)

/** What is wrong with the steps of a plan, each for itself or beside the ones before it. */
export const malformationsOf = (
  steps: readonly Step[],
  kinds: KindTable,
): readonly { readonly index: number; readonly reason: string }[] => {
  const before = new Set<string>()
  return steps.flatMap((step, index) => {
    const reason = malformationOf(step, kinds) ?? misplacementOf(step, before)
    if (reason !== null) return [{ index, reason }]
    before.add(step.address)
    return []
  })
}

const misplacementOf = (step: Step, before: ReadonlySet<string>): string | null => {
  if (before.has(step.address)) return 'another step has the same address'
  const isOpen = step.needs.some((need) => !before.has(need))
  return isOpen ? 'it needs what is not done before it' : null
}
