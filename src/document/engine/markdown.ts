import { assetsHeadline, groupsOf, listedWords } from '../asset-groups.ts'
import type { Block, Document, Group, Item, Row, Section } from '../document.ts'
import { isEmpty, sumOf } from '../document.ts'
import { escapeMarkdown } from '../escape.ts'
import { wrapTo } from '../fitted.ts'
import { painterOf } from '../paint.ts'
import { countsOf } from '../problem-words.ts'
import { type CommentOptions, commentOf, type FencedSection } from './fences.ts'
import { linesOfRows } from './layout.ts'
import { blocksFor, type LineOptions, linesOfBlocks, spaced } from './plain-text.ts'
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
  const options = { ...given, width: WIDE, color: false }
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
  ...sections
    .filter((section) => !isEmpty(section))
    .map((section) => fencedSection(section, options)),
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

const fencedSection = (section: Section, options: LineOptions): FencedSection => {
  const { title, short, rank, isSigned } = section
  const linesIn = (blocks: readonly Block[]): readonly string[] =>
    isSigned
      ? signedThroughout(blocks.flatMap((block) => signedLines(block, options)))
      : spacedOut(blocks, linesOfBlocks(blocks, { ...options, width: READ_WIDTH }))
  return {
    title,
    fence: isSigned ? 'diff' : 'text',
    lines: linesIn(blocksFor(section, options)),
    ...(short.length === 0 ? {} : { grouped: linesIn(short) }),
    rank,
  }
}

/** Items with words below their headlines are separated by empty lines. */
const spacedOut = (
  blocks: readonly Block[],
  lines: readonly (readonly string[])[],
): readonly string[] =>
  blocks.some((block) => block.type === 'group' && block.words !== '')
    ? spaced(lines)
    : lines.flat()

/** Signs are in the first column, where they are coloured. Headlines are hunks of a diff. */
const signedLines = (block: Block, options: LineOptions): readonly string[] => {
  switch (block.type) {
    case 'asset_rows':
      return groupsOf(block.rows.flatMap(halved), options.kinds).flatMap(({ assets, rows }) => [
        `@@ ${assetsHeadline(assets, options)} @@`,
        ...signedRows(rows, options),
      ])
    case 'group':
      return [...hunkOf(block, options), ...signedRows(block.rows, options)]
    case 'items':
      return block.items.flatMap(itemLines)
    case 'notes':
      return block.lines.flatMap((note) => {
        const line = `${diffSign(note.sign)} ${note.text}`
        return isChange(note) ? [line] : wrapped(line)
      })
    case 'table':
      return linesOfBlocks([block], options).flat()
  }
}

const hunkOf = (
  { headline, assets, assetNote }: Group,
  options: LineOptions,
): readonly string[] => {
  const text = headline === null ? `${assetsHeadline(assets, options)}${assetNote}` : headline.text
  return text === '' ? [] : [`@@ ${text} @@`]
}

const signedRows = (rows: readonly Row[], options: LineOptions): readonly string[] =>
  linesOfRows(
    rows.map((row) => ({
      ...row,
      sign: diffSign(row.sign),
      what: row.lists === null ? row.what : listedWords(row, options),
    })),
    { width: rows.every(isChange) ? WIDE : READ_WIDTH, paint: PLAIN, indent: 0 },
  )

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
const wrapped = (line: string): readonly string[] =>
  wrapTo(line, READ_WIDTH - INDENT).map((each, at) => (at === 0 ? each : ' '.repeat(INDENT) + each))

const INDENT = 4

/** A change becomes two lines, before and after, so that both are coloured. */
const halved = (row: Row): readonly Row[] =>
  row.halves === null
    ? [row]
    : [
        { ...row, sign: '-', what: row.halves.before, sources: [] },
        { ...row, sign: '+', what: row.halves.after },
      ]

const itemLines = ({ sign, mark, name, words, details }: Item): readonly string[] => [
  ...wrapped(
    [diffSign(sign ?? ' '), mark, ...(name === '' ? [] : ['', name]), '', words].join(' '),
  ),
  ...details
    .flatMap((line) => wrapTo(line, READ_WIDTH - INDENT))
    .map((line) => ' '.repeat(INDENT) + line),
]

/** A sign that a diff does not know is replaced by one that is coloured too. */
const diffSign = (sign: Row['sign']): Row['sign'] => (sign === '~' ? '!' : sign)
