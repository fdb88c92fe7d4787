import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadManifest, loadTree, type ManifestFile } from '../../src/manifest/load.ts'
import {
  DEFAULT_POLICY,
  type DesiredPath,
  type DesiredRelation,
  type Manifest,
} from '../../src/model/manifest.ts'

const EXAMPLE = readFileSync(new URL('./good/example.yaml', import.meta.url), 'utf8')

/** The manifest of these texts; fails the test where there is any problem, a warning too. */
const load = (...texts: readonly string[]): Manifest => {
  const files: ManifestFile[] = texts.map((text, index) => ({ file: `${index}.yaml`, text }))
  const { value, problems } = loadManifest(files)
  expect(problems).toEqual([])
  if (value === null) throw new Error('no manifest')
  return value
}

const HEAD = 'version: 1\nbusiness: "1001"\n'

/** `subject: tasks (via) [until] line:column`, one for each path. */
const pathLine = (path: DesiredPath): string => {
  const tasks = path.none ? 'none' : path.tasks.join(',')
  const until = path.expires === null ? '' : ` until ${path.expires}, ${path.note}`
  return `${path.subject}: ${tasks} (${path.via})${until} ${path.source.line}:${path.source.column}`
}

const lines = (relation: DesiredRelation | null): readonly string[] | null =>
  relation && [
    `${relation.whole ? 'whole' : 'part'} ${relation.source.line}:${relation.source.column}`,
    ...relation.paths.map(pathLine),
  ]

const assetsOf = (manifest: Manifest): object =>
  Object.fromEntries(
    manifest.assets.map((asset) => [
      `${asset.kind} ${asset.id}`,
      {
        name: asset.name,
        mode: asset.mode,
        ignore: asset.ignore,
        agencies: lines(asset.agencies),
        users: lines(asset.users),
        request: lines(asset.request),
        on_behalf_of: lines(asset.on_behalf_of),
        members: lines(asset.members),
        line: asset.source.line,
      },
    ]),
  )

const BARE = {
  name: null,
  mode: 'authoritative',
  ignore: [],
  agencies: null,
  users: null,
  request: null,
  on_behalf_of: null,
  members: null,
}

describe('the full example', () => {
  const manifest = load(EXAMPLE)
  const at = (line: number, column: number): object => ({ file: '0.yaml', line, column })

  test('names and policy', () => {
    expect(manifest.business).toBe('1001')
    expect(manifest.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect([...manifest.partners.values()]).toEqual([
      { alias: 'brightside', id: '2002', source: at(4, 3) },
    ])
    expect([...manifest.people.values()]).toEqual([
      { alias: 'dana', by: 'email', value: 'dana@northwind.example', source: at(6, 3) },
      { alias: 'kim', by: 'id', value: '61550000000000009', source: at(8, 3) },
      { alias: 'lee', by: 'id', value: '61550000000000002', source: at(7, 3) },
      { alias: 'reporter', by: 'system_user', value: '61550000000000003', source: at(9, 3) },
    ])
    expect(manifest.offboarded).toEqual([
      { alias: null, id: '2009', email: null, source: at(21, 19) },
      { alias: 'kim', id: '61550000000000009', email: null, source: at(21, 14) },
    ])
    const protectedNames = ['2003', 'dana']
    expect(manifest.policy).toEqual({
      ...DEFAULT_POLICY,
      max_revocations: 3,
      protected: protectedNames,
    })
  })

  test('assets', () => {
    const house = 'reporter: ANALYZE (profile house) 17:37'
    const buyer = 'ADVERTISE,ANALYZE (profile acme, team everyone > buyers) 18:36'
    expect(assetsOf(manifest)).toEqual({
      'ad_account act_1111': {
        ...BARE,
        name: 'EU Search',
        agencies: ['whole 28:5', 'brightside: ADVERTISE,ANALYZE (direct) 29:7'],
        users: [
          'whole 30:5',
          'dana: none (direct) 33:7',
          'dana: ADVERTISE,ANALYZE (team buyers) 31:7',
          'lee: MANAGE,ADVERTISE,ANALYZE (direct) until 2027-01-31, covers for Kim 32:7',
          'lee: ADVERTISE,ANALYZE (team buyers) 31:7',
          house,
        ],
        on_behalf_of: ['whole 34:5', 'brightside:  (direct) 34:20'],
        line: 26,
      },
      'ad_account act_2222': {
        ...BARE,
        users: ['whole 36:15', house],
        request: ['whole 36:26', ': none (direct) 36:26'],
        line: 36,
      },
      'ad_account act_9999': {
        ...BARE,
        users: [
          'whole 17:28',
          `dana: ${buyer}`,
          `lee: ${buyer}`,
          'reporter: ADVERTISE,ANALYZE (profile acme, team everyone) 18:36',
          house,
        ],
        request: ['whole 18:11', ': ADVERTISE,ANALYZE (profile acme) 18:11'],
        line: 35,
      },
      'page 12345678901234567': {
        ...BARE,
        users: ['whole 43:5', 'dana: MODERATE,ADVERTISE,ANALYZE (direct) 43:14'],
        line: 42,
      },
      'page 3333': {
        ...BARE,
        mode: 'additive',
        ignore: ['2007'],
        agencies: ['whole 39:5'],
        line: 38,
      },
      'business 1001': {
        ...BARE,
        ignore: ['2011'],
        members: [
          'whole 46:3',
          'dana: ADMIN (direct) 47:5',
          'dana: EMPLOYEE (team everyone > buyers) until 2027-01-31, covers for Kim 48:5',
          'lee: none (direct) 49:5',
          'lee: EMPLOYEE (team everyone > buyers) until 2027-01-31, covers for Kim 48:5',
          'reporter: EMPLOYEE (team everyone) until 2027-01-31, covers for Kim 48:5',
        ],
        line: 44,
      },
    })
  })
})

describe('texts', () => {
  test('bare ids of 17 and 18 digits stay exact, as values and as keys', () => {
    const manifest = load(
      `version: 1\nbusiness: 10215432109876543\npartners: { b: 123456789012345678 }\n` +
        'pages: { 98765432109876543: { agencies: { b: MANAGER } } }\n',
    )
    expect(manifest.business).toBe('10215432109876543')
    expect(manifest.partners.get('b')?.id).toBe('123456789012345678')
    expect(manifest.assets[0]?.id).toBe('98765432109876543')
  })

  test('JSON', () => {
    const json = '{"version":1,"business":"1001","people":{"lee":"17"},"offboarded":["lee"]}'
    expect(load(json).offboarded.map(({ id }) => id)).toEqual(['17'])
  })

  test('a byte order mark, CRLF and comments change nothing', () => {
    const dressed = `\uFEFF# a comment\r\n${EXAMPLE.replaceAll('\n', ' # note\r\n')}`
    expect(load(dressed).digest).toBe(load(EXAMPLE).digest)
  })

  test('merge keys and anchors: own keys win, the earlier map wins, places are where written', () => {
    const manifest = load(`${HEAD}people: { lee: "17", kim: "18" }
ad_accounts:
  act_1: &first
    name: first
    users: &users { lee: ADMIN }
  act_2: { <<: *first, name: second }
  act_3:
    <<: [{ users: { kim: ADMIN } }, *first]
  act_4: { users: { <<: *users, kim: [ANALYZE] } }
`)
    const users = manifest.assets.map(({ name, users }) => [name, ...(lines(users) ?? [])])
    const lee = 'lee: MANAGE,ADVERTISE,ANALYZE (direct) 7:21'
    expect(users).toEqual([
      ['first', 'whole 7:5', lee],
      ['second', 'whole 7:5', lee],
      ['first', 'whole 10:12', 'kim: MANAGE,ADVERTISE,ANALYZE (direct) 10:21'],
      [null, 'whole 11:12', 'kim: ANALYZE (direct) 11:33', lee],
    ])
  })

  test('names that mean something to JavaScript', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const people = names.map((name, index) => `  ${name}: "1${index}"\n`).join('')
    const roles = names.map((name) => `  ${name}: [ANALYZE]\n`).join('')
    const users = names.map((name) => `      ${name}: ${name}\n`).join('')
    const manifest = load(
      `${HEAD}people:\n${people}roles:\n${roles}ad_accounts:\n  act_1:\n    users:\n${users}`,
    )
    expect(manifest.assets[0]?.users?.paths.map(({ subject }) => subject)).toEqual(names)
    expect([...manifest.people.keys()]).toEqual(names)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

describe('what wins', () => {
  const asset = (text: string): Manifest['assets'][number] => {
    const [first] = load(`${HEAD}people: { lee: "17" }\n${text}`).assets
    if (first === undefined) throw new Error('no asset')
    return first
  }

  test.each([
    ['nothing said', '{}', '{}', 'authoritative'],
    ['the defaults', '{ mode: additive }', '{}', 'additive'],
    ["the asset's own", '{ mode: additive }', '{ mode: authoritative }', 'authoritative'],
  ])('mode: %s', (_, defaults, own, mode) => {
    const text = `defaults: { ad_accounts: ${defaults} }\nad_accounts: { act_1: ${own} }\n`
    expect(asset(text).mode).toBe(mode)
  })

  test.each([
    ['the asset', '{ users: {} }', '', true],
    ['a profile', '{ use: [one] }', '', true],
    ['an additive profile', '{ use: [one] }', 'mode: additive, ', false],
    ['an additive profile and the asset', '{ use: [one], users: {} }', 'mode: additive, ', true],
  ])('whole: %s', (_, own, mode, whole) => {
    const text = `profiles: { one: { ${mode}users: { lee: ADMIN } } }\nad_accounts: { act_1: ${own} }\n`
    expect(asset(text).users?.whole).toBe(whole)
  })

  test('defaults add to what the asset uses; a profile used twice counts once', () => {
    const paths = asset(`profiles: { one: { users: { lee: ADMIN } }, two: { users: { lee: none } } }
defaults: { ad_accounts: { use: [one] } }
ad_accounts: { act_1: { use: [two, one] } }
`).users?.paths
    expect(paths?.map(({ via, none }) => [via, none])).toEqual([
      ['profile one', false],
      ['profile two', true],
    ])
  })

  test('a team reached by two routes gives its people once, by the shorter', () => {
    const paths = asset(`teams: { a: [b, c], b: [c], c: [lee] }
ad_accounts: { act_1: { users: { a: ADMIN } } }
`).users?.paths
    expect(paths?.map(({ via }) => via)).toEqual(['team a > c'])
  })

  test('a team in ignore and protected stands for its people', () => {
    const text = 'teams: { a: [lee] }\nad_accounts: { act_1: { ignore: [a, "2007"] } }\n'
    expect(asset(text).ignore).toEqual(['2007', 'lee'])
  })
})

describe('members', () => {
  const PEOPLE = `${HEAD}people: { dana: dana@x.example, lee: "17", bot: { system_user: "18" } }
teams: { all: [inner, bot], inner: [lee] }
`
  const business = (text: string): Manifest['assets'][number] | undefined =>
    load(`${PEOPLE}${text}`).assets.find(({ kind }) => kind === 'business')

  test('are those of one node, the business itself, after all assets', () => {
    const text = `members:
  mode: additive
  ignore: [inner, "19"]
  users:
    dana: admin
    all: { role: Employee, expires: 2027-01-31, reason: covers for Kim }
    lee: none
whatsapp_accounts: { "7777": { users: {} } }
`
    expect(load(`${PEOPLE}${text}`).assets.map(({ id }) => id)).toEqual(['7777', '1001'])
    expect(business(text)).toEqual({
      kind: 'business',
      id: '1001',
      name: null,
      mode: 'additive',
      ignore: ['19', 'lee'],
      request: null,
      agencies: null,
      users: null,
      on_behalf_of: null,
      members: expect.anything(),
      source: { file: '0.yaml', line: 5, column: 1 },
    })
    expect(lines(business(text)?.members ?? null)).toEqual([
      'whole 8:3',
      'bot: EMPLOYEE (team all) until 2027-01-31, covers for Kim 10:5',
      'dana: ADMIN (direct) 9:5',
      'lee: none (direct) 11:5',
      'lee: EMPLOYEE (team all > inner) until 2027-01-31, covers for Kim 10:5',
    ])
  })

  test.each(['ADMIN', 'Admin', 'aDMIN', '{ role: admin }'])('%s is the role ADMIN', (role) => {
    const [path] = business(`members: { users: { dana: ${role} } }\n`)?.members?.paths ?? []
    expect(path?.tasks).toEqual(['ADMIN'])
  })

  test('an i without its dot is no i', () => {
    const text = `${PEOPLE}members: { users: { dana: adm\u0131n } }\n`
    const { problems } = loadManifest([{ file: 'm', text }])
    expect(problems.map(({ code }) => code)).toEqual(['unknown_member_role'])
  })

  test.each([
    ['absent: no node', '', undefined],
    ['empty: nothing is managed', 'members: {}\n', null],
    ['without users: nothing is managed', 'members: { mode: additive }\n', null],
    ['users: {} is nobody', 'members: { users: {} }\n', { whole: true, paths: [] }],
  ])('%s', (_, text, members) => {
    const found = business(text)?.members
    expect(found && { whole: found.whole, paths: found.paths }).toEqual(members)
  })

  test.each([
    ['a role', 'dana: ADMIN'],
    ['somebody', 'lee: EMPLOYEE'],
    ['a date', 'dana: { role: EMPLOYEE, expires: 2027-01-31 }'],
  ])('%s changes the digest', (_, line) => {
    const digest = (users: string): string =>
      load(`${PEOPLE}members: { users: { ${users} } }\n`).digest
    expect(digest(line)).not.toBe(digest('dana: EMPLOYEE'))
    expect(digest('dana: EMPLOYEE')).not.toBe(load(PEOPLE).digest)
  })

  const OWN = 'people: { dana: dana@x.example }\nmembers: { users: { dana: ADMIN } }\n'

  test.each([
    ['the file of the business', { 'a.yaml': HEAD + OWN }],
    ['a file beside it', { 'a.yaml': HEAD, 'b.yaml': `version: 1\n${OWN}` }],
    ['a folder below it', { 'x/a.yaml': HEAD, 'x/y/b.yaml': `version: 1\n${OWN}` }],
  ])('may be in %s', (_, files) => {
    const { value, problems } = loadManifest(
      Object.entries(files).map(([file, text]) => ({ file, text })),
    )
    expect(problems).toEqual([])
    expect(value?.assets.map(({ kind }) => kind)).toEqual(['business'])
  })

  test.each([
    ['a folder beside it', 'x/a.yaml', 'shared/b.yaml'],
    ['a folder above it', 'x/a.yaml', 'b.yaml'],
    ['a folder whose name only begins like it', 'x/a.yaml', 'x-shared/b.yaml'],
  ])('may not be in a file without a business in %s', (_, file, other) => {
    const { value, problems } = loadManifest([
      { file, text: HEAD },
      { file: other, text: `version: 1\n${OWN}` },
    ])
    expect(value).toBeNull()
    expect(problems.map(({ code, source }) => [code, source?.file, source?.line])).toEqual([
      ['members_shared', other, 3],
    ])
  })

  test('are never shared by the businesses of a tree, wherever the file lies', () => {
    const { value, problems } = loadTree([
      { file: 'a.yaml', text: HEAD },
      { file: 'b.yaml', text: HEAD.replace('1001', '1002') },
      { file: 'c.yaml', text: `version: 1\n${OWN}` },
    ])
    expect(value).toBeNull()
    expect(problems.map(({ code, source }) => [code, source?.file])).toEqual([
      ['members_shared', 'c.yaml'],
    ])
  })
})

describe('several files', () => {
  const SHARED = 'version: 1\npeople: { lee: "17" }\nroles: { viewer: [ANALYZE] }\n'
  const own = (business: string, role: string): string =>
    `version: 1\nbusiness: "${business}"\nad_accounts: { act_${business}: { users: { lee: ${role} } } }\n`

  test('merge into one manifest, with the digest of one file', () => {
    const merged = load(SHARED, own('1001', 'viewer'))
    const single = load(`${SHARED}${own('1001', 'viewer').replace('version: 1\n', '')}`)
    expect(merged.digest).toBe(single.digest)
    expect(merged.assets[0]?.users?.paths[0]?.tasks).toEqual(['ANALYZE'])
  })

  test('who is offboarded may be spread over files', () => {
    const head = `${HEAD}people: { lee: "17" }\n`
    const whole = load(`${head}offboarded: ["2009", lee, "2009"]\n`)
    const spread = load(`${head}offboarded: [lee]\n`, 'version: 1\noffboarded: ["2009"]\n')
    expect(spread.digest).toBe(whole.digest)
    expect(spread.offboarded.map(({ id }) => id)).toEqual(['2009', '17'])
    expect(whole.offboarded).toHaveLength(2)
  })

  test('a tree is one manifest per business, each with the shared files', () => {
    const texts = [own('1002', 'viewer'), SHARED, own('1001', 'ADMIN')]
    const { value, problems } = loadTree(texts.map((text, i) => ({ file: `${i}.yaml`, text })))
    expect(problems).toEqual([])
    expect(value?.map(({ business, assets }) => [business, assets.map(({ id }) => id)])).toEqual([
      ['1001', ['act_1001']],
      ['1002', ['act_1002']],
    ])
  })

  test('a problem of a shared file is told once; a profile is judged where it is used', () => {
    const shared = `${SHARED}profiles: { house: { users: { nobody: viewer } } }\nteams: { a: [eve] }\n`
    const user = `version: 1\nbusiness: "1003"\nad_accounts: { act_3: { use: [house] } }\n`
    const texts = [shared, own('1001', 'viewer'), own('1002', 'viewer')]
    const codes = (...all: readonly string[]): readonly string[] =>
      loadTree(all.map((text, i) => ({ file: `${i}.yaml`, text }))).problems.map(
        ({ code, message }) => `${code} ${message.split(' ')[0]}`,
      )
    expect(codes(...texts)).toEqual(['unknown_name `eve`'])
    expect(codes(...texts, user)).toEqual(['unknown_name `nobody`', 'unknown_name `eve`'])
  })

  test('a partner that is the business itself is an error only where an asset uses it', () => {
    const partners = 'version: 1\npartners: { north: "1001", south: "1002" }\n'
    const file = (id: string, partner: string): string =>
      `version: 1\nbusiness: "${id}"\nad_accounts: { act_${id}: { agencies: { ${partner}: ADMIN } } }\n`
    const check = (...texts: readonly string[]): readonly string[] =>
      loadTree(texts.map((text, i) => ({ file: `${i}.yaml`, text }))).problems.map(
        ({ code, source }) => `${code} ${source?.file}`,
      )
    expect(check(partners, file('1001', 'south'), file('1002', 'north'))).toEqual([])
    expect(check(partners, file('1001', 'south'), file('1002', 'south'))).toEqual([
      'own_business 2.yaml',
    ])
  })
})

test.each(['agency', 'brand'])('examples/%s is valid', (name) => {
  const text = readFileSync(new URL(`../../examples/${name}/access.yaml`, import.meta.url), 'utf8')
  load(text)
})

describe('top-level keys that begin with x-', () => {
  const own = `${HEAD}people: {ann: "6001"}\nad_accounts:\n  act_1: `
  const grant = '{users: {ann: {tasks: [ANALYZE]}}}'

  test('are free: they hold anchors and whatever others keep there', () => {
    const text = `${HEAD}x-house: &house ${grant}\nx-owner: [team, {pager: 0123}]\n`
    const anchored = load(`${text}people: {ann: "6001"}\nad_accounts:\n  act_1: *house\n`)
    expect(assetsOf(anchored)).toMatchObject({ 'ad_account act_1': {} })
    expect(anchored.assets.map(({ users }) => users?.paths.length)).toEqual([1])
  })

  test('are free in each of several files, and say nothing', () => {
    const plain = load(`${own}${grant}\n`, 'version: 1\n')
    const noted = load(`${own}${grant}\nx-a: 1\n`, 'version: 1\nx-a: {members: none}\n')
    expect(noted).toEqual(plain)
  })

  test.each(['X-a', 'x_a', 'xa'])('another key is still unknown: %s', (key) => {
    const { problems } = loadManifest([{ file: '0.yaml', text: `${HEAD}${key}: 1\n` }])
    expect(problems.map(({ code }) => code)).toEqual(['unknown_key'])
  })

  test('are unknown anywhere else', () => {
    const text = `${own}{x-note: 1, users: {}}\n`
    const { problems } = loadManifest([{ file: '0.yaml', text }])
    expect(problems.map(({ code }) => code)).toEqual(['unknown_key'])
  })
})
