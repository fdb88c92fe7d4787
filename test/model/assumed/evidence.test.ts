import { expect, it } from 'vitest'
import { ASSUMPTION_SOURCES } from '../../../src/model/assumed/assumption.ts'
import { ASSUMPTION_IDS, ASSUMPTIONS } from '../../../src/model/assumed/assumptions.ts'
import {
  contradictionsIn,
  type Evidence,
  mergedEvidence,
  shownReadings,
} from '../../../src/model/assumed/evidence.ts'

const UNPACKED: Evidence = { assumption: 'people_unpacked', verdict: 'seen', example: 'b' }
const BARE: Evidence = {
  ...{ assumption: 'people_unpacked', verdict: 'contradicted', example: 'c' },
  fits: 'unpacking_none',
}
const BY_REQUEST: Evidence = {
  ...{ assumption: 'request_rows', verdict: 'seen', example: 'd' },
  fits: 'requests_by_request',
}
const BY_ASSET: Evidence = { ...BY_REQUEST, fits: 'requests_by_asset' }

it('every assumption is a sentence, and says what is safe and where it shows', () => {
  for (const id of ASSUMPTION_IDS) {
    const { statement, source, shownBy, safe, ifWrong } = ASSUMPTIONS[id]
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(statement).toMatch(/^[A-Z].*\.$/)
    expect(ASSUMPTION_SOURCES).toContain(source)
    for (const words of [shownBy, safe, ifWrong ?? safe]) expect(words).toMatch(/^[^A-Z].*[^.]$/)
  }
})

it('keeps one example of each, whatever the order', () => {
  const other = { ...UNPACKED, example: 'a' }
  const expected = [other, BARE, BY_ASSET, BY_REQUEST]
  const all = [BY_REQUEST, UNPACKED, BARE, other, BY_ASSET]
  expect(mergedEvidence(all)).toEqual(expected)
  expect(mergedEvidence(undefined, [...all].reverse())).toEqual(expected)
  expect(contradictionsIn(all)).toEqual([BARE])
})

it('rules out what cannot be, and nothing that was seen as well', () => {
  expect(shownReadings([])).toEqual(new Map())
  expect(shownReadings([UNPACKED]).get('unpacking_none')).toBe('contradicted')
  expect(shownReadings([BARE]).get('unpacking_observed')).toBe('contradicted')
  const both = shownReadings([UNPACKED, BARE])
  expect([both.get('unpacking_none'), both.get('unpacking_observed')]).toEqual(['seen', 'seen'])
  expect(shownReadings([BY_REQUEST])).toEqual(
    new Map([
      ['requests_by_asset', 'contradicted'],
      ['requests_by_request', 'seen'],
    ]),
  )
  expect([...shownReadings([BY_REQUEST, BY_ASSET]).values()]).toEqual(['seen', 'seen'])
})
