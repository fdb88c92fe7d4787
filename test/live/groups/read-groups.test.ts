import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/graph/json.ts'
import type { Fetched } from '../../../src/graph/want.ts'
import { containedEdge, sectionsOf } from '../../../src/live/groups/group-rows.ts'
import { withReadGroups } from '../../../src/live/groups/read-groups.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { liveOf } from '../../support/builders.ts'

const groupsWith = (people: Fetched) => {
  const edges = new Map([['8801', new Map([['assigned_users', people]])]])
  const group = sectionsOf({ id: '8801', name: 'EMEA' }, edges, { business: '1001', kinds: KINDS })
  const list = { rows: [group], status: 'complete', error: null, bad: null } as const
  return withReadGroups(liveOf([], []), { list, groups: [group] }, { kinds: KINDS })
}
const ROWS: readonly Json[] = [{ id: '77', name: 'Kim', page_tasks: ['ANALYZE'] }]

describe('the people of a group', () => {
  it('are its members where their list was read to its end', () => {
    const { groups } = groupsWith({ status: 'complete', rows: ROWS, error: null })
    expect(groups?.rows[0]?.members.map(({ id }) => id)).toEqual(['77'])
  })

  it.each(['cut', 'unknown'] as const)('of a list that is %s prove nothing', (status) => {
    const { groups, scopes } = groupsWith({ status, rows: ROWS, error: null } as Fetched)
    expect(groups?.rows[0]?.members).toEqual([])
    expect(scopes.map((scope) => scope.status)).toEqual(['unknown'])
  })
})

it('an Instagram account in a group is asked for nothing that its user does not have', () => {
  const kind = KINDS.find(({ name }) => name === 'instagram_account')
  if (kind === undefined) throw new Error('no such kind')
  expect(containedEdge(kind)).toEqual({
    edge: 'contained_instagram_accounts',
    params: { fields: 'id' },
  })
})
