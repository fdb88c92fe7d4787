import { afterEach, describe, expect, it } from 'vitest'
import type { GraphOptions } from '../../src/graph/client.ts'
import { GraphError } from '../../src/graph/errors/graph-error.ts'
import { adviceOf, ruleOf } from '../../src/graph/errors/matched-rule.ts'
import { limitDelay } from '../../src/graph/pace/limit-delay.ts'
import { expansionOf } from '../../src/graph/reading/expansion.ts'
import type { Want } from '../../src/graph/want.ts'
import { readDoctorFacts } from '../../src/live/glance/doctor-facts.ts'
import { listingWant } from '../../src/live/wants.ts'
import { AD_ACCOUNT } from '../../src/model/kinds/ad-account.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { callsOf, type WritableStep, type WriteCall } from '../../src/model/write.ts'
import type { Reply, Rig } from '../graph/scripted-server.ts'
import { dataOf, fetchedBy, NONE, replyOf, rigOver } from './client-rig.ts'
import { ACCOUNT, ANN, INSTAGRAM, OWN, PAGE, SECOND } from './house.ts'

/** What the client makes of refusals, limits and answers to writes of the real API. */

let rig: Rig
afterEach(() => rig?.close())

const ann: WritableStep['subject'] = { type: 'business_user', id: ANN, name: null, alias: null }
const us: WritableStep['subject'] = { type: 'business', id: OWN, name: null, alias: null }

const formed = (
  step: Pick<WritableStep, 'action' | 'after'> & Partial<WritableStep>,
  kind: string,
  id: string,
): WriteCall => {
  const [call] = callsOf({ asset: { kind, id, name: null }, subject: ann, ...step }, OWN, KINDS)
  if (call === undefined) throw new Error('no call')
  return call
}

const invite = (email: string): WriteCall =>
  formed({ action: 'invite', after: ['EMPLOYEE'], subject: { ...ann, id: email } }, 'business', OWN)

/** How something was refused. */
const refusalOf = async (refused: Promise<unknown>): Promise<GraphError> => {
  const error = await refused.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GraphError)) throw new Error('it was not refused')
  return error
}

const getting = async (reply: Reply, path = '/me', options: Partial<GraphOptions> = {}) => {
  rig = await rigOver({ [`GET ${path}`]: reply }, options)
  return refusalOf(rig.client.get(path, { fields: 'id,name' }))
}

const writing = async (call: WriteCall, reply: Reply) => {
  rig = await rigOver({
    [`${call.method} ${call.path}`]: reply,
    [`GET /${PAGE}`]: { json: { id: PAGE, access_token: 'EAApage' } },
  })
  return rig.client.write(call)
}

describe('a write', () => {
  it('07 with a wrong name is answered with the names there are, whether quoted or not', async () => {
    const call = formed({ action: 'assign', after: ['MANAGER'] }, 'instagram_account', INSTAGRAM)
    const error = await refusalOf(writing(call, replyOf('07')))
    expect(error).toMatchObject({ code: 100, subcode: null, lost: false })
    expect(ruleOf(error).family).toBe('input')
    expect(adviceOf(error)).toContain(
      'send one of these: FULL_CONTROL, CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ADVERTISE, ANALYZE, IG_APP_ADMIN, IG_APP, SPARK_INSIGHTS, SPARK_PUBLISH, SPARK_EVERYTHING, CREATOR_MANAGEMENT, CREATIVE_MANAGEMENT;',
    )
    const quoted = error.message.replace('[FULL_CONTROL, CONTENT,', '["FULL_CONTROL","CONTENT",')
    expect(
      adviceOf({ ...error, code: 100, subcode: null, type: error.type, message: quoted }),
    ).toContain(': FULL_CONTROL, CONTENT, MESSAGES')
  })

  it("08 puts an agency's person on a client's Page and takes them off, sent as it was recorded", async () => {
    const assign = formed({ action: 'assign', after: ['ADVERTISE'] }, 'page', PAGE)
    expect(assign.params).toEqual({ user: ANN, tasks: ['ADVERTISE'], business: OWN })
    expect(await writing(assign, replyOf('08'))).toMatchObject({
      success: true,
      requiresAdminApproval: false,
    })
    await rig.close()
    const unassign = formed({ action: 'unassign', after: null }, 'page', PAGE)
    expect(unassign.params).toEqual({ user: ANN, business: OWN })
    expect(await writing(unassign, replyOf('08', 1))).toMatchObject({ success: true })
  })

  it('12 that invites is done, whatever id it answers', async () => {
    expect(await writing(invite('ann@northwind.example'), replyOf('12'))).toMatchObject({
      success: true,
    })
  })

  it('13 that the app may not make is done by hand, although the API says to retry in a few minutes', async () => {
    const error = await refusalOf(writing(invite('ann@northwind.example'), replyOf('13')))
    expect(error).toMatchObject({
      code: 10,
      subcode: 2859030,
      isTransient: false,
      lost: false,
      userTitle: 'This Action Is Not Allowed',
    })
    expect(ruleOf(error)).toMatchObject({ family: 'state', retry: 'no', stop: 'step' })
    expect(adviceOf(error)).toMatch(/by hand|a person has to do it.*retrying does not help$/)
  })

  it('14 that wants a second factor stops that step, with the words for people', async () => {
    const error = await refusalOf(writing(invite('dan@northwind.example'), replyOf('14')))
    expect(error).toMatchObject({
      code: 415,
      subcode: 2859009,
      lost: false,
      userTitle: 'Two-factor authentication required',
      blame: [],
    })
    expect(ruleOf(error)).toMatchObject({ family: 'blocked', stop: 'step' })
  })

  it('16 by a blocked app is refused, and no other is sent', async () => {
    const call = formed({ action: 'assign', after: ['ANALYZE'] }, 'ad_account', ACCOUNT)
    const error = await refusalOf(writing(call, replyOf('16', 2)))
    expect(error).toMatchObject({ code: 200, subcode: null, lost: false })
    expect(ruleOf(error)).toMatchObject({ family: 'blocked', endsWriting: true })
    await refusalOf(rig.client.write(call))
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('24 that asks for a Page waits for an answer, or is refused with words for people', async () => {
    const ask = formed(
      { action: 'request', after: ['MANAGE', 'ADVERTISE'], subject: us },
      'page',
      PAGE,
    )
    expect(await writing(ask, replyOf('24'))).toMatchObject({
      success: true,
      accessStatus: 'PENDING',
    })
    await rig.close()
    const error = await refusalOf(writing(ask, replyOf('24', 1)))
    expect(error.userTitle).toBe('Already Requested')
    // Of an error without a code nobody knows what it left behind: it is read back.
    expect(error).toMatchObject({ code: null, lost: true })
  })
})

describe('a limit', () => {
  it('09 of the app holds everything, and nobody says for how long', async () => {
    const error = await getting(replyOf('09'), `/${OWN}/owned_ad_accounts`, { maxWaitMs: 0 })
    // Without a header the wait is our own.
    expect(error).toMatchObject({ code: 4, retryAfterMs: limitDelay(1) })
    expect(ruleOf(error)).toMatchObject({ family: 'limit', retry: 'wait', stop: 'run' })
  })

  it('09 of one account does not hide the others: the list is read bare, then each on its own', async () => {
    const people = { json: { data: dataOf('01') } }
    rig = await rigOver({
      [`GET /${OWN}/owned_ad_accounts`]: ({ query }) =>
        query.get('fields')?.includes('assigned_users') === true
          ? replyOf('09', 1)
          : {
              json: {
                data: [
                  { id: ACCOUNT, name: 'Festival' },
                  { id: SECOND, name: 'Autumn' },
                ],
              },
            },
      [`GET /${ACCOUNT}`]: { json: { id: ACCOUNT, assigned_users: people.json } },
      [`GET /${SECOND}`]: replyOf('09', 1),
    })
    const fetched = await fetchedBy(
      rig,
      listingWant(OWN, AD_ACCOUNT, 'owned', { relations: ['users'] }),
    )
    expect(fetched).toMatchObject({ status: 'complete', rows: [{ id: ACCOUNT }, { id: SECOND }] })
    expect(fetched.edges?.get(ACCOUNT)?.get('assigned_users')).toMatchObject({
      status: 'complete',
      rows: [{ id: ANN }, {}, {}],
    })
    // The one that stays throttled is not known, rather than without people.
    expect(fetched.edges?.get(SECOND)?.get('assigned_users')).toMatchObject({
      status: 'unknown',
      rows: [],
      error: { code: 17 },
    })
  })

  it.each([
    [0, ['901000000000001'], [28]],
    [
      1,
      [
        '901000000000001',
        '901000000000002',
        '901000000000003',
        '901000000000004',
        '901000000000005',
      ],
      [5, 15, 25, 35, 45],
    ],
  ])('19 is told by account, with the tier of the app (%i)', async (place, accounts, percents) => {
    rig = await rigOver({ [`GET /${ACCOUNT}`]: replyOf('19', place) })
    await rig.client.get(`/${ACCOUNT}`, { fields: 'id' })
    const { tier, usage } = rig.client.observed()
    expect(tier).toBe('development_access')
    expect(usage.map(({ object, percent, waitMs }) => [object, percent, waitMs])).toEqual(
      accounts.map((account, at) => [account, percents[at], 0]),
    )
  })
})

describe('a token', () => {
  it.each([
    [0, 459, 'the user must pass a checkpoint at Facebook'],
    [1, 460, 'the password was changed'],
  ])(
    '15 that is no use ends the run, and the address of a checkpoint goes nowhere (%i)',
    async (place, subcode, meaning) => {
      const error = await getting(replyOf('15', place))
      expect(error).toMatchObject({ code: 190, subcode, blame: [] })
      expect(ruleOf(error)).toMatchObject({ family: 'token', stop: 'run', meaning })
      expect(JSON.stringify(error)).not.toContain('checkpoint_url')
    },
  )

  it('16 of a blocked app is said to be one, while assets are still read', async () => {
    rig = await rigOver({
      'GET /me': replyOf('16'),
      'GET /debug_token': replyOf('16', 1),
      [`GET /${OWN}`]: { json: { id: OWN, name: 'Northwind' } },
      [`GET /${OWN}/owned_ad_accounts`]: replyOf('16', 3),
      '*': NONE,
    })
    const facts = await readDoctorFacts(rig.client, { business: OWN, kinds: [AD_ACCOUNT] })
    expect(facts.blocked).toContain('API access blocked.')
    expect(facts.refusal).toBeNull()
    expect(facts.reach?.kinds[0]?.lists.owned?.status).toBe('complete')
    expect(facts.reach?.kinds[0]?.assets.map(({ id }) => id)).toEqual([ACCOUNT])
  })

  it('23 is missed where there is none; a version that is not there is another fault', async () => {
    const none = await getting(replyOf('23'))
    expect([none.code, ruleOf(none).family]).toEqual([2500, 'token'])
    await rig.close()
    const gone = await getting(replyOf('23', 1))
    expect([gone.code, ruleOf(gone).family]).toEqual([2500, 'input'])
    expect(adviceOf(gone)).toContain('--api-version')
  })
})

describe('a read', () => {
  it('18 of a batch fails on its own, and is asked again if it was not finished', async () => {
    const nodes = [ACCOUNT, '999', SECOND].map(
      (id): Want => ({ path: `/${id}`, params: { fields: 'id' }, node: true }),
    )
    rig = await rigOver(
      { 'POST /': replyOf('18'), [`GET /${SECOND}`]: { json: { id: SECOND } } },
      { whole: true },
    )
    const fetched = [...(await rig.client.fetchAll(nodes)).values()]
    expect(fetched.map(({ status, error }) => [status, error?.code, error?.subcode])).toEqual([
      ['complete', undefined, undefined],
      ['unknown', 100, 33],
      ['complete', undefined, undefined],
    ])
    expect(rig.server.arrived.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /',
      `GET /${SECOND}`,
    ])
    // Headers of an item count as those of an answer, however they are spelled.
    expect(rig.client.otherVersion()).toBe('v2.3')
  })

  it('21 without its argument is known, and none of ours is', async () => {
    const error = await getting(replyOf('21'))
    expect(ruleOf(error)).toMatchObject({
      family: 'input',
      meaning: 'the call must say whose people are meant',
    })
    const edges = KINDS.flatMap(
      (kind) => listingWant(OWN, kind, 'owned', { relations: ['users'] }).edges ?? [],
    )
    expect(edges.length).toBeGreaterThan(2)
    for (const edge of edges) expect(expansionOf(edge)).toContain(`.business(${OWN})`)
  })

  it('25 that is not for ordinary apps is a matter of permission', async () => {
    const error = await getting(replyOf('25'))
    expect(error).toMatchObject({ code: 200, subcode: 2655040, userTitle: 'Permission Denied' })
    expect(ruleOf(error)).toMatchObject({
      family: 'permission',
      meaning: 'permission denied on a managed business',
    })
  })
})
