/**
 * Colour is passed as an argument and is never the only sign: `+ ~ - ! ?` say the same without
 * it.
 */

/** The sign at the start of a line; a blank if all is as it should be. */
export type Sign = '+' | '~' | '-' | '!' | '?' | ' '

const CODES = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36, bold: 1, dim: 2 } as const

export type Colour = keyof typeof CODES

export const SIGN_COLOURS: Readonly<Record<Sign, Colour>> = {
  '+': 'green',
  '~': 'yellow',
  '-': 'red',
  '!': 'magenta',
  '?': 'cyan',
  ' ': 'dim',
}

export type Painter = (text: string, colour: Colour) => string

/** Paints text, or returns it unchanged. Text must be escaped and aligned before. */
export const painterOf =
  (color: boolean): Painter =>
  (text, colour) =>
    color && text !== '' ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text
