/** Code-unit order: the same on every machine and locale. */
export const compareText = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0

/**
 * How names and e-mails are compared: without regard to case, and in one Unicode form, so that an
 * é written as one character or as two is one letter.
 */
export const foldedOf = (text: string): string =>
  text.normalize('NFC').toLowerCase().normalize('NFC')
