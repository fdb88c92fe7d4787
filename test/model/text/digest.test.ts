import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digestOf } from '../../../src/model/text/digest.ts'
import { isGraphId } from '../../../src/model/text/graph-id.ts'

describe('canonicalJson', () => {
  it('sorts keys at every depth and keeps lists as they are', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
  })

  it('says the same value the same way, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(reversed)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps __proto__ as a key', () => {
    const value = JSON.parse('{"__proto__":1,"a":2}') as unknown
    expect(canonicalJson(value)).toBe('{"__proto__":1,"a":2}')
  })
})

/** What sorts every map by itself and remembers nothing. */
const plainly = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${plainly(field)}`).join(',')}}`
}

describe('what is remembered of the keys of maps', () => {
  const key = fc.constantFrom('a', 'b', '0', '10', '9', 'ä', '__proto__', 'A', '')
  const value = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, 'text', '\ud800', 'ü"'),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('any')), { maxLength: 6 }).map((all) => Object.fromEntries(all)),
    ),
  })).any

  it('changes nothing: maps that begin alike, or have as many keys, are written by their own', () => {
    fc.assert(
      fc.property(value, (any) => {
        expect(canonicalJson(any)).toBe(plainly(any))
      }),
      { numRuns: 1000 },
    )
  })

  it('holds for more maps than are remembered, and for large ones', () => {
    const maps = Array.from({ length: 3000 }, (_, place) => ({ [`z${place}`]: 1, a: place }))
    const alike = Array.from({ length: 30 }, (_, place) => ({ first: 1, [`k${place}`]: 2, b: 3 }))
    const large = Object.fromEntries(maps.map((_, place) => [`k${(place * 7) % 3000}`, place]))
    for (const each of [...maps, ...alike, large, ...maps]) {
      expect(canonicalJson(each)).toBe(plainly(each))
    }
  })
})

describe('digestOf', () => {
  it('is that of the whole text, in however many parts it is hashed', () => {
    const steps = Array.from({ length: 5000 }, (_, place) => ({
      name: `ä😀 ${place}`,
      at: [place],
    }))
    const value = { steps, none: [], a: { steps }, absent: undefined }
    expect(canonicalJson(value).length).toBeGreaterThan(200_000)
    const hash = createHash('sha256').update(canonicalJson(value)).digest('hex')
    expect(digestOf(value)).toBe(`sha256:${hash}`)
    expect([digestOf(steps), digestOf({}), digestOf([])]).toEqual(
      [canonicalJson(steps), '{}', '[]'].map(
        (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`,
      ),
    )
  })

  it('tells values apart', () => {
    expect(digestOf({ a: 1 })).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }))
  })
})

describe('isGraphId', () => {
  it.each(['1', 'act_1', '1'.repeat(25), '120210000000000017'])('%s is one', (id) => {
    expect(isGraphId(id)).toBe(true)
  })
  it.each([
    '',
    'act_',
    'x1',
    '1/2',
    '..',
    '1'.repeat(26),
    ' 1',
    '1\n',
    'ACT_1',
    '__proto__',
    1,
    null,
  ])('%j is none', (id) => {
    expect(isGraphId(id)).toBe(false)
  })
})
