import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../src/model/actions.ts'
import { type SourceFile, sourceFile, sourceFiles, sourceTexts } from './support/source-files.ts'

const FILES = sourceFiles()

/** Which layers a layer may import, besides itself. `index.ts` stands for the library's surface. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  manifest: ['model'],
  access: ['model'],
  plan: ['model', 'access'],
  document: ['model'],
  questions: ['model', 'manifest', 'access', 'plan', 'document'],
  report: ['model', 'document', 'questions'],
  transport: [],
  graph: ['model', 'transport'],
  live: ['model', 'graph'],
  apply: ['model', 'graph', 'live', 'access', 'plan'],
  sandbox: [],
  twin: ['model', 'graph', 'live', 'access', 'plan', 'apply', 'sandbox'],
  '': [
    'transport',
    'model',
    'manifest',
    'access',
    'plan',
    'questions',
    'report',
    'graph',
    'live',
    'apply',
    'sandbox',
    'twin',
  ],
  cli: [
    '',
    'transport',
    'model',
    'manifest',
    'access',
    'plan',
    'document',
    'questions',
    'report',
    'graph',
    'live',
    'apply',
    'sandbox',
    'twin',
  ],
  action: ['model', 'manifest', 'document', 'report', 'transport', 'cli'],
}

/** Where packages and Node's own modules may be imported: by folder or by single file. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['model/text/digest.ts', 'apply/lock/', 'graph/', 'sandbox/', 'cli/', 'action/'],
  'node:fs/promises': [
    'apply/journal/journal.ts',
    'apply/journal/journal-files.ts',
    'apply/lock/',
    'cli/',
  ],
  'node:fs': [
    'apply/journal/journal.ts',
    'apply/journal/journal-files.ts',
    'sandbox/',
    'cli/',
    'action/',
  ],
  'node:child_process': ['cli/output/launch.ts'],
  'node:events': ['graph/'],
  'node:os': ['apply/lock/', 'cli/', 'action/'],
  'node:path': ['apply/journal/journal-files.ts', 'apply/lock/', 'cli/', 'action/'],
  'node:http': ['sandbox/'],
  'node:module': ['manifest/schema/checked-shape.ts'],
  'node:net': ['apply/lock/beacon.ts', 'sandbox/'],
  'node:timers/promises': ['apply/lock/', 'graph/', 'sandbox/', 'cli/'],
  'node:readline': ['cli/'],
  yaml: [
    'manifest/text/parse.ts',
    'manifest/text/places.ts',
    'manifest/text/cuts.ts',
    'manifest/text/replaced-values.ts',
    'manifest/text/added-item.ts',
    'sandbox/',
  ],
  ajv: ['manifest/schema/'],
  undici: ['transport/transport.ts'],
  commander: ['cli/'],
  diff: ['cli/', 'report/'],
  'any-ascii': ['questions/import/writing/transliterate.ts'],
  'csv-parse': ['questions/review/decisions/read-decisions.ts'],
  'get-east-asian-width': ['model/text/width.ts'],
}

/** The API's own nodes lead to each other: an asset to its business, a person to both. */
const CYCLIC = [
  'sandbox/views/asset-view.ts sandbox/views/business-view.ts sandbox/views/person-view.ts',
]

/** Files that import each other, directly or not; each circle sorted, and all of them. */
const circlesOf = (
  imports: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] => {
  const reached = new Map([...imports.keys()].map((file) => [file, reachOf(file, imports)]))
  const circles = [...reached].flatMap(([file, reach]) =>
    reach.has(file) ? [[...reach].filter((other) => reached.get(other)?.has(file)).sort()] : [],
  )
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()].sort()
}

/** Every file that one leads to by its imports. */
const reachOf = (file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const reach = new Set<string>()
  const next = [...(imports.get(file) ?? [])]
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (reach.has(path)) continue
    reach.add(path)
    next.push(...(imports.get(path) ?? []))
  }
  return reach
}

const isPackage = (name: string): boolean => !name.endsWith('.ts') && !name.endsWith('.json')

const layerOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.indexOf('/')) : ''

const isWithin = (path: string, places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

/** `path: what`, for everything a rule finds in the files it looks at. */
const offences = (
  files: readonly SourceFile[],
  findIn: (file: SourceFile) => readonly string[],
): readonly string[] => files.flatMap((file) => findIn(file).map((what) => `${file.path}: ${what}`))

describe('the rules', () => {
  it('see what they look for', () => {
    const file = sourceFile(
      'plan/bad.ts',
      `import { type A } from '../model/a.ts'
      import { run } from 'ajv/dist/2020.js'
      export { b } from './b.ts'
      type C = import('../cli/c.ts').C
      const d = await import('../../package.json', { with: { type: 'json' } })
      const at = new Date()
      const then = new Date(0)
      const e = { now: Date.now, random: Math.random(), page: \`/\${at}/act_1\` }
      const f = e as unknown as WriteCall
      process.exit(console.log(/^act_/))
      export default f`,
    )
    expect(file).toMatchObject({
      imports: ['model/a.ts', 'ajv', 'plan/b.ts', 'cli/c.ts', '../package.json'],
      bare: ['Date'],
      casts: ['WriteCall', 'unknown'],
      hasDefaultExport: true,
    })
    expect(file.names).toEqual(expect.arrayContaining(['Date.now', 'Math.random', 'process.exit']))
    expect(file.keys).toEqual(expect.arrayContaining(['page']))
    expect(file.literals).toEqual(expect.arrayContaining(['/act_1', '/^act_/']))
    expect(file.literals).not.toContain('ajv/dist/2020.js')
  })
})

describe('imports', () => {
  it('knows every layer', () => {
    expect([...new Set(FILES.map(({ layer }) => layer))].sort()).toEqual(Object.keys(ARROWS).sort())
  })

  it.each(Object.entries(ARROWS))('%s imports only %j', (layer, allowed) => {
    const own = FILES.filter((file) => file.layer === layer)
    const found = offences(own, ({ imports }) =>
      imports
        .filter((name) => !isPackage(name) && !name.startsWith('../'))
        .filter((name) => ![layer, ...allowed].includes(layerOf(name))),
    )
    expect(found).toEqual([])
  })

  it('never lead in a circle, types included', () => {
    const found = circlesOf(new Map(FILES.map(({ path, imports }) => [path, imports])))
    expect(found.map((circle) => circle.join(' '))).toEqual(CYCLIC)
  })

  it('never lead folders in a circle, but for one and what it holds', () => {
    const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const isInside = (one: string, other: string): boolean => one.startsWith(`${other}/`)
    const arrows = new Map<string, string[]>()
    for (const { path, imports } of FILES) {
      const from = folderOf(path)
      const to = imports.filter((name) => name.endsWith('.ts') && !name.startsWith('../'))
      const others = to.map(folderOf).filter((folder) => folder !== from)
      // What a folder holds and what it is made of share words: those arrows go both ways.
      const apart = others.filter((folder) => !isInside(folder, from) && !isInside(from, folder))
      arrows.set(from, [...(arrows.get(from) ?? []), ...apart])
    }
    expect(circlesOf(arrows)).toEqual([])
  })

  it('see a circle where there is one', () => {
    const files = new Map([
      ['a.ts', ['b.ts', 'd.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['a.ts', 'yaml']],
      ['d.ts', ['e.ts']],
      ['e.ts', []],
    ])
    expect(circlesOf(files)).toEqual([['a.ts', 'b.ts', 'c.ts']])
  })

  it('come from packages only where each has its place', () => {
    const found = offences(FILES, ({ path, imports }) =>
      imports
        .filter(isPackage)
        .filter((name) => !(name in OUTSIDE) || !isWithin(path, OUTSIDE[name] ?? [])),
    )
    expect(found).toEqual([])
  })

  it('find files of the package from two folders down, where the bundle is too', () => {
    const places = sourceTexts().flatMap(({ path, text }) =>
      [...text.matchAll(/new URL\((.*), import\.meta\.url\)/g)].map(([, from = '']) => ({
        path,
        from,
      })),
    )
    expect(places.length).toBeGreaterThan(1)
    for (const { path, from } of places) {
      expect(path.split('/'), path).toHaveLength(2)
      expect(from, path).toMatch(/^`\.\.\/\.\.\/[^.]/)
    }
  })

  it('give engines blocks only: none knows the words of a command', () => {
    const engines = FILES.filter(({ path }) => /^document\/(engine|html)\//.test(path))
    const found = offences(engines, ({ imports }) =>
      imports.filter((name) => name.startsWith('document/wording/')),
    )
    expect(engines.length).toBeGreaterThan(5)
    expect(found).toEqual([])
  })

  it('leave the ends alone: nothing but an end imports an end, nothing but cli is outside src', () => {
    const found = offences(
      FILES.filter(({ layer }) => layer !== 'cli' && layer !== 'action'),
      ({ imports }) => imports.filter((name) => name.startsWith('cli/') || name.startsWith('../')),
    )
    expect(found).toEqual([])
  })
})

describe('purity', () => {
  const PURE = ['model', 'manifest', 'access', 'plan', 'document', 'questions', 'report']
  const IMPURE =
    /^(process|console|globalThis|setTimeout|setInterval|fetch)\b|^Date\.now|^Math\.random/

  it('what only computes has no clock, no chance, no process and no console', () => {
    const found = offences(
      FILES.filter(({ layer }) => PURE.includes(layer)),
      ({ names, bare }) => [
        ...names.filter((name) => IMPURE.test(name)),
        ...bare.filter((made) => made === 'Date').map(() => 'new Date()'),
      ],
    )
    expect(found).toEqual([])
  })

  it('only cli touches the process, but for the lock of the journal', () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      'apply/lock/process-identity.ts': ['process', 'process.pid', 'process.kill'],
      'apply/lock/record.ts': ['process', 'process.pid'],
      'apply/lock/earlier.ts': ['process', 'process.pid'],
      'action/start.ts': [
        'process',
        'process.on',
        'process.env',
        'process.cwd',
        'process.exit',
        'process.exitCode',
        'process.stdout',
        'process.stdout.write',
        'process.stderr',
        'process.stderr.write',
      ],
    }
    const found = offences(
      FILES.filter(({ layer }) => layer !== 'cli'),
      ({ path, names }) =>
        names
          .filter((name) => /^(process|console)\b/.test(name))
          .filter((name) => !(allowed[path] ?? []).includes(name)),
    )
    expect(found).toEqual([])
  })
})

describe('asset kinds', () => {
  /** Files that may hold such a word, and why. */
  const EXCEPTIONS: Readonly<Record<string, string>> = {
    'model/kinds/ad-account.ts': 'a row of THE table',
    'model/kinds/page.ts': 'a row of THE table',
    'model/basis/bases-of-assets.ts': 'rows of THE table of what reads rest on',
    'model/basis/bases-of-business.ts': 'rows of THE table of what reads rest on',
    'model/basis/bases-of-exposure.ts': 'rows of THE table of what reads rest on',
    'model/exposure/exposed.ts': 'a word of the JSON output for who it is',
    'model/exposure/exposure-nodes.ts': 'a row of the table of nodes',
    'model/exposure/exposure-questions.ts':
      'THE table of questions: edges, and rows that are accounts',
    'model/reports/doctor-report.ts': "the API's word for a type of token",
    'model/text/graph-id.ts': 'an id may start with act_, whatever kind it is of',
    'model/text/address.ts': 'an address starts with an id',
    'manifest/schema/written.ts': 'generated from the table',
    'manifest/schema/compiled.ts': 'generated from the table',
    'cli/commands.ts': 'examples in the help',
    'cli/flags.ts': 'an example in the help',
    'cli/offline/demo-command.ts': 'an address of the story',
    'cli/offline/sandbox-command.ts': 'an example in the help',
  }
  const NAME = /ad_?accounts?|\bact_|^pages?$/i

  it('are named in the tables alone', () => {
    const found = offences(
      FILES.filter(({ path, layer }) => layer !== 'sandbox' && !(path in EXCEPTIONS)),
      ({ literals, keys }) => [...literals, ...keys].filter((text) => NAME.test(text)),
    )
    expect(found).toEqual([])
  })

  it('need each of the exceptions', () => {
    const needed = FILES.filter(({ literals, keys }) =>
      [...literals, ...keys].some((text) => NAME.test(text)),
    ).map(({ path }) => path)
    expect(Object.keys(EXCEPTIONS).filter((path) => !needed.includes(path))).toEqual([])
  })
})

describe('actions', () => {
  it('are listed in their table alone', () => {
    const found = FILES.filter(
      ({ layer, path }) => layer !== 'sandbox' && path !== 'model/actions.ts',
    )
      .map(({ path, keys }) => ({ path, named: ACTIONS.filter((action) => keys.includes(action)) }))
      // A decision table of the planner has those of its relation.
      .filter(({ named }) => named.length > 3)
    expect(found).toEqual([])
  })
})

describe('writes', () => {
  it('are formed in model/write.ts alone', () => {
    const found = offences(
      FILES.filter(({ path }) => path !== 'model/write.ts'),
      ({ names, casts }) => [
        ...names.filter((name) => name.startsWith('FORMED')),
        ...casts.filter((type) => /\bWriteCall\b/.test(type)),
      ],
    )
    expect(found).toEqual([])
  })

  it('are sent by graph/wire/wire.ts alone', () => {
    const METHOD = /^(POST|PUT|PATCH|DELETE)\b/
    /**
     * The form of a call, its type and its words are no sending; the action posts to GitHub.
     */
    const forms = [
      'model/write.ts',
      'model/plan.ts',
      'questions/explain/action-calls.ts',
      'graph/wire/route.ts',
      'graph/wire/wire.ts',
      'action/github/github-api.ts',
    ]
    const found = offences(
      FILES.filter(({ path, layer }) => layer !== 'sandbox' && !forms.includes(path)),
      ({ literals }) => literals.filter((text) => METHOD.test(text)),
    )
    expect(found).toEqual([])
  })

  it('leave by the transport, which knows no API: one door for each API, and no other', () => {
    const doors = FILES.filter(({ names, imports }) =>
      [...names, ...imports].some((name) =>
        /^(fetch|undici|node:(http|https|net|tls))$/.test(name),
      ),
    )
    expect(doors.filter(({ layer }) => layer !== 'sandbox').map(({ path }) => path)).toEqual([
      ...['apply/lock/beacon.ts', 'transport/transport.ts'],
    ])
    const sending = FILES.flatMap(({ path, names }) =>
      names.includes('createTransport') ? [path] : [],
    )
    expect(sending).toEqual([
      ...['action/github/github-api.ts', 'graph/client.ts', 'transport/transport.ts'],
    ])
  })

  it('cannot leave the process from a twin: nothing that it leads to knows a way out', () => {
    const imports = new Map(FILES.map(({ path, imports: own }) => [path, own]))
    const twins = FILES.filter(({ layer }) => layer === 'twin')
    const reached = new Set(twins.flatMap(({ path }) => [...reachOf(path, imports)]))
    const out = /^(undici|node:(http|https|net|tls|dgram|child_process|fs|fs\/promises))$/
    expect([...reached].filter((name) => out.test(name))).toEqual([])
    expect(
      [...reached].filter((name) => /^(graph\/client|transport\/transport)\.ts$/.test(name)),
    ).toEqual([])
    expect(reached.size).toBeGreaterThan(100)
  })
})

describe('files', () => {
  /** The paths under what a key makes of them, where there are more of them than may be. */
  const crowds = (keyOf: (path: string) => string, most: number): readonly string[] => {
    const paths = FILES.map(({ path }) => path)
    const keys = [...new Set(paths.map(keyOf))]
    return keys
      .map((key) => paths.filter((path) => keyOf(path) === key))
      .filter((together) => together.length > most)
      .map((together) => together.join(' '))
  }

  it('are at most fifteen in a folder: what lives there can be taken in at a glance', () => {
    expect(crowds((path) => path.slice(0, path.lastIndexOf('/') + 1), 15)).toEqual([])
  })

  it('have a name of their own, which tells them apart in the tabs of an editor', () => {
    expect(crowds((path) => path.slice(path.lastIndexOf('/') + 1), 1)).toEqual([])
  })

  it('export by name', () => {
    expect(FILES.filter((file) => file.hasDefaultExport).map(({ path }) => path)).toEqual([])
  })

  it('are named for what they hold', () => {
    const VAGUE = /(^|\/)(utils?|helpers?|common|types|misc|shared|index)\.ts$/
    const found = FILES.map(({ path }) => path).filter((path) => VAGUE.test(path))
    expect(found).toEqual(['index.ts'])
  })

  it('are kebab-case', () => {
    expect(FILES.filter(({ path }) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path))).toEqual([])
  })
})
