// What reading a business costs: calls as billed, dependent rounds, HTTP requests, and time against
// a sandbox in a process of its own that takes 50 ms for each request and 0.1 ms for each row.
// Run by `npm run bench`; the model is rounds × latency + rows × their cost.
import { createGraphClient } from '../../dist/graph/client.js'
import { readLive } from '../../dist/live/read.js'
import { LATENCY_MS, ROW_MS, startSlowSandbox } from './slow-sandbox.mjs'

/** The world of 1,000 accounts must take at most so much of the model; the others show where it ends. */
const MOST = { 'accounts-1k': 1.15 }

/** `large` is the world that `--sandbox large` serves. */
const WORLDS = {
  large: {},
  'accounts-1k': { adAccounts: 1_000, pages: 0 },
  'accounts-5k': { adAccounts: 5_000, pages: 0 },
  'pages-1k': { adAccounts: 0, pages: 1_000 },
  'pages-5k': { adAccounts: 0, pages: 5_000 },
  'ten-of-10k': { adAccounts: 5_000, pages: 5_000 },
}

const ten = () =>
  Array.from({ length: 10 }, (_, place) => {
    const isPage = place % 2 === 1
    const digits = String((isPage ? 300000000000001n : 400000000000001n) + BigInt(470 * place + 99))
    const relations = ['agencies', 'users']
    return {
      kind: isPage ? 'page' : 'ad_account',
      id: isPage ? digits : `act_${digits}`,
      relations,
    }
  })

const requestOf = (name) =>
  name === 'ten-of-10k'
    ? { business: '1001', assets: ten(), people: true, listings: 'needed' }
    : { business: '1001', assets: 'all', people: true, listings: 'all' }

/** Loading the HTTP client is start-up, which is measured elsewhere. */
const warmUp = async (url, token) => {
  const client = createGraphClient({ url, token })
  await client.get('/me', {})
  await client.close()
}

const measure = async (name) => {
  const sandbox = await startSlowSandbox(WORLDS[name])
  const { url, token } = sandbox
  await warmUp(url, token)
  const client = createGraphClient({ url, token })
  const before = await sandbox.counts()
  const start = performance.now()
  const live = await readLive(client, requestOf(name))
  const ms = performance.now() - start
  const { read, http } = client.counts()
  const rounds = client.rounds()
  await client.close()
  const rows = (await sandbox.counts()).rows - before.rows
  sandbox.stop()
  const open = live.scopes.filter(({ status }) => status !== 'complete').length
  if (open > 0 || live.problems.length > 0) throw new Error(`${name}: ${open} scopes not read`)
  const model = rounds * LATENCY_MS + rows * ROW_MS
  return { name, read, rounds, http, ms, ratio: ms / model }
}

const say = (cells) => {
  const [name, ...rest] = cells
  const line = `${name.padEnd(14)}${rest.map((cell) => cell.padStart(10)).join('')}`
  process.stdout.write(`${line.trimEnd()}\n`)
}

const limitOf = (name) => (MOST[name] === undefined ? '' : `≤ ${MOST[name].toFixed(2)}×`)

say(['read', 'billed', 'rounds', 'HTTP', 'ms', 'of model', 'limit'])
for (const name of Object.keys(WORLDS)) {
  const { read, rounds, http, ms, ratio } = await measure(name)
  const counts = [read, rounds, http, Math.round(ms)].map(String)
  say([name, ...counts, `${ratio.toFixed(2)}×`, limitOf(name)])
}
