import { afterEach, describe, expect, it } from 'vitest'
import type { Json } from '../../src/graph/json.ts'
import { listingsOf } from '../../src/live/assets/listings.ts'
import { timeOf } from '../../src/live/decode.ts'
import { tokenIn } from '../../src/live/glance/token-facts.ts'
import { peopleOf } from '../../src/live/people/people.ts'
import { readLive } from '../../src/live/read.ts'
import { usersSection } from '../../src/live/relations/relation-rows.ts'
import { inverseWant, listingWant, peopleWant, relationWant } from '../../src/live/wants.ts'
import { TASKS } from '../../src/model/codec.ts'
import { everybodyIn } from '../../src/model/everybody.ts'
import { AD_ACCOUNT } from '../../src/model/kinds/ad-account.ts'
import { INSTAGRAM_ACCOUNT } from '../../src/model/kinds/instagram-account.ts'
import { PAGE as PAGE_KIND } from '../../src/model/kinds/page.ts'
import { PIXEL as PIXEL_KIND } from '../../src/model/kinds/pixel.ts'
import type { AssetKind } from '../../src/model/kinds.ts'
import { isKnownTask, isManager, isSatisfied } from '../../src/model/tasks.ts'
import type { Rig } from '../graph/scripted-server.ts'
import { dataOf, fetchedBy, NONE, replyOf, rigOver } from './client-rig.ts'
import {
  ACCOUNT,
  ANN,
  ANN_USER,
  BEN,
  CY,
  DEE,
  EVA,
  FAY,
  GUS,
  INSTAGRAM,
  OWN,
  PAGE,
  PIXEL,
  ROBOT,
  SECOND,
  THIRD,
} from './house.ts'

/** What the client makes of lists and objects that the real API answered. */

let rig: Rig
afterEach(() => rig?.close())

/** The people of an asset, as the client reads them. */
const peopleRead = async (kind: AssetKind, asset: string, number: string) => {
  rig = await rigOver({ [`GET /${asset}/assigned_users`]: replyOf(number) })
  const fetched = await fetchedBy(rig, relationWant(kind, asset, 'users', OWN))
  return usersSection({ kind, asset, relation: 'users' }, fetched, OWN)
}

describe('people of an asset', () => {
  it('01 have no names, and all of them are read', async () => {
    const section = await peopleRead(AD_ACCOUNT, ACCOUNT, '01')
    expect(section).toMatchObject({ status: 'complete', bad: null, error: null })
    expect(section.rows.map(({ subject, tasks }) => [subject, tasks])).toEqual([
      [ANN, ['ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE']],
      [BEN, ['ADVERTISE', 'ANALYZE', 'DRAFT']],
      [ROBOT, ['ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE']],
    ])
    expect(
      section.rows.every((row) => row.subjectName === null && row.otherBusiness === undefined),
    ).toBe(true)
    // Cursors without a next page are the end.
    expect(rig.server.arrived).toHaveLength(1)
    const wants = (tasks: readonly string[]) =>
      isSatisfied(AD_ACCOUNT, tasks, section.rows[0]?.tasks ?? [])
    expect([
      wants(['MANAGE']),
      wants(['MANAGE', 'ADVERTISE', 'ANALYZE']),
      wants(['ANALYZE']),
    ]).toEqual([true, true, false])
  })

  it('02 of a pixel hold what their rows say, not what they could be given', async () => {
    const { status, rows } = await peopleRead(PIXEL_KIND, PIXEL, '02')
    expect(status).toBe('complete')
    expect(rows.map(({ subject, tasks }) => [subject, tasks])).toEqual([
      [ANN, ['ANALYZE']],
      [BEN, ['ADVERTISE', 'ANALYZE']],
      [CY, ['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD']],
    ])
  })

  it('03 of an Instagram asset may hold more than was given, or just that', async () => {
    const { status, rows } = await peopleRead(INSTAGRAM_ACCOUNT, INSTAGRAM, '03')
    expect(status).toBe('complete')
    expect(rows.map(({ tasks }) => tasks.length)).toEqual([5, 2, 7])
    const [wide, narrow, wider] = rows.map(({ tasks }) =>
      isSatisfied(INSTAGRAM_ACCOUNT, ['ADVERTISE', 'ANALYZE'], tasks),
    )
    expect([wide, narrow, wider]).toEqual([true, true, false])
    expect(
      rows.flatMap(({ tasks }) => tasks).every((task) => isKnownTask(INSTAGRAM_ACCOUNT, task)),
    ).toBe(true)
  })
})

describe('lists of assets with their people', () => {
  const [, none = ''] = dataOf('04').map((row) => (row as { readonly id: string }).id)

  it('04 are asked again where a row has no list of people, before nobody is taken to be there', async () => {
    rig = await rigOver({
      [`GET /${OWN}/client_pixels`]: replyOf('04'),
      [`GET /${none}/assigned_users`]: NONE,
    })
    const want = listingWant(OWN, PIXEL_KIND, 'client', { relations: ['users'] })
    const { status, edges } = await fetchedBy(rig, want)
    expect(status).toBe('complete')
    const read = [...(edges ?? [])].map(([id, own]) => [id, own.get('assigned_users')])
    expect(read).toEqual([
      [
        PIXEL,
        expect.objectContaining({
          status: 'complete',
          rows: [expect.anything(), expect.anything()],
        }),
      ],
      [none, { status: 'complete', rows: [], error: null }],
      [
        '951000000000003',
        expect.objectContaining({ status: 'complete', rows: [{ id: DEE, tasks: ['ANALYZE'] }] }),
      ],
    ])
    expect(rig.server.arrived.map(({ path }) => path)).toEqual([
      `/${OWN}/client_pixels`,
      `/${none}/assigned_users`,
    ])
  })

  it('04 are not known where that second question is not answered', async () => {
    rig = await rigOver({
      [`GET /${OWN}/client_pixels`]: replyOf('04'),
      [`GET /${none}/assigned_users`]: replyOf('16'),
    })
    const want = listingWant(OWN, PIXEL_KIND, 'client', { relations: ['users'] })
    const { edges } = await fetchedBy(rig, want)
    expect(edges?.get(none)?.get('assigned_users')?.status).not.toBe('complete')
    expect(edges?.get(PIXEL)?.get('assigned_users')?.status).toBe('complete')
  })

  it('04 may lack the agencies of an asset for good: nothing is taken away for their absence', async () => {
    rig = await rigOver({ [`GET /${OWN}/client_pixels`]: replyOf('04') })
    const want = listingWant(OWN, PIXEL_KIND, 'client', { relations: ['agencies'] })
    const { edges } = await fetchedBy(rig, want)
    expect(edges?.get(none)?.get('agencies')).toEqual({ status: 'complete', rows: [], error: null })
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('04 mix offsets in one list, each of which is a time', () => {
    const times = dataOf('04').map((row) => row as Readonly<Record<string, Json>>)
    expect(times.map(({ last_fired_time: fired }) => timeOf(fired))).toEqual([
      '2026-07-27T21:10:11Z',
      '2026-07-27T22:29:26Z',
      '2026-07-23T13:01:24Z',
    ])
    expect(times.map(({ creation_time: made }) => timeOf(made))).toEqual([
      '2024-01-09T14:00:00Z',
      '2024-11-27T15:51:22Z',
      '2024-07-15T13:15:20Z',
    ])
  })

  it('05 have as many people in a row as there are, without a call more', async () => {
    rig = await rigOver({ [`GET /${OWN}/owned_ad_accounts`]: replyOf('05') })
    const want = listingWant(OWN, AD_ACCOUNT, 'owned', { relations: ['users'] })
    const fetched = await fetchedBy(rig, want)
    const counts = [ACCOUNT, SECOND, THIRD].map((id) => {
      const own = fetched.edges?.get(id)?.get('assigned_users')
      return usersSection({ kind: AD_ACCOUNT, asset: id, relation: 'users' }, own, OWN)
    })
    expect(counts.map(({ status, rows }) => [status, rows.length])).toEqual([
      ['complete', 6],
      ['complete', 2],
      ['complete', 2],
    ])
    const { byId } = listingsOf(AD_ACCOUNT, () => fetched)
    expect([...byId.owned.values()].map(({ name }) => name)).toEqual([
      'Northwind Festival',
      'Northwind Autumn',
      'Northwind (backup)',
    ])
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('06 name Instagram assets by their user, whose id is another', async () => {
    rig = await rigOver({ [`GET /${OWN}/owned_instagram_assets`]: replyOf('06') })
    const want = listingWant(OWN, INSTAGRAM_ACCOUNT, 'owned')
    expect(want.params['fields']).toBe('id,ig_username,ig_user_id')
    const fetched = await fetchedBy(rig, want)
    const { byId } = listingsOf(INSTAGRAM_ACCOUNT, () => fetched)
    expect(byId.owned.get(INSTAGRAM)).toEqual({
      id: INSTAGRAM,
      name: 'northwind',
      tasks: null,
      groupedAs: '17841400000000001',
      status: null,
    })
  })

  it('24 are not known where an open request does not tell its Page', async () => {
    rig = await rigOver({ [`GET /${OWN}/pending_client_pages`]: replyOf('24', 2) })
    const fetched = await fetchedBy(rig, listingWant(OWN, PAGE_KIND, 'pendingClient'))
    const { sections } = listingsOf(PAGE_KIND, () => fetched)
    expect(sections.pendingClient).toMatchObject({
      status: 'unknown',
      rows: [],
      bad: 'a Page without a valid id',
    })
  })
})

describe('people of the business', () => {
  it('10 are also those whom a short list leaves out and an asset shows; no name says who we are', async () => {
    const everybody = [ANN, BEN, CY, DEE, EVA, FAY, GUS]
    const seats = everybody.map((id) => ({ id, tasks: ['ANALYZE'] }))
    rig = await rigOver({
      [`GET /${OWN}/business_users`]: replyOf('10'),
      'GET /me': (request) =>
        request.query.get('fields') === 'id,name' ? replyOf('10', 1) : { json: { id: ANN_USER } },
      [`GET /${OWN}`]: { json: { id: OWN, name: 'Northwind' } },
      [`GET /${OWN}/owned_ad_accounts`]: {
        json: {
          data: [
            {
              id: ACCOUNT,
              name: 'Festival',
              agencies: { data: [] },
              assigned_users: { data: seats },
            },
          ],
        },
      },
      '*': NONE,
    })
    const live = await readLive(
      rig.client,
      { business: OWN, assets: 'all', people: true, listings: 'all' },
      [AD_ACCOUNT],
    )
    expect(live.directory.business_users).toBe('complete')
    expect(live.people.map(({ id }) => id)).toEqual([ANN, BEN])
    expect(
      everybodyIn(live)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...everybody].sort())
    expect(live.self).toMatchObject({ id: ANN_USER, person: null })
  })

  it('11 are read past a page of one row, by its cursor alone', async () => {
    rig = await rigOver({
      [`GET /${OWN}/system_users`]: ({ query }) => (query.has('after') ? NONE : replyOf('11')),
    })
    const fetched = await fetchedBy(rig, peopleWant(OWN, 'system_users'))
    const { system_users: section } = peopleOf(() => fetched)
    expect(section).toMatchObject({
      status: 'complete',
      rows: [{ id: ROBOT, name: 'Automation', role: 'ADMIN' }],
    })
    expect(rig.server.arrived.map(({ query }) => query.get('after'))).toEqual([
      null,
      'QVFIUmFmdGVy',
    ])
    expect(JSON.stringify(fetched)).not.toContain('inventedtoken')
  })

  it('11 are not known where that next page is not answered', async () => {
    rig = await rigOver({
      [`GET /${OWN}/system_users`]: ({ query }) =>
        query.has('after') ? replyOf('16') : replyOf('11'),
    })
    const { status, rows } = await fetchedBy(rig, peopleWant(OWN, 'system_users'))
    expect([status === 'complete', rows.length]).toEqual([false, 1])
  })

  it('12 who are invited have an address without escapes, and no link', async () => {
    const want = peopleWant(OWN, 'pending_users')
    expect(want.params['fields']).not.toContain('invite_link')
    rig = await rigOver({ [`GET /${OWN}/pending_users`]: replyOf('12', 1) })
    const fetched = await fetchedBy(rig, want)
    const { pending_users: section } = peopleOf(() => fetched)
    expect(section.rows).toEqual([
      {
        id: '972100000000001',
        email: 'ann@northwind.example',
        role: 'ADMIN',
        since: null,
        expires: null,
        status: 'PENDING',
      },
    ])
    expect(JSON.stringify(section)).not.toMatch(/invite_link|fb\.me/)
  })
})

describe('a token', () => {
  const described = async (place: number) => {
    rig = await rigOver({ 'GET /debug_token': replyOf('17', place) })
    return tokenIn(await rig.client.describeToken())
  }

  it('17 never ends at 0, and a scope without targets, or with none, is for all', async () => {
    expect(await described(0)).toEqual({
      apiType: 'SYSTEM_USER',
      type: 'system_user',
      isValid: true,
      appId: '880000000000001',
      appName: 'Northwind Access',
      expires: 'never',
      dataExpires: 'never',
      scopes: ['business_management', 'ads_management', 'pages_show_list'],
      targets: new Map([['pages_show_list', [PAGE]]]),
    })
  })

  it('17 may name its app by a number', async () => {
    expect(await described(1)).toMatchObject({
      type: 'user',
      appId: '880000000000001',
      expires: '2026-12-27T10:04:00Z',
      targets: new Map(),
    })
  })
})

describe('what a person is assigned to', () => {
  it('20 is told in names of its own on a newer Page, which mean the same', () => {
    const [newer, classic] = dataOf('20').map((row) => TASKS.decode(row) as readonly string[])
    for (const tasks of [newer, classic]) {
      expect(tasks?.filter((task) => !isKnownTask(PAGE_KIND, task))).toEqual([])
      expect(isManager(PAGE_KIND, tasks ?? [])).toBe(true)
      expect(isSatisfied(PAGE_KIND, ['MANAGE'], tasks ?? [])).toBe(true)
    }
    const less = (newer ?? []).filter((task) => !/MANAGE|FULL_CONTROL/.test(task))
    expect(isManager(PAGE_KIND, less)).toBe(false)
  })

  it('22 is unknown, not nothing, where the API never has it in one piece', async () => {
    rig = await rigOver({ [`GET /${ROBOT}/assigned_ad_accounts`]: replyOf('22') })
    const want = inverseWant(AD_ACCOUNT, ROBOT)
    if (want === null) throw new Error('no such list')
    const { status, rows, error } = await fetchedBy(rig, want)
    expect([status, rows, error?.code, error?.httpStatus]).toEqual(['unknown', [], 1, 500])
    const limits = rig.server.arrived.map(({ query }) => Number(query.get('limit')))
    expect(limits.slice(0, 7)).toEqual([100, 50, 25, 12, 6, 3, 1])
  })
})
