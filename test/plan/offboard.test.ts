import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../src/model/manifest.ts'
import { offboardManifest } from '../../src/plan/offboard.ts'
import { asset, HEAD, KIM, LEE, liveOf, planOf, row } from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const base = manifestOf(`${HEAD}ad_accounts:
  act_1: { users: { kim: [ANALYZE], lee: [ANALYZE] }, agencies: { brightside: [ANALYZE] } }
  act_2: { users: { kim: none } }
`)

/** Ann and Bob are declared by e-mail; Ann and Kim hold something. */
const byEmail = (line: string) =>
  manifestOf(`${HEAD.replace('people: {', 'people: { ann: ann@x.example, bob: bob@x.example,')}${line}
ad_accounts:
  act_1: { users: { ann: [ANALYZE], kim: [ANALYZE] } }
`)

const NORTHWIND = { id: '1001', alias: null, email: null }

describe('offboardManifest', () => {
  it.each([
    ['an alias', 'kim', { alias: 'kim', id: KIM, email: null }],
    ['a partner', 'brightside', { alias: 'brightside', id: '2002', email: null }],
    ['an id', '777', { alias: null, id: '777', email: null }],
    ['an e-mail', 'Gone@x.example', { alias: null, id: null, email: 'Gone@x.example' }],
  ])('takes %s', (_, name, expected) => {
    const { value } = offboardManifest(base, '1001', name)
    expect(value?.offboarded).toMatchObject([expected])
    expect(value?.assets).toEqual([])
    expect(value?.policy).toBe(base.policy)
  })

  it('refuses a name nobody has, with or without a manifest', () => {
    expect(offboardManifest(base, '1001', 'nobody').problems[0]?.code).toBe('offboard_unknown_name')
    expect(offboardManifest(null, '1001', 'kim').value).toBeNull()
  })

  it.each(['12a', 'a12', '1 2', '1'.repeat(26), ''])('takes %j for no id', (name) => {
    const refusal = { value: null, problems: [{ code: 'offboard_unknown_name' }] }
    expect(offboardManifest(base, '1001', name)).toMatchObject(refusal)
  })

  it('says what would be a name, with a manifest and without', () => {
    const messageOf = (from: typeof base | null) =>
      offboardManifest(from, '1001', 'nobody').problems[0]?.message
    expect(messageOf(base)).toBe(
      'nobody is called nobody: no alias of the manifest, and no e-mail, id or name of anybody in the business, of an agency or of a client',
    )
    expect(messageOf(null)).toBe(
      'nobody is called nobody: no e-mail, id or name of anybody in the business, of an agency or of a client; an alias needs the manifest that declares it',
    )
  })

  it('refuses our own business, by id and by an alias', () => {
    const own = manifestOf(HEAD.replace('brightside: "2002"', 'us: "1001"'))
    const refusal = { value: null, problems: [{ code: 'offboard_own_business' }] }
    expect(offboardManifest(null, '1001', '1001')).toMatchObject(refusal)
    expect(offboardManifest(own, '1001', 'us')).toMatchObject(refusal)
    expect(offboardManifest(null, '1001', 'Northwind', NORTHWIND)).toMatchObject(refusal)
    expect(offboardManifest(null, '1001', '1002').value).not.toBeNull()
  })

  it('takes who was found by a name by the id alone', () => {
    const found = { id: KIM, alias: 'kim', email: 'kim@x.example' }
    const { value, problems } = offboardManifest(base, '1001', 'Kim Northwind', found)
    expect(value?.offboarded).toMatchObject([{ id: KIM, alias: null, email: null, asked: true }])
    expect(problems.map(({ code }) => code)).toEqual(['offboard_gives_back'])
    const invited = { id: null, alias: null, email: 'new@x.example' }
    expect(offboardManifest(base, '1001', 'New', invited).value?.offboarded).toMatchObject([
      invited,
    ])
  })

  it('knows an alias in another Unicode form', () => {
    const named = manifestOf(HEAD.replace('kim:', 'Jos\u00e9:'))
    expect(offboardManifest(named, '1001', 'Jose\u0301').value?.offboarded).toMatchObject([
      { alias: 'Jos\u00e9', id: KIM },
    ])
  })

  it('has a digest of its own for everybody and every business', () => {
    const digestOf = (business: string, name: string) =>
      offboardManifest(null, business, name).value?.digest
    const digests = [digestOf('1001', KIM), digestOf('1001', LEE), digestOf('1002', KIM)]
    expect(new Set(digests).size).toBe(3)
    expect(digestOf('1001', KIM)).toBe(digests[0])
  })

  it('has the names and the policy of the manifest, or none', () => {
    const from = offboardManifest(base, '1001', 'kim').value
    expect([from?.partners, from?.people]).toEqual([base.partners, base.people])
    const alone = offboardManifest(null, '1001', KIM).value
    expect([alone?.partners.size, alone?.people.size]).toEqual([0, 0])
    expect(alone?.policy).toEqual(DEFAULT_POLICY)
  })

  it.each([['kim'], [KIM]])('says at which lines %s would get access back', (name) => {
    const { problems } = offboardManifest(base, '1001', name)
    expect(problems.map(({ code, source }) => [code, source?.line])).toEqual([
      ['offboard_gives_back', 6],
    ])
    expect(problems[0]?.message).toContain('still gives kim access to act_1:')
  })

  it.each([['brightside'], ['2002']])('says where the partner %s would get it back', (name) => {
    const { problems } = offboardManifest(base, '1001', name)
    expect(problems.map(({ source }) => source?.line)).toEqual([6])
    expect(problems[0]?.message).toContain('still gives brightside access to act_1:')
  })

  it.each([['ann'], ['Ann@X.example'], ['ANN@x.EXAMPLE']])(
    'says where %s, declared by e-mail, would get it back',
    (name) => {
      const { value, problems } = offboardManifest(byEmail(''), '1001', name)
      expect(value?.offboarded).toMatchObject([{ id: null }])
      expect(value?.offboarded[0]?.email?.toLowerCase()).toBe('ann@x.example')
      expect(problems.map(({ source }) => source?.line)).toEqual([7])
      expect(problems[0]?.message).toContain('still gives ann access to act_1:')
    },
  )

  it('says so for an alias whose offboarding is of somebody else', () => {
    for (const line of ['offboarded: [kim]', 'offboarded: [brightside]', 'offboarded: ["777"]']) {
      const { problems } = offboardManifest(byEmail(line), '1001', 'ann')
      expect(problems.map(({ code }) => code)).toEqual(['offboard_gives_back'])
    }
    for (const line of ['offboarded: [ann]', 'offboarded: [bob]', 'offboarded: [brightside]']) {
      const { problems } = offboardManifest(byEmail(line), '1001', 'kim')
      expect(problems.map(({ code }) => code)).toEqual(['offboard_gives_back'])
    }
    for (const line of ['offboarded: [bob]', 'offboarded: ["777"]']) {
      const { problems } = offboardManifest(byEmail(line), '1001', 'Ann@x.example')
      expect(problems.map(({ code }) => code)).toEqual(['offboard_gives_back'])
    }
  })

  it('says nothing where a manifest made by hand offboards the alias alone', () => {
    const [entry] = manifestOf(`${HEAD}offboarded: [kim]\n`).offboarded
    if (entry === undefined) throw new Error('nobody is offboarded')
    const codes = (alias: string | null) => {
      const offboarded = [{ ...entry, alias, id: null }]
      const from = { ...byEmail(''), offboarded }
      return ['kim', KIM].map((name) => offboardManifest(from, '1001', name).problems.length)
    }
    expect(codes('kim')).toEqual([0, 1])
    expect(codes('lee')).toEqual([1, 1])
    expect(codes(null)).toEqual([1, 1])
  })

  it('says nothing where the manifest offboards them already', () => {
    const already = manifestOf(`${HEAD}offboarded: [kim]\nad_accounts: { act_1: { users: {} } }`)
    expect(offboardManifest(already, '1001', 'kim').problems).toEqual([])
  })

  it.each([
    ['by id, under another name', `offboarded: ["${KIM}"]`, 'kim'],
    ['by name, and now by id', 'offboarded: [kim]', KIM],
    ['by e-mail, in other letters', 'offboarded: [ann]', 'Ann@X.example'],
  ])('says nothing where the manifest offboards them already, %s', (_, line, name) => {
    const people = 'people: { kim: "KIM", ann: ann@x.example }'.replace('KIM', KIM)
    const head = HEAD.replace(/^people: .*$/m, people)
    const already = manifestOf(
      `${head}${line}\nad_accounts: { act_1: { users: { kim: [ANALYZE], ann: [ANALYZE] } } }`,
    )
    expect(offboardManifest(already, '1001', name).problems).toEqual([])
  })
})

it('shows no manifest line for whom the command line names', () => {
  const live = liveOf([asset('act_11')], [row('act_11', 'users', KIM, ['ANALYZE'])])
  const { value: manifest } = offboardManifest(null, '1001', KIM)
  if (manifest === null) throw new Error('no manifest')
  const plan = planOf('', live, { manifest })
  expect(plan.steps.map(({ address, source }) => [address, source])).toEqual([
    [`act_11/users/${KIM}`, null],
  ])
  expect(plan.manual.length).toBeGreaterThan(0)
  expect(JSON.stringify(plan)).not.toContain('command line')
})
