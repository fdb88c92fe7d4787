import { arranged, assetsHeadline } from '../asset-groups.ts'
import type { Arranged, Block, Document, Group, Item, Row, Section } from '../document.ts'
import { isEmpty, sumOf } from '../document.ts'
import { escapeMarkdown } from '../escape.ts'
import { wrapTo } from '../fitted.ts'
import { painterOf } from '../paint.ts'
import { countsOf } from '../problem-words.ts'
import { type CommentOptions, commentOf, type FencedSection } from './fences.ts'
import { type Frame, frameOf, indented, linesOfRows } from './layout.ts'
import {
  blockLinesOf,
  blocksFor,
  type Layout,
  type LineOptions,
  laidRows,
  layoutOf,
  spaced,
} from './plain-text.ts'
import { problemsByCode, problemsText } from './problem-text.ts'
import { taskLegend } from './task-legend.ts'

/** Wide enough that nothing is wrapped: each line of a diff has its own colour. */
const WIDE = 1_000_000

/**
 * Columns of what somebody has to do, or has to know before they do anything. A fence shows about so
 * many beside each other; for the rest one has to scroll, and nobody does.
 */
const READ_WIDTH = 100

/**
 * A document as a comment on a pull request. Whatever strangers named is inside fences; the prose
 * around them is our own.
 */
export const markdownOf = (
  document: Document,
  { room, whole, ...given }: LineOptions & CommentOptions,
): string => {
  const options = { ...given, width: READ_WIDTH, color: false }
  return commentOf(proseOf(document), fencedSections(document, options), { room, whole })
}

const proseOf = (document: Document): readonly string[] => {
  const { command, problems } = document
  const [first = countsOf(problems), ...others] = sumOf(document).map(escapeMarkdown)
  return [
    `### bizaccess ${command}`,
    ...(first === '' ? [] : [`**${first}**`]),
    ...(others.length === 0 ? [] : [others.join('  \n')]),
  ]
}

const fencedSections = (
  { header, problems, sections, verbatim }: Document,
  options: LineOptions,
): readonly FencedSection[] => [
  { title: 'About', fence: 'text', lines: header, rank: 0 },
  {
    title: 'Problems',
    fence: 'text',
    lines: problemsText(problems, READ_WIDTH, PLAIN, true),
    grouped: problemsByCode(problems).flatMap((line) => wrapTo(line, READ_WIDTH)),
    rank: 0,
  },
  ...fencedOf(
    sections.filter((section) => !isEmpty(section)),
    options,
  ),
  ...(verbatim === null
    ? []
    : [
        {
          title: 'Output',
          fence: 'text' as const,
          lines: verbatim.trimEnd().split('\n'),
          rank: 1,
        },
      ]),
  {
    title: 'What the tasks mean',
    fence: 'text',
    lines: taskLegend(sections, options.kinds),
    rank: LAST,
    isFolded: true,
  },
]

/** The rank of what is only help. */
const LAST = 9

const PLAIN = painterOf(false)

/** All rows of a comment line up, those after a sign and those after a word. */
const fencedOf = (sections: readonly Section[], options: LineOptions): readonly FencedSection[] => {
  const shown = sections.map((section) => ({
    section,
    blocks: arrangedIn(blocksFor(section, options), options),
  }))
  const shownOf = (isSigned: boolean): readonly Arranged[] =>
    shown.flatMap(({ section, blocks }) => (section.isSigned === isSigned ? blocks : []))
  const groups = shownOf(true).filter((block) => block.type === 'group')
  const rowsOf = (change: boolean): readonly (readonly Row[])[] =>
    groups
      .filter(({ rows }) => rows.every(isChange) === change)
      .map((group) => signedRows(group, options))
  const frames: Frames = {
    changes: frameOf(rowsOf(true), { width: WIDE, indent: 0, isWrapped: false }),
    others: frameOf(rowsOf(false), { width: READ_WIDTH, indent: 0 }),
  }
  const layout = layoutOf(shownOf(false), options)
  return shown.map((each) => fencedSection(each, { layout, frames }))
}

const arrangedIn = (
  blocks: readonly Block[],
  { kinds }: Pick<LineOptions, 'kinds'>,
): readonly Arranged[] => blocks.flatMap((block) => arranged(block, kinds))

interface Together {
  /** Of all blocks whose rows begin with a word. */
  readonly layout: Layout
  readonly frames: Frames
}

/** Of the rows that begin with a sign. */
interface Frames {
  /** Of those that say what is done: each is one line. */
  readonly changes: Frame
  readonly others: Frame
}

const fencedSection = (
  { section, blocks }: { readonly section: Section; readonly blocks: readonly Arranged[] },
  { layout, frames }: Together,
): FencedSection => {
  const { title, short, rank, isSigned } = section
  const linesIn = (own: readonly Arranged[]): readonly string[] =>
    isSigned
      ? signedThroughout(own.flatMap((block) => signedLines(block, layout, frames)))
      : spacedOut(own, blockLinesOf(own, layout))
  return {
    title,
    fence: isSigned ? 'diff' : 'text',
    lines: linesIn(blocks),
    ...(short.length === 0 ? {} : { grouped: linesIn(arrangedIn(short, layout)) }),
    rank,
  }
}

/** Items with words below their headlines are separated by empty lines. */
const spacedOut = (
  blocks: readonly Arranged[],
  lines: readonly (readonly string[])[],
): readonly string[] =>
  blocks.some((block) => block.type === 'group' && block.words !== '')
    ? spaced(lines)
    : lines.flat()

/** Signs are in the first column, where they are coloured. Headlines are hunks of a diff. */
const signedLines = (block: Arranged, layout: Layout, frames: Frames): readonly string[] => {
  switch (block.type) {
    case 'group': {
      const frame = block.rows.every(isChange) ? frames.changes : frames.others
      return [...hunkOf(block, layout), ...linesOfRows(signedRows(block, layout), frame, PLAIN)]
    }
    case 'items':
      return block.items.flatMap(itemLines)
    case 'notes':
      return block.lines.flatMap((note) => {
        const line = `${diffSign(note.sign)} ${note.text}`
        return isChange(note) ? [line] : wrapped(line)
      })
    case 'table':
      return blockLinesOf([block], layout).flat()
  }
}

const hunkOf = (
  { headline, assets, assetNote }: Group,
  options: LineOptions,
): readonly string[] => {
  const text = headline === null ? `${assetsHeadline(assets, options)}${assetNote}` : headline.text
  return text === '' ? [] : [`@@ ${text} @@`]
}

const signedRows = (group: Group, options: LineOptions): readonly Row[] =>
  laidRows(group, options).map((row) => ({ ...row, sign: diffSign(row.sign) }))

/** Whether it is done without anybody: nobody has to read it to its end to know what to do. */
const isChange = ({ sign }: Pick<Row, 'sign'>): boolean =>
  sign === '+' || sign === '-' || sign === '~'

/** A line that goes on below has the sign, and so the colour, of the one above. */
const signedThroughout = (lines: readonly string[]): readonly string[] => {
  let sign = ' '
  return lines.map((line) => {
    if (!line.startsWith('  ')) {
      sign = line.charAt(0)
      return line
    }
    return sign === '@' ? line : `${sign}${line.slice(1)}`
  })
}

/** Lines below the first are indented. */
const wrapped = (line: string): readonly string[] => {
  const [first = '', ...others] = wrapTo(line, READ_WIDTH - INDENT)
  return [first, ...indented(others, INDENT)]
}

const INDENT = 4

const itemLines = ({ sign, mark, name, words, details }: Item): readonly string[] => [
  ...wrapped(
    [diffSign(sign ?? ' '), mark, ...(name === '' ? [] : ['', name]), '', words].join(' '),
  ),
  ...indented(
    details.flatMap((line) => wrapTo(line, READ_WIDTH - INDENT)),
    INDENT,
  ),
]

/** A sign that a diff does not know is replaced by one that is coloured too. */
const diffSign = (sign: Row['sign']): Row['sign'] => (sign === '~' ? '!' : sign)
