import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schemaOf } from '../../src/manifest/schema/schema.ts'
import type { JsonSchema } from '../../src/manifest/schema/schema-atoms.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { type LanguageServer, startLanguageServer } from '../support/language-server.ts'
import { folderWith } from '../support/run-cli.ts'

/** The published schema in the real yaml-language-server, as an editor shows it. */

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Nothing is there: the modeline is resolved from the folder, as in a manifest of ours. */
const FOLDER = pathOf('examples/here')
const MODELINE = '# yaml-language-server: $schema=../../schema/manifest.schema.json\n'
const HEAD = `${MODELINE}version: 1\n`

let server: LanguageServer
beforeAll(async () => {
  server = await startLanguageServer()
})
afterAll(() => server.close())

const diagnose = (body: string) => server.diagnose(FOLDER, HEAD + body)
const hover = (marked: string) => server.hover(FOLDER, HEAD + marked)
const complete = (marked: string) => server.complete(FOLDER, HEAD + marked)

const labels = (items: Awaited<ReturnType<typeof complete>>) => items.map(({ label }) => label)

/** Markdown as it reads: without the escapes of the server. */
const read = (markdown: string): string => markdown.replaceAll(/\\([\\`*_{}[\]#+!])/g, '$1')

const SCHEMA = schemaOf(KINDS)
const DEFS = SCHEMA['$defs'] as Record<string, JsonSchema>

const resolved = (schema: JsonSchema): JsonSchema => ({
  ...DEFS[String(schema['$ref'] ?? '').replace('#/$defs/', '')],
  ...schema,
})

const propertiesOf = (schema: JsonSchema): readonly (readonly [string, JsonSchema])[] =>
  Object.entries((resolved(schema)['properties'] ?? {}) as Record<string, JsonSchema>).map(
    ([key, property]) => [key, resolved(property)],
  )

/** A place that holds keys: the lines above it, how deep it is, and its schema. */
interface Place {
  readonly name: string
  readonly above: readonly string[]
  readonly schema: JsonSchema
}

const at = (name: string, keys: readonly string[], schema: JsonSchema): Place => ({
  name,
  above: keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`),
  schema,
})

const def = (name: string): JsonSchema => DEFS[name] as JsonSchema

const topLevel = (key: string): JsonSchema =>
  (SCHEMA['properties'] as Record<string, JsonSchema>)[key] as JsonSchema

const PLACES: readonly Place[] = [
  at('the manifest', [], SCHEMA),
  at('policy', ['policy'], topLevel('policy')),
  at('members', ['members'], topLevel('members')),
  at('a member', ['members', 'users', 'lee'], def('member')),
  at('defaults', ['defaults'], topLevel('defaults')),
  at('a role', ['roles', 'buyer'], def('role')),
  at('a profile', ['profiles', 'house'], def('profile')),
  at('a grant of a profile', ['profiles', 'house', 'users', 'lee'], def('any_grant')),
  at('a person', ['people', 'robot'], topLevel('people')['additionalProperties'] as JsonSchema),
  ...KINDS.flatMap(({ name, section, label, id, relations }) => {
    const asset = [section, JSON.stringify(id.example)]
    return [
      at(`defaults of ${label}s`, ['defaults', section], def('defaults')),
      at(`one ${label}`, asset, def(`${name}_asset`)),
      at(`a grant on one ${label}`, [...asset, 'users', 'lee'], def(`${name}_grant`)),
      ...(relations.agencies === undefined
        ? []
        : [
            at(
              `an agency of one ${label}`,
              [...asset, 'agencies', 'brightside'],
              def(`${name}_grant`),
            ),
          ]),
    ]
  }),
]

const lineAt = ({ above }: Place, text: string): string =>
  [...above, `${'  '.repeat(above.length)}${text}`].join('\n')

describe.concurrent.each(PLACES)('in $name', (place) => {
  const properties = propertiesOf(place.schema)
  /** Where a key is required the server offers the whole map as well, by its title. */
  const isKey = ({ label }: { readonly label: string }) => label !== place.schema['title']

  it('offers every key once, and says what it is', async () => {
    const items = (await complete(`${lineAt(place, '|')}\n`)).filter(isKey)
    const isTold = place.above.length === 0 ? ['version'] : []
    const keys = properties.map(([key]) => key).filter((key) => !isTold.includes(key))
    expect(labels(items).sort()).toEqual([...keys].sort())
    for (const { label, documentation } of items) expect(documentation, label).not.toBe('')
  })

  it.each(properties)('explains %s', async (key, property) => {
    const [example] = property['examples'] as readonly unknown[]
    // Over a role as it is offered, its own text is shown.
    const other = place.name === 'a member' ? 'employee' : 'buyer'
    const value = 'anyOf' in property ? other : example
    const marked = `${key.slice(0, 1)}|${key.slice(1)}: ${JSON.stringify(value)}`
    const head = key === 'version' ? MODELINE : HEAD
    const shown = read(await server.hover(FOLDER, `${head}${lineAt(place, marked)}\n`))
    expect(shown).toContain(`#### ${property['title']}`)
    expect(shown).toContain(property['description'])
  })

  it('marks a key that does not belong there', async () => {
    const found = await diagnose(`${lineAt(place, 'agencis: {}')}\n`)
    expect(found.map(({ message }) => message)).toContain('Property agencis is not allowed.')
    const column = place.above.length * 2 + 1
    expect(found.map(({ at: where }) => where)).toContain(`${place.above.length + 3}:${column}`)
  })
})

it('reaches every place that holds keys', () => {
  const reached = new Set(PLACES.flatMap(({ schema }) => propertiesOf(schema).map(([key]) => key)))
  const held = [SCHEMA, ...Object.values(DEFS)].flatMap((schema) => propertiesOf(schema))
  expect(held.map(([key]) => key).filter((key) => !reached.has(key))).toEqual([])
})

/** The lines in which a list of tasks of a kind may stand; `@` is the list. */
const listsOf = ({ name, section, id, relations }: (typeof KINDS)[number]): readonly string[] => {
  const asset = `${section}:\n  ${JSON.stringify(id.example)}:\n`
  return [
    `${asset}    users:\n      lee: @\n`,
    ...(relations.agencies === undefined ? [] : [`${asset}    agencies:\n      brightside: @\n`]),
    `${asset}    users:\n      lee:\n        tasks: @\n`,
    `${asset}    users: { lee: { tasks: @, reason: audit } }\n`,
    ...(relations.request === undefined ? [] : [`${asset}    request: @\n`]),
    `roles:\n  buyer:\n    ${name}: @\n`,
  ]
}

/** What may be held there: a partner cannot hold every task of every kind. */
const tasksIn = (line: string, { tasks, relations }: (typeof KINDS)[number]) =>
  line.includes('agencies:') ? (relations.agencies?.tasks ?? tasks) : tasks

/** Where the kind is open, any kind's tasks may stand. */
const OPEN_LISTS = [
  'roles:\n  buyer: @\n',
  'profiles:\n  house:\n    users:\n      lee: @\n',
  'profiles:\n  house:\n    request: @\n',
]

describe.concurrent.each(KINDS)('tasks of $section', (kind) => {
  const lists = listsOf(kind)
  const foreign = KINDS.flatMap(({ tasks }) => tasks).find((task) => !kind.tasks.includes(task))

  it.each(lists)('are offered, and no others:\n%s', async (line) => {
    for (const list of ['[|]', `[${kind.tasks[0]}, |]`]) {
      const items = await complete(line.replace('@', list))
      expect(labels(items)).toEqual(tasksIn(line, kind))
      for (const { label, documentation } of items)
        expect(documentation, label).toMatch(/\w{3}.*\./)
    }
  })

  it('are offered in lists with dashes', async () => {
    const items = await complete((lists[0] as string).replace('@', '\n        - |'))
    expect(labels(items)).toEqual(kind.tasks)
  })

  it('that it lacks are marked', async () => {
    expect(foreign).toBeDefined()
    const wrong = `This ${kind.label} has no such task; completion lists those it has.`
    const texts = lists.flatMap((line) =>
      [foreign, 'ADVERTIZE'].map((task) => line.replace('@', `[${task}]`)),
    )
    for (const found of await Promise.all(texts.map(diagnose))) {
      expect(found.map(({ message }) => message)).toEqual([wrong])
    }
  })

  it('that it has are not marked', async () => {
    const texts = lists.map((line) => line.replace('@', JSON.stringify(tasksIn(line, kind))))
    expect((await Promise.all(texts.map(diagnose))).flat()).toEqual([])
  })

  it('are let through unknown where the manifest says so, and only there', async () => {
    const texts = lists.map((line) => line.replace('@', '[A_TASK_OF_TOMORROW]'))
    const saying = (flag: boolean) =>
      Promise.all(texts.map((text) => diagnose(`allow_unknown_tasks: ${flag}\n${text}`)))
    expect((await saying(true)).flat()).toEqual([])
    expect((await saying(false)).map((found) => found.length)).toEqual(lists.map(() => 1))
  })

  it.each(kind.tasks)('explain %s', async (task) => {
    const shown = read(
      await hover((lists[0] as string).replace('@', `[${task[0]}|${task.slice(1)}]`)),
    )
    const [first = ''] = shown.split('\n').filter((line) => line.startsWith('* '))
    expect(first).toMatch(new RegExp(`^\\* \`${task}\`: \\w.*\\.$`))
    const meaning = kind.meanings[task] ?? `The same as ${kind.twins[task]}`
    expect(first).toContain(meaning)
  })
})

it.concurrent.each(OPEN_LISTS)('offers and checks the tasks of every kind in\n%s', async (line) => {
  const all = [...new Set(KINDS.flatMap(({ tasks }) => tasks))]
  expect(labels(await complete(line.replace('@', '[|]')))).toEqual(all)
  expect(await diagnose(line.replace('@', JSON.stringify(all)))).toEqual([])
  expect(await diagnose(line.replace('@', '[ADVERTIZE]'))).toHaveLength(1)
})

describe.concurrent.each(KINDS)('roles of $section', (kind) => {
  const roles = Object.keys(kind.roles)
  const [users = ''] = listsOf(kind)
  const request = listsOf(kind).find((line) => line.includes('request:'))

  it('are offered, and none', async () => {
    expect(labels(await complete(users.replace('@', '|')))).toEqual([...roles, 'none'])
    // Servers offer examples too; of a kind without roles that is one of the writer's own.
    const offered = roles.length === 0 ? ['buyer'] : roles
    expect(labels(await complete(users.replace('@', '\n        role: |')))).toEqual(offered)
    if (request !== undefined) {
      const asked = labels(await complete(request.replace('@', '|')))
      expect(asked).toEqual(expect.arrayContaining(roles))
    }
    for (const item of await complete(users.replace('@', '|'))) {
      expect(item.documentation, item.label).not.toBe('')
    }
  })

  it.each([...roles, 'none'])('explain %s', async (role) => {
    const shown = read(await hover(users.replace('@', `${role[0]}|${role.slice(1)}`)))
    expect(shown).toContain(`#### ${role}`)
    const [task = 'nothing'] = (kind.roles[role] ?? []).filter((one) => kind.tasks.includes(one))
    expect(shown).toContain(role === 'none' ? 'Holds nothing here' : task)
  })

  it('may be the writer’s own', async () => {
    expect(await diagnose(users.replace('@', 'buyer'))).toEqual([])
    expect(await hover(users.replace('@', 'bu|yer'))).toContain(`Access to this ${kind.label}`)
  })
})

describe.concurrent('roles of members', () => {
  const users = 'members:\n  users:\n    lee: '

  it('are offered, and none', async () => {
    const items = await complete(`${users}|\n`)
    expect(labels(items)).toEqual(['ADMIN', 'EMPLOYEE', 'none'])
    for (const item of items) expect(item.documentation, item.label).toMatch(/\w{3}.*\./)
    const inMap = labels(await complete(`${users}\n      role: |\n`))
    expect(inMap.sort()).toEqual(['ADMIN', 'EMPLOYEE'])
  })

  it.each([
    ['A|DMIN', 'Full control of the business'],
    ['E|MPLOYEE', 'Basic access'],
    ['n|one', 'Holds nothing here'],
  ])('%s is explained', async (role, words) => {
    expect(read(await hover(`${users}${role}\n`))).toContain(words)
  })

  it.each(['ADMIN', 'admin', 'Employee', 'none', '{ role: Admin }'])('%s is fine', async (role) => {
    expect(await diagnose(`${users}${role}\n`)).toEqual([])
  })

  it.each(['MANAGER', '[ADMIN]', '[]', 'None', '{ role: none }'])('%s is marked', async (role) => {
    const found = await diagnose(`${users}${role}\n`)
    expect(found.map(({ at: where }) => where.split(':')[0])).toEqual(['5'])
  })
})

describe.concurrent('other mistakes', () => {
  it.each([
    ['a wrong choice', 'policy: { coverage: half }\n', '3:21'],
    ['a wrong type', 'teams: { buyers: dana }\n', '3:18'],
    ['a wrong id', 'business: Northwind\n', '3:11'],
    ['a wrong asset id', 'ad_accounts: { "1111": { users: {} } }\n', '3:16'],
    ['a wrong date', 'pages: { "3": { users: { lee: { role: x, expires: soon } } } }\n', '3:51'],
  ])('%s', async (_, body, place) => {
    expect((await diagnose(body)).map(({ at: where }) => where)).toEqual([place])
  })

  it('a missing version', async () => {
    const found = await server.diagnose(FOLDER, `${MODELINE}business: "1001"\n`)
    expect(found.map(({ message }) => message)).toEqual(['Missing property "version".'])
  })
})

describe('names of the writer', () => {
  it.each([
    ['partners:\n  bright|side: "2002"\n', 'Partner'],
    ['people:\n  da|na: dana@northwind.example\n', 'Person'],
    ['teams:\n  buy|ers: [dana]\n', 'Team'],
    ['roles:\n  buy|er: [ANALYZE]\n', 'Role'],
    ['profiles:\n  hou|se: { mode: additive }\n', 'Profile'],
    ['ad_accounts:\n  act_1|111: { users: {} }\n', 'ad account'],
    ['pages:\n  "33|33": { users: { dana: [ANALYZE] } }\n', 'Page'],
    ['pages:\n  "3333": { users: { da|na: [ANALYZE] } }\n', 'Access to this Page'],
    ['members:\n  users: { da|na: { role: ADMIN } }\n', 'Role in the business'],
  ])('%s', async (marked, title) => {
    const shown = read(await hover(marked))
    expect(shown).toContain(`#### ${title}\n`)
    expect(shown.split('\n')[2]).toMatch(/\w+.*\./)
  })
})

describe('the settings of a project, as the reference shows them', () => {
  const readme = readFileSync(pathOf('docs/reference/manifest.md'), 'utf8')
  const [, written = '{}'] = readme.match(/^```json\n(\{\n {2}"yaml\.schemas"[\s\S]*?)^```/m) ?? []

  it('find the schema of the installed package', async () => {
    const folder = folderWith({})
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(pathOf('.'), join(folder, 'node_modules/bizaccess'))
    const schemas = JSON.parse(written)['yaml.schemas']
    const own = await startLanguageServer({ folder, yaml: { schemas } })
    try {
      const managed = join(folder, 'businesses/northwind')
      const found = await own.diagnose(managed, 'version: 1\nnonsense: 1\n')
      expect(found.map(({ message }) => message)).toEqual(['Property nonsense is not allowed.'])
      expect(await own.diagnose(join(folder, 'other'), 'nonsense: 1\n')).toEqual([])
    } finally {
      await own.close()
    }
  })
})

describe.concurrent('the manifests we show', () => {
  const files = [
    'examples/first/access.yaml',
    'examples/agency/access.yaml',
    'examples/brand/access.yaml',
  ]

  it.each(files)('%s names its schema, and has nothing marked', async (file) => {
    const text = readFileSync(pathOf(file), 'utf8')
    const folder = dirname(pathOf(file))
    expect(text.startsWith(MODELINE)).toBe(true)
    const [found, broken = []] = await Promise.all(
      [text, `${text}\nnonsense: 1\n`].map((each) => server.diagnose(folder, each)),
    )
    expect(found).toEqual([])
    // It was found, as it marks what is wrong.
    expect(broken.map(({ message }) => message)).toEqual(['Property nonsense is not allowed.'])
  })

  it('and one with every feature', async () => {
    const text = readFileSync(pathOf('test/manifest/good/example.yaml'), 'utf8')
    expect(await diagnose(text.replace(/^version: 1$/m, ''))).toEqual([])
  })
})
