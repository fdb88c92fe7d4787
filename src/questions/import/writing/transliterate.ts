import anyAscii from 'any-ascii'

/** Letters that are a word each, or a syllable of one. */
const SYLLABLES = /[\p{Script=Han}\p{Script=Hangul}]/gu

/** What has no place in a name: emoji have English names, which nobody is called. */
const NO_LETTERS = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{C}]+/gu

/**
 * A name of any script in lower-case ASCII, words apart by single spaces; what is no letter or
 * digit is gone. Tables of every script are a library's work (any-ascii: all of Unicode, no
 * dependencies of its own).
 */
export const transliterated = (name: string): string =>
  anyAscii(name.normalize('NFKC').replace(NO_LETTERS, ' ').replace(SYLLABLES, ' $& '))
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
