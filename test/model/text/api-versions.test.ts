import { describe, expect, it } from 'vitest'
import { endWords, versionEnds } from '../../../src/model/text/api-versions.ts'

const endsOf = (version: string, now: string) =>
  versionEnds(version, now).map(({ lastDay, daysLeft }) => [lastDay, daysLeft])

describe('how long a version is answered', () => {
  it.each([
    [
      'days that are left, by API',
      'v25.0',
      '2027-02-13T23:59:59Z',
      [
        ['2028-07-29', 532],
        ['2027-02-23', 10],
      ],
    ],
    [
      'the last day itself, which is still one of them',
      'v25.0',
      '2027-02-23',
      [
        ['2028-07-29', 522],
        ['2027-02-23', 0],
      ],
    ],
    [
      'one API that ended it the day before',
      'v25.0',
      '2027-02-24',
      [
        ['2028-07-29', 521],
        ['2027-02-23', -1],
      ],
    ],
    [
      'one of which only that is known',
      'v21.0',
      '2027-01-22',
      [
        ['2027-01-21', -1],
        [null, -1],
      ],
    ],
    [
      'the newest, whose end nobody tells',
      'v27.0',
      '2030-01-01',
      [
        [null, null],
        [null, null],
      ],
    ],
  ])('is %s', (_, version, now, expected) => {
    expect(endsOf(version, now)).toEqual(expected)
  })

  it.each(['v99.0', 'constructor'])('is not told of %s, which has no row', (version) => {
    expect(versionEnds(version, '2026-11-22')).toEqual([])
  })

  it('is said in words, of the Marketing API with what it ends', () => {
    const words = (version: string, now: string) => versionEnds(version, now).map(endWords)
    expect(words('v25.0', '2027-02-24')).toEqual([
      'the Graph API ends it on 2028-07-29',
      'the Marketing API (ad accounts) ended it on 2027-02-23',
    ])
    expect(words('v21.0', '2026-11-22')[1]).toBe('the Marketing API (ad accounts) ended it')
    expect(words('v27.0', '2026-11-22')[0]).toBe('the Graph API has announced no end of it yet')
  })
})
