import {
  type Document,
  documentOf,
  type Notes,
  notesOf,
  type Row,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import { placeOf } from '../../document/problem-words.ts'
import { LEAVING, PATHS, STANDINGS } from '../../document/wording/access-words.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { completenessOf, madeWith, placeAndTime } from '../../document/wording/look-head.ts'
import { readingLines } from '../../document/wording/plan-summary.ts'
import { calledWords, type RowOptions, unreadRow } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import { hasErrors } from '../../model/problem.ts'
import { RELATIONS } from '../../model/relations.ts'
import { STANDINGS as ALL_STANDINGS, type Seat } from '../../model/reports/review-report.ts'
import type { WhoAccess, WhoReport, WhoStatus } from '../../model/reports/who-report.ts'
import { accessRow } from '../holders/describe-holder.ts'

/** Everything one subject can do, asset by asset. */
export const describeWho = (report: WhoReport, render: DescribeOptions): Document => {
  const options = rowOptionsOf(render, report.business.id)
  const rows = [...accessRows(report, options), ...unreadRows(report, options)]
  return documentOf({
    command: 'who',
    header: headerOf(report),
    tone: toneOf(report),
    summary: [...whoSummary(report), ...readingLines(render)],
    problems: report.problems,
    sections: [
      sectionOf({
        ...{ id: 'standing', title: 'In the business', rank: 0 },
        blocks: [notesOf(standingLines(report))],
      }),
      sectionOf({
        ...{ id: 'access', title: 'Access', rank: 1, isPooled: true },
        blocks: [{ type: 'asset_rows', rows: rows.map((row, order) => ({ ...row, order })) }],
      }),
    ],
    filters: { change: 'Manifest', finding: 'Finding' },
    facts: [
      ['read_at', report.read_at],
      ['complete', report.complete ? 'yes' : 'no'],
      ['graph', report.graph],
      ['bizaccess', report.tool_version],
    ],
  })
}

const toneOf = ({ complete, problems, who }: WhoReport): Document['tone'] => {
  if (!complete || hasErrors(problems)) return 'stop'
  return who.is_offboarded ? 'take' : 'calm'
}

/** Who it is, and how that was found out. */
const headerOf = (report: WhoReport): readonly string[] => [
  `${subjectWords(report)}${STATUSES[report.who.status]}${placeAndTime(report)}`,
  ...madeWith(report),
  completenessOf(report, LOOKED_IN[report.looked_in ?? 'everything']),
]

/** Which lists were read. */
const LOOKED_IN = {
  everything: 'every list that can show what they hold',
  agencies: 'every asset on which our own list of agencies or the manifest names them',
} as const

const STATUSES: Readonly<Record<WhoStatus, string>> = {
  member: ', in',
  invited: ', invited to',
  missing: ', declared, and nobody of',
  partner: ', seen from',
  own: '',
}

const subjectWords = ({ who }: WhoReport): string => {
  if (who.status === 'own') return 'Our own'
  const word = who.type === 'business' ? 'business' : SUBJECTS[who.type]
  return `${word} ${calledWords(who)}`
}

/**
 * What counts apart from assets: the role in the business, the second factor, what the manifest
 * says of them.
 */
const standingLines = ({ who, seat }: WhoReport): Notes['lines'] => {
  const role = who.role === null ? '' : ` as ${escapeText(who.role)}`
  const day = who.invited_since === null ? '' : ` on ${who.invited_since.slice(0, 10)}`
  const notes: readonly (readonly [boolean, Row['sign'], string])[] = [
    [who.is_offboarded, 'offboarded', 'may hold nothing'],
    [
      who.is_admin,
      ' ',
      'an admin of the business: reaches every asset, whatever is assigned, and can assign anybody',
    ],
    [who.is_self, ' ', "the token's own user"],
    [who.second_factor === 'off', ' ', 'signs in without a second factor'],
    [who.second_factor === 'unknown', ' ', 'whether they have a second factor is not visible'],
    [
      who.status === 'invited',
      'pending',
      `invited${role}${day}, not accepted yet: can hold nothing`,
    ],
    [
      who.status === 'missing',
      'missing',
      seat?.invitation?.ended === true
        ? 'nobody in the business: no member'
        : 'nobody in the business: neither a member nor invited',
    ],
  ]
  return [
    ...notes.flatMap(([isTrue, sign, text]) => (isTrue ? [{ sign, text }] : [])),
    ...(seat === null ? [] : seatLines(seat)),
  ]
}

/** `member: EMPLOYEE; declared; via team desk  access.yaml:25`: what is, and what should be. */
const seatLines = (seat: Seat): Notes['lines'] => {
  const { role, declared, standing, via, expires, reason, source, invitation } = seat
  const isOther = standing === 'differs' || standing === 'missing'
  const notes = [
    role === null || invitation !== null ? null : `member as ${role}`,
    invitation === null ? null : untilOf(invitation, role),
    seat.leaving === true ? LEAVING : null,
    standing === 'differs' ? 'declared with another role' : null,
    isOther && declared !== null ? declared.join(', ') : null,
    via.every((path) => path === 'direct') ? null : `via ${via.join(', ')}`,
    expires === null ? null : `until ${expires}`,
    reason,
    source === null ? null : placeOf(source),
  ]
  const text = notes.filter((note) => note !== null).join('; ')
  return text === '' && standing === null
    ? []
    : [{ sign: standing === null ? ' ' : STANDINGS[standing].sign, text: escapeText(text) }]
}

/** That somebody is invited is already said, unless nobody can accept it any more. */
const untilOf = (
  { expires, ended }: NonNullable<Seat['invitation']>,
  role: string | null,
): string | null => {
  if (ended) {
    const as = role === null ? '' : ` as ${role}`
    return `invited${as}, but the invitation is over: nobody can accept it any more`
  }
  return expires === null ? null : `can be accepted until ${expires.slice(0, 10)}`
}

/** In place of the subject, which is always the same, rows show the path. */
const accessRows = ({ access }: WhoReport, options: RowOptions): readonly Row[] =>
  access.map((row) => ({
    ...accessRow(row.asset, row, options),
    word: wordOf(row),
    subject: '',
    subjectParts: null,
  }))

/** What is pending says so itself, and a group its name. */
const wordOf = ({ path, ownership }: WhoAccess): string => {
  if (path === 'pending' || path === 'group') return ''
  return path === 'direct' && ownership === 'client' ? "direct, on a client's" : PATHS[path]
}

const unreadRows = ({ unread }: WhoReport, options: RowOptions): readonly Row[] =>
  unread.map(({ asset, relation, what }) =>
    unreadRow(
      { address: `${asset.id}/${relation}`, asset },
      {
        sign: 'unread',
        word: RELATIONS[relation].words.list,
        what: `could not be read: ${what}`,
        change: 'not read',
        isAlarm: true,
      },
      options,
    ),
  )

/** On how many assets, how that compares with the manifest, and what could not be seen. */
const whoSummary = (report: WhoReport): readonly string[] => {
  const { access, complete, problems, manifest_digest: manifest } = report
  const assets = new Set(access.filter(isHeld).map(({ asset }) => asset.id)).size
  const counts = ALL_STANDINGS.map((standing) => ({
    count: access.filter((row) => row.standing === standing).length,
    words: STANDINGS[standing].counted,
  })).filter(({ count }) => count > 0)
  const compared =
    manifest === null || counts.length === 0
      ? ''
      : `: ${counts.map(({ count, words }) => `${count} ${words}`).join(', ')}`
  return [
    assets === 0
      ? `Holds nothing that can be seen from here${compared}.`
      : `On ${plural(assets, 'asset')}${compared}.`,
    ...(complete ? [] : ['Incomplete: a read failed or was cut short, and there may be more.']),
    ...(complete && hasErrors(problems) ? ['There are errors: see the problems.'] : []),
  ]
}

const isHeld = ({ standing, path }: WhoAccess): boolean =>
  standing !== 'missing' && path !== 'pending'
