import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PAGE_SCRIPT } from '../../../src/document/html/page-script.ts'
import { PAGE_STYLE } from '../../../src/document/html/page-style.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { type RenderOptions, render } from '../../../src/report/render.ts'
import type { Report } from '../../../src/report/report.ts'
import {
  account,
  applied,
  blocked,
  drift,
  EU,
  everyAction,
  everyManual,
  everyWaiting,
  hostile,
  lee,
  manyAssets,
  memberDrift,
  members,
  plan,
  requests,
  step,
  stranger,
  unmanaged,
} from '../../report/plans.ts'
import { ALARMING, REHEARSALS } from '../../report/rehearsals.ts'
import { everyFinding, hostile as hostileReview, notWhole } from '../../report/reviews.ts'
import { times } from '../../support/effort.ts'

const { generated } = await import(new URL('../../../page/generate.mjs', import.meta.url).href)

const html = (report: Report, over: Partial<RenderOptions> = {}): string =>
  render(report, { format: 'html', color: false, width: 80, kinds: KINDS, ...over })

const EXPIRING = [
  {
    asset: EU,
    subject: lee,
    tasks: ['MANAGE'],
    expires: '2026-11-30',
    note: 'covers for Kim',
    source: { file: 'access.yaml', line: 31, column: 7 },
  },
]

const REPORTS: Readonly<Record<string, Report>> = {
  'plan-every-action': everyAction,
  'plan-every-waiting': everyWaiting,
  'plan-every-manual': everyManual,
  'plan-many-assets': manyAssets,
  'plan-hostile': hostile,
  'plan-blocked': blocked,
  'plan-members': members,
  'plan-in-sync': plan({}, { unchanged: 5 }),
  drift,
  'drift-members': memberDrift,
  'review-every-finding': everyFinding,
  'review-not-whole': notWhole,
  'review-hostile': hostileReview,
  'rehearsal-differs': REHEARSALS.differs,
  'rehearsal-hostile': ALARMING,
  error: { format_version: 1, kind: 'error', problems: blocked.problems },
}

const partOf = (page: string, pattern: RegExp): string => {
  const [, part] = pattern.exec(page) ?? []
  if (part === undefined) throw new Error(`no ${pattern} in the page`)
  return part
}

const dataTextOf = (page: string): string =>
  partOf(page, /<script type="application\/json" id="data">(.*)<\/script>/)

/** The page as people read it: without its script and style, an element of a list on each line. */
const readable = (page: string): string =>
  page
    .replace(PAGE_SCRIPT, '…')
    .replace(PAGE_STYLE, '…')
    .replace(/sha256-[\w+/=]{44}/g, 'sha256-…')
    .replace(
      /<(section|h1|h2|h3|ul|li|p|div|nav|meta|title|style|script|details|footer|main)\b/g,
      '\n<$1',
    )

describe('a page', () => {
  it.each(Object.entries(REPORTS))('of %s is as in test/report/golden', async (name, report) => {
    const page = html(report, { expiring: EXPIRING })
    await expect(readable(page)).toMatchFileSnapshot(`../../report/golden/${name}-html.txt`)
  })

  it.each(Object.entries(REPORTS))('of %s is the same bytes again', (_name, report) => {
    expect(html(structuredClone(report))).toBe(html(report))
  })

  it('may run its script, use its style, and nothing else', () => {
    for (const report of Object.values(REPORTS)) {
      const page = html(report)
      const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64')
      const script = partOf(page, /<script>([\s\S]*)<\/script>/)
      const style = partOf(page, /<style>([\s\S]*)<\/style>/)
      const policy = `default-src 'none'; script-src 'sha256-${hashOf(script)}'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'`
      expect(page.slice(page.indexOf('<head>') + 6)).toMatch(
        /^<meta http-equiv="Content-Security-Policy" content="/,
      )
      expect(page).toContain(
        `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`,
      )
      expect(page.match(/<script/g)).toHaveLength(2)
      expect(page.match(/<style/g)).toHaveLength(1)
      expect(page).not.toMatch(/<[^>]* (style|on\w+)=/)
      expect(page).not.toMatch(/<(img|link|iframe|form|object|base)\b/)
    }
  })

  it('holds its data as JSON that cannot end it', () => {
    const name = '</script><script>alert(1)</script><!-- \u2028\u2029 &lt; ]]>'
    const report = plan({ steps: [step({ asset: account('act_1', name) })] })
    const text = dataTextOf(html(report))
    expect(text).not.toMatch(/[<\u2028\u2029]/)
    expect(JSON.parse(text).assets[0].name).toContain('</script><script>alert(1)')
  })

  it('has the same elements whatever the names', () => {
    const tagsOf = (page: string): string => (page.match(/<\/?[a-z]\w*/g) ?? []).join(' ')
    const named = (name: string): string =>
      html(
        plan({
          business: { id: '1001', name },
          steps: [step({ asset: account('act_1', name), subject: { ...stranger, name } })],
          problems: [
            { code: 'x', severity: 'error', message: `a${name}`.replace(/\n/g, ' '), source: null },
          ],
        }),
      )
    const usual = tagsOf(named('x'))
    const nasty = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '=',
      '/',
      '<script>',
      '</script>',
      '<!--',
      ' onload=',
    )
    const name = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(name, (any) => tagsOf(named(any)) === usual),
      { numRuns: times(40) },
    )
  })

  it('shows what is not managed when verbose, like text', () => {
    const report = plan({ unmanaged: [unmanaged()] })
    expect(html(report)).not.toContain('Not managed')
    expect(html(report, { verbose: true })).toContain('Not managed')
  })

  it('says of every other report what its text says', () => {
    for (const report of [applied, requests]) {
      const lines = render(report, { format: 'text', color: false, width: 1_000_000, kinds: KINDS })
      const page = html(report)
      for (const word of lines.match(/act_\w+/g) ?? []) expect(page).toContain(word)
    }
  })
})

describe('what a page carries', () => {
  it('is what `npm run page` writes', async () => {
    for (const [path, text] of Object.entries<string>(await generated())) {
      expect(readFileSync(path, 'utf8'), path).toBe(text)
    }
  })

  it('makes no element of a text and reaches for nothing outside', () => {
    expect(PAGE_SCRIPT).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(/,
    )
    expect(PAGE_SCRIPT).not.toMatch(/fetch\(|XMLHttpRequest|WebSocket|import\(|https?:/)
    expect(PAGE_STYLE).not.toMatch(/url\(|@import|https?:/)
  })
})
