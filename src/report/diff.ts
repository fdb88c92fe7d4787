import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff/lib/patch/create.js'
import type { DriftReport } from '../model/drift.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import type { Plan } from '../model/plan.ts'
import { compareText } from '../model/text.ts'
import { blocksOf, headerOf, spaced, type TextOptions, textOptionsOf } from './blocks.ts'
import { driftRow, driftSummary } from './drift-text.ts'
import { quoteName } from './escape.ts'
import { expiringLines } from './expiring-text.ts'
import { groupsBy } from './groups-by.ts'
import type { Colour, Painter } from './paint.ts'
import { planSummary } from './plan-summary.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import type { Report } from './report.ts'
import { type Row, rowsOf, unreadableRow, waitingRow } from './rows.ts'
import { type Sides, sidesOfDifference, sidesOfStep } from './sides.ts'
import { yamlOf } from './sides-yaml.ts'
import { renderText } from './text.ts'
import { wrapTo } from './width.ts'

/** Room for the sign of a comment. */
const COMMENT = 2

/**
 * A report as a unified diff, from what is live to what is declared: a patch for each asset that
 * changes. Everything that is no change stands before the first patch, as comments, where tools
 * that read patches skip it.
 */
export const renderDiff = (report: Report, options: RenderOptions): string => {
  const inner = { ...options, width: options.width - COMMENT }
  switch (report.kind) {
    case 'plan':
      return planDiff(report, inner)
    case 'drift':
      return driftDiff(report, inner)
    case 'apply':
    case 'requests':
    case 'review':
    case 'who':
    case 'doctor':
    case 'init':
    case 'import':
    case 'log':
    case 'validate':
    case 'error':
      return commented(renderText(report, inner).trimEnd().split('\n'))
  }
}

const commented = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('')

const planDiff = (plan: Plan, render: RenderOptions): string => {
  const options = textOptionsOf(render, plan.business.id)
  const head = headOf(plan, options, {
    rows: rowsOf(plan, [], options),
    below: expiringLines(render.expiring ?? [], options),
    summary: planSummary(plan, { filters: render.filters ?? [] }),
  })
  return (
    head +
    patchesOf(
      plan.steps.map((step) => sidesOfStep(step, options)),
      options,
    )
  )
}

const driftDiff = (report: DriftReport, render: RenderOptions): string => {
  const options = textOptionsOf(render, report.business.id)
  const sides = report.differences.map((difference) => sidesOfDifference(difference, options))
  const whole = report.differences.filter((_, at) => sides[at] === null)
  const head = headOf(report, options, {
    rows: [
      ...whole.map((difference) => driftRow(difference, options)),
      ...report.waiting.map((waiting) => waitingRow(waiting, options)),
      ...report.unreadable.map((row) => unreadableRow(row, options)),
    ],
    below: [],
    summary: driftSummary(report, render.filters ?? []),
  })
  return (
    head +
    patchesOf(
      sides.filter((side) => side !== null),
      options,
    )
  )
}

interface Head {
  readonly rows: readonly Row[]
  readonly below: readonly string[]
  readonly summary: readonly string[]
}

/** What is no change: what waits, is to be done by hand or not readable, problems, and the sum. */
const headOf = (
  report: Plan | DriftReport,
  options: TextOptions,
  { rows, below, summary }: Head,
): string =>
  commented(
    spaced([
      [headerOf(report)],
      ...blocksOf(rows, options),
      below,
      problemsText(report.problems, options.width, options.paint, true),
      summary.flatMap((line) => wrapTo(line, options.width)),
    ]),
  )

/** A patch for each asset, in the order of the kinds, then by id. */
const patchesOf = (sides: readonly Sides[], { kinds, paint }: TextOptions): string => {
  const rank = ({ asset }: Sides): number => kinds.findIndex(({ name }) => name === asset.kind)
  const sorted = [...sides].sort(
    (one, other) => rank(one) - rank(other) || compareText(one.asset.id, other.asset.id),
  )
  return groupsBy(sorted, ({ asset }) => asset.id)
    .map(([, ofAsset]) => `\n${painted(patchOf(ofAsset, kinds), paint)}`)
    .join('')
}

const patchOf = (sides: readonly Sides[], kinds: KindTable): string => {
  const asset = sides[0]?.asset
  if (asset === undefined) return ''
  const { live, declared } = yamlOf(sides, kinds)
  const file = `${kindOf(asset.kind, kinds).section}/${asset.id}.yaml`
  const name = asset.name === null ? undefined : quoteName(asset.name)
  const whole = { context: Number.MAX_SAFE_INTEGER }
  const patch = structuredPatch(
    `live/${file}`,
    `declared/${file}`,
    live,
    declared,
    name,
    name,
    whole,
  )
  return formatPatch(patch, FILE_HEADERS_ONLY)
}

/** By how a line begins; headers before what they look like. */
const COLOURS: readonly (readonly [beginning: string, colour: Colour])[] = [
  ['--- ', 'bold'],
  ['+++ ', 'bold'],
  ['@@ ', 'cyan'],
  ['-', 'red'],
  ['+', 'green'],
]

const painted = (patch: string, paint: Painter): string =>
  patch
    .split('\n')
    .map((line) => {
      const colour = COLOURS.find(([beginning]) => line.startsWith(beginning))?.[1]
      return colour === undefined ? line : paint(line, colour)
    })
    .join('\n')
