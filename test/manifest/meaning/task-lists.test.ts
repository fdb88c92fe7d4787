import { expect, test } from 'vitest'
import { loadManifest } from '../../../src/manifest/load.ts'

const HEAD = 'version: 1\nbusiness: "1001"\npeople: { lee: "17", kim: "18" }\nad_accounts:\n'

/** What is said of two lists of tasks, the second of which has the same words otherwise quoted. */
const problemsOf = (one: string, other: string) => {
  const text = `${HEAD}  act_1: { users: { lee: ${one}, kim: ${other} } }\n`
  return loadManifest([{ file: 'm.yaml', text }]).problems.map(
    ({ code, source }) => `${source?.column} ${code}`,
  )
}

test('a list is not taken for another that has been found sound', () => {
  expect(problemsOf('[ADVERTISE, ANALYZE]', '["ADVERTISE,ANALYZE"]')).toEqual(['54 unknown_task'])
  expect(problemsOf('[ADVERTISE, ANALYZE]', '["ADVERTISE\\",\\"ANALYZE"]')).toEqual([
    '54 unknown_task',
  ])
  expect(problemsOf('[ADVERTISE, ANALYZE]', '[ANALYZE, ADVERTISE]')).toEqual([])
})

test('what is wrong with a list is said wherever it is written', () => {
  expect(problemsOf('[ANALYZE, ANALYZE]', '[ANALYZE, ANALYZE]')).toEqual([
    '36 task_twice',
    '61 task_twice',
  ])
})
