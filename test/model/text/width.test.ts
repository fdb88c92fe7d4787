import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphemesOf, takeWidth, widthOf } from '../../../src/model/text/width.ts'

const FAMILY = '👨‍👩‍👧‍👦'
const ENGLAND = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'

describe('the width of', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['letters', 'Kim Poole', 9],
    ['Chinese', '田中花子', 8],
    ['katakana', 'アカウント', 10],
    ['half-width katakana with its mark', 'ｶﾞ', 2],
    ['full-width letters', 'ＡＤＭＮ', 8],
    ['a full-width colon', '：', 2],
    ['Hangul', '김철수', 6],
    ['Hangul in parts', '김철수'.normalize('NFD'), 6],
    ['accents of their own', 'é'.normalize('NFD'), 1],
    ['Thai with vowel marks', 'ที่', 1],
    ['Cyrillic and Greek', 'ЖΩ', 2],
    ['a smiling face', '😀', 2],
    ['a flag', '🇩🇪', 2],
    ['two flags', '🇩🇪🇯🇵', 4],
    ['a flag of tags', ENGLAND, 2],
    ['a family', FAMILY, 2],
    ['a thumb with a skin', '👍🏽', 2],
    ['a heart as a picture', '❤️', 2],
    ['a heart as a letter', '❤', 1],
    ['a keycap', '1️⃣', 2],
    ['what is to be escaped first', 'a\u200bb\u001b', 4],
    ['a name that hides how long it is', `a${'\u0301'.repeat(99)}`, 100],
    ['a lone mark', '\u0301', 0],
    ['an ideograph beyond the first plane', '𠮷', 2],
  ])('%s', (_what, text, width) => {
    expect(widthOf(text)).toBe(width)
  })
})

describe('taking a width', () => {
  it.each<[string, number, string]>([
    [`${FAMILY}x`, 1, ''],
    [`${FAMILY}x`, 2, FAMILY],
    ['🇩🇪🇯🇵', 3, '🇩🇪'],
    ['日本', 3, '日'],
    ['e\u0301a', 1, 'e\u0301'],
  ])('of %j in %d columns keeps whole characters', (text, width, taken) => {
    expect(takeWidth(text, width)).toBe(taken)
  })
})

describe('any text', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 20 })

  it('falls into its characters and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(graphemesOf(text).join('')).toBe(text)
      }),
    )
  })

  it('is segmented as Intl.Segmenter does, whichever way is quicker', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
    fc.assert(
      fc.property(texts, (text) => {
        expect(graphemesOf(text)).toEqual(
          Array.from(segmenter.segment(text), (part) => part.segment),
        )
      }),
    )
  })

  it('is as wide as its parts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = graphemesOf(text).map(widthOf)
        expect(widthOf(text)).toBe(parts.reduce((sum, width) => sum + width, 0))
      }),
    )
  })
})
