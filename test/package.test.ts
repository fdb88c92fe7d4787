import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'

/** What `npm publish` would send, and how it is found once it is installed. */

const ROOT = new URL('../', import.meta.url)
const textOf = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')
const PACKAGE = JSON.parse(textOf('package.json'))

interface Packed {
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string; readonly mode: number }[]
}

// The build is there already; packing would make it anew under the other tests' feet.
const pack = (): Packed => {
  const argv = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error']
  const [packed] = JSON.parse(execFileSync('npm', argv, { cwd: ROOT, encoding: 'utf8' }))
  return packed
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(new URL(`${folder}${file}`, ROOT)).isFile())
    .map((file) => `${folder}${file.replaceAll('\\', '/')}`)

/** What is built for other places than the package. */
const { exclude: elsewhere }: { readonly exclude: readonly string[] } = JSON.parse(
  textOf('tsconfig.build.json'),
)

/** The types of every module, and nothing that has no source (any more). */
const types = filesIn('src/')
  .filter((file) => !elsewhere.some((folder) => file.startsWith(`${folder}/`)))
  // They are for who imports a module, and nobody can import those of the command line.
  .filter((file) => !file.startsWith('src/cli/'))
  .map((file) => file.replace(/^src\//, 'dist/').replace(/\.ts$/, '.d.ts'))

const SCHEMAS = ['schema/manifest.schema.json', 'schema/world.schema.json']

describe('what is packed', () => {
  const packed = pack()

  it('is the command and the library, the types of its modules, the schemas, the examples and the words', () => {
    const words = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
    const built = [...filesIn('dist/bundle/'), ...types]
    const expected = [...built, ...filesIn('examples/'), ...SCHEMAS, ...words]
    expect(packed.files.map(({ path }) => path).sort()).toEqual(expected.sort())
  })

  it('is small', () => {
    // Of it a quarter are types and a tenth schemas; there are no maps and no sources.
    expect(packed.size).toBeLessThan(1_000_000)
    expect(packed.unpackedSize).toBeLessThan(3_500_000)
  })

  it('holds nothing of this machine', () => {
    const home = fileURLToPath(ROOT)
    for (const { path } of packed.files) expect(textOf(path), path).not.toContain(home)
  })
})

test('the lock file pins every package, of every platform, by the digest of what is in it', () => {
  const { packages } = JSON.parse(textOf('package-lock.json'))
  const { '': own, ...others } = packages
  expect(own.name).toBe(PACKAGE.name)
  expect(Object.keys(others).length).toBeGreaterThan(200)
  for (const [path, { integrity }] of Object.entries<{ integrity?: string }>(others)) {
    expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
  }
})

describe('package.json', () => {
  it('gives the library, the schema and itself, and nothing behind them', () => {
    expect(PACKAGE.exports).toEqual({
      '.': { types: './dist/index.d.ts', default: './dist/bundle/index.js' },
      './schema': './schema/manifest.schema.json',
      './world-schema': './schema/world.schema.json',
      './package.json': './package.json',
    })
    expect(PACKAGE.type).toBe('module')
    expect(PACKAGE.sideEffects).toBe(false)
  })

  it('is found by its own name as an installed package is', () => {
    const resolved = (name: string): string => import.meta.resolve(name)
    expect(fileURLToPath(resolved('bizaccess/schema'))).toBe(
      fileURLToPath(new URL('schema/manifest.schema.json', ROOT)),
    )
    expect(() => resolved('bizaccess/dist/plan/make-plan.js')).toThrow()
  })

  it('has a command that can be executed as a file', () => {
    expect(PACKAGE.bin).toEqual({ bizaccess: 'dist/bundle/main.js' })
    expect(textOf(PACKAGE.bin.bizaccess)).toMatch(/^#!\/usr\/bin\/env node\n/)
    // Windows knows no such bit; npm makes it a .cmd file there.
    const { mode } = statSync(new URL(PACKAGE.bin.bizaccess, ROOT))
    expect(mode & 0o111, 'npm run build').toBe(process.platform === 'win32' ? 0 : 0o111)
  })

  it('is built by npm ci, by the script that builds it everywhere', () => {
    const { prepare, build, prepublishOnly } = PACKAGE.scripts
    expect(prepare).toBe('npm run --silent build')
    expect([build, prepublishOnly]).toEqual(['node build.mjs', 'node build.mjs --clean'])
  })

  it('has scripts that cmd.exe runs as sh does', () => {
    // cmd knows no VAR=value before a command, no ' as a quote, no $VAR, no ; and no programs of Unix.
    const ours = /^(?:npm run|node|tsc|biome|vitest|stryker|knip|publint|attw)(?: |$)/
    for (const [name, script] of Object.entries<string>(PACKAGE.scripts)) {
      expect(script, name).not.toMatch(/['$;`*]|\.\/|(?<!&)&(?!&)/)
      for (const command of script.split(' && ')) expect(command, name).toMatch(ours)
    }
  })

  it('is published for everybody, with provenance', () => {
    expect(PACKAGE.publishConfig).toEqual({ access: 'public', provenance: true })
    expect(PACKAGE.private).toBeUndefined()
  })

  it('asks for the Node.js that its libraries need', () => {
    expect(PACKAGE.engines).toEqual({ node: '>=20.18.1' })
    const { packages } = JSON.parse(textOf('package-lock.json'))
    for (const name of Object.keys(PACKAGE.dependencies)) {
      const range = packages[`node_modules/${name}`].engines?.node ?? '*'
      expect(range, name).not.toMatch(/>=\s*2[1-9]|>=\s*20\.(19|[2-9]\d)/)
    }
  })
})
