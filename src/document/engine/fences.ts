import { escapeFenced } from '../escape.ts'
import { cutTo } from '../fitted.ts'
import { listOf, plural } from '../plural.ts'

/** A titled block of a Markdown comment. Text from strangers is only inside its fence. */
export interface FencedSection {
  readonly title: string
  readonly fence: 'diff' | 'text'
  readonly lines: readonly string[]
  /** The same in a few lines, used if there is no room for each. */
  readonly grouped?: readonly string[]
  /**
   * Sections of a lower rank get their room first. When it runs out, the others are grouped or
   * cut.
   */
  readonly rank: number
  /** Whether a reader opens it when needed; its title is our own. */
  readonly isFolded?: true
}

/** Characters. A comment may have 65,536; a longer one is refused as a whole. */
const LIMIT = 60_000
/** Characters for the title, the fence and the line that says what was cut. */
const AROUND = 200
/** Characters. No line of a report needs more, but strangers choose the length of names. */
const LONGEST_LINE = 1000

/** Where the whole is, where nothing better is known. */
const WHOLE = 'the output as text or JSON'

export interface CommentOptions {
  /** The greatest number of characters. */
  readonly room?: number | undefined
  /** Where a reader finds what is left out here: `the log of the run`. */
  readonly whole?: string | undefined
}

/** What is shown of a section. */
interface Shown {
  readonly section: FencedSection
  readonly lines: readonly string[]
  /** Lines for which there was no room. */
  readonly cut: number
}

/**
 * Prose and sections as one comment that is never longer than allowed. Every section keeps room for
 * its grouped lines; the remaining room goes to whole sections by rank, then to the beginnings of the
 * others. Sections that are grouped or cut say so.
 */
export const commentOf = (
  prose: readonly string[],
  sections: readonly FencedSection[],
  { room: limit = LIMIT, whole = WHOLE }: CommentOptions = {},
): string => {
  const present = sections.filter(({ lines }) => lines.length > 0).map(withSafeLines)
  const room = limit - prose.join('\n\n').length - (present.length + 1) * AROUND
  const shown = new Map(shownOf(present, room).map((each) => [each.section, each]))
  const parts = present.flatMap((section) => shown.get(section) ?? [])
  const blocks = parts.map((part) => blockOf(part, whole))
  return `${[...prose, ...leftOut(parts, whole), ...blocks].join('\n\n')}\n`
}

/** Said before everything else, as nobody reads to the end of what is long. */
const leftOut = (parts: readonly Shown[], whole: string): readonly string[] => {
  const titles = parts.flatMap((part) => (isWhole(part) ? [] : [part.section.title]))
  if (titles.length === 0) return []
  const are = titles.length === 1 ? 'is' : 'are'
  return [
    `**Too long to show all of it here:** ${listOf(titles)} ${are} grouped or cut. The whole is in ${whole}.`,
  ]
}

const isWhole = ({ section, lines, cut }: Shown): boolean => cut === 0 && lines === section.lines

const withSafeLines = (section: FencedSection): FencedSection => ({
  ...section,
  lines: section.lines.map(safeLine),
  ...(section.grouped === undefined ? {} : { grouped: section.grouped.map(safeLine) }),
})

const safeLine = (line: string): string =>
  escapeFenced(line.length <= LONGEST_LINE ? line : cutTo(line, LONGEST_LINE))

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((length, line) => length + line.length + 1, 0)

const shownOf = (present: readonly FencedSection[], room: number): readonly Shown[] => {
  const share = Math.max(0, Math.floor(room / Math.max(1, present.length)))
  const least = ({ lines, grouped = lines }: FencedSection): number =>
    Math.min(share, lengthOf(grouped), lengthOf(lines))
  let left = room - present.reduce((sum, section) => sum + least(section), 0)
  const ranked = [...present].sort((one, other) => one.rank - other.rank)
  const whole = ranked.filter((section) => {
    const more = lengthOf(section.lines) - least(section)
    const fits = more <= left
    if (fits) left -= more
    return fits
  })
  const others = ranked.filter((section) => !whole.includes(section))
  return [
    ...whole.map((section) => ({ section, lines: section.lines, cut: 0 })),
    ...others.map((section, at) => {
      const own = least(section) + Math.floor(left / (others.length - at))
      const begun = begunOf(section, own)
      left -= lengthOf(begun.lines) - least(section)
      return begun
    }),
  ]
}

/** The grouped lines, followed by as many of the full lines as there is room for. */
const begunOf = (section: FencedSection, room: number): Shown => {
  const { lines, grouped = [] } = section
  const few = withinRoom(grouped, room)
  if (few.length < grouped.length) {
    return { section, lines: few, cut: grouped.length - few.length }
  }
  const head = grouped.length === 0 ? [] : [...few, BELOW]
  const begun = withinRoom(lines, room - lengthOf(head))
  return begun.length === 0
    ? { section, lines: few, cut: grouped.length === 0 ? lines.length : 0 }
    : { section, lines: [...head, ...begun], cut: lines.length - begun.length }
}

/**
 * Separates the groups from the beginning of the full list; written as a comment, because it may
 * be in a diff.
 */
const BELOW = '# each, as far as there is room:'

const withinRoom = (lines: readonly string[], room: number): readonly string[] => {
  let left = room
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return end < 0 ? lines : lines.slice(0, end)
}

const blockOf = (
  { section: { title, fence, lines: all, grouped, isFolded }, lines, cut }: Shown,
  whole: string,
): string => {
  const isGrouped = grouped !== undefined && lines !== all
  const how = isGrouped ? ' (grouped: there is no room for each)' : ''
  const more = cut === 0 ? [] : [`… ${plural(cut, 'more line')}: see ${whole}`]
  const block = [`\`\`\`${fence}`, ...lines, ...more, '```']
  return isFolded === true
    ? [`<details><summary>${title}${how}</summary>`, '', ...block, '', '</details>'].join('\n')
    : [`**${title}**${how}`, '', ...block].join('\n')
}
