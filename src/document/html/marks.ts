import type { Sign } from '../paint.ts'

/** How a page shows what a row begins with: a class of its style, and the mark of its cell. */
interface Mark {
  readonly tone: string
  readonly mark: string
}

/** A mark is a character that every font has; the page's legend says what it stands for. */
export const MARKS: Readonly<Record<Sign, Mark>> = {
  '+': { tone: 'plus', mark: '+' },
  '~': { tone: 'tilde', mark: '~' },
  '-': { tone: 'minus', mark: '\u2212' },
  '!': { tone: 'bang', mark: '!' },
  '?': { tone: 'ask', mark: '?' },
  ' ': { tone: 'blank', mark: '' },
}
