// A run over many businesses: wall time, HTTP requests, and the memory of one process at its worst, for
// ever more businesses and divided over four processes. Run by `npm run bench:fleet`.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { startMany, tokenOf, worldText } from './many-worlds.mjs'

const CLI = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url))
const COUNTS = (process.env.BENCH_FLEET ?? '25,50,100,200').split(',').map(Number)
const SHARDS = 4
/** The agencies and people of 500 assets: 3,500 grants a business. */
const SIZE = { adAccounts: 500, pages: 0, people: 40, agencies: 2, usersPerAsset: 5 }
/** Of the largest run over one a quarter as large; the peak also tells how lazy the collector was. */
const LARGEST_GROWTH = { held: 1.1, peak: 1.5 }
const FIRST = 500_000

const say = (line) => process.stdout.write(`${line}\n`)

const root = mkdtempSync(join(tmpdir(), 'bizaccess-bench-'))

const TOKEN_USER = '61550000000000001'

const lineOf = (entries) =>
  Object.entries(entries)
    .map(([id, tasks]) => `n${id}: [${(tasks.tasks ?? tasks).join(', ')}]`)
    .join(', ')

/** What is live, as a manifest: nothing is to be changed. */
const manifestOf = (live, business) => {
  const assets = Object.entries(live.ad_accounts)
  const named = (key) => [...new Set(assets.flatMap(([, asset]) => Object.keys(asset[key] ?? {})))]
  const valueFor = (id) => (id === TOKEN_USER ? `{ system_user: "${id}" }` : `"${id}"`)
  return [
    `version: 1\nbusiness: "${business}"\npartners:`,
    ...named('agencies').map((id) => `  n${id}: "${id}"`),
    'people:',
    ...named('users').map((id) => `  n${id}: ${valueFor(id)}`),
    'ad_accounts:',
    ...assets.flatMap(([id, { agencies = {}, users = {} }]) => [
      `  ${id}:`,
      `    agencies: { ${lineOf(agencies)} }`,
      `    users: { ${lineOf(users)} }`,
    ]),
    '',
  ].join('\n')
}

/** Told at the end of each process: the most memory it had, and what it still holds. */
const atEnd = join(root, 'at-end.mjs')
writeFileSync(
  atEnd,
  `import { writeFileSync } from 'node:fs'
import v8 from 'node:v8'
import vm from 'node:vm'
process.on('exit', () => {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  collect()
  const held = process.memoryUsage().heapUsed / 2 ** 20
  const peak = process.resourceUsage().maxRSS / 1024
  writeFileSync(process.env.BENCH_MEMORY, JSON.stringify({ held, peak }))
})\n`,
)

const runOnce = (cwd, url, argv, env) =>
  new Promise((resolve) => {
    const memory = join(root, `memory-${Math.random()}`)
    const started = performance.now()
    const child = spawn(
      process.execPath,
      ['--import', pathToFileURL(atEnd).href, CLI, 'plan', '--all', '--graph-url', url, ...argv],
      {
        cwd,
        env: { ...process.env, ...env, BENCH_MEMORY: memory },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let out = ''
    let errors = ''
    child.stdout.on('data', (text) => {
      out = (out + text).slice(-4000)
    })
    child.stderr.on('data', (text) => {
      errors = (errors + text).slice(-4000)
    })
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000
      if (code !== 0) throw new Error(`exit ${code}: ${out}${errors}`)
      const { held, peak } = JSON.parse(readFileSync(memory, 'utf8'))
      resolve({ seconds, held, peak, last: out.trim().split('\n').at(-1) })
    })
  })

const treeOf = (count, text) => {
  const cwd = join(root, `tree-${count}`)
  const env = {}
  for (let index = 0; index < count; index += 1) {
    const business = String(FIRST + index)
    const folder = join(cwd, 'businesses', `b${index}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'access.yaml'), manifestOf(text, business))
    env[`META_ACCESS_TOKEN_${business}`] = tokenOf(business)
  }
  return { cwd, env }
}

const world = parse(worldText(SIZE))
const rows = []
try {
  for (const count of COUNTS) {
    const { cwd, env } = treeOf(count, world)
    const server = await startMany(SIZE)
    const { seconds, held, peak, last } = await runOnce(cwd, server.url, [], env)
    rows.push({ count, held, peak })
    const http = await server.http()
    say(
      `${count} businesses: ${seconds.toFixed(1)} s, ${http} HTTP, ${peak.toFixed(0)} MiB at most, ${held.toFixed(0)} MiB held at the end (${last})`,
    )
    server.stop()
  }
  const count = COUNTS.at(-1)
  const { cwd, env } = treeOf(count, world)
  const servers = await Promise.all(Array.from({ length: SHARDS }, () => startMany(SIZE)))
  const started = performance.now()
  const parts = await Promise.all(
    servers.map(({ url }, index) =>
      runOnce(cwd, url, ['--shard', `${index}/${SHARDS}`, '--shard-by', 'business'], env),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  const http = (await Promise.all(servers.map((server) => server.http()))).reduce((a, b) => a + b)
  const peak = Math.max(...parts.map((part) => part.peak))
  for (const server of servers) server.stop()
  say(
    `${count} businesses over ${SHARDS} processes: ${seconds.toFixed(1)} s, ${http} HTTP, ${peak.toFixed(0)} MiB each at most`,
  )
  const [few, many] = [rows.at(-3) ?? rows[0], rows.at(-1)]
  const growthOf = (key) => many[key] / few[key]
  const said = (key) => `${growthOf(key).toFixed(2)} (limit ${LARGEST_GROWTH[key]})`
  say(`${many.count} over ${few.count}: held ${said('held')}, at most ${said('peak')}`)
  if (Object.keys(LARGEST_GROWTH).some((key) => growthOf(key) > LARGEST_GROWTH[key])) {
    process.exitCode = 1
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
