import { type Colour, SIGN_COLOURS, type Sign } from '../paint.ts'
import type { MarkData } from './page-data.ts'

/** The class whose colour shows a status; a sign, mark or word says it too. */
export const COLOUR_CLASSES: Readonly<Record<Colour, string>> = {
  green: 'plus',
  yellow: 'tilde',
  red: 'minus',
  magenta: 'bang',
  cyan: 'ask',
  bold: 'blank',
  dim: 'blank',
}

export const classOfSign = (sign: Sign): string => COLOUR_CLASSES[SIGN_COLOURS[sign]]

/**
 * What a cell shows of a sign, in a character that every font has, and what the legend says of it;
 * nothing for what is as it should be.
 */
const MARKS: Readonly<Record<Sign, Omit<MarkData, 'tone'>>> = {
  '+': { mark: '+', words: 'gives' },
  '~': { mark: '~', words: 'changes' },
  '-': { mark: '\u2212', words: 'takes away' },
  '!': { mark: '!', words: 'waits on a person, or is done by hand' },
  '?': { mark: '?', words: 'not managed, or not read' },
  extra: { mark: '+', words: 'extra: not in the manifest' },
  missing: { mark: '\u2212', words: 'missing: declared, not live' },
  differs: { mark: '\u2260', words: 'differs: declared with other tasks' },
  expired: { mark: '\u2020', words: 'expired, and still held' },
  declared: { mark: '', words: 'declared' },
  undeclared: { mark: '\u25cb', words: 'undeclared: the manifest leaves it as it is' },
  offboarded: { mark: '\u00d7', words: 'offboarded, and still there' },
  unmanaged: { mark: '\u25cb', words: 'unmanaged: the manifest leaves it as it is' },
  pending: { mark: '\u2026', words: 'pending: nothing is held yet' },
  unrecognised: { mark: '?', words: 'unrecognised: it may be held' },
  waits: { mark: '\u2026', words: 'waits on a person' },
  unread: { mark: '?', words: 'not read' },
  ' ': { mark: '', words: '' },
}

export const markOf = (sign: Sign): MarkData => ({ ...MARKS[sign], tone: classOfSign(sign) })
