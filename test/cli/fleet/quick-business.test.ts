import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quickBusiness } from '../../../src/cli/fleet/quick-business.ts'
import { businessesOf } from '../../../src/manifest/load.ts'
import { seeded, times } from '../../support/effort.ts'

const parsed = (text: string): string | null =>
  businessesOf([{ file: 'a.yaml', text }]).get('a.yaml') ?? null

describe('the business of a manifest by its lines', () => {
  test.each([
    ['version: 1\nbusiness: "1001"\n', '1001'],
    ['version: 1\nbusiness: 1001 # ours\r\npages: {}\r\n', '1001'],
    ["business: '1001'\nversion: 1\n", '1001'],
    ['version: 1\n', null],
    ['version: 1\nx-a:\n  business: "5"\n', null],
    ['version: 1\n"business": "1001"\n', undefined],
    ['{ version: 1, business: "1001" }\n', undefined],
    ['x-a: &a { business: "5" }\n<<: *a\nversion: 1\n', undefined],
    ['version: 1\nbusiness: "1001"\nbusiness: "1002"\n', undefined],
    ['version: 1\nbusiness: &b "1001"\n', undefined],
    ['version: 1\nbusiness: "10\\x301"\n', undefined],
    ['  version: 1\n  business: "1001"\n', undefined],
    ['version: 1\n? business\n: "1001"\n', undefined],
  ])('%j', (text, expected) => {
    expect(quickBusiness(text)).toBe(expected)
  })

  test('is never another one than the parser finds', () => {
    const line = fc.constantFrom(
      ...['version: 1', 'business: "1001"', 'business: 1002', '"business": "1003"', 'pages: {}'],
      ...[
        '  business: "9"',
        'x-a: |',
        '  text',
        'x-b: "a',
        '  b"',
        'business:',
        '? business',
        ': "7"',
      ],
      ...[
        '# business: "8"',
        '---',
        '...',
        'business : "6"',
        '<<: { business: "5" }',
        "business: '04'",
      ],
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.map((each) => each + end).join('')
        const quick = quickBusiness(text)
        const found = parsed(text)
        // A file that does not parse names nobody; whoever reads it says so.
        expect(quick === undefined || found === null || quick === found).toBe(true)
      }),
      { seed: seeded(1861), numRuns: times(1000) },
    )
  })
})
