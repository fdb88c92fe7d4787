import { assetsHeadline, groupsOf, listedWords, type NameOptions } from '../asset-groups.ts'
import type {
  Block,
  Document,
  Group,
  Headline,
  Item,
  Items,
  Notes,
  Row,
  Section,
  Table,
} from '../document.ts'
import { isEmpty, sumOf } from '../document.ts'
import { padTo, widthOf, wrapTo } from '../fitted.ts'
import { type Painter, painterOf, SIGN_COLOURS } from '../paint.ts'
import { placeOf, placesOf } from '../problem-words.ts'
import { linesOfRows } from './layout.ts'
import { problemsText } from './problem-text.ts'

/** The settings for laying out lines. */
export interface LineOptions extends NameOptions {
  readonly width: number
  readonly color: boolean
}

interface Layout extends LineOptions {
  readonly paint: Painter
}

/** A document for a terminal: what was looked at, the sections, the problems, the summary. */
export const textOf = (document: Document, options: LineOptions): string => {
  if (document.verbatim !== null) return document.verbatim
  const layout: Layout = { ...options, paint: painterOf(options.color) }
  const { header, problems } = document
  const wrapped = (line: string): readonly string[] => wrapTo(line, layout.width)
  const [first, ...others] = header
  const lines = spaced([
    [...(first === undefined ? [] : boldLines(first, layout)), ...others.flatMap(wrapped)],
    ...sectionBlocks(document.sections, layout),
    problemsText(problems, layout.width, layout.paint, layout.verbose),
    sumOf(document).flatMap(wrapped),
  ])
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** The lines of a section as in plain text, without its title. */
export const linesOfBlocks = (
  blocks: readonly Block[],
  options: LineOptions,
): readonly (readonly string[])[] => {
  const layout: Layout = { ...options, paint: painterOf(options.color) }
  return blocks.flatMap((block) => blockLines(block, layout)).filter(({ length }) => length > 0)
}

/** The lines of blocks, separated by empty lines. Empty blocks are left out. */
export const spaced = (blocks: readonly (readonly string[])[]): readonly string[] =>
  blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))

const boldLines = (text: string, { width, paint }: Layout): readonly string[] =>
  wrapTo(text, width).map((line) => paint(line, 'bold'))

/**
 * The pooled sections together, in the place of the first of them; each other section separately.
 */
const sectionBlocks = (
  sections: readonly Section[],
  layout: Layout,
): readonly (readonly string[])[] => {
  const present = sections.filter((section) => !isEmpty(section))
  const pool = present.filter(({ isPooled }) => isPooled)
  return present.flatMap((section) => {
    if (!section.isPooled) return ownBlocks(section, layout)
    return section === pool[0] ? pooledBlocks(pool, layout) : []
  })
}

const ownBlocks = (section: Section, layout: Layout): readonly (readonly string[])[] => {
  const blocks = linesOfBlocks(blocksFor(section, layout), layout)
  if (section.blocks.every(isHeadlined)) return blocks
  const [first = [], ...others] = blocks
  return [[layout.paint(section.title, 'bold'), ...first], ...others]
}

/** The short form if the section is long, unless everything is asked for. */
export const blocksFor = (
  { blocks, short, isLong }: Section,
  { verbose }: NameOptions,
): readonly Block[] => (isLong && !verbose && short.length > 0 ? short : blocks)

/** Whether a block itself says what it is about. */
const isHeadlined = (block: Block): boolean => {
  switch (block.type) {
    case 'asset_rows':
      return true
    case 'group':
      return block.headline === null || block.headline.text !== ''
    case 'items':
      return block.headline !== ''
    case 'table':
    case 'notes':
      return false
  }
}

/** Rows under their assets, and other entries one after another, in the order of the report. */
const pooledBlocks = (
  sections: readonly Section[],
  layout: Layout,
): readonly (readonly string[])[] => {
  const blocks = sections.flatMap((section) => blocksFor(section, layout))
  const rows = blocks.flatMap((block) => (block.type === 'asset_rows' ? block.rows : []))
  const lists = blocks.filter((block) => block.type === 'items')
  const items = lists.flatMap((block) => block.items)
  const rest = blocks.filter(({ type }) => type !== 'asset_rows' && type !== 'items')
  const [list] = lists
  return linesOfBlocks(
    [
      ...rest,
      { type: 'asset_rows', rows: [...rows].sort(byOrder) },
      ...(list === undefined ? [] : [{ ...list, items: [...items].sort(byOrder) }]),
    ],
    layout,
  )
}

const byOrder = (one: { readonly order: number }, other: { readonly order: number }): number =>
  one.order - other.order

/** A block as groups of lines that are separated by empty lines. */
const blockLines = (block: Block, layout: Layout): readonly (readonly string[])[] => {
  switch (block.type) {
    case 'asset_rows':
      return groupsOf(block.rows, layout.kinds).map(({ assets, rows }) => [
        ...boldLines(assetsHeadline(assets, layout), layout),
        ...rowLines(rows, layout),
      ])
    case 'group':
      return [groupLines(block, layout)]
    case 'items':
      return [itemsLines(block, layout)]
    case 'table':
      return [tableLines(block, layout)]
    case 'notes':
      return [notesLines(block, layout)]
  }
}

const rowLines = (rows: readonly Row[], layout: Layout): readonly string[] =>
  linesOfRows(
    rows.map((row) => (row.lists === null ? row : { ...row, what: listedWords(row, layout) })),
    layout,
  )

const groupLines = (group: Group, layout: Layout): readonly string[] => [
  ...groupHead(group, layout),
  ...(group.words === ''
    ? []
    : wrapTo(group.words, layout.width - INDENT).map((line) => ' '.repeat(INDENT) + line)),
  // A row that says nothing beyond its headline is left out.
  ...rowLines(
    group.rows.filter(({ subject, what, assets }) => subject + what !== '' || assets.length > 0),
    layout,
  ),
]

const groupHead = (group: Group, layout: Layout): readonly string[] => {
  const { headline, assets, assetNote, sources } = group
  if (headline === null) {
    return boldLines(`${assetsHeadline(assets, layout)}${assetNote}`, layout)
  }
  return headline.text === '' ? [] : withPlace(headline, placesOf(sources), layout)
}

/** The place of a headline follows it if it fits, otherwise it is below. */
const withPlace = (headline: Headline, place: string, layout: Layout): readonly string[] => {
  const { width, paint } = layout
  const { mark, colour, text, code } = headline
  const head = mark === '' ? '' : `${colour === null ? mark : paint(mark, colour)}  `
  const tail = code === '' ? '' : ` ${paint(code, 'dim')}`
  const lines = wrapTo(text, width).map((line) => paint(line, 'bold'))
  const bold = [`${head}${lines[0] ?? ''}`, ...lines.slice(1)]
  const [only] = bold
  if (only === undefined || bold.length > 1)
    return place === '' ? bold : [...bold, `  ${paint(place, 'dim')}`]
  const end = widthOf(text) + widthOf(mark) + widthOf(code)
  if (place === '') return [only + tail]
  return end + GAP + widthOf(place) <= width
    ? [`${only}${tail}  ${paint(place, 'dim')}`]
    : [only + tail, `  ${paint(place, 'dim')}`]
}

const INDENT = 2
const GAP = 2

const itemsLines = (block: Items, layout: Layout): readonly string[] => {
  const head = block.headline === '' ? [] : boldLines(block.headline, layout)
  const indent = head.length === 0 && block.widths.name === 0 ? 0 : INDENT
  return [...head, ...block.items.flatMap((item) => itemLines(item, block, indent, layout))]
}

/** If less room than this is left after the name, the words go below it. */
const LEAST_ROOM = 30

const itemLines = (
  item: Item,
  { widths }: Items,
  indent: number,
  { width, paint }: Layout,
): readonly string[] => {
  const mark = paint(padTo(item.mark, widths.mark), item.colour)
  const sign = item.sign === null ? '' : `${paint(item.sign, SIGN_COLOURS[item.sign])} `
  const start = indent + widths.mark + GAP + (item.sign === null ? 0 : 2)
  const beside = start + (widths.name === 0 ? 0 : widths.name + GAP)
  const isBelow = widths.name > 0 && width - beside < LEAST_ROOM
  const at = isBelow ? indent + GAP : beside
  const place = item.source === null ? '' : ` ${placeOf(item.source)}`
  const words = wrapTo(item.words + place, width - at)
  const details = item.details.flatMap((line) => wrapTo(line, width - at - GAP))
  const head = `${' '.repeat(indent)}${mark}${' '.repeat(GAP)}${sign}`
  const under = (lines: readonly string[], column: number): readonly string[] =>
    lines.map((line) => ' '.repeat(column) + line)
  const name = widths.name === 0 ? '' : padTo(item.name, widths.name + GAP)
  const [first = '', ...others] = words
  return isBelow
    ? [`${head}${item.name}`, ...under(words, at), ...under(details, at + GAP)]
    : [`${head}${name}${first}`, ...under(others, at), ...under(details, at + GAP)]
}

/** Headings decide the widths of the columns, because all cells are words of one small set. */
const tableLines = (
  { heads, rows, legend }: Table,
  { paint, width }: Layout,
): readonly string[] => {
  const first = Math.max(0, ...rows.map(({ head }) => widthOf(head))) + GAP
  const isWide = INDENT + first + sumWidths(heads) > width
  const headLines = stacked(heads, isWide)
  const widths = heads.map((_, at) =>
    Math.max(
      ...headLines.map((line) => widthOf(line[at] ?? '')),
      ...rows.map(({ cells }) => widthOf(cells[at]?.text ?? '')),
    ),
  )
  const line = (head: string, cells: Table['rows'][number]['cells']): string =>
    `  ${padTo(head, first)}${cells
      .map(({ text, colour }, at) => {
        const isLast = at === cells.length - 1
        const padding = isLast ? '' : ' '.repeat((widths[at] ?? 0) + GAP - widthOf(text))
        return (colour === null ? text : paint(text, colour)) + padding
      })
      .join('')}`.trimEnd()
  return [
    ...headLines.map((texts) =>
      line(
        '',
        texts.map((text) => ({ text, colour: null })),
      ),
    ),
    ...rows.map(({ head, cells }) => line(head, cells)),
    ...(legend === ''
      ? []
      : wrapTo(`(${legend})`, width - INDENT).map((text) => paint(`  ${text}`, 'dim'))),
  ]
}

const sumWidths = (heads: readonly string[]): number =>
  heads.reduce((sum, head) => sum + widthOf(head) + GAP, -GAP)

/** Heads on one line, or, where the table would be too wide, a line for each of their words. */
const stacked = (heads: readonly string[], isWide: boolean): readonly (readonly string[])[] => {
  const words = heads.map((head) => (isWide ? head.split(' ') : [head]))
  const height = Math.max(1, ...words.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => words.map((each) => each[line] ?? ''))
}

const notesLines = ({ lines }: Notes, { width, paint }: Layout): readonly string[] => {
  const signs = Math.max(0, ...lines.map(({ sign }) => sign.length))
  const gap = signs > 1 ? '  ' : ' '
  const under = ' '.repeat(INDENT + signs) + gap
  return lines.flatMap(({ sign, text }) =>
    wrapTo(text, width - under.length).map((line, at) =>
      at === 0
        ? `  ${paint(sign, SIGN_COLOURS[sign])}${' '.repeat(signs - sign.length)}${gap}${line}`
        : under + line,
    ),
  )
}
