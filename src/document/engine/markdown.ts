import { assetsHeadline, groupsOf, listedWords } from '../asset-groups.ts'
import type { Block, Document, Group, Item, Row, Section } from '../document.ts'
import { isEmpty, sumOf } from '../document.ts'
import { escapeMarkdown } from '../escape.ts'
import { painterOf } from '../paint.ts'
import { countsOf } from '../problem-words.ts'
import { commentOf, type FencedSection } from './fences.ts'
import { linesOfRows } from './layout.ts'
import { blocksFor, type LineOptions, linesOfBlocks, spaced } from './plain-text.ts'
import { problemsByCode, problemsText } from './problem-text.ts'

/** Wide enough that nothing is wrapped, because fences scroll. */
const WIDE = 1_000_000

/**
 * A document as a comment on a pull request. Whatever strangers named is inside fences; the prose
 * around them is our own.
 */
export const markdownOf = (
  document: Document,
  { room, ...given }: LineOptions & { readonly room?: number | undefined },
): string => {
  const options = { ...given, width: WIDE, color: false }
  return commentOf(proseOf(document), fencedSections(document, options), { room })
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
    lines: problemsText(problems, WIDE, PLAIN, true),
    grouped: problemsByCode(problems),
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
]

const PLAIN = painterOf(false)

const fencedSection = (section: Section, options: LineOptions): FencedSection => {
  const { title, short, rank, isSigned } = section
  const linesIn = (blocks: readonly Block[]): readonly string[] =>
    isSigned
      ? blocks.flatMap((block) => signedLines(block, options))
      : spacedOut(blocks, linesOfBlocks(blocks, options))
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
      return block.lines.map(({ sign, text }) => `${diffSign(sign)} ${text}`)
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
    { width: WIDE, paint: PLAIN, indent: 0 },
  )

/** A change becomes two lines, before and after, so that both are coloured. */
const halved = (row: Row): readonly Row[] =>
  row.halves === null
    ? [row]
    : [
        { ...row, sign: '-', what: row.halves.before, sources: [] },
        { ...row, sign: '+', what: row.halves.after },
      ]

const itemLines = ({ sign, mark, name, words, details }: Item): readonly string[] => [
  [diffSign(sign ?? ' '), mark, ...(name === '' ? [] : ['', name]), '', words].join(' '),
  ...details.map((line) => `    ${line}`),
]

/** A sign that a diff does not know is replaced by one that is coloured too. */
const diffSign = (sign: Row['sign']): Row['sign'] => (sign === '~' ? '!' : sign)
