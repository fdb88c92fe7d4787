import { describe, expect, it } from 'vitest'
import { escapeCsv } from '../../src/document/escape.ts'
import { KINDS } from '../../src/model/kinds.ts'
import {
  FINDING_CODES,
  type ReviewReport,
  STANDINGS,
} from '../../src/model/reports/review-report.ts'
import { CSV_HEADINGS } from '../../src/questions/review/table/csv-columns.ts'
import { type RenderOptions, render } from '../../src/report/render.ts'
import { bare, everyFinding, HOSTILE, hostile, manyAssets, notWhole } from './reviews.ts'

const options = (over: Partial<RenderOptions> = {}): RenderOptions => ({
  ...{ format: 'text', color: false, width: 80, kinds: KINDS },
  ...over,
})

const REVIEWS: Readonly<Record<string, ReviewReport>> = {
  'review-every-finding': everyFinding,
  'review-bare': bare,
  'review-not-whole': notWhole,
  'review-many-assets': manyAssets,
}

describe('reviews look as in test/report/golden', () => {
  for (const [name, report] of Object.entries(REVIEWS)) {
    it.each([80, 160])(`${name} at %d columns`, async (width) => {
      await expect(render(report, options({ width }))).toMatchFileSnapshot(
        `golden/${name}-${width}.txt`,
      )
    })

    it.each(['markdown', 'csv'] as const)(`${name} as %s`, async (format) => {
      await expect(render(report, options({ format }))).toMatchFileSnapshot(
        `golden/${name}-${format}.txt`,
      )
    })
  }

  it('as a public document', async () => {
    await expect(render(everyFinding, options({ format: 'json' }))).toMatchFileSnapshot(
      'golden/review-every-finding-json.txt',
    )
  })

  it('asset by asset when verbose', () => {
    const text = render(manyAssets, options({ verbose: true }))
    expect(text).toContain('\nad account act_149 "Asset act_149"\n')
    expect(text).not.toContain('--verbose lists')
  })

  it('show every finding and every standing', () => {
    expect(new Set(everyFinding.findings.map(({ code }) => code))).toEqual(new Set(FINDING_CODES))
    const seen = everyFinding.assets.flatMap(({ access }) => access.map((row) => row.standing))
    expect(new Set(seen)).toEqual(new Set(STANDINGS.filter((standing) => standing !== 'missing')))
  })
})

/** A table by RFC 4180, read by somebody else than who wrote it. */
const parse = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = []
  for (const line of text.split('\r\n').slice(0, -1)) {
    expect(line).not.toMatch(/[\r\n]/)
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
    rows.push(cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''))
  }
  return rows
}

const csv = (report: ReviewReport): string => render(report, options({ format: 'csv' }))

describe('as CSV', () => {
  it('has a mark for Excel, CRLF, and as many cells in each line as there are headings', () => {
    for (const report of [...Object.values(REVIEWS), hostile]) {
      const text = csv(report)
      expect(text.startsWith(`\uFEFF${CSV_HEADINGS.join(',')}\r\n`)).toBe(true)
      const rows = parse(text.slice(1))
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([CSV_HEADINGS.length]))
    }
  })

  it('leaves decision, reviewer and comment to whoever reviews', () => {
    const [headings = [], ...rows] = parse(csv(everyFinding).slice(1))
    expect(headings.slice(-3)).toEqual(['decision', 'reviewer', 'comment'])
    expect(rows.every((row) => row.slice(-3).join('') === '')).toBe(true)
  })

  it('holds no formula', () => {
    for (const report of [...Object.values(REVIEWS), hostile]) {
      for (const cell of parse(csv(report).slice(1)).flat()) {
        expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/)
      }
    }
  })

  it.each(HOSTILE)('takes %j for text', (name) => {
    const cell = parse(`${escapeCsv(name)}\r\n`)[0]?.[0] ?? ''
    expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
    expect(cell).not.toMatch(/[\u0000-\u001f\u202E]/)
  })

  it('says what it lacks', () => {
    expect(csv(notWhole).match(/COULD NOT BE READ/g)).toHaveLength(3)
    expect(csv(notWhole).match(/NOT WHOLE/g)).toHaveLength(2)
  })
})

describe('as Markdown', () => {
  it('stays under the limit of a comment, and cuts the matrix before a finding', () => {
    const [first] = manyAssets.assets
    if (first === undefined) throw new Error('no asset')
    const report: ReviewReport = {
      ...everyFinding,
      assets: Array.from({ length: 39 }, (_, n) => ({
        ...first,
        id: `act_${n}`,
        access: Array.from({ length: 60 }, (_row, m) => ({
          ...(first.access[0] as (typeof first.access)[number]),
          subject: { type: 'business_user' as const, id: `${m}`, name: `P ${m}`, alias: null },
        })),
      })),
    }
    const text = render(report, options({ format: 'markdown' }))
    expect(text.length).toBeLessThan(60_000)
    expect(text).toMatch(/… \d+ more lines: see the output as text or JSON\n```\n/)
    for (const code of FINDING_CODES) expect(text).toContain(`[${code}]`)
    expect(text).toContain('**Not visible from here**')
  })
})
