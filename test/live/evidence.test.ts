import { describe, expect, it } from 'vitest'
import { createGraphClient } from '../../src/graph/client.ts'
import { addGroups } from '../../src/live/groups/read-groups.ts'
import { readAgain, readLive } from '../../src/live/read.ts'
import { type Evidence, shownReadings } from '../../src/model/assumed/evidence.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { builtInWorld } from '../../src/sandbox/built-in.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { HOUSE, startLive } from './live-rig.ts'

/** What reads show of what is assumed about the API, over real HTTP, in the mode that shows it. */

const DEFAULT = HOUSE.replace('modes: { unpacking: none }\n', '')
const modes = (words: string): string => `${DEFAULT}modes: { ${words} }\n`

const ROBOT = '"11": [MANAGE, ADVERTISE, ANALYZE]'
const ACCOUNT = (users: string, more = ''): string =>
  `ad_accounts: { act_1: { name: EU, owner: "1001", users: { ${ROBOT}${users} }${more} } }\n`

const evidenceOf = async (world: string): Promise<LiveState> => {
  const rig = await startLive(world)
  try {
    return await rig.read({ groups: true })
  } finally {
    await rig.close()
  }
}

/** `id verdict fits: example`, of one assumption. */
const said = ({ evidence = [] }: LiveState, id: string): readonly string[] =>
  evidence
    .filter(({ assumption }) => assumption === id)
    .map(
      ({ verdict, fits, example }) =>
        `${verdict}${fits === undefined ? '' : ` ${fits}`}: ${example}`,
    )

type Row = readonly [what: string, id: string, world: string, said: readonly string[]]

const PAGE = 'pages: { "31": { name: Shop, owner: "1001", users: { "11": [MANAGE] } } }\n'
const CATALOG = `catalogs: { "51": { name: Shop, owner: "1001", agencies: { "2002": [MANAGE, ADVERTISE] }, users: { "11": [MANAGE] } } }\n`
const PIXEL = (agencies: string, users = '"11": [ADVERTISE]'): string =>
  `pixels: { "41": { name: P, owner: "1001", agencies: { ${agencies} }, users: { ${users} } } }\n`
const CLIENT =
  'ad_accounts: { act_9: { name: X, owner: "3003", agencies: { "1001": { tasks: [ANALYZE], status: CLIENT_RESPONSE_PENDING, waits_for: owner } } } }\n'
const GROUP = `asset_groups: { "81": { name: G, owner: "1001", assets: [act_1], users: { "21": { ad_account: [ANALYZE] } } } }\n`

const ROWS: readonly Row[] = [
  [
    'a task that nobody asks for comes along',
    'people_unpacked',
    DEFAULT + ACCOUNT(''),
    ['seen: act_1/users/11 shows DRAFT with MANAGE, ADVERTISE, ANALYZE'],
  ],
  ['a bundle alone says nothing', 'people_unpacked', HOUSE + ACCOUNT(''), []],
  [
    'a manager without the rest',
    'people_unpacked',
    HOUSE + ACCOUNT(', "21": [MANAGE]'),
    ['contradicted unpacking_none: act_1/users/21 shows MANAGE without ADVERTISE, ANALYZE'],
  ],
  [
    'the same on a Page',
    'people_unpacked',
    HOUSE + PAGE,
    [
      'contradicted unpacking_none: 31/users/11 shows MANAGE without CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE',
    ],
  ],
  ['the same where it is unpacked', 'people_unpacked', DEFAULT + PAGE, []],
  ['a catalog, whose roles are only guessed', 'people_unpacked', HOUSE + CATALOG, []],
  [
    'a pixel, whose tasks were only seen together',
    'people_unpacked',
    HOUSE + PIXEL('', '"11": [UPLOAD]'),
    [],
  ],
  [
    'an asset of a client, where our permission may cap what people hold',
    'people_unpacked',
    `${HOUSE}ad_accounts: { act_9: { name: X, owner: "3003", agencies: { "1001": [ADVERTISE] }, users: { "21": [ADVERTISE] } } }\n`,
    [],
  ],
  [
    'a task of tomorrow beside MANAGE, which may mean anything',
    'people_unpacked',
    HOUSE + ACCOUNT(', "21": [MANAGE, FUTURE_TASK]'),
    [],
  ],
  [
    'an agency with one task of a bundle',
    'agencies_unpacked',
    HOUSE + ACCOUNT('', ', agencies: { "2002": [ADVERTISE] }'),
    ['contradicted unpacking_none: act_1/agencies/2002 shows ADVERTISE without ANALYZE'],
  ],
  [
    'an agency that asks, whose tasks are only asked for',
    'agencies_unpacked',
    HOUSE +
      ACCOUNT(
        '',
        ', agencies: { "2002": { tasks: [ADVERTISE], status: PENDING, waits_for: owner } }',
      ),
    [],
  ],
  [
    'tasks that nobody can give',
    'more_than_given',
    modes('unpacking: wide') + ACCOUNT(''),
    ['seen: act_1/users/11 shows CREATIVE'],
  ],
  [
    'both names of a task',
    'more_than_given',
    modes('unpacking: wide') + PAGE,
    ['seen: 31/users/11 shows both ADVERTISE and PROFILE_PLUS_ADVERTISE'],
  ],
  ['nothing of that as observed', 'more_than_given', DEFAULT + ACCOUNT('') + PAGE, []],
  [
    'a task that nobody knows',
    'unknown_tasks',
    modes('unpacking: surprising') + ACCOUNT(''),
    ['seen: act_1/users/11 shows FUTURE_TASK'],
  ],
  [
    'full control as one task',
    'manager_alone',
    `${DEFAULT}whatsapp_accounts: { "771": { name: W, owner: "1001", users: { "11": [MANAGE] } } }\n`,
    ['seen: 771/users/11 shows MANAGE and nothing else'],
  ],
  [
    'a status where it is documented',
    'agency_status_told',
    DEFAULT + ACCOUNT('', ', agencies: { "2002": [ADVERTISE, ANALYZE] }'),
    ['seen: act_1/agencies/2002 is CONFIRMED'],
  ],
  [
    'no status where it is documented',
    'agency_status_told',
    modes('absent_fields: [Business.access_status]') +
      ACCOUNT('', ', agencies: { "2002": [ADVERTISE, ANALYZE] }'),
    ['contradicted: act_1/agencies/2002 has tasks and no access_status'],
  ],
  [
    'no status where nothing is documented',
    'agency_status_missing',
    DEFAULT + PIXEL('"2002": [ADVERTISE, ANALYZE]'),
    ['seen: 41/agencies/2002 has no access_status'],
  ],
  [
    'a status everywhere',
    'agency_status_missing',
    modes('agency_status: everywhere') + PIXEL('"2002": [ADVERTISE, ANALYZE]'),
    [],
  ],
  [
    'a word for the status that is not known',
    'agency_status_words',
    DEFAULT + ACCOUNT('', ', agencies: { "2002": { tasks: [ANALYZE], status: FROZEN } }'),
    ['seen: act_1/agencies/2002 is FROZEN'],
  ],
  ['roles beside tasks', 'agency_roles', modes('agency_status: everywhere') + CATALOG, []],
  [
    'the id of the request',
    'request_rows',
    DEFAULT + CLIENT,
    [
      expect.stringMatching(
        /^seen requests_by_request: ad account act_9 is not the id of its row \d+$/,
      ) as unknown as string,
    ],
  ],
  [
    'permissions as a list',
    'permission_lists',
    DEFAULT + CLIENT,
    ['seen: business 3003: adaccount_permissions is a list'],
  ],
  [
    'permissions as a connection',
    'permission_lists',
    modes('permission_lists: connection') + CLIENT,
    ['seen: business 3003: adaccount_permissions is a list in data'],
  ],
  [
    'somebody on no list',
    'people_lists_short',
    modes('unlisted: ["21"]') + ACCOUNT(', "21": [ANALYZE]'),
    ['seen: act_1/users/21 is on none of the lists of people'],
  ],
  ['everybody on a list', 'people_lists_short', DEFAULT + ACCOUNT(', "21": [ANALYZE]'), []],
  [
    'people of others',
    'other_people',
    `${modes('other_people: shown').replace('"2002": { name: Partner }', '"2002": { name: Partner, users: { "61": { name: Ben } } }')}${ACCOUNT(', "61": [ANALYZE]', ', agencies: { "2002": [ANALYZE] }')}`,
    ['seen: act_1/users/61 is of business 2002'],
  ],
  [
    'the id of an Instagram user',
    'instagram_ids',
    `${DEFAULT}instagram_accounts: { "104000000000001": { name: shop, owner: "1001" } }\n`,
    [
      expect.stringMatching(
        /^seen: 104000000000001 has 1784\d+ as the id of its user$/,
      ) as unknown as string,
    ],
  ],
  [
    'a group that tells tasks',
    'group_rows',
    DEFAULT + ACCOUNT('') + GROUP,
    ['seen: 81/users/21 tells adaccount_tasks'],
  ],
  [
    'a group that tells roles',
    'group_rows',
    modes('group_rows: roles') + ACCOUNT('') + GROUP,
    ['seen: 81/users/21 tells adaccount_roles'],
  ],
  [
    'a group that tells neither',
    'group_rows',
    modes('group_rows: bare') + ACCOUNT('') + GROUP,
    ['seen: 81/users/21 tells neither'],
  ],
  [
    "a person's own list that tells roles",
    'person_rows',
    modes('person_rows: roles') +
      CATALOG.replace('owner: "1001"', 'owner: "1001", refuse: [assigned_users]'),
    ['seen: 51/users/11 has permitted_roles and no tasks'],
  ],
  [
    'limits that are told',
    'usage_told',
    modes('usage: { X-App-Usage: { call_count: 28, total_time: 25, total_cputime: 25 } }'),
    ["seen: the app's calls: 28 % are used"],
  ],
]

describe('a read shows', () => {
  it.each(ROWS)('%s (%s)', async (_what, id, world, expected) => {
    expect(said(await evidenceOf(world), id)).toEqual(expected)
  })
})

const readBuiltIn = async (name: 'agency' | 'brand' | 'large'): Promise<LiveState> => {
  const world = builtInWorld(name)
  const sandbox = await startSandbox({ world })
  const client = createGraphClient({
    ...{ url: sandbox.url, token: sandbox.token, sleep: async () => {} },
  })
  try {
    const { business } = world.token
    const live = await readLive(client, { business, assets: 'all', people: true, listings: 'all' })
    return await addGroups(client, live, KINDS)
  } finally {
    await client.close()
    await sandbox.close()
  }
}

const verdictsIn = (evidence: readonly Evidence[] = []): readonly string[] => [
  ...new Set(evidence.map(({ verdict }) => verdict)),
]

describe('evidence', () => {
  it.each(['agency', 'brand', 'large'] as const)('contradicts nothing in %s', async (name) => {
    expect(verdictsIn((await readBuiltIn(name)).evidence)).toEqual(['seen'])
  })

  it('is merged when groups and some assets are read later', async () => {
    const rig = await startLive(DEFAULT + ACCOUNT(', "21": [MANAGE]') + GROUP)
    try {
      const live = await rig.read()
      expect(said(live, 'group_rows')).toEqual([])
      const more = await addGroups(rig.client, live, KINDS)
      expect(said(more, 'group_rows')).toHaveLength(1)
      expect(said(more, 'people_unpacked')).toEqual(said(live, 'people_unpacked'))
      const again = await readAgain(rig.client, '1001', [
        { kind: 'ad_account', id: 'act_1', relations: ['users'] },
      ])
      expect(again.evidence?.map(({ assumption }) => assumption)).toContain('people_unpacked')
    } finally {
      await rig.close()
    }
  })

  it('takes as many calls as there were without it', async () => {
    const { calls } = await readBuiltIn('brand')
    expect(calls).toMatchObject({ write: 0 })
    expect([calls.read, calls.http]).toEqual([26, 4])
  })

  it('decides a reading: none is ruled out by DRAFT, the others by a row that lacks a task', async () => {
    const unpacked = await evidenceOf(DEFAULT + ACCOUNT(''))
    expect(shownReadings(unpacked.evidence ?? [])).toEqual(
      new Map([
        ['unpacking_none', 'contradicted'],
        ['unpacking_observed', 'seen'],
      ]),
    )
    const bare = await evidenceOf(HOUSE + ACCOUNT(', "21": [MANAGE]'))
    expect(shownReadings(bare.evidence ?? [])).toEqual(
      new Map([
        ['unpacking_observed', 'contradicted'],
        ['unpacking_wide', 'contradicted'],
        ['unpacking_surprising', 'contradicted'],
        ['unpacking_none', 'seen'],
      ]),
    )
  })
})
