import {
  type Ability,
  CAN,
  type Can,
  CHECK_STATUSES,
  type Check,
  type CheckId,
  type CheckStatus,
  type DoctorReport,
} from '../model/doctor.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import { headerOf, spaced } from './blocks.ts'
import { escapeText } from './escape.ts'
import { groupsBy } from './groups-by.ts'
import { type Colour, type Painter, painterOf } from './paint.ts'
import { readingLines } from './plan-summary.ts'
import { plural } from './plural.ts'
import { placeOf, problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { padTo, widthOf, wrapTo } from './width.ts'

const API = 'The API'
const TOKEN = 'The token'
const BUSINESS = 'The business'
const ASSETS = 'The assets'

/** Under which headline a check stands, where it is about no kind of assets. */
const HEADLINES: Readonly<Record<CheckId, string>> = {
  connection: API,
  api_version: API,
  clock: API,
  usage: API,
  access_tier: API,
  app_secret: API,
  read_only: API,
  token: TOKEN,
  expiry: TOKEN,
  data_access: TOKEN,
  scopes: TOKEN,
  scope_targets: TOKEN,
  business: BUSINESS,
  own_user: BUSINESS,
  business_role: BUSINESS,
  people: BUSINESS,
  clients: BUSINESS,
  on_behalf_of: BUSINESS,
  lists: ASSETS,
  edges: ASSETS,
  asset_tokens: ASSETS,
  actions: ASSETS,
  manifest: ASSETS,
}

const COLOURS: Readonly<Record<CheckStatus, Colour>> = {
  ok: 'green',
  warning: 'yellow',
  error: 'red',
  unknown: 'cyan',
}

/** The findings as lines, what can be done as a table, and whether plan and apply can work. */
export const doctorText = (report: DoctorReport, render: RenderOptions): readonly string[] => {
  const paint = painterOf(render.color)
  const { width, kinds } = render
  const groups = groupsBy(report.checks, (check) => headlineOf(check, kinds))
  return spaced([
    wrapTo(headerOf(report), width),
    ...groups.map(([headline, checks]) => [
      paint(headline, 'bold'),
      ...checks.flatMap((check) => checkLines(check, width, paint)),
    ]),
    abilityLines(report.actions, kinds, paint),
    problemsText(report.problems, width, paint, render.verbose === true),
    [verdictOf(report), ...readingLines(render)].flatMap((line) => wrapTo(line, width)),
  ])
}

const headlineOf = ({ id, kind }: Check, kinds: KindTable): string =>
  kind === null ? HEADLINES[id] : titleOf(kind, kinds)

const titleOf = (kind: string, kinds: KindTable): string => {
  const { label } = kindOf(kind, kinds)
  return `${label[0]?.toUpperCase()}${label.slice(1)}s`
}

const longest = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length))

const STATUS_WIDTH = longest(CHECK_STATUSES)
const ID_WIDTH = longest(Object.keys(HEADLINES))
const INDENT = 2
const GAP = 2

const checkLines = (check: Check, width: number, paint: Painter): readonly string[] => {
  const { id, status, found, advice, source } = check
  const indent = INDENT + STATUS_WIDTH + GAP + ID_WIDTH + GAP
  const at = width - indent < 30 ? INDENT + GAP : indent
  const place = source === null ? '' : ` ${placeOf(source)}`
  const words = [
    ...wrapTo(escapeText(found) + place, width - at),
    ...(advice === null ? [] : wrapTo(`-> ${escapeText(advice)}`, width - at)),
  ]
  const label = paint(padTo(status, STATUS_WIDTH), COLOURS[status])
  const head = `${' '.repeat(INDENT)}${label}${' '.repeat(GAP)}`
  const [first = '', ...others] = words
  const below = (lines: readonly string[]) => lines.map((line) => ' '.repeat(at) + line)
  return at === indent
    ? [`${head}${padTo(id, ID_WIDTH + GAP)}${first}`, ...below(others)]
    : [`${head}${id}`, ...below(words)]
}

const MARKS: Readonly<Record<Can, string>> = {
  yes: 'yes',
  some: 'some',
  no: 'no',
  unknown: '?',
  none: '-',
}

const MARK_COLOURS: Readonly<Record<Can, Colour>> = {
  yes: 'green',
  some: 'yellow',
  no: 'red',
  unknown: 'cyan',
  none: 'dim',
}

const LEGEND: Readonly<Record<Can, string>> = {
  yes: 'yes: nothing stands against it',
  some: 'some: on some assets',
  no: 'no: not with this token',
  unknown: '?: cannot be known by reading',
  none: '-: the API has no such call',
}

/** Actions by kinds: whether each can be done. */
const abilityLines = (
  abilities: readonly Ability[],
  kinds: KindTable,
  paint: Painter,
): readonly string[] => {
  if (abilities.length === 0) return []
  const columns = [...new Set(abilities.map(({ kind }) => kind))]
  const titles = columns.map((kind) => titleOf(kind, kinds))
  const rows = groupsBy(abilities, ({ action }) => action)
  const first = longest(rows.map(([action]) => action)) + GAP
  const line = (cells: readonly { readonly text: string; readonly colour: Colour | null }[]) =>
    cells
      .map(({ text, colour }, at) => {
        const isLast = at === cells.length - 1
        const padding = isLast ? '' : ' '.repeat(widthOf(titles[at] ?? '') + GAP - widthOf(text))
        return (colour === null ? text : paint(text, colour)) + padding
      })
      .join('')
  const used = CAN.filter((can) => abilities.some((each) => each.can === can))
  return [
    paint('What it can do', 'bold'),
    `  ${' '.repeat(first)}${line(titles.map((text) => ({ text, colour: null })))}`,
    ...rows.map(([action, ofAction]) => {
      const cells = columns.map(
        (kind) => ofAction.find((each) => each.kind === kind)?.can ?? 'none',
      )
      const painted = cells.map((can) => ({ text: MARKS[can], colour: MARK_COLOURS[can] }))
      return `  ${padTo(action, first)}${line(painted)}`
    }),
    paint(`  (${used.map((can) => LEGEND[can]).join('; ')})`, 'dim'),
  ]
}

const verdictOf = ({ ready, summary }: DoctorReport): string => {
  const counts = [
    `${summary.ok} ok`,
    ...(summary.warning === 0 ? [] : [plural(summary.warning, 'warning')]),
    ...(summary.error === 0 ? [] : [plural(summary.error, 'error')]),
    ...(summary.unknown === 0 ? [] : [`${summary.unknown} unknown`]),
  ].join(', ')
  return ready
    ? `Ready: plan and apply can work (${counts}).`
    : `Not ready: plan and apply cannot work until the errors are settled (${counts}).`
}
