import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readExposure } from '../../src/live/exposure/read-exposure.ts'
import { readDoctorFacts } from '../../src/live/glance/doctor-facts.ts'
import { readHoldings } from '../../src/live/people/person-lists.ts'
import { relationWant } from '../../src/live/wants.ts'
import { BASES, type BasisRow, basisOf, READ_BASES } from '../../src/model/basis/basis.ts'
import { PAGE } from '../../src/model/kinds/page.ts'
import { ASSET_GROUP, KINDS } from '../../src/model/kinds.ts'
import type { RecordedRequest } from '../../src/sandbox/sandbox-session.ts'
import * as house from '../recorded/house.ts'
import { type Exchange, RECORDED, textOf } from '../recorded/recorded.ts'
import { sourceTexts } from '../support/source-files.ts'
import { everyRead, type FieldRead, fieldReads, nameOf, TYPE_OF_LIST } from './every-read.ts'
import { EXPOSED } from './exposure/exposed-world.ts'
import { type LiveRig, startLive } from './live-rig.ts'

/** What each read rests on: the table has every field that is read, and nothing else. */

const fieldsIn = ({ recorded, documented = [], inferred = [] }: BasisRow): readonly string[] => [
  ...(recorded?.fields ?? []),
  ...documented,
  ...inferred,
]

const TOLD: readonly string[] = READ_BASES.flatMap((row) =>
  fieldsIn(row).map((field) =>
    nameOf({ of: row.of, edge: row.edge, field: field === '(default)' ? null : field }),
  ),
)

/** Twelve Pages: the token's user is asked for the tokens of so many in one list. */
const PAGES = Array.from(
  { length: 12 },
  (_, at) => `  "33${10 + at}": { name: Page ${at}, owner: "1001", users: { "11": [MANAGE] } }`,
)
const PAGE_IDS = PAGES.map((_, at) => `33${10 + at}`)
const MORE = `pages:
${PAGES.join('\n')}
catalogs:
  "5555": { name: Goods, owner: "1001" }
asset_groups:
  "8888": { name: EU, owner: "1001", assets: [act_1], users: { "21": { ad_account: [ANALYZE] } } }
`
const WORLD = `${EXPOSED}${MORE}`.replace(
  'subscribed_apps: ["8801", "8809"] } }\n  act_77',
  'subscribed_apps: ["8801", "8809"] }, on_behalf_of: { "6601": { requesting: "2002", receiving: "1001" } } }\n  act_77',
)

/** Types of the nodes of that world, by their ids. */
const TYPES: Readonly<Record<string, string>> = {
  ...{
    me: 'me',
    debug_token: 'token',
    '1001': 'business',
    '8888': ASSET_GROUP.name,
    '6601': 'obo_request',
  },
  ...{ '11': 'person', '21': 'person', '22': 'person', act_1: 'ad_account', act_77: 'ad_account' },
  ...{
    '4441': 'pixel',
    '5555': 'catalog',
    '6661': 'instagram_account',
    '7771': 'whatsapp_account',
  },
  ...{
    '17841400000000001': 'instagram_user',
    '8801': 'app',
    '880000000000001': 'app',
    '7100': 'credit',
    '7110': 'invoice_group',
    '9100': 'audience',
  },
  ...Object.fromEntries(PAGE_IDS.map((id) => [id, PAGE.name])),
}

const readsIn = ({
  path,
  params,
}: Pick<RecordedRequest, 'path' | 'params'>): readonly FieldRead[] => {
  const [, node = '', edge = null] = path.split('/')
  const of = TYPES[node]
  if (of === undefined) throw new Error(`whose type is not told: ${path}`)
  const fields = String(params['fields'] ?? '')
  return fieldReads(
    edge?.startsWith('assigned_') === true && of === 'me' ? 'person' : of,
    edge,
    fields,
  )
}

let rig: LiveRig
afterEach(() => rig?.close())

/** Everything that the client asks a business that has everything. */
const readEverything = async (): Promise<readonly FieldRead[]> => {
  rig = await startLive(WORLD)
  const { client, sandbox } = rig
  // Signed with the Pages' own tokens, which nothing has told yet.
  await client.fetchAll(PAGE_IDS.map((id) => relationWant(PAGE, id, 'users', '1001')))
  const live = await rig.read({
    details: true,
    origins: true,
    onBehalfOf: 'in_full',
    mirror: true,
    groups: true,
  })
  await rig.read({ declared: [{ kind: 'business', id: '1001', relations: ['members'] }] })
  await readExposure(client, { business: '1001', live, kinds: KINDS })
  await readHoldings(client, { business: '1001', person: '21' }, KINDS)
  await readDoctorFacts(client, { business: '1001' })
  return sandbox.requests.flatMap(readsIn)
}

let asked: ReadonlySet<string> = new Set()
beforeAll(async () => {
  const onWire = await readEverything()
  await rig.close()
  asked = new Set([...everyRead(), ...onWire].map(nameOf))
})

describe('every read', () => {
  it('has its row in the table, field by field', () => {
    expect([...asked].filter((name) => !TOLD.includes(name)).sort()).toEqual([])
  })

  it('is what the table is about: no row and no field of it is dead', () => {
    expect(TOLD.filter((name) => !asked.has(name)).sort()).toEqual([])
  })

  it('rests on one thing, in one row', () => {
    expect(TOLD.filter((name, at) => TOLD.indexOf(name) !== at)).toEqual([])
    const places = READ_BASES.map(({ of, edge }) => `${of}/${edge}`)
    expect(places.filter((place, at) => places.indexOf(place) !== at)).toEqual([])
  })

  it('is formed in these files alone, which the test above goes through', () => {
    const forms = /\bpath(?::| =) (?:`\/\$\{|'\/)/
    const forming = sourceTexts().filter(
      ({ path, text }) => /^(live|graph|apply|twin|cli)\//.test(path) && forms.test(text),
    )
    expect(forming.map(({ path }) => path).sort()).toEqual([
      'graph/client-over.ts',
      'graph/reading/asset-tokens.ts',
      'graph/reading/expansion.ts',
      // What it sends is told by the others.
      'graph/wire/wire.ts',
      'live/exposure/exposure-wants.ts',
      'live/exposure/read-exposure.ts',
      'live/glance/businesses.ts',
      'live/glance/reach.ts',
      'live/glance/token-facts.ts',
      'live/relations/on-behalf-of-rows.ts',
      'live/wants.ts',
    ])
  })
})

/** What the answer to a question shows of the client's reads: keys of rows, and of lists in them. */
const shownBy = ({ question, answer }: Exchange): readonly string[] => {
  const text = textOf({ question, answer })
  if (text === '' || answer.status !== 200 || question.method !== 'GET') return []
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>
  const [, node = '', edge = null] = question.path.split('/')
  const of = RECORDED_TYPES[node] ?? 'unknown'
  if (of === 'token') return [nameOf({ of, edge: null, field: null })]
  const rows = Array.isArray(body['data']) ? (body['data'] as object[]) : [body]
  return rows.flatMap((row) => keysOf(row, of, edge))
}

const keysOf = (row: object, of: string, edge: string | null): readonly string[] =>
  Object.entries(row).flatMap(([name, value]) => {
    const inner = (value as { readonly data?: readonly object[] } | null)?.data
    return Array.isArray(inner)
      ? inner.flatMap((each) => keysOf(each, TYPE_OF_LIST.get(edge ?? '') ?? of, name))
      : [nameOf({ of, edge, field: name })]
  })

const RECORDED_TYPES: Readonly<Record<string, string>> = {
  ...{ me: 'me', debug_token: 'token', [house.OWN]: 'business', [house.ROBOT]: 'person' },
  ...{
    [house.ACCOUNT]: 'ad_account',
    [house.PIXEL]: 'pixel',
    [house.INSTAGRAM]: 'instagram_account',
    [house.PAGE]: 'page',
  },
}

describe('what is called recorded', () => {
  const rows = READ_BASES.filter((row) => row.recorded !== undefined)

  it.each(rows.map((row) => [`${row.of}/${row.edge ?? ''}`, row] as const))(
    '%s is in an answer that was recorded',
    (_place, row) => {
      const { fields = [], answers = [] } = row.recorded ?? {}
      expect(answers.length).toBeGreaterThan(0)
      for (const number of answers) {
        const record = RECORDED.find(({ name }) => name.startsWith(`${number}-`))
        const shown = (record?.exchanges ?? []).flatMap(shownBy)
        const missing = fields.filter(
          (field) =>
            !shown.includes(
              nameOf({ of: row.of, edge: row.edge, field: field === '(default)' ? null : field }),
            ),
        )
        expect([number, missing]).toEqual([number, []])
      }
    },
  )

  it('is all that was: nothing that an answer shows is called less', () => {
    const shown = new Set(RECORDED.flatMap(({ exchanges }) => exchanges.flatMap(shownBy)))
    const less = READ_BASES.flatMap(({ of, edge, documented = [], inferred = [] }) =>
      [...documented, ...inferred].map((field) => nameOf({ of, edge, field })),
    )
    expect(less.filter((name) => shown.has(name))).toEqual([])
  })

  it('is never what nobody published', () => {
    const never = READ_BASES.filter(
      ({ of, edge }) =>
        /onbehalf|obo/.test(`${of}${edge}`) ||
        edge === 'agencies' ||
        edge === 'clients' ||
        of === ASSET_GROUP.name ||
        (edge === 'assigned_users' && ['catalog', 'whatsapp_account', 'page'].includes(of)),
    )
    expect(never.length).toBeGreaterThan(12)
    expect(never.filter((row) => basisOf(row) === 'recorded')).toEqual([])
  })
})

it('every row says where it comes from, and each of the words is used', () => {
  expect(READ_BASES.filter(({ source }) => source === '')).toEqual([])
  const used = BASES.filter((basis) =>
    READ_BASES.some((row) => basisOf(row) === basis || row[basis] !== undefined),
  )
  expect(used).toEqual(BASES)
})
