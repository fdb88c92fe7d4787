/** Code-unit order: the same on every machine and locale. */
export const compareText = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0

/**
 * The form in which names and e-mails are compared: regardless of case, and in one Unicode form, so
 * that an é is the same letter whether written as one character or as two.
 */
export const foldedOf = (text: string): string =>
  text.normalize('NFC').toLowerCase().normalize('NFC')
