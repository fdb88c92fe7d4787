import { describe, expect, it } from 'vitest'
import { cellsOf, isFiltering, matches, type Query, textsOf } from '../../page/filter.ts'
import type { PageData, RowData } from '../../src/document/html/page-data.ts'

const row = (over: Partial<RowData>): RowData => ({
  a: [0],
  k: 0,
  c: 0,
  t: [0],
  f: [],
  x: 0,
  h: -1,
  m: 0,
  w: 0,
  p: 0,
  ...over,
})

/** Kim loses one account and one Page; Brightside is granted both accounts; something ends. */
const DATA: PageData = {
  assets: [
    { word: 'ad account', name: 'EU Search', note: '', id: 'act_1' },
    { word: 'ad account', name: 'US Social', note: '', id: 'act_2' },
    { word: 'Page', name: 'News', note: '', id: '3333' },
  ],
  columns: [
    { rank: 3, word: 'agency', label: 'brightside 2002', name: 'Brightside', note: '', id: '2002' },
    { rank: 4, word: 'user', label: 'kim 6155', name: 'Kim', note: '(kim)', id: '6155' },
  ],
  tasks: ['MANAGE', 'ANALYZE'],
  powers: [],
  changes: ['- unassign', '+ grant', '! ends soon'],
  marks: [],
  findings: ['offboarded'],
  whats: ['offboarded', 'ANALYZE', 'after 2026-11-30 user lee MANAGE'],
  places: ['', 'access.yaml:14', 'access.yaml:28'],
  unread: [],
  rows: [
    row({ a: [0, 2], k: 1, f: [0], p: 1 }),
    row({ a: [0, 1], c: 1, t: [1], w: 1, p: 2 }),
    row({ a: [], k: -1, c: 2, t: [], w: 2 }),
  ],
}

const find = (over: Partial<Query> = {}) =>
  matches(DATA, textsOf(DATA), { words: [], task: -1, change: -1, finding: -1, ...over })

describe('the filter', () => {
  it.each<[string, Partial<Query>, readonly (readonly number[])[]]>([
    ['lets everything through when nothing is asked', {}, [[0, 2], [0, 1], [-1]]],
    ['finds a person', { words: ['kim'] }, [[0, 2], [], []]],
    ['finds an asset, in a row of several', { words: ['social'] }, [[], [1], []]],
    ['finds a kind', { words: ['page'] }, [[2], [], []]],
    ['wants every word, wherever it stands', { words: ['eu', 'brightside'] }, [[], [0], []]],
    ['finds a manifest line', { words: ['yaml:28'] }, [[], [0, 1], []]],
    ['finds what has no asset by its words', { words: ['lee'] }, [[], [], [-1]]],
    ['by task', { task: 1 }, [[], [0, 1], []]],
    ['by change', { change: 0 }, [[0, 2], [], []]],
    ['by finding', { finding: 0 }, [[0, 2], [], []]],
    ['by all of them', { finding: 0, words: ['eu'] }, [[0], [], []]],
    ['finds nothing', { words: ['nobody'] }, [[], [], []]],
  ])('%s', (_what, query, found) => {
    expect(find(query)).toEqual(found)
  })

  it('knows when it is off', () => {
    const off = { words: [], task: -1, change: -1, finding: -1 }
    expect(isFiltering(off)).toBe(false)
    for (const on of [{ words: ['a'] }, { task: 0 }, { change: 0 }, { finding: 0 }]) {
      expect(isFiltering({ ...off, ...on })).toBe(true)
    }
  })

  it('leaves the matrix the assets and columns that have a cell', () => {
    const all = cellsOf(DATA, find())
    expect([all.assets, all.columns]).toEqual([
      [0, 1, 2],
      [0, 1],
    ])
    expect(all.rows.get(0)?.get(1)).toEqual([0])
    const some = cellsOf(DATA, find({ words: ['social'] }))
    expect([some.assets, some.columns]).toEqual([[1], [0]])
  })
})
