/**
 * Colour is passed as an argument and is never the only sign: what begins a line says the same
 * without it.
 */

/** What an apply would do: only plans, and what comes of them, begin their lines with these. */
type Deed = '+' | '~' | '-' | '!' | '?'

/** What is, in a word: with these begin the lines of reports that only look. */
export const STATES = [
  'extra',
  'missing',
  'differs',
  'expired',
  'declared',
  'undeclared',
  'offboarded',
  'unmanaged',
  'pending',
  'unrecognised',
  'waits',
  'unread',
] as const

export type State = (typeof STATES)[number]

/** The beginning of a line; a blank if there is nothing to say. */
export type Sign = Deed | State | ' '

const CODES = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36, bold: 1, dim: 2 } as const

export type Colour = keyof typeof CODES

export const SIGN_COLOURS: Readonly<Record<Sign, Colour>> = {
  '+': 'green',
  '~': 'yellow',
  '-': 'red',
  '!': 'magenta',
  '?': 'cyan',
  extra: 'red',
  missing: 'yellow',
  differs: 'yellow',
  expired: 'red',
  declared: 'dim',
  undeclared: 'cyan',
  offboarded: 'red',
  unmanaged: 'cyan',
  pending: 'magenta',
  unrecognised: 'cyan',
  waits: 'magenta',
  unread: 'cyan',
  ' ': 'dim',
}

export type Painter = (text: string, colour: Colour) => string

/** Paints text, or returns it unchanged. Text must be escaped and aligned before. */
export const painterOf =
  (color: boolean): Painter =>
  (text, colour) =>
    color && text !== '' ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text
