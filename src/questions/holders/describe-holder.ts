import type { Row } from '../../document/document.ts'
import type { Sign } from '../../document/paint.ts'
import { FINDING_TITLES, PATHS, STANDINGS } from '../../document/wording/access-words.ts'
import {
  calledWords,
  listedRow,
  type RowOptions,
  shownTasks,
  sourcesOf,
} from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import type { PlanAsset } from '../../model/plan.ts'
import { isRelationName, RELATIONS } from '../../model/relations.ts'
import type { Access } from '../../model/reports/review-report.ts'
import { parseAddress } from '../../model/text/address.ts'

/** One hold as a line of its asset; `isAlarm` if a severe finding is about it. */
export const accessRow = (
  asset: PlanAsset,
  access: Access,
  options: RowOptions,
  isAlarm = false,
): Row => {
  const { standing, path, tasks, findings, source } = access
  const row = listedRow(
    { ...access, asset },
    {
      sign: signOf(access),
      ...whoOf(access, options),
      what: whatOf(asset, access, options),
      sources: sourcesOf(source),
      change: standing === null || path === 'pending' ? PATHS[path] : STANDINGS[standing].sign,
      tasks,
      findings: findings.map((code) => FINDING_TITLES[code]),
      isAlarm,
    },
    options,
  )
  const own = row.column?.key ?? ''
  return row.column !== null && isRelationName(own)
    ? { ...row, column: { ...row.column, label: RELATIONS[own].words.list } }
    : row
}

const signOf = ({ path, standing }: Access): Sign => {
  if (path === 'pending' || path === 'unrecognised') return path
  return standing === null ? ' ' : STANDINGS[standing].sign
}

/** For what clients gave us, the subject is our own business. */
const whoOf = ({ subject }: Access, { business }: RowOptions): Pick<Row, 'word' | 'subject'> =>
  subject.id === business
    ? { word: 'us', subject: '' }
    : {
        word: SUBJECTS[subject.type],
        subject: calledWords(subject),
      }

/** Tasks and remarks about them: `ANALYZE; declared ADVERTISE, ANALYZE; via team buyers`. */
const whatOf = (asset: PlanAsset, access: Access, options: RowOptions): string => {
  const { tasks, declared, standing } = access
  const held = standing === 'missing' ? (declared ?? []) : tasks
  const shown = shownTasks(asset.kind, held, declared, options)
  return [shown === '' ? withoutTasks(access) : shown, ...notesOf(access)]
    .filter((part) => part !== '')
    .join('; ')
}

/** What stands in place of tasks: what the API does not tell of a group is not nothing. */
const withoutTasks = ({ address, path }: Access): string => {
  if (parseAddress(address)?.relation === 'on_behalf_of') return BEHALF[path] ?? ''
  return NO_TASKS[path] ?? 'no tasks'
}

type Words = Readonly<Partial<Record<Access['path'], string>>>

const NO_TASKS: Words = { group: 'unknown tasks', owner: 'owns it' }

const BEHALF: Words = { on_behalf_of: 'approved', pending: 'asked for' }

const notesOf = (access: Access): readonly string[] =>
  [
    access.path === 'pending' && access.since !== null
      ? `since ${access.since.slice(0, 10)}`
      : null,
    standingNote(access),
    access.group === undefined ? null : groupWords(access.group),
    access.via.every((path) => path === 'direct') ? null : `via ${access.via.join(', ')}`,
    access.expires === null
      ? null
      : access.standing === 'expired'
        ? `ended on ${access.expires}`
        : `until ${access.expires}`,
    access.reason,
  ].filter((note) => note !== null)

/** What the word at the beginning of the line does not say. */
const standingNote = ({ standing, declared }: Access): string | null =>
  standing === 'differs' ? `declared ${(declared ?? []).join(', ')}` : null

/** `via group EMEA`; the id where the API gives no name. */
const groupWords = ({ id, name }: NonNullable<Access['group']>): string =>
  `${PATHS.group} ${name ?? id}`
