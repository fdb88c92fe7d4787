import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff/lib/patch/create.js'
import { ranksOfKinds } from '../document/asset-groups.ts'
import { textOf } from '../document/engine/plain-text.ts'
import { quoteName } from '../document/escape.ts'
import { type Colour, type Painter, painterOf } from '../document/paint.ts'
import { rowOptionsOf } from '../document/wording/describe-options.ts'
import { assetKindOf, type KindTable } from '../model/kinds.ts'
import type { Plan } from '../model/plan.ts'
import type { DriftReport } from '../model/reports/drift-report.ts'
import { groupBy } from '../model/text/grouping.ts'
import { compareText } from '../model/text/text.ts'
import { describe } from './describe.ts'
import { lineOptionsOf, type RenderOptions } from './render-options.ts'
import type { Report } from './report.ts'
import { type Sides, sidesOfDifference, sidesOfStep } from './sides.ts'
import { yamlOf } from './sides-yaml.ts'

/** Columns for the sign of a comment. */
const COMMENT = 2

/**
 * A report as a unified diff from live to declared, with one patch for each asset that changes.
 * Everything that is not a change comes before the first patch as comments, where tools that read
 * patches skip it.
 */
export const renderDiff = (report: Report, options: RenderOptions): string => {
  const inner = { ...options, width: options.width - COMMENT }
  if (report.kind !== 'plan' && report.kind !== 'drift') {
    const text = textOf(describe(report, inner), lineOptionsOf(inner))
    return commented(text)
  }
  const rows = rowOptionsOf(inner, report.business.id)
  const sides =
    report.kind === 'plan'
      ? report.steps.map((step) => sidesOfStep(step, rows))
      : report.differences
          .map((difference) => sidesOfDifference(difference, rows))
          .filter((side) => side !== null)
  return diffOf(report, sides, inner)
}

/** Lines that tools which read patches skip. */
export const commented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '#\n' : `# ${line}\n`))
    .join('')

/** Changes become patches; everything else in a description becomes a comment before them. */
const diffOf = (
  report: Plan | DriftReport,
  sides: readonly Sides[],
  options: RenderOptions,
): string => {
  const document = describe(report, options)
  const told = document.sections.filter(({ id }) => !PATCHED.has(id))
  const comment = textOf(
    { ...document, sections: told },
    { ...lineOptionsOf(options), verbose: true },
  )
  return commented(comment) + patchesOf(sides, options)
}

/** Sections whose contents the patches show. */
const PATCHED: ReadonlySet<string> = new Set([
  ...['takes', 'gives'],
  ...['extra', 'missing', 'differs', 'expired'],
])

/** One patch for each asset, in the order of the kinds and then by id. */
const patchesOf = (sides: readonly Sides[], { kinds, color }: RenderOptions): string => {
  const paint = painterOf(color)
  const rankOf = ranksOfKinds(kinds)
  const sorted = [...sides].sort(
    ({ asset: one }, { asset: other }) =>
      rankOf(one.kind) - rankOf(other.kind) || compareText(one.id, other.id),
  )
  return [...groupBy(sorted, ({ asset }) => asset.id)]
    .map(([, ofAsset]) => `\n${painted(patchOf(ofAsset, kinds), paint)}`)
    .join('')
}

const patchOf = (sides: readonly Sides[], kinds: KindTable): string => {
  const asset = sides[0]?.asset
  if (asset === undefined) return ''
  const { live, declared } = yamlOf(sides, kinds)
  const file = `${assetKindOf(asset.kind, kinds).section}/${asset.id}.yaml`
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

/** By the beginning of a line. Headers come before the lines that they resemble. */
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
