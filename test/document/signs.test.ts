import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { type RenderOptions, render } from '../../src/report/render.ts'
import { drift, everyAction, everyWaiting, memberDrift } from '../report/plans.ts'
import { bare, everyFinding, notWhole } from '../report/reviews.ts'

const OPTIONS = { color: false, width: 80, kinds: KINDS, verbose: true }

/** The signs that begin the lines of an output, or of its entries on a page. */
const SIGNED: Readonly<Record<'text' | 'markdown' | 'html', RegExp>> = {
  text: /^ *([+~!?-]) /gm,
  markdown: /^ *([+~!?-]) /gm,
  html: /class="sign">([+~!?-])</g,
}

const FORMATS = Object.keys(SIGNED) as (keyof typeof SIGNED)[]

const signsIn = (report: Parameters<typeof render>[0], format: RenderOptions['format']) => [
  ...render(report, { ...OPTIONS, format }).matchAll(SIGNED[format as keyof typeof SIGNED]),
]

describe.each(FORMATS)('signs in %s', (format) => {
  it('belong to plans', () => {
    for (const report of [everyAction, everyWaiting]) {
      expect(signsIn(report, format)).not.toEqual([])
    }
  })

  it.each([
    ['drift', drift],
    ['drift of members', memberDrift],
    ['review', everyFinding],
    ['review without a manifest', bare],
    ['review of what could not be read', notWhole],
  ])('are never what %s says of what is', (_, report) => {
    expect(signsIn(report, format)).toEqual([])
  })
})

describe('what is', () => {
  it.each([
    ['drift', drift, ['extra', 'missing', 'differs', 'expired', 'unmanaged', 'waits', 'unread']],
    ['review', everyFinding, ['extra', 'differs', 'expired', 'declared', 'undeclared', 'pending']],
  ])('is said by %s in a word, in text and on a page', (_, report, words) => {
    const [text, page] = (['text', 'html'] as const).map((format) =>
      render(report, { ...OPTIONS, format }),
    )
    for (const word of words) {
      expect(text).toMatch(new RegExp(`^ {2}${word} `, 'm'))
      expect(page).toContain(`class="do">${word}<`)
    }
  })
})
