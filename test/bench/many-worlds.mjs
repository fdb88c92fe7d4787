// Many businesses in one process: a large world for each token, made when it is first asked for, behind
// an address that takes 50 ms for every answer.
import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openSandbox } from '../../dist/sandbox/in-process.js'
import { largeWorld } from '../../dist/sandbox/world/large-world.js'
import { parseWorld, printWorld } from '../../dist/sandbox/world/world.js'
import { bytesOf, LATENCY_MS } from './slow-sandbox.mjs'

/** `BENCH5001` is the token of business 5001. */
export const tokenOf = (business) => `BENCH${business}`

/** The YAML of the world of business 1001; every other one is the same with its own id. */
export const worldText = (size) => printWorld(largeWorld(size))

const worldFor = (text, business) => parseWorld(text.replaceAll('1001', business))

const serve = async (size) => {
  const text = worldText(size)
  const sandboxes = new Map()
  let http = 0
  const server = createServer(async (asked, answer) => {
    const arrived = performance.now()
    const body = (await bytesOf(asked)).toString()
    if (asked.url === '/_bench') return answer.end(JSON.stringify({ http }))
    http += 1
    const token =
      asked.headers.authorization?.slice('Bearer '.length) ??
      new URLSearchParams(body).get('access_token')
    const origin = `http://127.0.0.1:${server.address().port}`
    const sandbox =
      sandboxes.get(token) ??
      openSandbox({ world: worldFor(text, token.slice('BENCH'.length)), token }, origin)
    sandboxes.set(token, sandbox)
    const { method, url, headers } = asked
    const reply = await sandbox.answer({ method, url, headers, body })
    await sleep(Math.max(0, arrived + LATENCY_MS - performance.now()))
    answer.writeHead(reply.status, reply.headers)
    answer.end(reply.text)
  })
  server.listen(0, '127.0.0.1', () => {
    process.send(`http://127.0.0.1:${server.address().port}`)
  })
}

/** Starts one for worlds of that size; `stop` ends it. */
export const startMany = async (size) => {
  const child = fork(fileURLToPath(import.meta.url), ['serve', JSON.stringify(size)])
  const url = await new Promise((resolve) => child.once('message', resolve))
  return {
    url,
    http: async () => (await (await fetch(`${url}/_bench`)).json()).http,
    stop: () => child.kill(),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'serve') {
  await serve(JSON.parse(process.argv[3]))
}
