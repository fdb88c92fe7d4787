/** Colour is an argument, never the only sign: `+ ~ - ! ?` carry the meaning alone. */

/** The signs at the start of a line; a blank where all is as it should be. */
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

/** Paints, or leaves text as it is. Text is escaped and aligned before it is painted. */
export const painterOf =
  (color: boolean): Painter =>
  (text, colour) =>
    color && text !== '' ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text
