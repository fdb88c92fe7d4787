import { describe, expect, it } from 'vitest'
import { listCodec } from '../../src/model/codec.ts'

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
