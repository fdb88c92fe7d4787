import type { KindTable } from '../model/kinds.ts'
import { kindOf } from '../model/kinds.ts'
import type { Manual, Plan, PlanAsset, Step, Subject, Unreadable, Waiting } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import { escapeText, quoteName } from './escape.ts'
import type { Sign } from './paint.ts'
import { cutTo } from './width.ts'
import { ACTION_NOTES, REASONS, RELATIONS, SIGNS, SUBJECTS, WAITING } from './words.ts'

/** One line of a plan as it will be shown, before it is grouped and laid out. */
export interface Row {
  readonly sign: Sign
  readonly asset: PlanAsset
  /** `agency`, `user`, `request`. */
  readonly word: string
  readonly subject: string
  readonly what: string
  readonly sources: readonly Position[]
}

export interface RowOptions {
  readonly kinds: KindTable
  readonly width: number
  readonly verbose: boolean
  /** Our own business: the subject of a request, which goes without saying. */
  readonly business: string
}

/** Everything a plan lists but the steps of who is offboarded, in the order of the plan. */
export const rowsOf = (plan: Plan, steps: readonly Step[], options: RowOptions): readonly Row[] => [
  ...steps.map((step) => stepRow(step, options)),
  ...plan.waiting.map((waiting) => waitingRow(waiting, options)),
  ...plan.manual.map((manual) => manualRow(manual, options)),
  ...plan.unreadable.map((row) => unreadableRow(row, options)),
  ...(options.verbose ? plan.unmanaged : []).map((row) =>
    rowOf(
      row,
      '?',
      `not managed${row.tasks === null ? '' : `: ${row.tasks.join(', ')}`}`,
      null,
      options,
    ),
  ),
]

export const stepRow = (step: Step, options: RowOptions): Row =>
  rowOf(step, SIGNS[step.action], stepWhat(step, options), step.source, options)

export const waitingRow = (waiting: Waiting, options: RowOptions): Row =>
  rowOf(waiting, '!', waitingWhat(waiting), waiting.source, options)

export const manualRow = (manual: Manual, options: RowOptions): Row =>
  rowOf(manual, '!', manualWhat(manual), manual.source, options)

export const unreadableRow = (row: Unreadable, options: RowOptions): Row =>
  rowOf({ ...row, subject: null }, '?', `not readable: ${row.what}`, null, options)

interface Listed {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
}

export const rowOf = (
  listed: Listed,
  sign: Sign,
  what: string,
  source: Position | null,
  options: RowOptions,
): Row => ({
  sign,
  asset: listed.asset,
  word: wordOf(listed),
  subject: subjectOf(listed, options),
  what: escapeText(what),
  sources: source === null ? [] : [source],
})

/** Wide enough to know somebody by, however wide the line. */
const LONGEST_NAME = 60

const relationOf = (address: string): string => address.split('/')[1] ?? ''

const wordOf = ({ address, subject }: Listed): string =>
  subject === null || relationOf(address) === 'request'
    ? (RELATIONS[relationOf(address)] ?? '')
    : SUBJECTS[subject.type]

const subjectOf = ({ address, subject }: Listed, { business, width }: RowOptions): string =>
  subject === null || (relationOf(address) === 'request' && subject.id === business)
    ? ''
    : nameOf(subject, Math.max(16, Math.floor(width / 5)))

/**
 * Alias or name, and id, together; a long name is cut, an id never. Whom nobody found yet has no id:
 * then by what they were looked for. Of a request the business at its other end comes first.
 */
export const nameOf = (
  { alias, name, id, business }: Pick<Subject, 'alias' | 'name' | 'id' | 'business'>,
  width: number,
): string => {
  if (business !== undefined && business.id !== id) {
    const other = nameOf({ alias, name: name ?? business.name, id: business.id }, width)
    return `${other} ${escapeText(`request ${id}`)}`
  }
  if (alias !== null) return escapeText(`${alias} ${alias === id ? (name ?? '') : id}`.trim())
  const most = Math.min(LONGEST_NAME, width)
  return name === null ? escapeText(id) : `${quoteName(cutTo(name, most))} ${escapeText(id)}`
}

const stepWhat = (step: Step, options: RowOptions): string => {
  const notes = notesOf(step).join('; ')
  const tasks = changeOf(step, options)
  if (tasks === '' || notes === '') return tasks + notes
  return `${tasks} (${notes})`
}

/** What a step's sign and tasks do not say. */
export const notesOf = (step: Step): readonly string[] =>
  [
    step.gap === true ? 'access is gone in between: DELETE, then POST' : ACTION_NOTES[step.action],
    REASONS[step.reason],
    step.via.every((path) => path === 'direct') ? null : `via ${step.via.join(', ')}`,
    step.needs.length === 0
      ? null
      : `after ${step.needs.map((need) => nearOf(need, step.asset.id)).join(', ')}`,
  ].filter((note) => note !== null)

/** An address without the asset where it is the line's own. */
const nearOf = (address: string, asset: string): string =>
  address.startsWith(`${asset}/`) ? address.slice(asset.length + 1) : address

const assetOf = (address: string): string => address.split('/')[0] ?? ''

/** `ANALYZE -> MANAGE, ADVERTISE, ANALYZE`, or the one side there is. */
const changeOf = (step: Step, options: RowOptions): string =>
  [
    step.before === null ? null : shownTasks(step.asset.kind, step.before, step.after, options),
    step.after?.join(', '),
  ]
    .filter((side) => side !== null && side !== undefined)
    .join(' -> ')

/**
 * Tasks as they were read, without those that mean nothing to us (tolerated ones, and the second
 * name of a task that is listed by its first), so that a change can be seen.
 */
export const shownTasks = (
  kindName: string,
  tasks: readonly string[],
  beside: readonly string[] | null,
  options: Pick<RowOptions, 'kinds' | 'verbose'>,
): string => tellingTasks(kindName, tasks, beside, options).join(', ')

export const tellingTasks = (
  kindName: string,
  tasks: readonly string[],
  beside: readonly string[] | null,
  options: Pick<RowOptions, 'kinds' | 'verbose'>,
): readonly string[] => {
  const kind = kindOf(kindName, options.kinds)
  const isNoise = (task: string): boolean =>
    (kind.tolerated.includes(task) || tasks.includes(kind.twins[task] ?? '')) &&
    !(beside ?? []).includes(task)
  const telling = tasks.filter((task) => !isNoise(task))
  return options.verbose || telling.length === 0 ? tasks : telling
}

/** Where it hangs on another line of the plan, that line says who must act. */
const waitingWhat = (waiting: Waiting): string => {
  const { address, tasks, needs = [] } = waiting
  if (needs.length === 0) return waitingWords(waiting)
  const then = (tasks ?? []).join(', ')
  return `${then === '' ? '' : `${then} `}once ${needs.map((need) => heldBy(need, assetOf(address))).join(', ')}`
}

const heldBy = (need: string, asset: string): string =>
  need === `${asset}/request` ? 'our request is accepted' : `${nearOf(need, asset)} is through`

/** Since when, on whom, and where they act. */
export const waitingWords = ({
  state,
  since,
  who,
  where,
}: Pick<Waiting, 'state' | 'since' | 'who' | 'where'>): string =>
  WAITING[state]({ day: since === null ? '' : ` since ${since.slice(0, 10)}`, who, where })

const manualWhat = ({ what }: Manual): string => `by hand: ${what}`
