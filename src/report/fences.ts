import { escapeFenced } from './escape.ts'
import { plural } from './plural.ts'

/** A titled block of a Markdown comment. What comes from strangers stands in its fence alone. */
export interface Section {
  readonly title: string
  readonly fence: 'diff' | 'text'
  readonly lines: readonly string[]
  /** Sections of a lower rank get their room first; where it ends, the others are cut. */
  readonly rank: number
}

/** A comment may hold 65,536 characters; one that is longer is refused whole. */
const LIMIT = 60_000
/** Title, fence and the line that says what was cut. */
const AROUND = 200

/** Prose and sections as one comment; what does not fit is cut at a line and counted. */
export const commentOf = (
  prose: readonly string[],
  sections: readonly Section[],
  { room: limit = LIMIT }: { readonly room?: number | undefined } = {},
): string => {
  const present = sections.filter(({ lines }) => lines.length > 0)
  let room = limit - prose.join('\n\n').length - present.length * AROUND
  const kept = new Map<Section, readonly string[]>()
  for (const section of [...present].sort((one, other) => one.rank - other.rank)) {
    const lines = withinRoom(section.lines.map(escapeFenced), room)
    kept.set(section, lines)
    room -= lengthOf(lines)
  }
  const blocks = present.map((section) => blockOf(section, kept.get(section) ?? []))
  return `${[...prose, ...blocks].join('\n\n')}\n`
}

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((length, line) => length + line.length + 1, 0)

const withinRoom = (lines: readonly string[], room: number): readonly string[] => {
  let left = room
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return end < 0 ? lines : lines.slice(0, end)
}

const blockOf = ({ title, fence, lines }: Section, kept: readonly string[]): string => {
  const cut = lines.length - kept.length
  const more = cut === 0 ? [] : [`… ${plural(cut, 'more line')}: see the output as text or JSON`]
  return [`**${title}**`, '', `\`\`\`${fence}`, ...kept, ...more, '```'].join('\n')
}
