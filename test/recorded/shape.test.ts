import { describe, expect, it } from 'vitest'
import { type Allowed, differences, shapeOf, valueAt } from './shape.ts'

const between = (was: unknown, is: unknown, allowed: Allowed = {}): readonly string[] =>
  differences(shapeOf(was), shapeOf(is), allowed)

describe('two answers', () => {
  it('are alike whatever their values and the number of their rows', () => {
    const was = { data: [{ id: '1', tasks: ['A'] }], paging: { cursors: { after: 'x' } } }
    const is = {
      data: [
        { id: '2', tasks: ['B', 'C'] },
        { id: '3', tasks: ['D'] },
      ],
      paging: { cursors: { after: 'y' } },
    }
    expect(between(was, is)).toEqual([])
  })

  it.each([
    ['a key is missing', { a: 1, b: 1 }, { a: 1 }, 'b is missing'],
    ['a key is new', { a: 1 }, { a: 1, b: 1 }, 'b was never recorded'],
    ['a type is another', { a: 1 }, { a: '1' }, 'a is string, not number'],
    ['a list stands for an object', { a: {} }, { a: [] }, 'a is list, not object'],
    ['null stands for a text', { a: 'x' }, { a: null }, 'a is null, not string'],
    [
      'a key deep inside differs',
      { a: [{ b: { c: 1 } }] },
      { a: [{ b: {} }] },
      'a[].b.c is missing',
    ],
    [
      'not all rows have it now',
      { a: [{ b: 1 }] },
      { a: [{ b: 1 }, {}] },
      'a[].b is not in every row',
    ],
    ['not all rows had it', { a: [{ b: 1 }, {}] }, { a: [{ b: 1 }] }, 'a[].b was not in every row'],
    ['there are no rows', { a: [{ b: 1 }] }, { a: [] }, 'a has no rows to compare'],
    ['a text of JSON is no text', { a: '{"b":1}' }, { a: 'b' }, 'a is string, not json'],
    ['a text of JSON holds another key', { a: '{"b":1}' }, { a: '{"c":1}' }, 'a.b is missing'],
  ])('differ where %s', (_why, was, is, words) => {
    expect(between(was, is)).toContain(words)
  })

  it('may differ where that is allowed', () => {
    expect(between({ a: 1 }, { a: 1, b: 1 }, { optional: ['b'] })).toEqual([])
    expect(between({ a: 1 }, { a: '1' }, { types: { a: ['string'] } })).toEqual([])
    expect(between({ a: [{}] }, { a: [{ b: 1 }] }, { optional: ['a[].b'] })).toEqual([])
    expect(between({ a: [{}] }, { a: [{ b: 1 }] }, { optional: ['b'] })).toHaveLength(1)
  })
})

it('finds a value by its place', () => {
  expect(valueAt({ error: { code: 4 } }, 'error.code')).toBe(4)
  expect(valueAt({ data: [{ id: '1' }, { id: '2' }] }, 'data[].id')).toEqual(['1', '2'])
})
