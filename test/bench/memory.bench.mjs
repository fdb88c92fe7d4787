// How much memory a whole run holds at its worst: a real read over HTTP of 10 grants an asset from a
// sandbox in a process of its own, then a plan of a manifest that declares nothing of it away.
// Run by `npm run bench`; the limit is 300 MiB for 20,000 assets. Fails at twice that.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startSlowSandbox } from './slow-sandbox.mjs'

const SIZES = [1_000, 5_000, 20_000]
const LIMIT_MIB = 300

/** With the token's own user that makes 8 people, and 2 agencies. */
const worldOf = (adAccounts) => ({ adAccounts, pages: 0, usersPerAsset: 7 })

const readAndPlan = async (url, token) => {
  const { createGraphClient } = await import('../../dist/graph/client.js')
  const { loadManifest } = await import('../../dist/manifest/load.js')
  const { readLive } = await import('../../dist/live/read.js')
  const { makePlan } = await import('../../dist/plan/make-plan.js')
  const { NO_MEMORY } = await import('../../dist/model/memory.js')
  const client = createGraphClient({ url, token, concurrency: 8 })
  const live = await readLive(client, {
    business: '1001',
    assets: 'all',
    people: true,
    listings: 'all',
  })
  await client.close()
  const text = 'version: 1\nbusiness: "1001"\ndefaults: { ad_accounts: { mode: additive } }\n'
  const { value: manifest } = loadManifest([{ file: 'bench.yaml', text }])
  const plan = makePlan({
    manifest,
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: '2026-11-22',
    graph: client.origin,
    toolVersion: '0.0.0',
  })
  if (!plan.complete) throw new Error('the read was not complete')
  return { assets: live.assets.length, grants: live.relations.length, http: client.counts().http }
}

const measure = async (size) => {
  const sandbox = await startSlowSandbox(worldOf(size))
  const child = fork(fileURLToPath(import.meta.url), [sandbox.url, sandbox.token])
  const told = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error(`${size} assets ended without an answer`)))
  })
  sandbox.stop()
  return told
}

const [url, token] = process.argv.slice(2)
if (url !== undefined) {
  const start = performance.now()
  const told = await readAndPlan(url, token)
  const rss = process.resourceUsage().maxRSS / 1024
  process.send({ ...told, seconds: (performance.now() - start) / 1000, rss })
} else {
  for (const size of SIZES) {
    const { assets, grants, http, seconds, rss } = await measure(size)
    const words = `${assets} assets, ${grants} grants: at most ${rss.toFixed(0)} MiB resident (limit ${LIMIT_MIB})`
    process.stdout.write(`read and plan ${words}, ${http} HTTP, ${seconds.toFixed(1)} s\n`)
    if (rss > LIMIT_MIB * 2) process.exitCode = 1
  }
}
