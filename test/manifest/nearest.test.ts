import { expect, it } from 'vitest'
import { nearestOf } from '../../src/manifest/nearest.ts'

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
