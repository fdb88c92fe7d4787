// What reading a business costs: calls as billed, dependent rounds, HTTP requests, and time against
// a sandbox in a process of its own that takes 50 ms for each request and 0.1 ms for each row.
// Run by `npm run bench`; the model is rounds × latency + rows × their cost.
import { fork } from 'node:child_process'
import { createServer, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGraphClient } from '../../dist/graph/client.js'
import { readLive } from '../../dist/live/read.js'
import { largeWorld } from '../../dist/sandbox/large-world.js'
import { startSandbox } from '../../dist/sandbox/server.js'

const LATENCY_MS = 50
const ROW_MS = 0.1

/** `large` is the world that `--sandbox large` serves. */
const WORLDS = {
  large: {},
  'accounts-1k': { adAccounts: 1_000, pages: 0 },
  'accounts-5k': { adAccounts: 5_000, pages: 0 },
  'pages-1k': { adAccounts: 0, pages: 1_000 },
  'pages-5k': { adAccounts: 0, pages: 5_000 },
  'ten-of-10k': { adAccounts: 5_000, pages: 5_000 },
}

/** The sandbox behind a server that is as slow as the network and the API are. */
const serve = async (name) => {
  const sandbox = await startSandbox({ world: largeWorld(WORLDS[name]) })
  const counts = { rows: 0 }
  const server = createServer(async (asked, answer) => {
    const body = []
    for await (const chunk of asked) body.push(chunk)
    if (asked.url === '/_bench') {
      answer.end(JSON.stringify(counts))
      return
    }
    const { host: _host, ...headers } = asked.headers
    const forward = httpRequest(`${sandbox.url}${asked.url}`, { method: asked.method, headers })
    forward.end(Buffer.concat(body))
    forward.on('response', async (reply) => {
      const chunks = []
      for await (const chunk of reply) chunks.push(chunk)
      const text = Buffer.concat(chunks)
      const rows = text.toString().split(/\\?"id\\?":/).length - 1
      counts.rows += rows
      await sleep(LATENCY_MS + rows * ROW_MS)
      answer.writeHead(reply.statusCode, reply.headers)
      answer.end(text)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send({ url: `http://127.0.0.1:${server.address().port}`, token: sandbox.token })
  })
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

const rowsOf = async (url) => (await (await fetch(`${url}/_bench`)).json()).rows

const measure = async (name) => {
  const child = fork(new URL(import.meta.url), ['serve', name])
  const { url, token } = await new Promise((resolve) => child.once('message', resolve))
  await warmUp(url, token)
  const client = createGraphClient({ url, token })
  const before = await rowsOf(url)
  const start = performance.now()
  const live = await readLive(client, requestOf(name))
  const ms = performance.now() - start
  const { read, http } = client.counts()
  const rounds = client.rounds()
  await client.close()
  const rows = (await rowsOf(url)) - before
  child.kill()
  const open = live.scopes.filter(({ status }) => status !== 'complete').length
  if (open > 0 || live.problems.length > 0) throw new Error(`${name}: ${open} scopes not read`)
  const model = rounds * LATENCY_MS + rows * ROW_MS
  return { name, read, rounds, http, ms, ratio: ms / model }
}

const say = (cells) => {
  const [name, ...rest] = cells
  process.stdout.write(`${name.padEnd(14)}${rest.map((cell) => cell.padStart(10)).join('')}\n`)
}

if (process.argv[2] === 'serve') {
  await serve(process.argv[3])
} else {
  say(['read', 'billed', 'rounds', 'HTTP', 'ms', 'of model'])
  for (const name of Object.keys(WORLDS)) {
    const { read, rounds, http, ms, ratio } = await measure(name)
    say([name, ...[read, rounds, http, Math.round(ms)].map(String), `${ratio.toFixed(2)}×`])
  }
}
