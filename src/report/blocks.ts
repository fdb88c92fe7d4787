import { escapeText, quoteName } from './escape.ts'
import { assetsHeadline, groupsOf, type NameOptions } from './groups.ts'
import { linesOfRows } from './layout.ts'
import { type Painter, painterOf } from './paint.ts'
import type { RenderOptions } from './render.ts'
import type { Row, RowOptions } from './rows.ts'
import { wrapTo } from './width.ts'

/** What the lines of a report are laid out with. */
export interface TextOptions extends RowOptions, NameOptions {
  readonly verbose: boolean
  readonly paint: Painter
}

export const textOptionsOf = (render: RenderOptions, business: string): TextOptions => ({
  kinds: render.kinds,
  width: render.width,
  verbose: render.verbose === true,
  business,
  paint: painterOf(render.color),
})

/** Rows under the headline of their asset, or of the many assets they are the same for. */
export const blocksOf = (
  rows: readonly Row[],
  options: TextOptions,
): readonly (readonly string[])[] =>
  groupsOf(rows, options.kinds).map(({ assets, rows: ofGroup }) => [
    ...wrapTo(assetsHeadline(assets, options), options.width).map((line) =>
      options.paint(line, 'bold'),
    ),
    ...linesOfRows(ofGroup, options.width, options.paint),
  ])

/** Blocks with an empty line between them; empty ones are left out. */
export const spaced = (blocks: readonly (readonly string[])[]): readonly string[] =>
  blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))

interface Headed {
  readonly business: { readonly id: string; readonly name: string | null }
  readonly as_of: string
  readonly graph: string
  readonly preview?: boolean
}

const META = 'https://graph.facebook.com'

/** `Business 1001 "Northwind", as of 2026-11-22`, and what is unusual about it. */
export const headerOf = ({ business, as_of, preview = false, graph }: Headed): string =>
  [
    `Business ${escapeText(business.id)}${business.name === null ? '' : ` ${quoteName(business.name)}`}`,
    `as of ${as_of}`,
    ...(preview ? ['a preview that is never applied'] : []),
  ].join(', ') + placeOfGraph(graph)

/** `, in the sandbox world brand`; nothing where it is Meta's own. */
export const placeOfGraph = (graph: string): string =>
  graph === META ? '' : `, ${elsewhere(graph)}`

const elsewhere = (graph: string): string =>
  graph.startsWith('sandbox:')
    ? `in the sandbox world ${escapeText(graph.slice('sandbox:'.length))}`
    : `at ${escapeText(graph)}, which is not Meta's`
