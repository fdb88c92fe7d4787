import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aliasesFor,
  slugOf,
  type Unnamed,
} from '../../../../src/questions/import/writing/new-aliases.ts'
import { seeded, times } from '../../../support/effort.ts'
import { manifestOf } from '../../../support/pipeline.ts'

describe('a name as an alias', () => {
  it.each([
    ['Dana Weiss', 'dana-weiss'],
    ['  Old   Mill & Media, Inc. ', 'old-mill-media-inc'],
    ['Müller Straße', 'muller-strasse'],
    ['Łódź Ørsted Æon', 'lodz-orsted-aeon'],
    ['Наталья Щукина', 'natalya-shchukina'],
    ['Ελένη Παπαδοπούλου', 'eleni-papadopoyloy'],
    ["O'Brien", 'obrien'],
    ['ＦＵＬＬ ｗｉｄｔｈ', 'full-width'],
    ['株式会社', 'zhu-shi-hui-she'],
    ['田中花子', 'tian-zhong-hua-zi'],
    ['たなか はなこ', 'tanaka-hanako'],
    ['ベルリン広告', 'berurin-guang-gao'],
    ['김철수', 'gim-cheol-su'],
    ['김철수'.normalize('NFD'), 'gim-cheol-su'],
    ['محمد علي', 'mhmd-ly'],
    ['שרה כהן', 'srh-khhn'],
    ['สมชาย', 'smchay'],
    ['नरेंद्र', 'nremdr'],
    ['გიორგი', 'giorgi'],
    ['Հայկ', 'hayk'],
    ['Nguyễn Văn An', 'nguyen-van-an'],
    ['Müller'.normalize('NFD'), 'muller'],
    ['😀 Smiley 🇩🇪 1️⃣', 'smiley-1'],
    ['🚀🚀', ''],
    ['12345', ''],
    ['none', ''],
    ['NULL', ''],
    ['', ''],
    ['__proto__', 'proto'],
    ['a\u202Ekim\u0007\n: "x"', 'a-kim-x'],
    [null, ''],
  ])('%j: %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('is no longer than a line can bear', () => {
    expect(slugOf('x'.repeat(5000))).toHaveLength(40)
  })
})

const person = (id: string, name: string | null): Unnamed => ({ id, name, is: 'person' })
const partner = (id: string, name: string | null): Unnamed => ({ id, name, is: 'partner' })

describe('aliases', () => {
  it('of two with one name have the end of the id, each of them', () => {
    const aliases = aliasesFor([partner('2002', 'Brightside'), partner('2009', 'BRIGHTSIDE')])
    expect([...aliases]).toEqual([
      ['2002', 'brightside-2002'],
      ['2009', 'brightside-2009'],
    ])
  })

  it('tell ids apart that end alike, and whom another is called', () => {
    const aliases = aliasesFor([
      person('10001234', 'Kim'),
      person('20001234', 'Kim'),
      partner('3001', 'Kim 1234'),
      partner('3002', 'kim-10001234'),
    ])
    expect([...aliases]).toEqual([
      ['10001234', 'person-10001234'],
      ['20001234', 'kim-20001234'],
      ['3001', 'kim-1234-3001'],
      ['3002', 'kim-10001234-3002'],
    ])
    expect(new Set(aliases.values()).size).toBe(4)
  })

  it('leave those alone that are taken, whatever their case', () => {
    const aliases = aliasesFor([person('61550000000000002', 'Lee')], ['LEE', 'buyers'])
    expect(aliases.get('61550000000000002')).toBe('lee-0002')
  })

  it('stand for a name that gives none', () => {
    const aliases = aliasesFor([partner('2002', '…'), { id: '7', name: null, is: 'system-user' }])
    expect([...aliases.values()]).toEqual(['partner-2002', 'system-user-7'])
  })

  const words = fc.constantFrom(
    'Kim',
    'kim',
    'Kim 1',
    'kim-2',
    'none',
    '7',
    '',
    'Лев',
    'person-3',
    '\u202E',
    'a,b>c/d',
  )
  const subjects = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 30 }).map(String),
      name: fc.option(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 20 }))),
      is: fc.constantFrom('partner', 'person', 'system-user'),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  ) as fc.Arbitrary<Unnamed[]>

  it('are valid, one each, and the same in any order', () => {
    fc.assert(
      fc.property(subjects, fc.subarray(['kim', 'kim-2', 'person-3']), (all, taken) => {
        const aliases = aliasesFor(all, taken)
        expect([...aliasesFor([...all].reverse(), taken)]).toEqual([...aliases])
        expect(new Set([...aliases.values(), ...taken]).size).toBe(all.length + taken.length)
        const lines = [...aliases].map(([id, alias]) => `  ${alias}: "${id}"\n`)
        if (all.length === 0) return
        const { people } = manifestOf(`version: 1\nbusiness: "1001"\npeople:\n${lines.join('')}`)
        expect(people.size).toBe(all.length)
      }),
      { seed: seeded(42), numRuns: times(150) },
    )
  })
})
