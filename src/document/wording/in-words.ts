import type { Block, Section } from '../document.ts'
import type { State } from '../paint.ts'

/** A plan's section as a report shows it that only looks: a word in the place of every sign. */
export const inWords = (section: Section, state: State): Section => ({
  ...section,
  isSigned: false,
  blocks: section.blocks.map((block) => saying(block, state)),
  short: section.short.map((block) => saying(block, state)),
})

const saying = (block: Block, sign: State): Block => {
  switch (block.type) {
    case 'asset_rows':
    case 'group':
      return { ...block, rows: block.rows.map((row) => ({ ...row, sign })) }
    case 'notes':
      return { ...block, lines: block.lines.map((line) => ({ ...line, sign })) }
    case 'items':
    case 'table':
      return block
  }
}
