import { describe, expect, it } from 'vitest'
import { groundOf } from '../../../src/access/ground.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveMirror, LiveState, MirrorRow } from '../../../src/model/live.ts'
import { emptyManifest } from '../../../src/model/manifest.ts'
import { mirrorDifferences } from '../../../src/questions/holders/mirror-differences.ts'
import { asset, liveOf, row } from '../../support/builders.ts'

const told = (id: string, business: string, more: Partial<MirrorRow> = {}): MirrorRow => ({
  ...{ kind: 'ad_account', asset: id, tasks: ['ADVERTISE', 'ANALYZE'], status: 'active' },
  business: { id: business, name: null },
  ...more,
})

const list = (rows: readonly MirrorRow[] = [], what: string | null = null) => ({
  ...{ rows, what },
  status: what === null ? ('complete' as const) : ('unreadable' as const),
})

const differences = (
  live: LiveState,
  mirror: Partial<LiveMirror>,
  more: Partial<LiveState> = {},
) => {
  const whole = { ...live, ...more, mirror: { agencies: list(), clients: list(), ...mirror } }
  const manifest = emptyManifest(live.business.id)
  const ground = groundOf({ manifest, live: whole, kinds: KINDS, asOf: '2026-11-22' })
  return mirrorDifferences(ground).map(
    (one) => `${one.list} ${one.how} ${one.asset.id} ${one.business?.id}`,
  )
}

const shared = liveOf(
  [asset('act_1')],
  [row('act_1', 'agencies', '2002', ['ADVERTISE', 'ANALYZE', 'DRAFT'])],
)
const client = { id: '3003', name: 'Client' }
const given = liveOf(
  [asset('act_9', { ownership: 'client' })],
  [row('act_9', 'request', '1001', ['ANALYZE'], { counterpart: client })],
)

describe('the lists of a business and its assets', () => {
  it('agree where one of them is unpacked', () => {
    expect(differences(shared, { agencies: list([told('act_1', '2002')]) })).toEqual([])
  })

  it.each<[string, readonly MirrorRow[], readonly string[]]>([
    ['untold', [], ['agencies untold act_1 2002']],
    ['tasks', [told('act_1', '2002', { tasks: ['ANALYZE'] })], ['agencies tasks act_1 2002']],
    ['no tasks told', [told('act_1', '2002', { tasks: null })], []],
    ['pending there', [told('act_1', '2002', { status: 'pending' })], []],
    ['unheld', [told('act_1', '2002'), told('act_1', '2009')], ['agencies unheld act_1 2009']],
    ['unlisted', [told('act_1', '2002'), told('act_5', '2009')], ['agencies unlisted act_5 2009']],
  ])('differ or not: %s', (_name, rows, expected) => {
    expect(differences(shared, { agencies: list(rows) })).toEqual(expected)
  })

  it('of clients differ too', () => {
    expect(differences(given, {})).toEqual(['clients untold act_9 3003'])
    const tasks = told('act_9', '3003', { tasks: ['ANALYZE'] })
    expect(differences(given, { clients: list([tasks]) })).toEqual([])
    expect(differences(given, { clients: list([tasks, told('act_8', '3003')]) })).toEqual([
      'clients unlisted act_8 3003',
    ])
  })

  it('are compared only where both were read to their end', () => {
    expect(differences(shared, { agencies: list([], 'refused') })).toEqual([])
    const unknown = shared.scopes.map((scope) => ({ ...scope, status: 'unknown' as const }))
    const rows = list([told('act_1', '2009')])
    expect(differences(shared, { agencies: rows }, { scopes: unknown })).toEqual([])
    const unlisted = [{ kind: 'ad_account', listing: 'owned', what: 'refused' }] as const
    const strange = list([told('act_1', '2002'), told('act_5', '2009')])
    expect(differences(shared, { agencies: strange }, { unlisted })).toEqual([])
  })
})
