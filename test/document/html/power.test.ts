import { describe, expect, it } from 'vitest'
import { lettersOf, strongestOf } from '../../../src/document/html/power.ts'
import { ASSET_GROUP, KINDS, kindOf, withEverything } from '../../../src/model/kinds.ts'
import { classicOf } from '../../../src/model/tasks.ts'

const letters = lettersOf(KINDS)
const powerIn = (kind: string, tasks: readonly string[]) =>
  strongestOf(kindOf(kind, KINDS), tasks, { kinds: KINDS, letters })

describe('power', () => {
  it.each<[string, readonly string[], string, number]>([
    ['ad_account', ['ANALYZE', 'MANAGE', 'ADVERTISE'], 'MANAGE', 3],
    ['ad_account', ['ANALYZE', 'ADVERTISE'], 'ADVERTISE', 2],
    ['ad_account', ['DRAFT', 'ANALYZE', 'AA_ANALYZE'], 'ANALYZE', 1],
    ['page', ['PROFILE_PLUS_FULL_CONTROL', 'ANALYZE'], 'PROFILE_PLUS_FULL_CONTROL', 3],
    ['page', ['PROFILE_PLUS_MANAGE'], 'MANAGE', 3],
    ['pixel', ['ANALYZE', 'EDIT'], 'EDIT', 2],
    ['business', ['ADMIN'], 'ADMIN', 3],
    ['business', ['EMPLOYEE'], 'EMPLOYEE', 2],
    [ASSET_GROUP.name, ['adaccount:ANALYZE', 'page:MANAGE'], 'MANAGE', 3],
    ['ad_account', ['SOMETHING_NEW', 'ANALYZE'], 'SOMETHING_NEW', 2],
  ])('of %s with %j is %s, level %d', (kind, tasks, task, level) => {
    expect(powerIn(kind, tasks)).toMatchObject({ task, level })
  })

  it('is none without tasks', () => {
    expect(powerIn('ad_account', [])).toBe(null)
  })

  it('has a letter of its own for every task of every kind', () => {
    const tasks = withEverything(KINDS).flatMap((kind) =>
      kind.tasks.map((task) => classicOf(kind, task)),
    )
    for (const task of tasks) expect(letters.get(task), task).toMatch(/^[A-Z][a-z]?$/)
    expect(new Set(letters.values()).size).toBe(new Set(tasks).size)
    expect([letters.get('MANAGE'), letters.get('ADVERTISE')]).toEqual(['M', 'A'])
  })

  it('takes only tasks for looking that the kind has, and none that manages', () => {
    for (const { name, tasks, managers, sees = [] } of withEverything(KINDS)) {
      for (const task of sees) {
        expect(tasks, `${name} ${task}`).toContain(task)
        expect(managers, `${name} ${task}`).not.toContain(task)
      }
    }
  })
})
