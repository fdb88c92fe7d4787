import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeJson, escapeText, quoteName } from '../../src/document/escape.ts'
import { cutTo, padTo, widthOf, wrapTo } from '../../src/document/fitted.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Format } from '../../src/report/formats.ts'
import { render } from '../../src/report/render.ts'
import { account, hostile, plan, step } from '../report/plans.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u061c\u2028-\u202e\u2066-\u2069]/

describe('escaping', () => {
  it.each([
    ['\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
    ['a\nb\r\tc', 'a\\u{a}b\\u{d}\\u{9}c'],
    ['\u202Ex\u2069\u200F\u061C', '\\u{202e}x\\u{2069}\\u{200f}\\u{61c}'],
    ['\u2028\u2029\u200B\uFEFF\u00AD', '\\u{2028}\\u{2029}\\u{200b}\\u{feff}\\u{ad}'],
    ['\u009b31m\u007f', '\\u{9b}31m\\u{7f}'],
    ['\u{E0041}\u3164', '\\u{e0041}\\u{3164}'],
    ['東京 café 🚀', '東京 café 🚀'],
  ])('makes %j harmless', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })

  it('keeps a quote in a name from ending the name', () => {
    expect(quoteName('EU" 2002 "x\\')).toBe('"EU\\" 2002 \\"x\\\\"')
  })

  it('gives the same JSON value back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(JSON.parse(escapeJson(JSON.stringify({ name }, null, 2)))).toEqual({ name })
      }),
    )
  })

  it.each<Format>(['text', 'json'])('lets nothing harmful through as %s', (format) => {
    const options = { format, color: false, width: 80, kinds: KINDS, verbose: true }
    expect(render(hostile, options)).not.toMatch(RAW)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const report = plan({ steps: [step({ asset: account('act_1', name) })] })
        expect(render(report, options)).not.toMatch(RAW)
      }),
    )
  })

  it('keeps names as the API gave them in JSON', () => {
    const options = { format: 'json', color: false, width: 80, kinds: KINDS } as const
    expect(JSON.parse(render(hostile, options)).business.name).toBe(hostile.business.name)
  })
})

describe('width', () => {
  it.each([
    ['abc', 3],
    ['東京', 4],
    ['café', 4],
    ['🚀', 2],
  ])('of %s is %d columns', (text, width) => {
    expect(widthOf(text)).toBe(width)
    expect(widthOf(padTo(text, 9))).toBe(9)
  })

  it('cuts with an ellipsis and never over the width', () => {
    expect(cutTo('東京の広告', 6)).toBe('東京…')
    expect(cutTo('short', 6)).toBe('short')
  })

  it('wraps at spaces and leaves a long word whole', () => {
    expect(wrapTo('a bb business.facebook.com c', 5)).toEqual([
      'a bb',
      'business.facebook.com',
      'c',
    ])
  })
})
