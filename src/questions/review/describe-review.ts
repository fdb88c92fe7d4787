import {
  type Document,
  documentOf,
  type Group,
  groupOf,
  notesOf,
  type Row,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import { NOBODY, OWNERSHIP_NOTES, STANDINGS } from '../../document/wording/access-words.ts'
import { coverageLines } from '../../document/wording/coverage-words.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { completenessOf, madeWith, placeAndTime } from '../../document/wording/look-head.ts'
import { readingLines } from '../../document/wording/plan-summary.ts'
import { listedRow, type RowOptions, unreadRow } from '../../document/wording/rows.ts'
import type { KindTable } from '../../model/kinds.ts'
import { hasErrors } from '../../model/problem.ts'
import { RELATIONS } from '../../model/relations.ts'
import {
  STANDINGS as ALL_STANDINGS,
  FINDING_SEVERITIES,
  FINDING_STATES,
  type ReviewAsset,
  type ReviewReport,
  type Unread,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { exposureSection } from '../exposure/describe-exposure.ts'
import { accessRow } from '../holders/describe-holder.ts'
import { findingsSection, goneSection } from './describe-findings.ts'
import { groupsSection, invitationsSection, membersSection } from './describe-members.ts'
import { subjectGroups } from './describe-subjects.ts'

/** An access review: the findings, what could not be read, and who holds what. */
export const describeReview = (report: ReviewReport, render: DescribeOptions): Document => {
  const options = rowOptionsOf(render, report.business.id)
  const completeness = completenessOf(report)
  const isWhole = report.complete && report.unread.length === 0
  return documentOf({
    command: 'review',
    header: [`Access review of${placeAndTime(report)}`, ...madeWith(report), completeness],
    tone: toneOf(report),
    summary: [...reviewSummary(report, render.kinds), ...readingLines(render)],
    alerts: isWhole ? [] : [completeness],
    problems: report.problems,
    sections: [
      findingsSection(report, options),
      goneSection(report, options),
      unreadSection(report, options),
      accessSection(report, options),
      exposureSection(report, options),
      membersSection(report),
      invitationsSection(report),
      groupsSection(report, options),
      sectionOf({
        ...{ id: 'not-visible', title: 'Not visible from here', rank: 5 },
        blocks: [notesOf(report.not_visible.map(({ message }) => ({ sign: ' ', text: message })))],
      }),
    ],
    filters: { change: 'Manifest', finding: 'Finding' },
    matrixBefore: 'access',
    facts: [
      ['read_at', report.read_at],
      ['complete', report.complete ? 'yes' : 'no'],
      ['graph', report.graph],
      ['manifest_digest', report.manifest_digest ?? 'none'],
      ['bizaccess', report.tool_version],
    ],
  })
}

const toneOf = ({ complete, problems, summary }: ReviewReport): Document['tone'] => {
  if (!complete || hasErrors(problems)) return 'stop'
  if (summary.findings.high > 0) return 'take'
  return summary.findings.medium > 0 ? 'change' : 'calm'
}

/** The lists that could not be read. The same refusal for many assets is one row. */
const unreadSection = ({ unread }: ReviewReport, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'unread', title: 'Not read', rank: 1 },
    blocks: [
      groupOf({
        rows: [
          ...groupBy(unread, (row) =>
            JSON.stringify([row.asset.kind, row.relation, row.status, reasonOf(row.what)]),
          ),
        ].map(([, same]) => unreadOf(same, options)),
      }),
    ],
  })

const unreadOf = (same: readonly Unread[], options: RowOptions): Row => {
  const [{ asset, relation, what }] = same as readonly [Unread]
  return unreadRow(
    { address: `${asset.id}/${relation}`, asset },
    {
      sign: 'unread',
      word: RELATIONS[relation].words.list,
      what: same.length > 1 ? reasonOf(what) : what,
      change: 'not read',
      isAlarm: true,
      assets: same.map((row) => row.asset),
      lists: 'some',
    },
    options,
  )
}

/** A reason starts with what to grant on this particular asset; the rest comes from the API. */
const reasonOf = (what: string): string => what.slice(what.indexOf(': ') + 1).trim()

/** From this many assets on, the report is ordered by subject. */
const MANY_ASSETS = 40

const accessSection = (report: ReviewReport, options: RowOptions): Section => {
  const severe = report.findings.filter(({ severity }) => severity === 'high')
  const alarms = new Set(severe.flatMap(({ addresses }) => addresses))
  return sectionOf({
    ...{ id: 'access', title: 'Who holds what', rank: 4 },
    isLong: report.assets.length > MANY_ASSETS,
    blocks: report.assets.map((asset) => assetGroup(asset, { report, alarms }, options)),
    short: subjectGroups(report, options),
  })
}

interface Seen {
  readonly report: ReviewReport
  /** Addresses that a severe finding is about. */
  readonly alarms: ReadonlySet<string>
}

/** An asset with its holds and with what could not be read of it, so that nobody seems absent. */
const assetGroup = (asset: ReviewAsset, { report, alarms }: Seen, options: RowOptions): Group => {
  const { unread, filters } = report
  const rows = [
    ...asset.access.map((access) => accessRow(asset, access, options, alarms.has(access.address))),
    ...unread
      .filter((row) => row.asset.id === asset.id)
      .map(({ relation }) =>
        wordsRow(
          asset,
          RELATIONS[relation].words.list,
          'could not be read: see Not read',
          'unread',
          options,
        ),
      ),
  ]
  const nobody =
    filters.length > 0 ? 'nobody that the filters let through' : NOBODY[asset.ownership]
  return groupOf({
    headline: null,
    assets: [asset],
    assetNote: OWNERSHIP_NOTES[asset.ownership],
    rows: rows.length > 0 ? rows : [wordsRow(asset, '', nobody, ' ', options)],
  })
}

const wordsRow = (
  asset: ReviewAsset,
  word: string,
  what: string,
  sign: Row['sign'],
  options: RowOptions,
): Row =>
  listedRow(
    { address: asset.id, asset, subject: null },
    { sign, word, what, change: sign === ' ' ? 'nobody' : 'not read' },
    options,
  )

/** `3 new, 5 open, 2 gone`. */
const statesWords = ({ summary: { states }, since }: ReviewReport): string =>
  states === undefined || since === undefined
    ? ''
    : ` Since ${since.read_at.slice(0, 10)}: ${FINDING_STATES.map((state) => `${states[state]} ${state}`).join(', ')}.`

/** The summary: relations by standing, findings by severity, and what that does not cover. */
const reviewSummary = (report: ReviewReport, kinds: KindTable): readonly string[] => {
  const { summary, coverage, complete, filters, problems } = report
  const { standings, findings } = summary
  const counted =
    standings === null
      ? ''
      : `: ${ALL_STANDINGS.filter((standing) => standings[standing] > 0)
          .map((standing) => `${standings[standing]} ${STANDINGS[standing].counted}`)
          .join(', ')}`
  const found = FINDING_SEVERITIES.filter((severity) => findings[severity] > 0)
    .map((severity) => `${findings[severity]} ${severity}`)
    .join(', ')
  return [
    `Review: ${plural(summary.access, 'relation')} on ${plural(summary.assets, 'asset')}${summary.access === 0 ? '' : counted}. Findings: ${found === '' ? 'none' : found}.${statesWords(report)}`,
    ...coverageLines(coverage, kinds),
    ...(filters.length === 0
      ? []
      : [`Filtered by ${escapeText(filters.join(' '))}: the rest is not shown.`]),
    ...(complete
      ? []
      : ['Incomplete: a read failed or was cut short, and what it hides was not reviewed.']),
    ...(complete && hasErrors(problems) ? ['There are errors: see the problems.'] : []),
  ]
}
