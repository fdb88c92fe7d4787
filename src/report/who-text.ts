import { hasErrors } from '../model/problem.ts'
import { STANDINGS as ALL_STANDINGS } from '../model/review.ts'
import type { WhoAccess, WhoReport, WhoStatus } from '../model/who.ts'
import { blocksOf, spaced, textOptionsOf } from './blocks.ts'
import { escapeText, quoteName } from './escape.ts'
import { readingLines } from './plan-summary.ts'
import { plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { LISTS } from './review-groups.ts'
import { accessRow } from './review-rows.ts'
import { completenessOf, madeWith, placeAndTime } from './review-text.ts'
import { PATHS, STANDINGS } from './review-words.ts'
import { nameOf, type Row, type RowOptions } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

/** Everything one subject can do, as lines by asset. */
export const whoText = (report: WhoReport, render: RenderOptions): readonly string[] => {
  const options = textOptionsOf(render, report.business.id)
  const wrapped = (lines: readonly string[]): readonly string[] =>
    lines.flatMap((line) => wrapTo(line, options.width))
  const [headline = '', ...others] = whoHeader(report)
  return spaced([
    [...wrapped([headline]).map((line) => options.paint(line, 'bold')), ...wrapped(others)],
    wrapped(standingLines(report)),
    ...blocksOf([...whoRows(report, options), ...unreadRows(report)], options),
    problemsText(report.problems, options.width, options.paint, options.verbose),
    wrapped([...whoSummary(report), ...readingLines(render)]),
  ])
}

/** Who it is, and how that was found out. */
export const whoHeader = (report: WhoReport): readonly string[] => [
  `${subjectWords(report)}${STATUSES[report.who.status]}${placeAndTime(report)}`,
  ...madeWith(report),
  completenessOf(report, LOOKED_IN[report.looked_in ?? 'everything']),
]

/** What can be said to have been read. */
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
  const name = who.alias !== null && who.name !== null ? ` ${quoteName(who.name)}` : ''
  const email = who.email === null || who.email === who.id ? '' : ` ${escapeText(who.email)}`
  return `${word} ${nameOf(who, 60)}${name}${email}`
}

/** What counts beside any asset: the role in the business, the second factor, what is said of them. */
export const standingLines = ({ who }: WhoReport): readonly string[] =>
  [
    who.is_offboarded ? '! offboarded: may hold nothing' : null,
    who.is_admin
      ? '! an admin of the business: reaches every asset, whatever is assigned, and can assign anybody'
      : null,
    who.is_self ? "? the token's own user" : null,
    who.second_factor === 'off' ? '! signs in without a second factor' : null,
    who.second_factor === 'unknown' ? '? whether they have a second factor is not visible' : null,
    who.status === 'invited'
      ? `! invited${who.role === null ? '' : ` as ${escapeText(who.role)}`}${
          who.invited_since === null ? '' : ` on ${who.invited_since.slice(0, 10)}`
        }, not accepted yet: can hold nothing`
      : null,
    who.status === 'missing' ? '! nobody in the business: neither a member nor invited' : null,
  ].filter((line) => line !== null)

/** Rows say the path where others say the subject, who is the same throughout. */
export const whoRows = ({ access }: WhoReport, options: RowOptions): readonly Row[] =>
  access.map((row) => ({
    ...accessRow(row.asset, row, options),
    word: wordOf(row),
    subject: '',
  }))

/** What is pending says so itself. */
const wordOf = ({ path, ownership }: WhoAccess): string => {
  if (path === 'pending') return ''
  return path === 'direct' && ownership === 'client' ? "direct, on a client's" : PATHS[path]
}

export const unreadRows = ({ unread }: WhoReport): readonly Row[] =>
  unread.map(({ asset, relation, what }) => ({
    sign: '?',
    asset,
    word: LISTS[relation],
    subject: '',
    what: `could not be read: ${escapeText(what)}`,
    sources: [],
  }))

/** On how many assets, how that compares with the manifest, and what is not seen. */
export const whoSummary = (report: WhoReport): readonly string[] => {
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
    ...(complete && hasErrors(problems) ? ['There are errors: see above.'] : []),
  ]
}

const isHeld = ({ standing, path }: WhoAccess): boolean =>
  standing !== 'missing' && path !== 'pending'
