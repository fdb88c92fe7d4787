import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, test } from 'vitest'
import { COMMANDS } from '../src/cli/commands.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { parseWorld } from '../src/sandbox/world/world.ts'
import { COMMAND } from './support/built.ts'
import { type Place, placeWith, run, serveCommand } from './support/run-script.ts'

/** README and docs say what is true: their blocks are the program's own, their commands run. */

const ROOT = new URL('../', import.meta.url)
const pathOf = (file: string): string => fileURLToPath(new URL(file, ROOT))
const textOf = (file: string): string => readFileSync(pathOf(file), 'utf8')

const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(pathOf('docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .sort(),
]
const README = textOf('README.md')
const ALL = PAGES.map(textOf).join('\n')
const MANIFEST = textOf('examples/first/access.yaml')
const WORLD = textOf('examples/brand/world.yaml')

const blocksIn = (language: string, text = ALL): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  )

/** The first code block of a language that holds these words. */
const blockWith = (language: string, words: string): string => {
  const block = blocksIn(language).find((text) => text.includes(words))
  if (block === undefined) throw new Error(`no ${language} block with ${words}`)
  return block
}

let served: Sandbox | null = null
afterEach(async () => {
  await served?.close()
  served = null
})

const serve = async (world = WORLD): Promise<Sandbox> => {
  served = await startSandbox({ world: parseWorld(world) })
  return served
}

const command = await serveCommand()
afterAll(command.close)

/** A folder as after `cd examples/first`, with `bizaccess` on the path: the built one, or this process. */
const folder = (bizaccess = COMMAND): Place => placeWith({ 'access.yaml': MANIFEST }, { bizaccess })

test('README fits a sitting, and so does every page', () => {
  expect(Buffer.byteLength(README)).toBeLessThanOrEqual(12_000)
  for (const page of PAGES) expect(Buffer.byteLength(textOf(page)), page).toBeLessThan(40_000)
})

describe('the commands they show', () => {
  const isSetUp = (block: string): boolean => block.startsWith('npm ')
  const story = blocksIn('sh', textOf('docs/review.md'))
  const blocks = blocksIn('sh').filter((block) => !story.includes(block))

  it('set up with scripts that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json'))
    const setUp = blocks.filter(isSetUp)
    expect(setUp).toEqual(['npm ci && npm run demo\n', 'npm ci && npm test\n'])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'docs']))
  })

  it('tell the story of a quarter, one after the other in examples/review', async () => {
    const place = folder(command.script)
    for (const file of readdirSync(pathOf('examples/review')))
      await writeFile(join(place.cwd, file), textOf(`examples/review/${file}`))
    const script = `set -e\n${story.join('\n')}`
    const { code, output } = await run(['bash', '-c', script], place)
    expect(code, output).toBe(0)
    expect(story.length).toBeGreaterThan(3)
    expect(output).toMatch(/Decisions: 3 written[\s\S]*Since \S+ 1\snew,\s3\sopen,\s2\sgone/)
  })

  it.each(blocks.filter((block) => !isSetUp(block)))('run:\n%s', async (block) => {
    // What the README shows runs as people run it.
    const place = folder(README.includes(block) ? COMMAND : command.script)
    const { url, token } = await serve()
    const api = { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: token }
    const isServed = !block.includes('--sandbox')
    if (block.includes('"plan.json"') && !block.includes('-o plan.json')) {
      await run(['bizaccess', 'plan', '-o', 'plan.json'], place, api)
    }
    const script = `set -e\n${block}`
    const { code, output } = await run(
      ['bash', '-c', script],
      place,
      isServed ? api : {},
      `${token}\n`,
    )
    expect(code, output).toBe(0)
  })

  it('run as the library example', async () => {
    const place = folder()
    mkdirSync(join(place.cwd, 'node_modules'))
    symlinkSync(pathOf('.'), join(place.cwd, 'node_modules/bizaccess'))
    await writeFile(join(place.cwd, 'example.mjs'), blockWith('js', 'bizaccess'))
    const { url, token, commits } = await serve()
    const env = { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: token }
    const { code, output } = await run([process.execPath, 'example.mjs'], place, env)
    expect(output).toContain('done: 3, waiting: 1')
    expect(commits).toHaveLength(4)
    expect(code).toBe(0)
  })

  it('survive the fault they show', async () => {
    const place = folder()
    const { url, token, commits } = await serve(WORLD + blockWith('yaml', 'faults:'))
    const env = { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: token }
    const { code, output } = await run(['bizaccess', 'apply', '--auto-approve'], place, env)
    expect(output).toContain('Apply: 3 done, 1 waiting')
    expect(commits).toHaveLength(4)
    expect(code).toBe(0)
  })
})

describe('what they name', () => {
  const prose = ALL.replaceAll(/<!-- begin: [\s\S]*?<!-- end -->/g, '')

  it('names folders and files of the code that exist', () => {
    const guide = prose + textOf('CONTRIBUTING.md')
    const paths = [...guide.matchAll(/`((?:src|test|examples|schema)\/[\w./-]+)`/g)]
    for (const [, path = ''] of paths) expect(existsSync(pathOf(path)), path).toBe(true)
    const rows = [...guide.matchAll(/^\| `(src\/\w+)`.*\|(.*)\|$/gm)]
    expect(rows.length).toBeGreaterThan(5)
    for (const [, path, files = ''] of rows) {
      for (const [, file] of files.matchAll(/`([\w-]+\.ts)`/g)) {
        expect(existsSync(pathOf(`${path}/${file}`)), `${path}/${file}`).toBe(true)
      }
    }
  })

  it('shows commands and flags that exist', () => {
    const names = COMMANDS.map(({ name }) => name)
    const commands = [...prose.matchAll(/(?:^|`)bizaccess ([a-z]+)/gm)].map(([, name]) => name)
    expect(names).toEqual(expect.arrayContaining([...new Set(commands)]))
    const flagsIn = (text: string) => new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(String))
    const [flags = ''] = ALL.match(/<!-- begin: flags -->[\s\S]*?<!-- end -->/) ?? []
    expect([...flagsIn(flags), '--help']).toEqual(
      expect.arrayContaining([...flagsIn(prose.replaceAll('<!--', ''))]),
    )
  })

  it('says of no command that is there that it is not there yet', () => {
    const [section = ''] = ALL.match(/^## What is not there yet$[\s\S]*?(?=^#+ )/m) ?? []
    const words = section.replaceAll(/`[^`]*`/g, '').split(/\W+/)
    expect(words).toContain('Pages')
    expect(COMMANDS.filter(({ name }) => words.includes(name))).toEqual([])
  })

  it('names every environment variable the code reads', () => {
    const sources = readdirSync(pathOf('src'), { recursive: true, encoding: 'utf8' })
    const reads = sources
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...textOf(`src/${file}`).matchAll(/env\['([A-Z_]+)'\]/g)])
      .map(([, name = '']) => name)
    const ours = [...new Set(reads)].filter(
      // A terminal's own, and what GitHub tells its runs.
      (name) => !['TERM', 'COLUMNS'].includes(name) && !/^(GITHUB|RUNNER)_/.test(name),
    )
    expect(ours.length).toBeGreaterThan(4)
    for (const name of ours) expect(ALL).toContain(`\`${name}\``)
  })
})
