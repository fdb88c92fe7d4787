import { afterEach, describe, expect, it } from 'vitest'
import type { GraphClient } from '../../../src/graph/client.ts'
import type { Json } from '../../../src/graph/json.ts'
import type { Fetched, Want } from '../../../src/graph/want.ts'
import { readOnBehalfOf, readOpenRequests } from '../../../src/live/relations/on-behalf-of-rows.ts'
import type { Target } from '../../../src/live/relations/relation-rows.ts'
import type { ReadRequest } from '../../../src/live/wants.ts'
import { assetKindOf, KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { codesOf, HOUSE, type LiveRig, startLive, statusesOf } from '../live-rig.ts'

const WORLD = `${HOUSE}
ad_accounts:
  act_1:
    name: One
    owner: "1001"
    users: { "11": [MANAGE] }
    on_behalf_of:
      "501": { requesting: "1001", receiving: "2002" }
      "502": { requesting: "2002", receiving: "1001", status: APPROVE }
      "503": { requesting: "2002", receiving: "1001", status: DECLINE }
      "504": { requesting: "3003", receiving: "2002" }
  act_2: { name: Two, owner: "1001", on_behalf_of: { "505": { requesting: "3003", receiving: "1001" } } }
  act_3: { name: Three, owner: "1001" }
pages:
  "31": { name: Page, owner: "1001" }
`

let rig: LiveRig | undefined
afterEach(async () => {
  await rig?.close()
})

const DECLARED: Partial<ReadRequest> = {
  assets: [{ kind: 'ad_account', id: 'act_1', relations: ['on_behalf_of'] }],
  listings: 'needed',
  people: false,
}
const EVERYWHERE: Partial<ReadRequest> = { onBehalfOf: 'everywhere' }

const IN_FULL: Partial<ReadRequest> = { onBehalfOf: 'in_full' }

const requestsIn = (live: LiveState): readonly string[] =>
  live.relations
    .filter(({ relation }) => relation === 'on_behalf_of')
    .map((row) =>
      [row.asset, row.subject, row.status, row.direction, row.counterpart?.id].join(' '),
    )

const read = async (
  request: Partial<ReadRequest>,
  prepare: (rig: LiveRig) => void = () => {},
  world = WORLD,
): Promise<LiveState> => {
  rig = await startLive(world)
  prepare(rig)
  return rig.read(request)
}

const FULL = [
  'act_1 501 pending sent 2002',
  'act_1 502 active received 2002',
  'act_1 504 pending others 3003',
]
const IN_PROGRESS = ['act_1 501 pending sent 2002', 'act_2 505 pending received 3003']

describe('on-behalf-of requests', () => {
  it('of a declared asset are read by its edge; what is over is gone', async () => {
    const live = await read(DECLARED)
    expect(requestsIn(live)).toEqual(FULL)
    expect(statusesOf(live)).toEqual(['act_1/on_behalf_of: complete'])
    expect(live.problems).toEqual([])
  })

  it('are not looked for where nobody asks', async () => {
    const live = await read({})
    expect(requestsIn(live)).toEqual([])
    expect(rig?.sandbox.requests.filter(({ path }) => path.includes('onbehalf'))).toEqual([])
  })

  it('in full are those in progress by the lists, and those approved by the edges', async () => {
    const live = await read(IN_FULL)
    expect(requestsIn(live)).toEqual([
      'act_1 501 pending sent 2002',
      'act_1 502 active received 2002',
      'act_2 505 pending received 3003',
    ])
    const statuses = statusesOf(live).filter((line) => line.includes('on_behalf_of'))
    expect(statuses).toEqual([1, 2, 3].map((digit) => `act_${digit}/on_behalf_of: complete`))
    const asked = rig?.sandbox.requests.filter(({ path }) => path.endsWith('/onbehalf_requests'))
    expect(asked).toHaveLength(3)
  })

  it('in full are read from the edges alone where the lists are gone', async () => {
    const live = await read(IN_FULL, (it) =>
      it.sandbox.setFaults([{ match: { path: 'inprogress' }, do: { code: 100, status: 400 } }]),
    )
    expect(requestsIn(live)).toEqual([...FULL, 'act_2 505 pending received 3003'])
    expect(codesOf(live)).toEqual(['obo_lists_unavailable'])
  })

  it('in full: no edge is nothing to be had, a failed one is a failed read', async () => {
    const edge = { path: 'act_2/onbehalf_requests' }
    const gone = await read(IN_FULL, (it) =>
      it.sandbox.setFaults([{ match: edge, do: { code: 100, status: 400 } }]),
    )
    expect(statusesOf(gone)).toContain('act_2/on_behalf_of: unreadable')
    expect([requestsIn(gone).length, codesOf(gone)]).toEqual([2, []])
    await rig?.close()
    const failed = await read(IN_FULL, (it) =>
      it.sandbox.setFaults([{ match: edge, do: { code: 2, status: 500 } }]),
    )
    expect(statusesOf(failed)).toContain('act_2/on_behalf_of: unknown')
    expect(codesOf(failed)).toEqual(['scope_unknown'])
  })

  it('everywhere are read by two lists and their details', async () => {
    const live = await read(EVERYWHERE)
    expect(requestsIn(live)).toEqual(IN_PROGRESS)
    expect(live.problems).toEqual([])
  })

  it('everywhere are read in full where they are declared too', async () => {
    const live = await read({
      ...EVERYWHERE,
      declared: DECLARED.assets as ReadRequest['assets'] & [],
    })
    expect(requestsIn(live)).toEqual([...FULL, 'act_2 505 pending received 3003'])
  })

  it.each([
    { code: 100, message: '(#100) Tried accessing nonexisting field' },
    { code: 2500, message: 'Unknown path components' },
    { code: 3, message: 'Application does not have the capability' },
    { code: 12, message: 'This endpoint is deprecated' },
    { code: 2, message: 'Service temporarily unavailable' },
  ])('are read account by account where a list answers $code, which is said', async (fault) => {
    const live = await read(EVERYWHERE, ({ sandbox }) => {
      sandbox.setFaults([{ match: { path: 'sent_inprogress' }, do: fault }])
    })
    expect(requestsIn(live)).toEqual([FULL[0], FULL[2], IN_PROGRESS[1]])
    expect(live.problems).toMatchObject([{ code: 'obo_lists_unavailable', severity: 'warning' }])
    expect(live.problems[0]?.message).toContain('sent_inprogress_onbehalf_requests')
  })

  it('that cannot be read leave the scope unknown, and nothing is concluded', async () => {
    const live = await read(DECLARED, ({ sandbox }) => {
      sandbox.setFaults([
        { match: { path: 'onbehalf_requests', param: 'APPROVE' }, do: { code: 2 } },
      ])
    })
    expect(requestsIn(live)).toEqual([])
    expect(statusesOf(live)).toEqual(['act_1/on_behalf_of: unknown'])
    expect(codesOf(live)).toEqual(['scope_unknown'])
  })

  it('may come wrapped in a list, with statuses nobody knows, whatever was asked for', async () => {
    const party = (id: string): Json => ({ id, name: null })
    const node = (id: string, status: string): Json => ({
      id,
      status,
      requesting_business: party('1001'),
      receiving_business: party('2002'),
      business_owned_object: { id: '1' },
    })
    const answers: Readonly<Record<string, Json>> = {
      '/1001/received_inprogress_onbehalf_requests': { id: '7' },
      '/1001/sent_inprogress_onbehalf_requests': { id: '8' },
      '/7': { data: [node('7', 'IN_PROGRESS')] },
      '/8': { data: [node('8', 'MMA_DIRECT_ASSETS_PENDING')] },
    }
    const fetchAll: GraphClient['fetchAll'] = async (wants) =>
      new Map(
        wants.map((want): [Want, Fetched] => {
          return [want, { status: 'complete', rows: [answers[want.path] as Json], error: null }]
        }),
      )
    const kind = assetKindOf('ad_account', KINDS)
    const reach: readonly Target[] = [{ kind, asset: 'act_1', relation: 'on_behalf_of' }]
    const client = { fetchAll } as GraphClient
    const open = readOpenRequests(client, '1001')
    const { sections } = await readOnBehalfOf(client, {
      business: '1001',
      targets: [],
      reach,
      open,
    })
    const rows = [...sections.values()].flatMap((section) => section.rows)
    expect(rows.map(({ subject, status }) => [subject, status])).toEqual([
      ['7', 'pending'],
      ['8', 'unrecognised'],
    ])
  })
})
