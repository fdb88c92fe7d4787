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

describe('digestOf', () => {
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
