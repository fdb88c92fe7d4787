import type { LineOptions } from '../document/engine/plain-text.ts'
import type { DescribeOptions } from '../document/wording/describe-options.ts'
import type { Format } from './formats.ts'

export interface RenderOptions extends DescribeOptions {
  readonly format: Format
  /** Whether text may carry ANSI colours. */
  readonly color: boolean
  /**
   * The greatest number of characters in a Markdown document; by default what one comment may
   * have.
   */
  readonly room?: number
  /** Where a Markdown document says that the whole is, if it has no room for all of it. */
  readonly whole?: string
}

export const lineOptionsOf = ({ kinds, width, color, verbose }: RenderOptions): LineOptions => ({
  kinds,
  width,
  color,
  verbose: verbose === true,
})
