import { ACTION_TABLE } from '../../model/actions.ts'
import { type Kind, type KindTable, kindOf } from '../../model/kinds.ts'
import type { NamedRole } from '../../model/manifest.ts'
import type {
  Manual,
  PlanAsset,
  Step,
  Subject,
  Unmanaged,
  Unreadable,
  Waiting,
} from '../../model/plan.ts'
import type { Position } from '../../model/problem.ts'
import {
  isRelationName,
  RELATION_NAMES,
  RELATIONS,
  type RelationName,
  SUBJECT_TYPES,
  type SubjectType,
} from '../../model/relations.ts'
import { differenceOf, sortTasks, widenedOf } from '../../model/tasks.ts'
import { parseAddress } from '../../model/text/address.ts'
import { calledOf } from '../../model/text/called.ts'
import { daysBetween } from '../../model/text/time.ts'
import { type Column, type Row, rowOf, type SubjectParts } from '../document.ts'
import { escapeText, quoteName } from '../escape.ts'
import { cutTo } from '../fitted.ts'
import { plural } from '../plural.ts'
import { endsManaging, losesManaging, managerTaskOf, takesAway } from './taking.ts'
import { isOfRoles, REASONS, SUBJECTS, WAITING } from './words.ts'

/** Rows for the entries of plans and similar reports, before they are grouped and laid out. */

export interface RowOptions {
  readonly kinds: KindTable
  /** Width of the output in columns; names are cut to fit. */
  readonly width: number
  readonly verbose: boolean
  /** The roles of the manifest. */
  readonly roles: readonly NamedRole[]
  /** Our own business: the obvious subject of a request, which need not be named. */
  readonly business: string
  /** The day up to which waits are counted, `YYYY-MM-DD`; null if they are not. */
  readonly asOf: string | null
}

/** The part of a report's entry that a row needs. */
export interface Listed {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
}

/** Whom a row is about, in parts; of a request, the business at its other end. */
export const partsOf = ({
  name,
  email = null,
  alias,
  id,
  business,
}: Omit<Subject, 'type'>): SubjectParts => {
  const shown = (text: string | null): string | null => (text === null ? null : escapeText(text))
  return {
    name: shown(name ?? business?.name ?? null),
    email: shown(email === id ? null : email),
    alias: shown(alias),
    id: escapeText(business?.id ?? id),
  }
}

/** A row for an entry of a report: who it is about, and its place in the matrix. */
export const listedRow = (
  listed: Listed,
  row: Pick<Row, 'sign' | 'what' | 'change'> & Partial<Row>,
  options: RowOptions,
): Row =>
  rowOf({
    asset: listed.asset,
    assets: [listed.asset],
    word: wordOf(listed),
    subject: listedSubject(listed, options),
    subjectParts: listed.subject === null ? null : partsOf(listed.subject),
    id: idOf(listed.subject),
    column: columnOf(listed),
    ...row,
    what: escapeText(row.what),
  })

export const sourcesOf = (source: Position | null): readonly Position[] =>
  source === null ? [] : [source]

export const stepRow = (step: Step, options: RowOptions): Row =>
  listedRow(
    step,
    {
      sign: ACTION_TABLE[step.action].sign,
      what: stepWhat(step, options),
      sources: sourcesOf(step.source),
      action: step.action,
      change: step.action,
      isAlarm: takesAway(step, options.kinds),
      tasks: [...new Set([...(step.before ?? []), ...(step.after ?? [])])],
      held: step.after ?? step.before,
      findings: [REASONS[step.reason]].filter((reason) => reason !== null),
      annotation:
        step.after === null || endsManaging(step, options.kinds)
          ? { level: 'warning', title: step.action }
          : null,
    },
    options,
  )

export const waitingRow = (waiting: Waiting, options: RowOptions): Row =>
  listedRow(
    waiting,
    {
      sign: '!',
      what: waitingWhat(waiting, options.asOf),
      sources: sourcesOf(waiting.source),
      change: 'waits',
      tasks: waiting.tasks ?? [],
      annotation:
        (waiting.needs ?? []).length === 0 ? { level: 'notice', title: 'waits on a person' } : null,
    },
    options,
  )

export const manualRow = (manual: Manual, options: RowOptions): Row =>
  listedRow(
    manual,
    {
      sign: '!',
      what: `by hand: ${manual.what}`,
      sources: sourcesOf(manual.source),
      change: 'by hand',
      tasks: [...new Set([...(manual.before ?? []), ...(manual.after ?? [])])],
      held: manual.after ?? manual.before ?? null,
    },
    options,
  )

export const unmanagedRow = (row: Unmanaged, options: RowOptions): Row =>
  listedRow(
    row,
    {
      sign: '?',
      what: `not managed${row.tasks === null ? '' : `: ${row.tasks.join(', ')}`}`,
      change: 'not managed',
      tasks: row.tasks ?? [],
    },
    options,
  )

/** Hides the columns that it would have filled, so that nobody seems absent in the matrix. */
export const unreadableRow = (row: Unreadable, options: RowOptions): Row =>
  unreadRow(row, { sign: '?', what: `not readable: ${row.what}`, change: 'not readable' }, options)

export const unreadRow = (
  { address, asset }: Pick<Unreadable, 'address' | 'asset'>,
  row: Pick<Row, 'sign' | 'what' | 'change'> & Partial<Row>,
  options: RowOptions,
): Row =>
  listedRow(
    { address, asset, subject: null },
    { ...row, hides: filledBy(relationOf(address)) },
    options,
  )

const ASSET_COLUMN: Column = {
  ...{ key: '', rank: 0, word: '', label: 'the asset itself', parts: null },
}

/** Relations that have one column for whatever subject come before the subjects. */
const OWN_COLUMNS: ReadonlyMap<RelationName, Column> = new Map(
  RELATION_NAMES.flatMap((name) => {
    const { column } = RELATIONS[name].words
    return column === undefined ? [] : [{ key: name, word: '', label: column, parts: null }]
  }).map((column, index) => [column.key, { ...column, rank: index + 1 }]),
)

const rankOf = (type: SubjectType): number => OWN_COLUMNS.size + SUBJECT_TYPES.indexOf(type)

/** The columns that the list of a relation fills; of the asset itself, all of them. */
const filledBy = (relation: RelationName | null): readonly number[] => {
  if (relation === null) {
    return [...new Set(RELATION_NAMES.flatMap(filledBy))].sort((one, other) => one - other)
  }
  const own = OWN_COLUMNS.get(relation)
  return own === undefined ? RELATIONS[relation].subjects.map(rankOf) : [own.rank]
}

const columnOf = ({ address, subject }: Listed): Column => {
  if (subject === null) return ASSET_COLUMN
  const relation = relationOf(address)
  const own = relation === null ? undefined : OWN_COLUMNS.get(relation)
  return (
    own ?? {
      // Who is to be invited has an e-mail in the business, and on assets only the alias.
      key: `${subject.type} ${subject.alias ?? subject.id}`,
      rank: rankOf(subject.type),
      word: SUBJECTS[subject.type],
      label: subjectName(subject, COLUMN_WIDTH),
      parts: partsOf(subject),
    }
  )
}

/** Width of a name in a column's heading. */
const COLUMN_WIDTH = 40

/** Columns of a name that stands beside other words on a line of this width. */
export const nameWidth = (width: number): number => Math.max(16, Math.floor(width / 5))

/** Enough to recognise somebody by, however wide the line. */
const LONGEST_NAME = 60

/** The relation of an address that names no subject of its own. */
const unnamedIn = (address: string): RelationName | null => {
  const relation = relationOf(address)
  return relation === null || RELATIONS[relation].isNamed ? null : relation
}

const wordOf = ({ address, subject }: Listed): string => {
  const relation = relationOf(address)
  if (subject === null || unnamedIn(address) !== null) {
    return relation === null ? '' : RELATIONS[relation].words.subject
  }
  return relation === null ? SUBJECTS[subject.type] : subjectWord(relation, subject)
}

/** What somebody is called where a relation holds them: `member`, `user`, `system user`. */
export const subjectWord = (relation: RelationName, { type }: Pick<Subject, 'type'>): string => {
  const { subjects, words } = RELATIONS[relation]
  return type === subjects[0] ? words.subject : SUBJECTS[type]
}

/** The relation of an address, even of one for a whole list: `act_1/users`. */
const relationOf = (address: string): RelationName | null => {
  const name = address.split('/')[1] ?? ''
  return isRelationName(name) ? name : null
}

const listedSubject = ({ address, subject }: Listed, { business, width }: RowOptions): string =>
  subject === null || (unnamedIn(address) !== null && subject.id === business)
    ? ''
    : subjectName(subject, nameWidth(width))

/** The id that comes after a name; empty if it is all there is. */
export const idOf = (subject: Subject | null): string =>
  subject === null ||
  (subject.id === (subject.alias ?? subject.id) &&
    subject.name === null &&
    subject.business === undefined)
    ? ''
    : escapeText(subject.id)

/**
 * Alias or name together with the id. A long name is cut, an id never. Somebody who has not been found
 * yet has no id and is shown by what was searched for. For a request, the business at the other end
 * comes first.
 */
export const subjectName = (
  { alias, name, id, business }: Pick<Subject, 'alias' | 'name' | 'id' | 'business'>,
  width: number,
): string => {
  if (business !== undefined && business.id !== id) {
    const other = subjectName({ alias, name: name ?? business.name, id: business.id }, width)
    return `${other} ${escapeText(`request ${id}`)}`
  }
  if (alias !== null) return escapeText(`${alias} ${alias === id ? (name ?? '') : id}`.trim())
  const most = Math.min(LONGEST_NAME, width)
  return name === null ? escapeText(id) : `${quoteName(cutTo(name, most))} ${escapeText(id)}`
}

/** The same after a word for what they are: `agency brightside 2002`. */
export const subjectWords = (subject: Subject, width: number): string =>
  `${SUBJECTS[subject.type]} ${subjectName(subject, width)}`

/**
 * By everything that is known of them, escaped: `Kim Poole · kim@northwind.example (kim) 6155…`. A very
 * long name is cut; nothing else is. Of a request, the business at its other end comes first.
 */
export const calledWords = ({
  name,
  email,
  alias,
  id,
  business,
}: Omit<Subject, 'type'>): string => {
  const own = name ?? business?.name ?? null
  const cut = own === null ? null : cutTo(own, LONGEST_NAME)
  const called = { name: cut, email: email ?? null, alias, id: business?.id ?? id }
  const request = called.id === id ? '' : ` request ${id}`
  return escapeText(`${calledOf(called)}${request}`)
}

const stepWhat = (step: Step, options: RowOptions): string => {
  const notes = notesOf(step, options.kinds).join('; ')
  const tasks = changeOf(step, options)
  if (tasks === '' || notes === '') return tasks + notes
  return `${tasks} (${notes})`
}

/** What a step's sign and tasks do not say. */
export const notesOf = (step: Step, kinds: KindTable): readonly string[] =>
  [
    step.gap === true
      ? 'access is gone in between: DELETE, then POST'
      : ACTION_TABLE[step.action].words.note,
    wideningNote(step, kinds),
    lossNote(step, kinds),
    REASONS[step.reason],
    step.via.every((path) => path === 'direct') ? null : `via ${step.via.join(', ')}`,
    afterNote(step),
  ].filter((note) => note !== null)

/** That somebody manages nothing here any more is always said. */
const lossNote = (step: Step, kinds: KindTable): string | null =>
  losesManaging(step, kinds) ? `loses ${managerTaskOf(step, kinds)}` : null

/** What must be done first. Who leaves for good loses everything else before: that needs no list. */
const afterNote = ({ action, asset, needs }: Step): string | null => {
  if (needs.length === 0) return null
  return ACTION_TABLE[action].endsAll
    ? 'last of all'
    : `after ${needs.map((need) => nearOf(need, asset.id)).join(', ')}`
}

/** What may be read back that was not asked for, so that nobody wonders at it, or takes it away again. */
const wideningNote = ({ asset, after }: Step, kinds: KindTable): string | null => {
  const widened = widenedOf(kindOf(asset.kind, kinds), after ?? [])
  return widened.length === 0 ? null : `the API may give ${widened.join(', ')} with it`
}

/** An address, without the asset if that is the line's own. */
const nearOf = (address: string, asset: string): string =>
  address.startsWith(`${asset}/`) ? address.slice(asset.length + 1) : address

const assetOf = (address: string): string => address.split('/')[0] ?? ''

/** `+ADVERTISE -MODERATE -> buyer`, or the only side there is. */
const changeOf = (step: Step, options: RowOptions): string => {
  const { before, after, asset, address } = step
  if (before === null) return (after ?? []).join(', ')
  const held = shownTasks(asset.kind, before, after, options)
  if (after === null) return held
  const moved = isOfRoles(address) ? '' : movedTasks(step, before, after, options)
  return `${moved === '' ? held : moved} -> ${resultOf(asset.kind, after, options)}`
}

/** What is added and what is taken; '' if neither tells the two sides apart. */
const movedTasks = (
  { asset }: Step,
  before: readonly string[],
  after: readonly string[],
  { kinds }: RowOptions,
): string => {
  const { missing, extra } = differenceOf(kindOf(asset.kind, kinds), after, before)
  return [...missing.map((task) => `+${task}`), ...extra.map((task) => `-${task}`)].join(' ')
}

/** The name of the role that has exactly these tasks, the manifest's own first; else the tasks. */
const resultOf = (
  kindName: string,
  tasks: readonly string[],
  { kinds, roles }: RowOptions,
): string => {
  const kind = kindOf(kindName, kinds)
  const named = [
    ...roles.filter((role) => role.kind === kindName),
    ...Object.entries(kind.roles).map(([name, all]) => ({ name, tasks: all })),
  ]
  const wanted = sortTasks(kind, tasks).join()
  const role = named.find((each) => sortTasks(kind, knownOf(kind, each.tasks)).join() === wanted)
  return role?.name ?? tasks.join(', ')
}

/** Of a built-in role, what its kind knows. */
const knownOf = ({ tasks: known }: Kind, tasks: readonly string[]): readonly string[] =>
  tasks.filter((task) => known.includes(task))

/**
 * Tasks as they were read, without those that make no difference (tolerated ones, and second names of
 * tasks that are listed by their first), so that a change is visible.
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

/** If it depends on another line of the plan, that line says who must act. */
const waitingWhat = (waiting: Waiting, asOf: string | null): string => {
  const { address, tasks, needs = [] } = waiting
  if (needs.length === 0) return waitingWords(waiting, asOf)
  const then = (tasks ?? []).join(', ')
  return `${then === '' ? '' : `${then} `}once ${needs.map((need) => heldBy(need, assetOf(address))).join(', ')}`
}

const heldBy = (need: string, asset: string): string => {
  if (need === `${asset}/request`) return 'our request is accepted'
  const seat = parseAddress(need)
  return seat?.relation === 'members'
    ? `${seat.subject} has joined the business`
    : `${nearOf(need, asset)} is done`
}

/** Since when it waits, on whom, and where they act; up to `asOf`, also for how long. */
export const waitingWords = (
  { state, since, who, where }: Pick<Waiting, 'state' | 'since' | 'who' | 'where'>,
  asOf: string | null = null,
): string =>
  WAITING[state]({
    day: since === null ? '' : ` since ${since.slice(0, 10)}${ageOf(since, asOf)}`,
    who,
    where,
  })

/** ` (8 days)`; '' on the day itself. */
export const ageOf = (since: string, asOf: string | null): string => {
  const days = asOf === null ? 0 : daysBetween(since, asOf)
  return days > 0 ? ` (${plural(days, 'day')})` : ''
}
