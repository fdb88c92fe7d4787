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
  extra: { tone: 'minus', mark: '+' },
  missing: { tone: 'tilde', mark: '\u2212' },
  differs: { tone: 'tilde', mark: '\u2260' },
  expired: { tone: 'minus', mark: '\u2020' },
  declared: { tone: 'blank', mark: '' },
  undeclared: { tone: 'ask', mark: '\u25cb' },
  offboarded: { tone: 'minus', mark: '\u00d7' },
  unmanaged: { tone: 'ask', mark: '\u25cb' },
  pending: { tone: 'bang', mark: '\u2026' },
  unrecognised: { tone: 'ask', mark: '?' },
  waits: { tone: 'bang', mark: '\u2026' },
  unread: { tone: 'ask', mark: '?' },
  ' ': { tone: 'blank', mark: '' },
}
