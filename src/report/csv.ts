import { textOf } from '../document/engine/plain-text.ts'
import { escapeCsv } from '../document/escape.ts'
import { placeOf } from '../document/problem-words.ts'
import { STANDINGS } from '../document/wording/access-words.ts'
import { rowOptionsOf } from '../document/wording/describe-options.ts'
import { type RowOptions, shownTasks } from '../document/wording/rows.ts'
import { SUBJECTS } from '../document/wording/words.ts'
import type { ExposureUnread } from '../model/exposure/exposed.ts'
import { kindOf } from '../model/kinds.ts'
import type { PlanAsset, Subject } from '../model/plan.ts'
import { RELATIONS } from '../model/relations.ts'
import type {
  Access,
  Exposure,
  Finding,
  ReviewReport,
  Unread,
} from '../model/reports/review-report.ts'
import { wordOfExposed } from '../questions/exposure/exposed-words.ts'
import { viaOf } from '../questions/holders/describe-holder.ts'
import { describe } from './describe.ts'
import { lineOptionsOf, type RenderOptions } from './render-options.ts'
import type { Report } from './report.ts'

/** The headings, which never change. The last two columns are for the reviewer to fill in. */
export const CSV_HEADINGS = [
  'subject',
  'type',
  'asset',
  'tasks',
  'declared',
  'via',
  'reason',
  'expires',
  'source',
  'findings',
  'decision',
  'reviewer',
] as const

type Line = Partial<Readonly<Record<(typeof CSV_HEADINGS)[number], string>>>

/** Without it, Excel reads UTF-8 in the machine's code page and garbles every name. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A review as CSV (RFC 4180, CRLF, UTF-8), with one line for each asset and subject. No cell is a bare
 * number, because a spreadsheet would keep only 15 digits of a 17-digit id.
 */
export const renderCsv = (report: Report, render: RenderOptions): string => {
  if (report.kind !== 'review') return textOf(describe(report, render), lineOptionsOf(render))
  const options = rowOptionsOf(render, report.business.id)
  const lines: readonly Line[] = [
    ...report.assets.flatMap((asset) =>
      asset.access.map((access) => accessLine(report, asset, access, options)),
    ),
    ...(report.exposure ?? []).map((exposure) => exposureLine(exposure, options)),
    ...report.findings
      .filter(({ state }) => state === 'gone')
      .flatMap((found) => goneLines(found, options)),
    ...report.unread.map((unread) => unreadLine(unread, options)),
    ...(report.exposure_unread ?? []).map((unread) => unansweredLine(unread, options)),
    ...problemLines(report),
  ]
  const cells = [
    [...CSV_HEADINGS],
    ...lines.map((line) => CSV_HEADINGS.map((heading) => line[heading] ?? '')),
  ]
  return `${BYTE_ORDER_MARK}${cells.map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('')}`
}

const accessLine = (
  { business, people }: ReviewReport,
  asset: PlanAsset,
  access: Access,
  options: RowOptions,
): Line => ({
  subject: subjectCell(
    access.subject,
    people.find(({ subject }) => subject.id === access.subject.id)?.email ?? null,
  ),
  type: access.subject.id === business.id ? 'our business' : SUBJECTS[access.subject.type],
  asset: assetCell(asset, options),
  tasks: shownTasks(asset.kind, access.tasks, access.declared, options),
  declared: declaredCell(access),
  via: viaOf(access),
  reason: access.reason ?? '',
  expires: access.expires ?? '',
  source: access.source === null ? '' : placeOf(access.source),
  findings: access.findings.join(', '),
})

/** `dana: Dana Weiss, dana@northwind.example (61550000000001010)`. */
const subjectCell = ({ alias, name, id }: Subject, email: string | null): string => {
  const called = [name, email].filter((part) => part !== null).join(', ')
  const words = [alias, called].filter((part) => part !== null && part !== '').join(': ')
  return words === '' ? `id ${id}` : `${words} (${id})`
}

/** `ad account act_1111 EU Search`. */
const assetCell = ({ kind, id, name }: PlanAsset, { kinds }: RowOptions): string =>
  `${kindOf(kind, kinds).label} ${id}${name === null ? '' : ` ${name}`}`

const declaredCell = ({ standing, declared }: Access): string => {
  if (standing === null) return ''
  return declared !== null && (standing === 'declared' || standing === 'differs')
    ? declared.join(', ')
    : STANDINGS[standing].words
}

/** What the table lacks is said in the table itself, as it may be all that somebody receives. */
const unreadLine = ({ asset, relation, what }: Unread, options: RowOptions): Line => ({
  subject: 'COULD NOT BE READ',
  type: RELATIONS[relation].words.list,
  asset: assetCell(asset, options),
  findings: what,
})

/** Somebody who can spend or see: `via` is `exposure QUESTION`. */
const exposureLine = (
  { question, asset, who, what, ours, declared, findings }: Exposure,
  options: RowOptions,
): Line => ({
  subject: [who.name, who.id === null ? null : `(${who.id})`]
    .filter((part) => part !== null)
    .join(' '),
  type: wordOfExposed(who.type, options.kinds),
  asset: asset === null ? '' : assetCell(asset, options),
  tasks: what,
  declared: ours ? 'ours' : declared === null ? '' : declared ? 'declared' : 'undeclared',
  via: `exposure ${question}`,
  findings: findings.join(', '),
})

/** What an earlier review found and this one did not: a line for each asset. */
const goneLines = ({ code, subject, assets }: Finding, options: RowOptions): readonly Line[] =>
  (assets.length === 0 ? [null] : assets).map((asset) => ({
    subject: subject === null ? '' : subjectCell(subject, null),
    type: subject === null ? '' : SUBJECTS[subject.type],
    asset: asset === null ? '' : assetCell(asset, options),
    via: 'gone',
    findings: code,
  }))

const unansweredLine = ({ question, asset, what }: ExposureUnread, options: RowOptions): Line => ({
  subject: 'COULD NOT BE READ',
  asset: asset === null ? '' : assetCell(asset, options),
  via: `exposure ${question}`,
  findings: what,
})

const HIDES: readonly string[] = ['listing_unreadable', 'people_unreadable']

const problemLines = ({ problems }: ReviewReport): readonly Line[] =>
  problems
    .filter(({ code, severity }) => severity === 'error' || HIDES.includes(code))
    .map(({ message }) => ({ subject: 'NOT WHOLE', findings: message }))
