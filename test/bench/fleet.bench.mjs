// A run over many businesses: wall time, HTTP requests, and the memory of one process at its worst, for
// ever more businesses and divided over four processes. Run by `npm run bench:fleet`.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { startMany, tokenOf, worldText } from './many-worlds.mjs'

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const COUNTS = (process.env.BENCH_FLEET ?? '25,50,100,200').split(',').map(Number)
const SHARDS = 4
/** The agencies and people of 500 assets: 3,500 grants a business. */
const SIZE = { adAccounts: 500, pages: 0, people: 40, agencies: 2, usersPerAsset: 5 }
/** The memory of the largest run may be so much of that of a quarter of it. */
const LARGEST_GROWTH = 1.15
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

const atEnd = join(root, 'at-end.mjs')
writeFileSync(
  atEnd,
  `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.BENCH_RSS, String(process.resourceUsage().maxRSS)))\n`,
)

const runOnce = (cwd, url, argv, env) =>
  new Promise((resolve) => {
    const rss = join(root, `rss-${Math.random()}`)
    const started = performance.now()
    const child = spawn(
      process.execPath,
      ['--import', pathToFileURL(atEnd).href, CLI, 'plan', '--all', '--graph-url', url, ...argv],
      { cwd, env: { ...process.env, ...env, BENCH_RSS: rss }, stdio: ['ignore', 'pipe', 'pipe'] },
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
      const mib = Number(readFileSync(rss, 'utf8')) / 1024
      if (code !== 0) throw new Error(`exit ${code}: ${out}${errors}`)
      resolve({ seconds, mib, last: out.trim().split('\n').at(-1) })
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
    const { seconds, mib, last } = await runOnce(cwd, server.url, [], env)
    rows.push({ processes: 1, count, seconds, mib, http: await server.http() })
    say(
      `${count} businesses: ${seconds.toFixed(1)} s, ${rows.at(-1).http} HTTP, ${mib.toFixed(0)} MiB (${last})`,
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
  const mib = Math.max(...parts.map((part) => part.mib))
  for (const server of servers) server.stop()
  say(
    `${count} businesses over ${SHARDS} processes: ${seconds.toFixed(1)} s, ${http} HTTP, ${mib.toFixed(0)} MiB each at most`,
  )
  const [few, many] = [rows.at(-3) ?? rows[0], rows.at(-1)]
  const growth = many.mib / few.mib
  say(
    `memory of ${many.count} over that of ${few.count}: ${growth.toFixed(2)} (limit ${LARGEST_GROWTH})`,
  )
  if (growth > LARGEST_GROWTH) process.exitCode = 1
} finally {
  rmSync(root, { recursive: true, force: true })
}
