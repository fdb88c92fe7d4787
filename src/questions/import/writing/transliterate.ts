import anyAscii from 'any-ascii'

/** Characters that are each a word or a syllable. */
const SYLLABLES = /[\p{Script=Han}\p{Script=Hangul}]/gu

/**
 * Characters that do not belong in a name: emoji would turn into English words, which are nobody's
 * name.
 */
const NO_LETTERS = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{C}]+/gu

/**
 * A name in any script as lower-case ASCII words separated by single spaces; everything but letters
 * and digits is removed. The tables for all scripts come from a library (any-ascii: all of Unicode,
 * no dependencies of its own).
 */
export const transliterated = (name: string): string =>
  anyAscii(name.normalize('NFKC').replace(NO_LETTERS, ' ').replace(SYLLABLES, ' $& '))
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
