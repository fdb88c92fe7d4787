import { describe, expect, it } from 'vitest'
import { listCodec, orRoles } from '../../src/model/codec.ts'

describe('tasks as a list', () => {
  const codec = listCodec('tasks')

  it('are asked for, and written, under one name', () => {
    expect(codec.fields).toEqual(['tasks'])
    expect(codec.encode(['B', 'A'])).toEqual({ tasks: ['B', 'A'] })
  })

  it.each([
    [{ tasks: ['B', 'A', 'B'] }, ['A', 'B']],
    [{ tasks: [] }, []],
    [{ tasks: null }, null],
    [{}, null],
    [null, null],
    ['tasks', null],
    [Object.create({ tasks: ['A'] }), null],
    [{ tasks: 'A' }, 'bad'],
    [{ tasks: ['A', 1] }, 'bad'],
    [{ tasks: [''] }, 'bad'],
    [{ tasks: { data: [] } }, 'bad'],
  ])('of %j are %j', (row, expected) => {
    expect(codec.decode(row)).toEqual(expected)
  })
})

describe('tasks, or else roles', () => {
  const codec = orRoles(listCodec('tasks'), 'permitted_roles', {
    ADMIN: ['B', 'A'],
    ADVERTISER: ['A'],
  })

  it('are written as tasks, and roles asked for where there may be some', () => {
    expect(codec.fields).toEqual(['tasks'])
    expect(codec.spare).toEqual(['permitted_roles'])
    expect(codec.encode(['B'])).toEqual({ tasks: ['B'] })
  })

  it.each([
    [{ tasks: ['C'], permitted_roles: ['ADMIN'] }, ['C']],
    [{ permitted_roles: ['ADMIN', 'ADVERTISER'] }, ['A', 'B']],
    [{ tasks: null, permitted_roles: ['ADVERTISER'] }, ['A']],
    [{ tasks: 'C', permitted_roles: ['ADMIN'] }, 'bad'],
    // Never a part of what somebody holds, and never nothing.
    [{ permitted_roles: ['ADMIN', 'OWNER'] }, 'bad'],
    [{ permitted_roles: ['OWNER'] }, 'bad'],
    [{ permitted_roles: ['toString'] }, 'bad'],
    [{ permitted_roles: 'ADMIN' }, 'bad'],
    [{ permitted_roles: [] }, null],
    [{}, null],
  ])('of %j are %j', (row, expected) => {
    expect(codec.decode(row)).toEqual(expected)
  })

  it('say what is wrong with a row', () => {
    expect(codec.fault).toBe(
      'tasks is no list of texts, or permitted_roles is none of the roles ADMIN, ADVERTISER',
    )
  })
})
