import { hasErrors } from '../../model/problem.ts'
import type { Access, ReviewAsset, ReviewReport } from '../../model/review.ts'
import { type TextOptions, textOptionsOf } from '../blocks.ts'
import { readingLines } from '../plan-summary.ts'
import type { RenderOptions } from '../render.ts'
import { type FindingGroup, findingGroupsOf, findingSubject } from '../review-findings.ts'
import { LISTS, NOBODY, OWNERSHIP_NOTES } from '../review-groups.ts'
import { accessRow } from '../review-rows.ts'
import { completenessOf, reviewHeader, reviewSummary } from '../review-text.ts'
import { FINDING_TITLES, PATHS, STANDINGS } from '../review-words.ts'
import type { Row } from '../rows.ts'
import type { Page, PageGroup, PageRow, Section, Tone } from './page.ts'
import { pageRow, unreadRow } from './rows.ts'

/** An access review as a page: what stands out, the matrix, and who holds what asset by asset. */
export const reviewPage = (report: ReviewReport, render: RenderOptions): Page => {
  const options = textOptionsOf(render, report.business.id)
  const [header = '', ...made] = reviewHeader(report)
  const completeness = completenessOf(report)
  const isWhole = report.complete && report.unread.length === 0
  return {
    command: 'review',
    header,
    tone: toneOf(report),
    alerts: isWhole ? [] : [completeness],
    summary: [
      ...reviewSummary(report, 'below'),
      ...made.filter((line) => isWhole || line !== completeness),
      ...readingLines(render),
    ],
    problems: report.problems,
    sections: [
      findingSection(report),
      unreadSection(report),
      accessSection(report, options),
      notVisibleSection(report),
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
  }
}

const toneOf = ({ complete, problems, summary }: ReviewReport): Tone => {
  if (!complete || hasErrors(problems)) return 'stop'
  if (summary.findings.high > 0) return 'take'
  return summary.findings.medium > 0 ? 'change' : 'calm'
}

/** A row of words alone; `found` says what it is found by. */
const wordRow = (row: Pick<PageRow, 'sign' | 'what' | 'change'> & Partial<PageRow>): PageRow => ({
  asset: { kind: '', id: '', name: null },
  word: '',
  subject: '',
  sources: [],
  assets: [],
  listsAssets: false,
  action: '',
  isAlarm: false,
  tasks: [],
  findings: [],
  column: null,
  hides: [],
  ...row,
})

const findingSection = (report: ReviewReport): Section => ({
  id: 'findings',
  title: 'Findings',
  groups: findingGroupsOf(report).map(findingGroup),
})

const findingGroup = ({ code, severity, title, words, lines }: FindingGroup): PageGroup => ({
  headline: `${severity}: ${title} [${code}]`,
  words,
  sources: [],
  assets: [],
  rows: lines.map(({ subject, said, assets, sources }) =>
    wordRow({
      ...findingSubject(subject),
      sign: '!',
      what: subject === null && assets.length === 0 && said === '' ? title : said,
      change: `${severity} finding`,
      sources,
      assets,
      listsAssets: true,
      isAlarm: severity === 'high',
      findings: [title],
    }),
  ),
})

/** In the matrix it stands with its asset: nobody is taken for absent. */
const unreadSection = ({ unread }: ReviewReport): Section => ({
  id: 'unread',
  title: 'Not read',
  groups: unread.map((row) => ({
    headline: null,
    sources: [],
    assets: [row.asset],
    rows: [notReadRow(row)],
  })),
})

const notReadRow = ({ asset, relation, what }: ReviewReport['unread'][number]): PageRow => {
  const row: Row = { sign: '?', asset, word: LISTS[relation], subject: '', what, sources: [] }
  const address = `${asset.id}/${relation}`
  return unreadRow({ address, asset }, row, { change: 'not read', isAlarm: true })
}

const accessSection = (report: ReviewReport, options: TextOptions): Section => {
  const severe = report.findings.filter(({ severity }) => severity === 'high')
  const alarms = new Set(severe.flatMap(({ addresses }) => addresses))
  const unread = new Set(report.unread.map(({ asset }) => asset.id))
  return {
    id: 'access',
    title: 'Access',
    groups: report.assets
      .filter(({ id, access }) => access.length > 0 || !unread.has(id))
      .map((asset) => ({
        headline: null,
        note: OWNERSHIP_NOTES[asset.ownership],
        sources: [],
        assets: [asset],
        rows:
          asset.access.length === 0
            ? [nobodyRow(asset, report)]
            : asset.access.map((access) => holdRow({ asset, access, alarms }, options)),
      })),
  }
}

interface Hold {
  readonly asset: ReviewAsset
  readonly access: Access
  /** Addresses that a severe finding speaks of. */
  readonly alarms: ReadonlySet<string>
}

const holdRow = ({ asset, access, alarms }: Hold, options: TextOptions): PageRow => {
  const { address, standing, path } = access
  const row = pageRow({ ...access, asset }, accessRow(asset, access, options), {
    change: standing === null || path === 'pending' ? PATHS[path] : STANDINGS[standing].words,
    tasks: access.tasks,
    findings: access.findings.map((code) => FINDING_TITLES[code]),
    isAlarm: alarms.has(address),
  })
  return row.column?.key === 'request'
    ? { ...row, column: { ...row.column, label: LISTS.request } }
    : row
}

const nobodyRow = (asset: ReviewAsset, { filters }: ReviewReport): PageRow => {
  const what = filters.length > 0 ? 'nobody that the filters let through' : NOBODY[asset.ownership]
  const row: Row = { sign: ' ', asset, word: '', subject: '', what, sources: [] }
  return pageRow({ address: asset.id, asset, subject: null }, row, { change: 'nobody' })
}

const notVisibleSection = ({ not_visible: rows }: ReviewReport): Section => ({
  id: 'not-visible',
  title: 'Not visible from here',
  groups: [
    {
      headline: '',
      sources: [],
      assets: [],
      rows: rows.map(({ message }) => wordRow({ sign: '?', what: message, change: 'not visible' })),
    },
  ].filter((group) => group.rows.length > 0),
})
