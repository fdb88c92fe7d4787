// How long the built command takes to say its version, against a Node process that does nothing.
// The limit is 1.25 times as long. Fails at 1.8: then something is loaded that --version never uses.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const RUNS = 30
const LIMIT = 1.25
const MOST = 1.8

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bizaccess-bench-'))
const empty = join(folder, 'empty.mjs')
writeFileSync(empty, '')

// Set, it costs every start of Node 20 another 30 ms.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

const millisecondsOf = (...argv) => {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

try {
  const times = { empty: [], version: [] }
  // Turn by turn, so that a busy machine slows both alike.
  for (let run = 0; run < RUNS; run += 1) {
    times.empty.push(millisecondsOf(empty))
    times.version.push(millisecondsOf(main, '--version'))
  }
  const [base, own] = [median(times.empty), median(times.version)]
  const ratio = own / base
  const words = `--version ${own.toFixed(0)} ms, an empty script ${base.toFixed(0)} ms: ${ratio.toFixed(2)} times (limit ${LIMIT})`
  process.stdout.write(`start-up: ${words}\n`)
  if (ratio >= MOST) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
