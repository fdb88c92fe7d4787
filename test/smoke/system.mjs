// What has to hold on every operating system, by the command alone: plan, apply, plan; a second apply
// while one runs; an apply that is killed; the journal's chain; paths and line ends.
//   node test/smoke/system.mjs [--windows WINE NODE.EXE] [folder of the package]
// With --windows the command runs on Node.js for Windows, under Wine. Speaks only when something is
// wrong. Its streams are files: under Wine libuv cannot write to a pipe that was inherited.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { windows: { type: 'boolean', default: false } },
})
const [wine, node] = values.windows ? positionals.splice(0, 2) : [null, process.execPath]
const HOME = resolve(positionals[0] ?? '.')
const MAIN = join(HOME, JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')).bin.bizaccess)

const folder = mkdtempSync(join(tmpdir(), 'bizaccess-system-'))
const cwd = join(folder, 'work')
const env = { ...process.env, WINEDEBUG: '-all', WINEPREFIX: join(folder, 'wine') }

/** Wine cannot keep a connection alive that is not there yet: nothing that Windows does. */
const QUIRK = `const { Socket } = require('node:net')
Socket.prototype.setKeepAlive = function () { return this }
`

/** Where Wine shows a file of this machine. */
const onWindows = (file) => `Z:${file.replaceAll('/', '\\')}`

const lineOf = (argv) =>
  wine === null
    ? [node, MAIN, ...argv]
    : [wine, node, '--require', onWindows(join(folder, 'quirk.cjs')), onWindows(MAIN), ...argv]

let runs = 0
let keeper = null

/** Starts a command line; `ended` tells its exit code and what it wrote. */
const start = (argv, [program, ...args] = lineOf(argv)) => {
  runs += 1
  const files = ['out', 'err'].map((name) => join(folder, `${runs}.${name}`))
  const streams = files.map((file) => openSync(file, 'w'))
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', ...streams] })
  for (const stream of streams) closeSync(stream)
  const ended = new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => {
      const [stdout, stderr] = files.map((file) => readFileSync(file, 'utf8'))
      done({ code, stdout, stderr, words: `${argv.join(' ')}: exit ${code}\n${stderr}\n${stdout}` })
    })
  })
  return { child, ended }
}

const run = async (argv, code = 0) => {
  const ended = await start(argv).ended
  assert.equal(ended.code, code, ended.words)
  return ended
}

const json = async (argv, code) => JSON.parse((await run([...argv, '--format=json'], code)).stdout)

const SANDBOX = '--sandbox=world.yaml'
const DETAILED = '--detailed-exitcode'
const APPLY = ['apply', SANDBOX, '--auto-approve']
const ROW = 'act_110000000000003/agencies/2002'

/** The first write takes so long that another apply, and a killer, come in between. */
const SLOW_WRITE = `faults:
  - { match: { method: POST, path: 'agencies$' }, do: { delay_ms: 600000 } }
`

/** From here on writes take no time: in the world, and in what was kept of it. */
const speedUp = () => {
  for (const { parentPath, name } of filesIn(cwd).filter(({ name }) => name.endsWith('.yaml'))) {
    const file = join(parentPath, name)
    writeFileSync(file, readFileSync(file, 'utf8').replace('600000', '1'))
  }
}

const prepare = async () => {
  mkdirSync(join(cwd, 'businesses'), { recursive: true })
  writeFileSync(join(folder, 'quirk.cjs'), QUIRK)
  const world = readFileSync(join(HOME, 'examples/brand/world.yaml'), 'utf8')
  writeFileSync(join(cwd, 'world.yaml'), world + SLOW_WRITE)
  const manifest = readFileSync(join(HOME, 'examples/first/access.yaml'), 'utf8')
  writeFileSync(join(cwd, 'access.yaml'), manifest)
  writeFileSync(join(cwd, 'businesses', 'access.yaml'), manifest.replaceAll('\n', '\r\n'))
  if (wine === null) return
  // Node.js asks for Windows 10, and Wine says it is an older one.
  const argv = ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f']
  const { code, words } = await start(argv, [wine, ...argv]).ended
  assert.equal(code, 0, words)
  // While one process runs, the next need not boot Wine again.
  const stay = ['-e', 'setInterval(() => undefined, 1000)']
  keeper = start(stay, [wine, node, ...stay])
}

const filesIn = (place) =>
  readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

/** What the journal holds so far; it is read while another process writes it. */
const journal = () =>
  filesIn(cwd)
    .filter(({ name }) => name === 'journal.ndjson')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('')

const until = async (holds, what) => {
  for (const end = performance.now() + 300_000; performance.now() < end; await sleep(50)) {
    if (holds()) return
  }
  throw new Error(`waited five minutes for ${what}`)
}

const CHECKS = {
  'the system that is meant': async () => {
    const [program, ...argv] = lineOf([])
    const probe = argv.slice(0, -1)
    const file = join(folder, 'probe.cjs')
    writeFileSync(file, 'console.log(process.platform)')
    const line = [program, ...probe, wine === null ? file : onWindows(file)]
    const { stdout, words } = await start(['probe'], line).ended
    assert.equal(stdout.trim(), wine === null ? process.platform : 'win32', words)
  },
  'paths with forward slashes, and line ends of Windows': async () => {
    const { code, words } = await start(['validate', 'businesses', 'access.yaml']).ended
    assert.equal(code, 1)
    assert.match(words, /businesses\/access\.yaml/)
    assert.doesNotMatch(words, /businesses\\/)
    const [one, other] = await Promise.all(
      ['access.yaml', 'businesses'].map((path) => json(['plan', path, SANDBOX, DETAILED], 2)),
    )
    assert.equal(one.steps_digest, other.steps_digest)
    assert.deepEqual(
      other.steps.map(({ source }) => source?.file ?? 'businesses/access.yaml'),
      other.steps.map(() => 'businesses/access.yaml'),
    )
  },
  'a plan in a file': async () => {
    await run(['plan', SANDBOX, '-o', 'plan.json'])
    // Once more, over what is there.
    await run(['plan', SANDBOX, '-o', 'plan.json'])
    assert.equal((await json(['show', 'plan.json'])).steps.length, 4)
  },
  'a second apply while one runs, and one that is killed': async () => {
    const first = start(APPLY)
    await until(() => journal().includes(ROW), 'the first write in the journal')
    const second = await run([...APPLY, '--format=json'], 1)
    assert.match(second.stdout, /"journal_locked"/, second.words)
    assert.equal(first.child.exitCode, null, 'the first apply ended too early')
    first.child.kill('SIGKILL')
    assert.notEqual((await first.ended).code, 0)
    speedUp()
  },
  'an apply that goes on where the killed one was': async () => {
    await run([...APPLY, DETAILED], 3)
    assert.deepEqual((await json(['plan', SANDBOX, DETAILED], 3)).steps, [])
  },
  'in sync in the end, and the journal whole': async () => {
    await run(['sandbox', 'approve', ROW, '--world=world.yaml'])
    assert.deepEqual((await json(['plan', SANDBOX, DETAILED], 0)).steps, [])
    await run(['drift', SANDBOX], 0)
    await run(['log', SANDBOX, '--verify'], 0)
  },
}

try {
  await prepare()
  for (const [name, check] of Object.entries(CHECKS)) {
    await check().catch((error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error })
    })
  }
} finally {
  keeper?.child.kill('SIGKILL')
  await keeper?.ended
  // Wine writes its registry down when its last process is gone.
  if (wine !== null) await sleep(4000)
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
}
