import { describe, expect, it } from 'vitest'
import { groundOf } from '../../../src/access/ground.ts'
import type { LiveExposed, LiveExposure } from '../../../src/model/exposure/exposed.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { exposureRows, exposureUnread } from '../../../src/questions/exposure/exposure-rows.ts'
import { asset, HEAD, KIM, LEE, liveOf } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const ACCOUNT: LiveExposed = {
  question: 'instagram_ads',
  asset: { kind: 'instagram_account', id: '6661', name: 'house' },
  type: 'ad_account',
  id: 'act_77',
  name: null,
  business: null,
  what: 'may advertise with it',
}

const GROUND = groundOf({
  manifest: manifestOf(`${HEAD}offboarded: [kim]\nad_accounts: {}\n`),
  live: liveOf([asset('act_1'), asset('act_9', { ownership: 'client' })], []),
  asOf: AS_OF,
  kinds: KINDS,
})

const exposure = (
  rows: readonly LiveExposed[],
  more: Partial<LiveExposure> = {},
): LiveExposure => ({
  ...{ rows, unread: [], apps: new Set<string>() },
  ...more,
})

const business = (id: string) => ({ id, name: null })

const told = (rows: readonly LiveExposed[], more?: Partial<LiveExposure>) =>
  exposureRows(GROUND, exposure(rows, more)).map(
    ({ exposure: { who, ours, declared, findings } }) =>
      `${who.id} ${ours ? 'ours' : 'not ours'} ${declared} ${findings.join()}`.trim(),
  )

describe('the same row by several ways', () => {
  const named = { ...ACCOUNT, business: business('2002') }

  it.each([
    ['first', [named, ACCOUNT]],
    ['last', [ACCOUNT, named]],
  ])('is one, the one that tells the business, where that comes %s', (_, rows) => {
    expect(told(rows)).toEqual(['act_77 not ours true'])
  })

  it('is two where it says two things', () => {
    expect(told([ACCOUNT, { ...ACCOUNT, what: 'gets its data' }])).toHaveLength(2)
  })
})

describe('whose it is', () => {
  it.each<[string, Partial<LiveExposed>, string]>([
    ['an account of ours', { id: 'act_1' }, 'act_1 ours null'],
    ['a client\u2019s account', { id: 'act_9' }, 'act_9 not ours null foreign_spend'],
    ['our own business', { business: business('1001') }, 'act_77 ours null'],
    ['a declared partner', { business: business('2002') }, 'act_77 not ours true'],
    ['a stranger', { business: business('4004') }, 'act_77 not ours false foreign_spend'],
    [
      'somebody of ours with finance rights',
      { question: 'finance', asset: null, type: 'person', id: LEE },
      `${LEE} ours null`,
    ],
    [
      'somebody offboarded with finance rights',
      { question: 'finance', asset: null, type: 'person', id: KIM },
      `${KIM} ours null foreign_spend`,
    ],
    [
      'who shares an audience with us',
      {
        ...{ question: 'audience_sharing', asset: null, type: 'business', id: '4004' },
        ...{ business: business('4004'), isReceived: true },
      },
      '4004 not ours false',
    ],
  ])('%s', (_, facts, line) => {
    expect(told([{ ...ACCOUNT, ...facts }])).toEqual([line])
  })

  it('of an app is told by the list of ours', () => {
    const app: LiveExposed = { ...ACCOUNT, question: 'account_apps', type: 'app', id: '8801' }
    expect(told([app])).toEqual(['8801 not ours null foreign_data'])
    expect(told([app], { apps: new Set(['8801']) })).toEqual(['8801 ours null'])
  })
})

it('what could not be found out is said once', () => {
  const unread = { question: 'finance', asset: null, what: 'refused' } as const
  expect(exposureUnread(exposure([], { unread: [unread, unread] }))).toEqual([unread])
})
