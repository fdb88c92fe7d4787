import { describe, expect, it } from 'vitest'
import { isCutObject } from '../../../src/apply/journal/journal-cut.ts'

const LINE = JSON.stringify({
  type: 'outcome',
  address: 'act_1/agencies/2',
  after: ['ANALYZE', 'ADVERTISE'],
  before: null,
  approval: true,
  nested: {
    list: [{ deep: -1.5e-7 }, [], {}],
    text: 'line\nquote" back\\ slash\u2028 é 漢 🙂 \u0001',
  },
  n: 12,
  hash: 'sha256:0f',
})

describe('a line that was cut off', () => {
  it('is every beginning of it, byte for byte, and not the whole', () => {
    const bytes = Buffer.from(LINE)
    for (let length = 1; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length).toString('utf8')
      expect([length, cut, isCutObject(cut)]).toEqual([length, cut, true])
    }
    expect(isCutObject(LINE)).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['zeros, as a power failure may leave them', '\0\0\0\0'],
    ['a beginning with zeros behind it', `${LINE.slice(0, 40)}\0\0\0`],
    ['something else', 'garbage'],
    ['the end of a line', LINE.slice(20)],
    ['a whole with something behind it', `${LINE}x`],
    ['another whole', '[1]'],
    ['a text', '"type"'],
    ['a key without quotes', '{type'],
    ['a word nobody knows', '{"type":outcome'],
    ['two values', '{"type":1 2'],
    ['bytes that are no text, in the middle', `{"type":\uFFFD,"a`],
    ['a list that is closed as an object', '{"a":[1},"b'],
  ])('is not %s', (_, text) => {
    expect(isCutObject(text)).toBe(false)
  })
})
