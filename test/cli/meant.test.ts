import { describe, expect, it } from 'vitest'
import { folderWith, MANIFEST, runCli, WORLD } from '../support/run-cli.ts'

const KIM = '61550000000000009'
const TWIN = '61550000000000008'
const PROFILE = '100000000000009'

const KIM_POOLE = 'name: Kim Poole, email: kim@northwind.example'

/** Kim is there twice, by the same e-mail in another case and by the same name. */
const TWINS = WORLD.replace(
  `      "${KIM}":`,
  `      "${TWIN}": { name: KIM POOLE, email: Kim@Northwind.example, role: EMPLOYEE }\n      "${KIM}":`,
)

const PROFILED = WORLD.replace(KIM_POOLE, `${KIM_POOLE}, user: "${PROFILE}"`)

interface Asked {
  readonly kind: string
  readonly results?: readonly { address: string; status: string }[]
  readonly problems: readonly { code: string; message: string }[]
}

const ask = async (argv: readonly string[], world = WORLD, manifest: string | null = MANIFEST) => {
  const files = { 'world.yaml': world, ...(manifest === null ? {} : { 'access.yaml': manifest }) }
  const bare = manifest === null ? ['--business', '1001'] : []
  const words = [...argv, '--sandbox', 'world.yaml', '--format', 'json', ...bare]
  const { code, json } = await runCli(words, { cwd: folderWith(files) })
  const { kind, results = [], problems = [] } = json() as unknown as Asked
  return { code, kind, results, codes: problems.map((one) => one.code), problems }
}

const offboard = (name: string, world?: string, manifest?: string | null) =>
  ask(['offboard', name, '--auto-approve'], world, manifest)

describe('offboard', () => {
  it.each([
    ['a live name', 'Kim Poole', WORLD],
    ['a live name in other letters', 'kim POOLE', WORLD],
  ])('takes %s, as who does', async (_what, name, world) => {
    for (const manifest of [MANIFEST, null]) {
      const { code, results } = await offboard(name, world, manifest)
      expect([code, results]).toMatchObject([
        0,
        [
          { address: `act_1111/users/${KIM}`, status: 'done' },
          { address: `1001/members/${KIM}`, status: 'done' },
        ],
      ])
    }
  })

  it('takes a live name in another Unicode form', async () => {
    const world = WORLD.replace('Kim Poole', 'Jos\u00e9 Poole')
    expect((await offboard('Jose\u0301 Poole', world)).results).toHaveLength(2)
  })

  it('takes the name of an agency', async () => {
    const world = WORLD.replace(
      '    owner: "1001"',
      '    owner: "1001"\n    agencies: { "2002": [ANALYZE] }',
    )
    const { code, results } = await offboard('Brightside', world, null)
    expect([code, results]).toMatchObject([0, [{ address: 'act_1111/agencies/2002' }]])
  })

  it('names both of one name, and takes nothing', async () => {
    const { code, codes, problems } = await offboard('Kim Poole', TWINS)
    expect([code, codes]).toEqual([1, ['who_ambiguous']])
    expect(problems[0]?.message).toContain(KIM)
    expect(problems[0]?.message).toContain(TWIN)
  })

  it.each(['kim', 'kim@northwind.example'])('names both of one e-mail: %s', async (name) => {
    const { code, codes, results, problems } = await offboard(name, TWINS)
    expect([code, codes, results]).toEqual([1, ['person_ambiguous'], []])
    expect(problems[0]?.message).toContain(KIM)
    expect(problems[0]?.message).toContain(TWIN)
  })

  it('takes one of them by the id', async () => {
    const { code, results } = await offboard(KIM, TWINS)
    expect([code, results]).toMatchObject([
      0,
      [{ address: `act_1111/users/${KIM}` }, { address: `1001/members/${KIM}` }],
    ])
  })

  it.each(['1001', 'Northwind', 'northwind'])('refuses our own business: %s', async (name) => {
    const { code, kind, codes } = await offboard(name)
    expect([code, kind, codes]).toEqual([1, 'error', ['offboard_own_business']])
  })

  it.each(['4711', 'nobody@northwind.example'])('exits 1 for whom nobody is: %s', async (name) => {
    for (const manifest of [MANIFEST, null]) {
      const { code, codes } = await offboard(name, WORLD, manifest)
      expect([code, codes]).toEqual([1, ['offboard_nobody']])
    }
  })

  it('knows a partner of the manifest who holds nothing, and somebody who is only invited', async () => {
    expect(await offboard('brightside')).toMatchObject({ code: 0, codes: ['offboard_gives_back'] })
    const invited = WORLD.replace(
      '    system_users:',
      '    invited: { "77": { email: new@northwind.example } }\n    system_users:',
    )
    expect(await offboard('New@northwind.example', invited)).toMatchObject({ code: 0, codes: [] })
  })

  it('takes whoever has the profile that an id is', async () => {
    const { code, results } = await offboard(PROFILE, PROFILED)
    expect([code, results]).toMatchObject([
      0,
      [{ address: `act_1111/users/${KIM}` }, { address: `1001/members/${KIM}` }],
    ])
  })

  it('names both of one profile, and takes nothing', async () => {
    const both = TWINS.replaceAll(', role: EMPLOYEE', `, user: "${PROFILE}", role: EMPLOYEE`)
    const { code, codes, results, problems } = await offboard(PROFILE, both)
    expect([code, codes, results]).toEqual([1, ['person_by_facebook_id'], []])
    expect(problems[0]?.message).toContain(TWIN)
  })
})

describe('who', () => {
  it.each(['kim', 'kim@northwind.example', 'KIM poole'])('names both of %s', async (name) => {
    const { code, codes, problems } = await ask(['who', name], TWINS)
    expect([code, codes]).toEqual([1, ['who_ambiguous']])
    expect(problems[0]?.message).toContain(KIM)
    expect(problems[0]?.message).toContain(TWIN)
  })

  it('knows somebody by the id of their profile, and says the right one', async () => {
    const argv = ['who', PROFILE, '--sandbox', 'world.yaml']
    const files = { 'world.yaml': PROFILED, 'access.yaml': MANIFEST }
    const { code, stdout } = await runCli(argv, { files })
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`user Kim Poole · kim@northwind.example (kim) ${KIM}, `),
    ])
  })
})

describe('plan and apply', () => {
  const users = (people: string, lines: string): string =>
    `version: 1\nbusiness: "1001"\npeople: { ${people} }\nad_accounts: { act_1111: { users: ${lines} } }\n`

  it.each(['plan', 'drift', 'review'])(
    '%s exits 1 and names both of one e-mail',
    async (command) => {
      const own = users('kim: kim@northwind.example', '{ kim: ADMIN }')
      const { code, problems } = await ask([command], TWINS, own)
      expect(code).toBe(1)
      const said = problems.find((one) => one.code === 'person_ambiguous')?.message
      expect(said).toContain(KIM)
      expect(said).toContain(TWIN)
    },
  )

  it('apply writes nothing of it, and the rest all the same', async () => {
    const own = users(
      'kim: kim@northwind.example, lee: lee@northwind.example',
      '{ kim: ADMIN, lee: ADMIN }',
    )
    const { code, results } = await ask(['apply', '--auto-approve'], TWINS, own)
    expect([code, results]).toEqual([
      1,
      [{ address: 'act_1111/users/61550000000000002', action: 'assign', status: 'done' }],
    ])
  })

  it('names that differ in Unicode form alone are one name', async () => {
    const own = `version: 1\nbusiness: "1001"
people: { Jos\u00e9: kim@northwind.example }
ad_accounts: { act_1111: { users: { Jose\u0301: [ADVERTISE, ANALYZE] } } }\n`
    expect(await ask(['plan'], WORLD, own)).toMatchObject({ code: 0, codes: [] })
    const twice = own.replace('people: {', 'people: { "Jose\u0301": lee@northwind.example,')
    expect(await ask(['plan'], WORLD, twice)).toMatchObject({ code: 1, codes: ['duplicate_key'] })
  })

  it('says who has to act by more than a name that anybody can take', async () => {
    const world = WORLD.replace(
      '    system_users:',
      '    invited: { "77": { email: new@northwind.example } }\n    system_users:',
    ).replace(
      '    owner: "1001"',
      '    owner: "1001"\n    on_behalf_of: { "555": { requesting: "2002", receiving: "1001" } }',
    )
    const own = `${users('nina: new@northwind.example, gone: gone@northwind.example', '{ nina: [ANALYZE], gone: [ANALYZE] }').replace('users:', 'on_behalf_of: [], users:')}`
    const files = { 'world.yaml': world, 'access.yaml': own }
    const { stdout } = await runCli(['plan', '--sandbox', 'world.yaml'], { files, columns: 200 })
    expect(stdout).toContain('nina new@northwind.example')
    expect(stdout).toContain('gone gone@northwind.example')
    expect(stdout).toContain('"Brightside" 2002 request 555')
    expect(stdout).toContain('Brightside (2002) asks for an on-behalf-of relation')
  })
})
