import { arranged, assetsHeadline, listedWords, type NameOptions } from '../asset-groups.ts'
import type {
  Arranged,
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
import { escapeText } from '../escape.ts'
import { padTo, widthOf, wrapTo } from '../fitted.ts'
import { type Painter, painterOf, SIGN_COLOURS } from '../paint.ts'
import { placeOf, placesOf } from '../problem-words.ts'
import { type Frame, frameOf, indented, linesOfRows, withPlace } from './layout.ts'
import { problemsText } from './problem-text.ts'

/** The settings for laying out lines. */
export interface LineOptions extends NameOptions {
  readonly width: number
  readonly color: boolean
}

export interface Layout extends LineOptions {
  readonly paint: Painter
  readonly frame: Frame
}

/** A document for a terminal: what was looked at, the sections, the problems, the summary. */
export const textOf = (document: Document, options: LineOptions): string => {
  if (document.verbatim !== null) return document.verbatim
  const parts = partsOf(document.sections, options)
  const layout = layoutOf(
    parts.flatMap(({ blocks }) => blocks),
    options,
  )
  const { header, problems } = document
  const wrapped = (line: string): readonly string[] => wrapTo(line, layout.width)
  const [first, ...others] = header
  const lines = spaced([
    [...(first === undefined ? [] : boldLines(first, layout)), ...others.flatMap(wrapped)],
    ...parts.flatMap((part) => partLines(part, layout)),
    problemsText(problems, layout.width, layout.paint, layout.verbose),
    sumOf(document).flatMap(wrapped),
  ])
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** How blocks are laid out whose rows line up with one another. */
export const layoutOf = (blocks: readonly Arranged[], options: LineOptions): Layout => ({
  ...options,
  paint: painterOf(options.color),
  frame: frameOf(
    blocks.map((block) => (block.type === 'group' ? laidRows(block, options) : [])),
    options,
  ),
})

/** The lines of each block that has any. */
export const blockLinesOf = (
  blocks: readonly Arranged[],
  layout: Layout,
): readonly (readonly string[])[] =>
  blocks.map((block) => blockLines(block, layout)).filter(({ length }) => length > 0)

/** The lines of blocks, separated by empty lines. Empty blocks are left out. */
export const spaced = (blocks: readonly (readonly string[])[]): readonly string[] =>
  blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]))

const boldLines = (
  text: string,
  { width, paint }: Pick<Layout, 'width' | 'paint'>,
  ids: readonly string[] = [],
): readonly string[] => wrapTo(text, width).map((line) => boldLine(line, ids, paint))

/** A bold line in which ids are dim. */
const boldLine = (line: string, ids: readonly string[], paint: Painter): string => {
  const isId = (word: string): boolean => ids.includes(word.replace(/[,:]$/, ''))
  const runs: { readonly dim: boolean; readonly words: string[] }[] = []
  for (const word of line.split(' ')) {
    const last = runs[runs.length - 1]
    if (last !== undefined && last.dim === isId(word)) last.words.push(word)
    else runs.push({ dim: isId(word), words: [word] })
  }
  return runs.map(({ dim, words }) => paint(words.join(' '), dim ? 'dim' : 'bold')).join(' ')
}

/** What a terminal shows together: under a title, unless its blocks say what they are about. */
interface TextPart {
  readonly title: string | null
  readonly blocks: readonly Arranged[]
}

/** The pooled sections together, in the place of the first of them; each other section separately. */
const partsOf = (sections: readonly Section[], options: NameOptions): readonly TextPart[] => {
  const present = sections.filter((section) => !isEmpty(section))
  const pool = present.filter(({ isPooled }) => isPooled)
  return present.flatMap((section) => {
    if (!section.isPooled) return [ownPart(section, options)]
    return section === pool[0] ? [pooledPart(pool, options)] : []
  })
}

const ownPart = (section: Section, options: NameOptions): TextPart => ({
  title: section.blocks.every(isHeadlined) ? null : section.title,
  blocks: blocksFor(section, options).flatMap((block) => arranged(block, options.kinds)),
})

const partLines = ({ title, blocks }: TextPart, layout: Layout): readonly (readonly string[])[] => {
  const lines = blockLinesOf(blocks, layout)
  if (title === null) return lines
  const [first = [], ...others] = lines
  return [[layout.paint(title, 'bold'), ...first], ...others]
}

/** The short form if the section is long, unless everything is asked for. */
export const blocksFor = (
  { blocks, short, isLong }: Section,
  { verbose }: Pick<NameOptions, 'verbose'>,
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
const pooledPart = (sections: readonly Section[], options: NameOptions): TextPart => {
  const blocks = sections.flatMap((section) => blocksFor(section, options))
  const rows = blocks.flatMap((block) => (block.type === 'asset_rows' ? block.rows : []))
  const lists = blocks.filter((block) => block.type === 'items')
  const items = lists.flatMap((block) => block.items)
  const rest = blocks.filter((block) => block.type !== 'asset_rows' && block.type !== 'items')
  const [list] = lists
  return {
    title: null,
    blocks: [
      ...rest,
      ...arranged({ type: 'asset_rows', rows: [...rows].sort(byOrder) }, options.kinds),
      ...(list === undefined ? [] : [{ ...list, items: [...items].sort(byOrder) }]),
    ],
  }
}

const byOrder = (one: { readonly order: number }, other: { readonly order: number }): number =>
  one.order - other.order

const blockLines = (block: Arranged, layout: Layout): readonly string[] => {
  switch (block.type) {
    case 'group':
      return groupLines(block, layout)
    case 'items':
      return itemsLines(block, layout)
    case 'table':
      return tableLines(block, layout)
    case 'notes':
      return notesLines(block, layout)
  }
}

/** A row that says nothing beyond its headline is left out. */
export const laidRows = ({ rows }: Group, options: NameOptions): readonly Row[] =>
  rows
    .filter(({ subject, what, assets }) => subject + what !== '' || assets.length > 0)
    .map((row) => (row.lists === null ? row : { ...row, what: listedWords(row, options) }))

const groupLines = (group: Group, layout: Layout): readonly string[] => [
  ...groupHead(group, layout),
  ...(group.words === '' ? [] : indented(wrapTo(group.words, layout.width - INDENT), INDENT)),
  ...linesOfRows(laidRows(group, layout), layout.frame, layout.paint),
]

const groupHead = (group: Group, layout: Layout): readonly string[] => {
  const { headline, assets, assetNote, sources } = group
  if (headline === null) {
    const named = assets.filter(({ name }) => name !== null)
    const ids = named.map(({ id }) => escapeText(id))
    return boldLines(`${assetsHeadline(assets, layout)}${assetNote}`, layout, ids)
  }
  return headline.text === '' ? [] : headlineLines(headline, placesOf(sources), layout)
}

const headlineLines = (headline: Headline, place: string, layout: Layout): readonly string[] => {
  const { width, paint, frame } = layout
  const { mark, colour, text, code, ids } = headline
  const head = mark === '' ? '' : `${colour === null ? mark : paint(mark, colour)}  `
  const tail = code === '' ? '' : ` ${paint(code, 'dim')}`
  const marked = mark === '' ? 0 : widthOf(mark) + GAP
  const lines = wrapTo(text, width - marked)
  const bold = lines.map((line, at) => (at === 0 ? head : '') + boldLine(line, ids, paint))
  const before = bold.slice(0, -1)
  const end = widthOf(lines.at(-1) ?? '') + (before.length === 0 ? marked : 0)
  const last = (bold.at(-1) ?? '') + tail
  const ended = end + (code === '' ? 0 : widthOf(code) + 1)
  return [...before, ...withPlace([last], { end: ended, place }, frame, paint)]
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
  const name = widths.name === 0 ? '' : padTo(item.name, widths.name + GAP)
  const [first = '', ...others] = words
  return isBelow
    ? [`${head}${item.name}`, ...indented(words, at), ...indented(details, at + GAP)]
    : [`${head}${name}${first}`, ...indented(others, at), ...indented(details, at + GAP)]
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
