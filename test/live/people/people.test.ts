import { afterEach, describe, expect, it } from 'vitest'
import { everybodyIn } from '../../../src/model/everybody.ts'
import { type LiveRig, startLive } from '../live-rig.ts'

const OWN = '61550000000000001'
const KIM = '61550000000000009'
const BEA = '61660000000000001'

const world = (modes: string): string => `version: 1
token: { business: "1001", user: "${OWN}", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
modes: ${modes}
businesses:
  "1001":
    name: Northwind
    users: { "${KIM}": { name: Kim, email: kim@northwind.example } }
    system_users: { "${OWN}": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside, users: { "${BEA}": { name: Bea } } }
ad_accounts:
  act_1111:
    { name: EU, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "${OWN}": [MANAGE], "${KIM}": [ANALYZE], "${BEA}": [ANALYZE] } }
pages:
  "3333":
    { name: Page, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "${OWN}": [MANAGE], "${BEA}": [ANALYZE] } }
`

let rig: LiveRig | undefined
afterEach(async () => {
  await rig?.close()
  rig = undefined
})

const read = async (modes: string) => {
  rig = await startLive(world(modes))
  return rig.read()
}

const idsOf = (people: readonly { readonly id: string }[]): readonly string[] =>
  people.map(({ id }) => id)

describe('the people of a business, over HTTP', () => {
  it('are also those whom the lists leave out and an asset shows', async () => {
    const live = await read(`{ unlisted: ["${KIM}"] }`)
    expect(live.directory.business_users).toBe('complete')
    expect(idsOf(live.people)).toEqual([OWN])
    expect(everybodyIn(live)).toMatchObject([{ id: OWN }, { id: KIM, name: 'Kim', email: null }])
  })

  it('hold the token’s own user, a system user whom the list leaves out', async () => {
    const live = await read(`{ unlisted: ["${OWN}"] }`)
    expect(idsOf(live.people)).toEqual([KIM])
    expect(live.self).toMatchObject({ id: OWN, person: OWN })
  })

  it('are not those of another business whom the API lists all the same', async () => {
    const live = await read('{ other_people: shown }')
    const others = live.relations.filter(({ otherBusiness }) => otherBusiness !== undefined)
    expect(
      others.map(({ asset, subject, otherBusiness }) => [asset, subject, otherBusiness]),
    ).toEqual([
      ['act_1111', BEA, '2002'],
      ['3333', BEA, '2002'],
    ])
    expect(idsOf(everybodyIn(live))).toEqual([OWN, KIM])
  })

  it('is who it asked for where nobody else shows', async () => {
    const live = await read('{}')
    expect(live.relations.some(({ otherBusiness }) => otherBusiness !== undefined)).toBe(false)
    expect(live.relations.some(({ subject }) => subject === BEA)).toBe(false)
  })
})
