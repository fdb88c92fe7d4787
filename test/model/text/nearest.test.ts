import { expect, it } from 'vitest'
import { nearestOf } from '../../../src/model/text/nearest.ts'

it.each([
  ['ANALYSE', ['ADVERTISE', 'ANALYZE'], 'ANALYZE'],
  ['danna', ['lee', 'dana'], 'dana'],
  ['user', ['use', 'users'], 'users'],
  ['aliax', ['alias', 'aliay'], 'alias'],
  ['kim', ['brightside'], null],
  ['agencis', ['agencies', 'ignore'], 'agencies'],
])('%s is nearest to %j', (word, candidates, expected) => {
  expect(nearestOf(word, candidates)).toBe(expected)
  expect(nearestOf(word, [...candidates].reverse())).toBe(expected)
})

/** More candidates than are all looked at. */
const many = Array.from({ length: 3000 }, (_, at) => `person_${at}_of_all`)

it.each([
  ['danna', 'dana'],
  ['dnaa', 'dana'],
  ['xbrightside', 'brightside'],
  ['brihtside', 'brightside'],
  ['brightzide', 'brightside'],
  ['BRIGHTSIDE', 'brightside'],
  ['persn_77_of_all', 'person_77_of_all'],
  ['person_77_off_all', 'person_77_of_all'],
  ['nobody', null],
  ['x'.repeat(500), null],
])('%s among many is nearest to %s', (word, expected) => {
  const candidates = [...many, 'dana', 'brightside']
  expect(nearestOf(word, candidates)).toBe(expected)
  expect(nearestOf(word, [...candidates].reverse())).toBe(expected)
})
