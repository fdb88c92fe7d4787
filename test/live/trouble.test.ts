import { afterEach, describe, expect, it } from 'vitest'
import { readRelations } from '../../src/live/read.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { codesOf, HOUSE, type LiveRig, rowsOf, startLive, statusesOf } from './live-rig.ts'

let rig: LiveRig
afterEach(() => rig?.close())

const worldWith = (account = '', page = ''): string => `${HOUSE}
ad_accounts:
  act_1: { name: Ours, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "11": [MANAGE], "21": [ANALYZE] } ${account} }
pages:
  "31": { name: Page, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "22": [MANAGE] ${page} } }
`

const ROBOT_ON_PAGE = ', "11": [MANAGE]'

/** Edges are read along with their asset; refused there, each is read on its own. */
const APART: Fault = { match: { param: 'fields=.*(agencies|assigned_users)' }, do: { code: 10 } }

const fail = async (path: string, effect: Fault['do'], times = 99) => {
  rig = await startLive(worldWith('', ROBOT_ON_PAGE))
  rig.sandbox.setFaults([APART, { match: { path }, times, do: effect }])
  return rig.read()
}

describe('a refused list of people', () => {
  it('is put together from the people’s own lists', async () => {
    rig = await startLive(worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE))
    const live = await rig.read()
    expect(rowsOf(live, 'act_1', 'users')).toEqual(['11 active MANAGE', '21 active ANALYZE'])
    expect(statusesOf(live)).toContain('act_1/users: complete')
    expect(codesOf(live)).toEqual([])
  })

  it('holds of theirs what is about this asset', async () => {
    const other =
      '  act_2: { name: Other, owner: "1001", users: { "11": [ANALYZE], "22": [ANALYZE] } }'
    rig = await startLive(
      worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE).replace('pages:', `${other}\npages:`),
    )
    const live = await rig.read()
    expect(rowsOf(live, 'act_1', 'users')).toEqual(['11 active MANAGE', '21 active ANALYZE'])
  })

  it('is unknown where not all people are known', async () => {
    rig = await startLive(worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([{ match: { path: '^/1001/system_users$' }, do: { code: 2 } }])
    const live = await rig.read()
    expect(statusesOf(live)).toContain('act_1/users: unknown')
    expect(rowsOf(live, 'act_1', 'users')).toEqual([])
  })

  it('is unreadable where another asset shows that the lists leave somebody out', async () => {
    const world = worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE)
    rig = await startLive(world.replace('modes: { ', 'modes: { unlisted: ["22"], '))
    const live = await rig.read()
    expect(rowsOf(live, '31', 'users')).toContain('22 active MANAGE')
    expect(statusesOf(live)).toContain('act_1/users: unreadable')
    expect(rowsOf(live, 'act_1', 'users')).toEqual([])
  })

  it('is unreadable where one of theirs is refused too', async () => {
    rig = await startLive(worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([{ match: { path: '^/22/assigned_ad_accounts$' }, do: { code: 200 } }])
    const live = await rig.read()
    expect(statusesOf(live)).toContain('act_1/users: unreadable')
    expect(rowsOf(live, 'act_1', 'users')).toEqual([])
    expect(codesOf(live)).toEqual([])
  })

  it('is unknown where one of theirs fails: it may be read next time', async () => {
    rig = await startLive(worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([{ match: { path: '^/22/assigned_ad_accounts$' }, do: { code: 2 } }])
    const live = await rig.read()
    expect(statusesOf(live)).toContain('act_1/users: unknown')
    expect(codesOf(live)).toEqual(['scope_unknown'])
  })

  it('is read back the same way', async () => {
    rig = await startLive(worldWith(', refuse: [assigned_users]', ROBOT_ON_PAGE))
    const target = { kind: 'ad_account', asset: 'act_1', relation: 'users' } as const
    const back = await readRelations(rig.client, '1001', [target])
    expect(rowsOf(back, 'act_1', 'users')).toEqual(['11 active MANAGE', '21 active ANALYZE'])
  })
})

describe('an asset that gives us no token', () => {
  it('is unreadable, with what to grant to whom; its people come from their own lists', async () => {
    rig = await startLive(worldWith())
    const live = await rig.read()
    const scope = live.scopes.find(
      ({ asset, relation }) => asset === '31' && relation === 'agencies',
    )
    expect(scope?.status).toBe('unreadable')
    expect(scope?.what).toContain("assign the token's user Robot (11) to Page 31 with MANAGE")
    expect(rowsOf(live, '31', 'users')).toEqual(['22 active MANAGE'])
    expect(codesOf(live)).toEqual([])
  })
})

describe('a listing refused with the tokens of its assets', () => {
  it('is read without, and the tokens one by one', async () => {
    rig = await startLive(worldWith('', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([
      { match: { path: '^/1001/owned_pages$', param: 'access_token' }, do: { code: 10 } },
    ])
    const live = await rig.read()
    expect(codesOf(live)).toEqual([])
    expect(rowsOf(live, '31', 'agencies')).toEqual(['2002 active ANALYZE'])
  })
})

describe('lists of our own business that are refused', () => {
  it('make a request unreadable, with what to give', async () => {
    rig = await startLive(worldWith())
    rig.sandbox.setFaults([
      { match: { path: '^/1001/(clients|client_|pending_)' }, do: { code: 200 } },
    ])
    const relations = ['request'] as const
    const live = await rig.read({ assets: [{ kind: 'ad_account', id: 'act_9', relations }] })
    expect(statusesOf(live)).toEqual(['act_9/request: unreadable'])
    expect(live.scopes[0]?.what).toContain('business_management')
  })
})

describe('a token without the permissions of a kind', () => {
  it('reads what it can', async () => {
    rig = await startLive(
      worldWith('', ROBOT_ON_PAGE).replace(/scopes: .*/, 'scopes: [business_management, ads_read]'),
    )
    const live = await rig.read()
    expect(statusesOf(live)).toContain('act_1/agencies: complete')
    expect(statusesOf(live)).toContain('31/agencies: unreadable')
    expect(live.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('an asset whose reads say that permissions are missing', () => {
  it('is unreadable, stably, with what to grant to whom', async () => {
    const message = '(#100) Missing permissions'
    const live = await fail('^/act_1/agencies$', { code: 100, message })
    expect(codesOf(live)).toEqual([])
    expect(statusesOf(live)).toContain('act_1/agencies: unreadable')
    const scope = live.scopes.find((each) => each.asset === 'act_1' && each.what !== null)
    expect(scope?.what).toContain("assign the token's user Robot (11) to ad account act_1")
  })

  it('is told what the API wrote for people', async () => {
    const live = await fail('^/act_1/agencies$', {
      code: 31,
      subcode: 3858385,
      message: 'Please authenticate your account in Ads Manager.',
      error_user_title: 'Confirm\nit is you',
      error_user_msg: 'Open Ads Manager.',
    })
    const [problem] = live.problems
    expect(problem?.code).toBe('scope_unknown')
    expect(problem?.message).toMatch(/open it in Ads Manager.*; retrying does not help$/)
    expect(problem?.message).toContain('(Confirm it is you: Open Ads Manager.)')
    expect(problem?.message).not.toMatch(/again/)
  })
})

describe('a read that fails', () => {
  it.each<[string, Fault['do']]>([
    ['with an error', { code: 2 }],
    ['with an error and HTTP 200', { code: 100, body: 'error_200' }],
    ['as HTML', { body: 'html' }],
    ['cut short', { body: 'truncated' }],
    ['by silence', { drop: 'before' }],
  ])('%s leaves its scope unknown, never empty', async (_name, effect) => {
    const live = await fail('^/act_1/agencies$', effect)
    expect(statusesOf(live)).toContain('act_1/agencies: unknown')
    expect(statusesOf(live)).toContain('act_1/users: complete')
    expect(codesOf(live)).toEqual(['scope_unknown'])
    expect(live.problems[0]?.message).toContain('GET /act_1/agencies')
  })

  it('once is read again', async () => {
    const live = await fail('^/act_1/agencies$', { drop: 'before' }, 1)
    expect(statusesOf(live)).toContain('act_1/agencies: complete')
    expect(codesOf(live)).toEqual([])
  })

  it('in a listing concludes nothing about what it does not show', async () => {
    rig = await startLive(worldWith('', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([{ match: { path: 'owned_ad_accounts' }, do: { code: 2 } }])
    const relations = ['agencies', 'users', 'request'] as const
    const live = await rig.read({ assets: [{ kind: 'ad_account', id: 'act_1', relations }] })
    expect(live.assets.find(({ id }) => id === 'act_1')?.ownership).toBe('unknown')
    expect(statusesOf(live)).toEqual([
      'act_1/agencies: complete',
      'act_1/request: unknown',
      'act_1/users: complete',
    ])
    expect(codesOf(live)).toEqual(['listing_unknown', 'scope_unknown'])
  })

  it('as if it did not exist is a refusal on an asset that is listed', async () => {
    const live = await fail('^/act_1/agencies$', { code: 100, subcode: 33 })
    expect(statusesOf(live)).toContain('act_1/agencies: unreadable')
    expect(codesOf(live)).toEqual([])
  })

  it('as if it did not exist is unknown on an asset that no complete list has', async () => {
    rig = await startLive(worldWith('', ROBOT_ON_PAGE))
    rig.sandbox.setFaults([
      APART,
      { match: { path: 'owned_ad_accounts' }, do: { code: 2 } },
      { match: { path: '^/act_1/agencies$' }, do: { code: 100, subcode: 33 } },
    ])
    const relations = ['agencies'] as const
    const live = await rig.read({ assets: [{ kind: 'ad_account', id: 'act_1', relations }] })
    expect(statusesOf(live)).toEqual(['act_1/agencies: unknown'])
  })

  it('in the people makes nobody absent', async () => {
    const live = await fail('business_users', { code: 2 })
    expect(live.directory).toEqual({
      business_users: 'unknown',
      system_users: 'complete',
      pending_users: 'complete',
    })
    expect(codesOf(live)).toEqual(['people_unknown'])
  })

  it('in every edge of a dead token ends the run', async () => {
    await expect(fail('^/act_1', { code: 190, subcode: 463 })).rejects.toMatchObject({ code: 190 })
  })

  it('in /me says so', async () => {
    const live = await fail('^/me$', { code: 2 })
    expect(live.self).toEqual({ id: '', person: null })
    expect(codesOf(live)).toEqual(['self_unknown'])
  })
})

it('an answer of another version is a warning', async () => {
  const live = await fail('^/act_1/users$', {}).then(async () => {
    rig.sandbox.setFaults([
      { match: { path: '^/me$' }, do: { headers: { 'facebook-api-version': 'v28.0' } } },
    ])
    return rig.read()
  })
  expect(codesOf(live)).toEqual(['api_version_mismatch'])
  expect(live.problems[0]?.severity).toBe('warning')
})
