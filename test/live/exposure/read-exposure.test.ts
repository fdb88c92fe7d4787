import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../../src/graph/client.ts'
import { readExposure } from '../../../src/live/exposure/read-exposure.ts'
import {
  EXPOSURE_NAMES,
  type ExposureName,
  type LiveExposure,
} from '../../../src/model/exposure/exposed.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { largeWorld } from '../../../src/sandbox/world/large-world.ts'
import { HOUSE, type LiveRig, startLive } from '../live-rig.ts'
import { EXPOSED } from './exposed-world.ts'

let rig: LiveRig | undefined
let sandbox: Sandbox | undefined
afterEach(async () => {
  await rig?.close()
  await sandbox?.close()
  rig = undefined
  sandbox = undefined
})

const ask = async (modes = '', world = EXPOSED): Promise<LiveExposure> => {
  rig = await startLive(world.replace('unpacking: none', `unpacking: none${modes}`))
  return readExposure(rig.client, { business: '1001', live: await rig.read(), kinds: KINDS })
}

/** `asset: type id/name of business: what`. */
const linesOf = ({ rows }: LiveExposure, question: ExposureName): readonly string[] =>
  rows
    .filter((row) => row.question === question)
    .map(
      ({ asset, type, id, name, business, what }) =>
        `${asset?.id ?? '-'}: ${type} ${id} ${name} of ${business?.id ?? '?'}: ${what}`,
    )
    .sort()

describe('each question', () => {
  it('is answered from the rows as the API has them, and nothing is left unread', async () => {
    const exposure = await ask()
    expect(exposure.unread).toEqual([])
    expect(
      Object.fromEntries(EXPOSURE_NAMES.map((name) => [name, linesOf(exposure, name)])),
    ).toEqual({
      credit_line: [
        '-: business 1001 House of 1001: spends our credit line',
        '-: business 2002 Partner of 2002: spends 500 EUR of our credit line (APPROVE)',
      ],
      invoice: [
        '-: ad_account act_1 Ours of 1001: on our invoice',
        '-: ad_account act_77 Theirs of 2002: on our invoice',
        '-: ad_account act_99 null of ?: on our invoice',
      ],
      finance: ['-: person 21 Dana of ?: finance rights: FINANCE_EDITOR'],
      instagram_ads: [
        '6661: ad_account act_77 Theirs of 2002: may advertise with it',
        '6661: ad_account act_99 null of ?: may advertise with it',
      ],
      branded_content: [
        '6661: creator null eve of ?: branded content may be boosted (ODD_WORD)',
        '6661: creator null maria of ?: branded content may be boosted (APPROVED)',
      ],
      app_ads: [
        '8801: ad_account act_77 Theirs of 2002: may advertise it',
        '8801: business 2002 Partner of 2002: works on it',
      ],
      pixel_sharing: [
        '4441: ad_account act_1 Ours of 1001: gets its data',
        '4441: ad_account act_77 Theirs of 2002: gets its data',
        '4441: ad_account act_77 Theirs of 2002: gets its data',
        '4441: ad_account act_88 null of ?: gets its data',
        '4441: business 2002 Partner of 2002: gets its data',
      ],
      audience_sharing: [
        '-: ad_account act_77 Theirs of 2002: may use an audience of ours (ACTIVE)',
        '-: business 2002 Partner of 2002: may use audiences of ours (APPROVE)',
        '-: business 3003 Client of 3003: shares audiences with us (IN_PROGRESS)',
      ],
      whatsapp_apps: [
        '7771: app 8801 Till of ?: gets our messages',
        '7771: app 8809 null of ?: gets our messages',
        "7771: app 8901 Chats of ?: a partner's solution",
        '7771: business 3003 Client of 3003: the account acts on its behalf (SELF)',
        '7771: business null null of ?: shared with partners whom the API does not name',
      ],
      account_apps: [
        'act_1: app 8801 Till of ?: listens to it',
        'act_1: app 8809 null of ?: listens to it',
      ],
    })
    expect([...exposure.apps]).toEqual(['8801'])
  })

  it('of WhatsApp takes flat rows too', async () => {
    const nested = linesOf(await ask(), 'whatsapp_apps')
    await rig?.close()
    expect(linesOf(await ask(', whatsapp_app_rows: flat'), 'whatsapp_apps')).toEqual(nested)
  })

  /** Field, and what then is not answered. */
  const FIELDS: readonly (readonly [string, readonly string[]])[] = [
    ['extendedcredits', ['credit_line -', 'invoice -']],
    ['owning_credit_allocation_configs', ['credit_line -']],
    ['extended_credit_invoice_groups', ['invoice -']],
    ['ExtendedCreditInvoiceGroup.ad_accounts', ['invoice -']],
    ['BusinessUser.finance_permission', ['finance -']],
    ['IGUser.authorized_adaccounts', ['instagram_ads 6661']],
    ['branded_content_ad_permissions', ['branded_content 6661']],
    ['owned_apps', ['app_ads -', 'whatsapp_apps -', 'account_apps -']],
    ['Application.authorized_adaccounts', ['app_ads 8801']],
    ['Application.agencies', ['app_ads 8801']],
    ['shared_accounts', ['pixel_sharing 4441']],
    ['adaccounts', ['pixel_sharing 4441']],
    ['shared_agencies', ['pixel_sharing 4441']],
    ['initiated_audience_sharing_requests', ['audience_sharing -']],
    ['received_audience_sharing_requests', ['audience_sharing -']],
    ['shared_account_info', ['audience_sharing -']],
    ['WhatsAppBusinessAccount.subscribed_apps', ['whatsapp_apps 7771']],
    ['solutions', ['whatsapp_apps 7771']],
    ['is_shared_with_partners', ['whatsapp_apps 7771']],
    ['AdAccount.subscribed_apps', ['account_apps act_1']],
  ]

  it.each(
    FIELDS.flatMap(([field, unread]) =>
      ['refused_fields', 'absent_fields'].map((mode) => [mode, field, unread] as const),
    ),
  )(
    'says so where it is not answered (%s: %s), and answers the others',
    async (mode, field, unread) => {
      const exposure = await ask(`, ${mode}: [${field}]`)
      const said = exposure.unread.map(({ question, asset }) => `${question} ${asset?.id ?? '-'}`)
      expect([...new Set(said)].sort()).toEqual([...unread].sort())
      const questions = new Set(unread.map((line) => line.split(' ')[0]))
      for (const name of EXPOSURE_NAMES.filter((each) => !questions.has(each))) {
        expect(linesOf(exposure, name), name).not.toEqual([])
      }
    },
  )

  it('is unread with the list of assets it hangs on', async () => {
    const exposure = await ask(', refused_fields: [owned_pixels, owned_instagram_assets]')
    expect(exposure.unread.map(({ question }) => question)).toEqual(
      expect.arrayContaining(['pixel_sharing', 'instagram_ads', 'branded_content']),
    )
    expect(linesOf(exposure, 'account_apps')).not.toEqual([])
  })

  it('has nothing to say of a business that exposes nothing', async () => {
    expect(await ask('', HOUSE)).toEqual({ rows: [], unread: [], apps: new Set() })
  })

  it('is answered by no list of rows that cannot be read', async () => {
    rig = await startLive(EXPOSED)
    const live = await rig.read()
    const body = { match: { path: '/act_1/subscribed_apps$' }, do: { body: 'html' as const } }
    rig.sandbox.setFaults([body])
    const { unread } = await readExposure(rig.client, { business: '1001', live, kinds: KINDS })
    expect(unread.map(({ question }) => question)).toContain('account_apps')
  })

  it('says of a list with a row that cannot be read that it has one', async () => {
    rig = await startLive(EXPOSED)
    const live = await rig.read()
    const { client } = rig
    const odd: GraphClient = {
      ...client,
      fetchAll: async (wants) => {
        const fetched = await client.fetchAll(wants)
        return new Map(
          [...fetched].map(([want, read]) =>
            want.path === '/act_1/subscribed_apps' ? [want, { ...read, rows: [7] }] : [want, read],
          ),
        )
      },
    }
    const exposure = await readExposure(odd, { business: '1001', live, kinds: KINDS })
    expect(linesOf(exposure, 'account_apps')).toEqual([])
    expect(exposure.unread.filter(({ question }) => question === 'account_apps')).toEqual([
      expect.objectContaining({
        asset: expect.objectContaining({ id: 'act_1' }),
        what: 'subscribed_apps has a row that cannot be read',
      }),
    ])
  })

  it('is asked of our own assets, and of nobody else\u2019s', async () => {
    const theirs = '  "4449": { name: Lent, owner: "3003", agencies: { "1001": [ANALYZE] } }\n'
    rig = await startLive(EXPOSED.replace('pixels:\n', `pixels:\n${theirs}`))
    const live = await rig.read()
    expect(live.assets.map(({ id }) => id)).toContain('4449')
    const { length } = rig.sandbox.requests
    await readExposure(rig.client, { business: '1001', live, kinds: KINDS })
    const asked = JSON.stringify(rig.sandbox.requests.slice(length))
    expect(asked).toContain('4441')
    expect(asked).not.toContain('4449')
  })
})

describe('calls', () => {
  const spent = async (partners: boolean, accounts: number) => {
    const sizes = { pages: 0, pixels: 300, instagramAccounts: 300, whatsappAccounts: 20 }
    const world = largeWorld({ adAccounts: accounts, ...sizes })
    const exposed = new Map([
      [
        'shared_agencies',
        new Map([
          ['2001', new Map()],
          ['2002', new Map()],
        ]),
      ],
    ])
    const assets = [...world.assets.values()].map((asset) =>
      partners && asset.kind === 'pixel' ? { ...asset, exposed } : asset,
    )
    const apps = [1, 2, 3, 4, 5].map((n) => {
      const app = {
        id: `880${n}`,
        name: `App ${n}`,
        owner: '1001',
        clients: [],
        exposed: new Map(),
      }
      return [app.id, app] as const
    })
    const exposure = { apps: new Map(apps), creditLines: new Map(), audienceRequests: new Map() }
    sandbox = await startSandbox({
      world: { ...world, assets: new Map(assets.map((each) => [each.id, each])), exposure },
    })
    const client = createGraphClient({
      url: sandbox.url,
      token: sandbox.token,
      sleep: async () => {},
    })
    const live = {
      assets: assets.map(({ id, kind, name }) => ({ id, kind, name, ownership: 'owned' as const })),
    }
    const { unread } = await readExposure(client, { business: '1001', live, kinds: KINDS })
    expect(unread).toEqual([])
    const { http } = sandbox.counts
    expect(client.counts().http).toBe(http)
    await client.close()
    return http
  }

  it.each([false, true])(
    'are at most 40 for 300 pixels, 300 Instagram and 20 WhatsApp accounts and 5 apps (partners: %s)',
    async (partners) => {
      expect(await spent(partners, 0)).toBeLessThanOrEqual(40)
    },
  )

  it('are one more for each fifty ad accounts', async () => {
    const none = await spent(false, 0)
    await sandbox?.close()
    expect(await spent(false, 200)).toBeLessThanOrEqual(none + 4)
  })
})
