import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, type Policy } from '../../../src/model/manifest.ts'
import { loosenedIn } from '../../../src/plan/saved/policy-order.ts'

const MANIFEST: Policy = {
  ...DEFAULT_POLICY,
  max_revocations: 5,
  max_open_requests: 5,
  keep_managers: 2,
  protected: ['kim', 'lee'],
}

describe('a rail of a plan is looser than the manifest’s', () => {
  it.each<[string, Partial<Policy>, Partial<Policy>, readonly string[]]>([
    ['as it is', {}, {}, []],
    ['more revocations', { max_revocations: 6 }, {}, ['max_revocations']],
    ['fewer revocations', { max_revocations: 4 }, {}, []],
    ['more open requests', { max_open_requests: 6 }, {}, ['max_open_requests']],
    ['fewer open requests', { max_open_requests: 4 }, {}, []],
    ['fewer managers', { keep_managers: 1 }, {}, ['keep_managers']],
    ['more managers', { keep_managers: 3 }, {}, []],
    ['one less protected', { protected: ['kim', 'ann'] }, {}, ['protected']],
    ['more protected', { protected: ['lee', 'kim', 'ann'] }, {}, []],
    ['tries where it may not', { agency_task_change: 'try' }, {}, ['agency_task_change']],
    ['tries where it may', { agency_task_change: 'try' }, { agency_task_change: 'try' }, []],
    ['reports where it may try', {}, { agency_task_change: 'try' }, []],
    [
      'what holds nothing back',
      { unreadable: 'report', coverage: 'open', domains: [] },
      { unreadable: 'fail', coverage: 'closed', domains: ['x.example'] },
      [],
    ],
    [
      'two at once',
      { keep_managers: 0, max_revocations: 9 },
      {},
      ['max_revocations', 'keep_managers'],
    ],
  ])('%s', (_, plan, manifest, expected) => {
    expect(loosenedIn({ ...MANIFEST, ...plan }, { ...MANIFEST, ...manifest })).toEqual(expected)
  })
})
