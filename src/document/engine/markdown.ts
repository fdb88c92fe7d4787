import { arranged, assetsHeadline } from '../asset-groups.ts'
import type { AssetRows, Block, Document, Group, Item, Row, Section } from '../document.ts'
import { isEmpty, sumOf } from '../document.ts'
import { escapeMarkdown } from '../escape.ts'
import { painterOf } from '../paint.ts'
import { countsOf } from '../problem-words.ts'
import { commentOf, type FencedSection } from './fences.ts'
import { type Frame, frameOf, linesOfRows } from './layout.ts'
import { blocksFor, type LineOptions, laidRows, linesOfBlocks, spaced } from './plain-text.ts'
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
  const options = { ...given, width: WIDE, color: false, isWrapped: false }
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
]

const PLAIN = painterOf(false)

/** All rows of a comment line up, those after a sign and those after a word. */
const fencedOf = (sections: readonly Section[], options: LineOptions): readonly FencedSection[] => {
  const shownOf = (signed: boolean): readonly Block[] =>
    sections
      .filter(({ isSigned }) => isSigned === signed)
      .flatMap((section) => blocksFor(section, options))
  const together = shownOf(false)
  const frame = frameOf(
    shownOf(true)
      .flatMap((block) => arranged(block, options.kinds))
      .flatMap((block) => (block.type === 'group' ? [signedRows(block, options)] : [])),
    { width: WIDE, indent: 0, isWrapped: false },
  )
  return sections.map((section) => fencedSection(section, { options, together, frame }))
}

interface Together {
  readonly options: LineOptions
  /** All blocks whose rows begin with a word. */
  readonly together: readonly Block[]
  /** Of all rows that begin with a sign. */
  readonly frame: Frame
}

const fencedSection = (section: Section, { options, together, frame }: Together): FencedSection => {
  const { title, short, rank, isSigned } = section
  const linesIn = (blocks: readonly Block[]): readonly string[] =>
    isSigned
      ? blocks
          .flatMap((block) => arranged(block, options.kinds))
          .flatMap((block) => signedLines(block, options, frame))
      : spacedOut(blocks, linesOfBlocks(blocks, options, together))
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
const signedLines = (
  block: Exclude<Block, AssetRows>,
  options: LineOptions,
  frame: Frame,
): readonly string[] => {
  switch (block.type) {
    case 'group':
      return [...hunkOf(block, options), ...linesOfRows(signedRows(block, options), frame, PLAIN)]
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

const signedRows = (group: Group, options: LineOptions): readonly Row[] =>
  laidRows(group, options).map((row) => ({ ...row, sign: diffSign(row.sign) }))

const itemLines = ({ sign, mark, name, words, details }: Item): readonly string[] => [
  [diffSign(sign ?? ' '), mark, ...(name === '' ? [] : ['', name]), '', words].join(' '),
  ...details.map((line) => `    ${line}`),
]

/** A sign that a diff does not know is replaced by one that is coloured too. */
const diffSign = (sign: Row['sign']): Row['sign'] => (sign === '~' ? '!' : sign)
