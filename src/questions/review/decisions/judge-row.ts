import type { Ground } from '../../../access/ground.ts'
import { assetKindOf, BUSINESS, kindOn } from '../../../model/kinds.ts'
import type { DesiredPath } from '../../../model/manifest.ts'
import { isEdgeName, type RelationName } from '../../../model/relations.ts'
import type { ReviewReport } from '../../../model/reports/review-report.ts'
import { differenceOf, isKnownTask, sortTasks } from '../../../model/tasks.ts'
import { parseAddress } from '../../../model/text/address.ts'
import { foldedOf } from '../../../model/text/text.ts'
import { grantOf, type WrittenGrant } from '../../import/writing/grant.ts'
import { cellsOf } from '../table/csv-columns.ts'
import type { Line } from '../table/csv-lines.ts'
import type { Matched } from './matched-rows.ts'
import { alreadySo, cannot, type Edit, stale, type Verdict } from './row-verdict.ts'

export interface JudgeInput {
  readonly ground: Ground
  readonly report: ReviewReport
}

/** What a decision comes to, by what is live and what the manifest says. Nothing is written yet. */
export const judgeRow = (input: JudgeInput, matched: Matched): Verdict => {
  const { row, line, decision } = matched
  const other = OTHERS.find(({ path }) => path.test(row.cells.path))
  if (other !== undefined && (decision.type !== 'keep' || !other.isKept)) return cannot(other.why)
  if (line === null) return absent(input, matched)
  if (hasChanged(line, matched, input)) {
    return stale(`live has changed since it was read (${row.cells.read_at}): ${nowWords(line)}`)
  }
  if (other !== undefined) return keptOther(line, other.why)
  return judgeHold(input, matched, line)
}

/** Rows that no line of a manifest decides. `isKept`: whether keeping one can be said. */
const OTHERS: readonly {
  readonly path: RegExp
  readonly why: string
  readonly isKept: boolean
}[] = [
  {
    path: /^group\b/,
    why: 'it comes from an asset group, which no line of a manifest changes: Business settings > Business asset groups',
    isKept: true,
  },
  {
    path: /^pending$/,
    why: 'nothing is held yet: answer it in Business settings (requests says where), or declare it',
    isKept: true,
  },
  {
    path: /^unrecognised$/,
    why: 'this version does not know its status: look at it in Business settings',
    isKept: true,
  },
  {
    path: /^on_behalf_of$/,
    why: 'an on-behalf-of relation is not decided here: write its business under on_behalf_of, or end it in Business settings',
    isKept: true,
  },
  {
    path: /^exposure\b/,
    why: 'it is no grant: end it where it is shared (the finding says where), or name its business under partners',
    isKept: false,
  },
  {
    path: /^(finding|unread|problem|owner)\b/,
    why: 'it is no grant, and nothing can be decided on it',
    isKept: false,
  },
  {
    path: /^(?!direct$|agency$|role$)/,
    why: 'review writes no such path',
    isKept: false,
  },
]

/** Keeping is said already where the manifest gives it, or where nothing takes it. */
const keptOther = ({ standing, path }: Line, why: string): Verdict => {
  if (standing === 'declared') return alreadySo('the manifest declares it')
  return /^group\b/.test(path) && standing !== 'offboarded'
    ? alreadySo('it comes from an asset group, and nothing here takes it away')
    : cannot(why)
}

const absent = ({ report }: JudgeInput, { row }: Matched): Verdict => {
  const { asset_id: asset, path, read_at: readAt } = row.cells
  const isUnread = report.unread.some(
    (each) => each.asset.id === asset && (path !== 'direct' || each.relation === 'users'),
  )
  return isUnread
    ? cannot('its list could not be read this time: run this again')
    : stale(`live has changed since it was read (${readAt}): it is not there any more`)
}

const setOf = (cell: string): string =>
  JSON.stringify(
    [...new Set(cell.split('+').map((word) => word.trim().toUpperCase()))]
      .filter((word) => word !== '')
      .sort(),
  )

const hasChanged = (line: Line, { row }: Matched, { report }: JudgeInput): boolean => {
  const now = cellsOf(line, report)
  return (
    setOf(now.tasks) !== setOf(row.cells.tasks) || foldedOf(now.role) !== foldedOf(row.cells.role)
  )
}

const nowWords = ({ tasks, role }: Line): string =>
  `it is ${[...(tasks ?? []), role ?? ''].filter((word) => word !== '').join(', ') || 'nothing'} now`

/** Rows of one relation of one asset. */
interface Hold extends Omit<Edit, 'grant' | 'end'> {
  /** What paths other than its own lines give today; null where one of them is `none`. */
  readonly others: readonly string[] | null
  /** What all of them give today; null where one of them is `none`, or none gives anything. */
  readonly given: readonly string[] | null
  /** Whether nothing may be taken away. */
  readonly isAdditive: boolean
  /** Whether the key is there, and the whole truth. */
  readonly isWhole: boolean
  readonly standing: string | null
}

const judgeHold = (input: JudgeInput, matched: Matched, line: Line): Verdict => {
  const hold = holdOf(input, matched, line)
  if (hold === null) return cannot('it is no grant that a manifest can say anything about')
  if (hold.standing === 'offboarded') {
    return matched.decision.type === 'revoke'
      ? alreadySo('offboarded: apply takes everything from them')
      : cannot('offboarded wins over every line: take the name from under offboarded first')
  }
  if (hold.standing === 'not_managed' && hold.isWhole && !hold.isAdditive) {
    return matched.decision.type === 'keep'
      ? alreadySo('the asset leaves it as it is')
      : cannot(
          "the asset leaves it as it is: it is ignored, the token's own user, or another business's",
        )
  }
  return JUDGES[matched.decision.type](hold, matched)
}

const ABSENT_KEY =
  'the manifest does not have this key, and with it everybody whom it does not name would be taken away: write the key first (import --into), or mode: additive'

type Judge = (hold: Hold, matched: Matched) => Verdict

const keep: Judge = (hold) => {
  const { given, isWhole, isAdditive, held } = hold
  const takesNothing =
    given !== null &&
    (isAdditive || !isWhole || differenceOf(taskKind(hold), given, held).extra.length === 0)
  if (takesNothing) return alreadySo('the manifest declares it, and takes nothing of it')
  if (!isWhole && !isAdditive) return cannot(ABSENT_KEY)
  const grant = writtenOf(hold, held)
  return grant === null
    ? cannot(`no line can say what is held (${held.join(', ')})`)
    : edit(hold, grant, held)
}

const revoke: Judge = (hold) => {
  const { given, isWhole, isAdditive, own, others } = hold
  if (isAdditive) {
    return cannot(
      hold.declared === null
        ? 'nobody declares the asset, and it would be written with mode: additive, which never takes away: declare it first'
        : 'mode: additive never takes away: take it from the asset first',
    )
  }
  if (!isWhole) return cannot(ABSENT_KEY)
  if (given === null) return alreadySo('the manifest does not give it: apply takes it away')
  if (hold.relation === 'request') return edit(hold, [], null)
  return own.length > 0 && others !== null && others.length === 0
    ? edit(hold, null, null)
    : edit(hold, 'none', null)
}

const change: Judge = (hold, { decision }) => {
  if (decision.type !== 'tasks') return cannot('it is no list of tasks')
  const kind = taskKind(hold)
  const wanted = sortTasks(kind, decision.tasks)
  const { given, isWhole, isAdditive, held, others } = hold
  if (isSame(kind, wanted, given)) return alreadySo('the manifest gives exactly these')
  if (isAdditive && differenceOf(kind, wanted, held).extra.length > 0) {
    return cannot('mode: additive never narrows: take it from the asset first')
  }
  if (!isWhole && !isAdditive) return cannot(ABSENT_KEY)
  if (others !== null && differenceOf(kind, wanted, others).extra.length > 0) {
    return cannot('a team, a profile or a default gives them more on this asset: change it there')
  }
  return edit(hold, hold.relation === 'members' ? (wanted[0] ?? '') : wanted, wanted)
}

const JUDGES: Readonly<Record<Matched['decision']['type'], Judge>> = {
  keep,
  revoke,
  tasks: change,
}

type TaskKind = ReturnType<typeof kindOn>

const isSame = (
  kind: TaskKind,
  wanted: readonly string[],
  given: readonly string[] | null,
): boolean => given !== null && setOf(wanted.join('+')) === setOf(sortTasks(kind, given).join('+'))

const edit = (hold: Hold, grant: Edit['grant'], end: Edit['end']): Verdict => {
  const { others: _, given: __, isAdditive: ___, isWhole: ____, standing: _____, ...rest } = hold
  return { type: 'edit', edit: { ...rest, grant, end } }
}

const taskKind = ({ kind, relation }: Pick<Hold, 'kind' | 'relation'>): TaskKind =>
  isEdgeName(relation) ? kindOn(kind, relation) : kind

const writtenOf = (hold: Hold, held: readonly string[]): WrittenGrant | null => {
  if (hold.relation === 'members') return held.find((role) => BUSINESS.tasks.includes(role)) ?? null
  return grantOf(hold.kind, held, taskKind(hold).tasks)
}

/** Tasks of a decision that the row's kind does not know, of those that it does; null if all are. */
export const unknownTasks = (
  { ground }: JudgeInput,
  { decision, line }: Matched,
): { readonly tasks: readonly string[] } | null => {
  const address = parseAddress(line?.address ?? '')
  if (decision.type !== 'tasks' || line === null || address === null || line.asset === null)
    return null
  const kind = assetKindOf(line.asset.kind, ground.kinds)
  const { relation } = address
  const { tasks } = isEdgeName(relation) ? kindOn(kind, relation) : kind
  const isOne = relation !== 'members' || decision.tasks.length === 1
  return isOne &&
    decision.tasks.every(
      (task) => tasks.includes(task) || (relation !== 'members' && isKnownTask(kind, task)),
    )
    ? null
    : { tasks }
}

const holdOf = ({ ground }: JudgeInput, matched: Matched, line: Line): Hold | null => {
  const address = parseAddress(line.address ?? '')
  if (address === null || line.asset === null || address.relation === 'on_behalf_of') return null
  const { relation } = address
  const { manifest, kinds } = ground
  const kind = assetKindOf(line.asset.kind, kinds)
  const subject = address.subject ?? manifest.business
  const declared =
    manifest.assets.find((each) => each.kind === kind.name && each.id === address.asset) ?? null
  const key = declared?.[relation] ?? null
  const paths = (key?.paths ?? []).filter(isOf(ground, relation, subject))
  const own = paths.filter(({ via }) => via === 'direct')
  const alive = paths.filter(({ expires }) => expires === null || expires >= ground.expiryDay)
  return {
    ...{ matched, address: line.address ?? '', kind, asset: address.asset, relation, subject },
    ...{ declared, own, name: line.asset.name ?? null, standing: line.standing ?? null },
    held: relation === 'members' ? rolesIn(line) : (line.tasks ?? []),
    others: tasksOf(alive.filter(({ via }) => via !== 'direct')),
    given: alive.length === 0 ? null : tasksOf(alive),
    isAdditive:
      relation === 'members' && declared === null
        ? false
        : (declared?.mode ?? 'additive') === 'additive',
    isWhole: key?.whole === true,
  }
}

const rolesIn = ({ role }: Line): readonly string[] =>
  role === null || role === undefined || role === '' ? [] : [role.toUpperCase()]

/** Their union; null where one of them is `none`. */
const tasksOf = (paths: readonly DesiredPath[]): readonly string[] | null =>
  paths.some(({ none }) => none) ? null : [...new Set(paths.flatMap(({ tasks }) => tasks))]

/** Whether a path is that of a subject, by whatever alias. */
const isOf = (
  { directory, manifest }: Ground,
  relation: RelationName,
  subject: string,
): ((path: DesiredPath) => boolean) => {
  if (relation === 'request') return () => true
  return ({ subject: alias }) => {
    if (directory.idOf(alias) === subject) return true
    const person = manifest.people.get(alias)
    return (
      relation === 'members' &&
      person?.by === 'email' &&
      foldedOf(person.value) === foldedOf(subject)
    )
  }
}
