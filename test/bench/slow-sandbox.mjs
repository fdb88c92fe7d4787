// The sandbox behind a server that is as slow as the network and the API are, in a process of its
// own: 50 ms for each request and 0.1 ms for each row of the answer. It counts both. Whether rows
// nested in rows cost as well is open, so either can be had.
import { fork } from 'node:child_process'
import { createServer, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startSandbox } from '../../dist/sandbox/server.js'
import { largeWorld } from '../../dist/sandbox/world/large-world.js'

export const LATENCY_MS = 50
export const ROW_MS = 0.1

/** All that a stream has. */
export const bytesOf = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Rows wherever they stand in an answer. */
const everyRow = (text) => text.split(/\\?"id\\?":/).length - 1

/** The rows of the lists that were asked for, without those nested in them. */
const listedRows = (text) => {
  const answer = JSON.parse(text)
  const bodies = Array.isArray(answer)
    ? answer.map((each) => (each === null ? {} : JSON.parse(each.body)))
    : [answer]
  return bodies.reduce((sum, { data }) => sum + (Array.isArray(data) ? data.length : 1), 0)
}

const ROWS = { every: everyRow, listed: listedRows }

const serve = async (size, rowsOf) => {
  const sandbox = await startSandbox({ world: largeWorld(size) })
  const counts = { rows: 0, http: 0 }
  const server = createServer(async (asked, answer) => {
    const arrived = performance.now()
    const body = await bytesOf(asked)
    if (asked.url === '/_bench') {
      answer.end(JSON.stringify(counts))
      return
    }
    const { host: _host, ...headers } = asked.headers
    const forward = httpRequest(`${sandbox.url}${asked.url}`, { method: asked.method, headers })
    forward.end(body)
    forward.on('response', async (reply) => {
      const text = (await bytesOf(reply)).toString()
      const rows = rowsOf(text)
      counts.rows += rows
      counts.http += 1
      // Pages are followed by address: the next one must come through here as well.
      const here = `http://127.0.0.1:${server.address().port}`
      const own = Buffer.from(text.replaceAll(sandbox.url, here))
      // What the sandbox itself took is part of it.
      const due = arrived + LATENCY_MS + rows * ROW_MS
      await sleep(Math.max(0, due - performance.now()))
      answer.writeHead(reply.statusCode, reply.headers)
      answer.end(own)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.send({ url: `http://127.0.0.1:${server.address().port}`, token: sandbox.token })
  })
}

/** Starts it for a world of that size, where `every` or only `listed` rows cost; `stop` ends it. */
export const startSlowSandbox = async (size, rows = 'every') => {
  const child = fork(fileURLToPath(import.meta.url), ['serve', JSON.stringify(size), rows])
  const { url, token } = await new Promise((resolve) => child.once('message', resolve))
  return {
    url,
    token,
    counts: async () => (await fetch(`${url}/_bench`)).json(),
    stop: () => child.kill(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'serve') {
  await serve(JSON.parse(process.argv[3]), ROWS[process.argv[4]])
}
