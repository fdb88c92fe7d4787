import {
  type Document,
  documentOf,
  type Item,
  type Section,
  sectionOf,
  type Table,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import type { DescribeOptions } from '../../document/wording/describe-options.ts'
import { readingLines } from '../../document/wording/plan-summary.ts'
import { headOf } from '../../document/wording/report-head.ts'
import { BUSINESS as BUSINESS_KIND, type KindTable, kindOf } from '../../model/kinds.ts'
import {
  type Ability,
  CAN,
  type Can,
  CHECK_STATUSES,
  type Check,
  type CheckId,
  type CheckStatus,
  type DoctorReport,
} from '../../model/reports/doctor-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { assumedSection } from './describe-assumed.ts'
import { basesSection } from './describe-bases.ts'

const API = 'The API'
const TOKEN = 'The token'
const BUSINESS = 'The business'
const ASSETS = 'The assets'

/** The headline for each check that is not about a kind of asset. */
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
  app: BUSINESS,
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

/**
 * The findings grouped by what they are about, what can be done, and whether plan and apply can
 * work.
 */
export const describeDoctor = (report: DoctorReport, render: DescribeOptions): Document => {
  const { kinds } = render
  const groups = [...groupBy(report.checks, (check) => headlineOf(check, kinds))]
  return documentOf({
    command: 'doctor',
    header: [headOf(report)],
    tone: report.ready ? (report.summary.warning > 0 ? 'change' : 'calm') : 'stop',
    summary: [verdictOf(report), ...readingLines(render)],
    problems: report.problems,
    sections: [
      ...groups.map(([title, checks], at) =>
        sectionOf({
          ...{ id: `checks-${at}`, title, rank: 1 },
          blocks: [{ type: 'items', headline: '', items: checks.map(checkItem), widths: WIDTHS }],
        }),
      ),
      abilitySection(report.actions, kinds),
      assumedSection(report.assumptions),
      basesSection(report.reads),
    ],
  })
}

const headlineOf = ({ id, kind }: Check, kinds: KindTable): string =>
  kind === null ? HEADLINES[id] : titleOf(kind, kinds)

const titleOf = (kind: string, kinds: KindTable): string => {
  const { label } = kindOf(kind, kinds)
  if (kind === BUSINESS_KIND.name) return BUSINESS
  return `${label[0]?.toUpperCase()}${label.slice(1)}s`
}

const longest = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length))

const WIDTHS = { mark: longest(CHECK_STATUSES), name: longest(Object.keys(HEADLINES)) }

const checkItem = ({ id, status, found, advice, source }: Check, order: number): Item => ({
  mark: status,
  colour: COLOURS[status],
  sign: null,
  name: id,
  words: escapeText(found),
  details: advice === null ? [] : [`-> ${escapeText(advice)}`],
  source,
  order,
  annotation: ANNOTATED[status] === null ? null : { level: ANNOTATED[status], title: id },
})

const ANNOTATED = {
  ok: null,
  unknown: null,
  warning: 'warning',
  error: 'error',
} as const satisfies Readonly<Record<CheckStatus, string | null>>

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
  yes: 'yes: nothing prevents it',
  some: 'some: on some assets',
  no: 'no: not with this token',
  unknown: '?: cannot be known by reading',
  none: '-: the API has no such call',
}

/** Actions by kinds, each with whether it can be done; those on members apart, as no asset has them. */
const abilitySection = (abilities: readonly Ability[], kinds: KindTable): Section => {
  const used = CAN.filter((can) => abilities.some((each) => each.can === can))
  const isOfMembers = ({ kind }: Ability): boolean => kind === BUSINESS_KIND.name
  const tables = [
    abilities.filter((each) => !isOfMembers(each)),
    abilities.filter(isOfMembers),
  ].filter((some) => some.length > 0)
  return sectionOf({
    ...{ id: 'abilities', title: 'What it can do', rank: 2 },
    blocks: tables.map((some, at) => ({
      ...abilityTable(some, kinds),
      legend: at + 1 < tables.length ? '' : used.map((can) => LEGEND[can]).join('; '),
    })),
  })
}

const abilityTable = (abilities: readonly Ability[], kinds: KindTable): Table => {
  const columns = [...new Set(abilities.map(({ kind }) => kind))]
  return {
    type: 'table',
    heads: columns.map((kind) => titleOf(kind, kinds)),
    rows: [...groupBy(abilities, ({ action }) => action)].map(([head, ofAction]) => ({
      head,
      cells: columns
        .map((kind) => ofAction.find((each) => each.kind === kind)?.can ?? 'none')
        .map((can) => ({ text: MARKS[can], colour: MARK_COLOURS[can] })),
    })),
    legend: '',
  }
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
