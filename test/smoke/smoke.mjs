// The built package on the Node.js that runs this file: the command against the sandbox, and the
// library. Without a test runner, so that every supported runtime can run it:
// `node test/smoke/smoke.mjs [folder of the package]`. Speaks only when something is wrong.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const HOME = resolve(process.argv[2] ?? '.')
const PACKAGE = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8'))
const MAIN = join(HOME, PACKAGE.bin.bizaccess)
const LIBRARY = join(HOME, PACKAGE.exports['.'].default)
const SANDBOX = '--sandbox=brand'

const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-smoke-'))
const { PATH } = process.env

/** Runs a command line; any warning of the runtime on stderr is a failure. */
const run = (argv, code = 0) => {
  const options = { cwd, env: { PATH, NODE_OPTIONS: '--throw-deprecation' }, encoding: 'utf8' }
  const ended = spawnSync(process.execPath, [MAIN, ...argv], { ...options, timeout: 120_000 })
  const words = `${argv.join(' ')}\n${ended.stderr}\n${ended.stdout}`
  assert.equal(ended.status, code, words)
  assert.doesNotMatch(ended.stderr, /Warning|\(node:/, words)
  return ended.stdout
}

const json = (argv, code) => JSON.parse(run([...argv, '--format', 'json'], code))

const DETAILED = '--detailed-exitcode'

const CHECKS = {
  version: () => assert.equal(run(['--version']), `${PACKAGE.version}\n`),
  demo: () => assert.match(run(['demo', '--quiet']), /Nothing is left to send/),
  validate: () => assert.equal(json(['validate']).ok, true),
  schema: () => assert.equal(JSON.parse(run(['schema'])).title, 'bizaccess manifest'),
  init: () => {
    for (const host of ['github', 'gitlab']) {
      const { files } = json(['init', `--ci=${host}`, '--business=1001'])
      const [manifest, , ...workflows] = files.map(({ path, status }) => `${status} ${path}`)
      assert.equal(manifest, 'kept access.yaml')
      assert.equal(workflows.length > 0, true)
      for (const workflow of workflows) assert.match(workflow, /^written .*\.yml$/)
    }
  },
  doctor: () => assert.equal(json(['doctor', SANDBOX]).ready, true),
  plan: () => assert.equal(json(['plan', SANDBOX, DETAILED], 2).steps.length, 4),
  'apply without a terminal': () => run(['apply', SANDBOX], 1),
  apply: () => {
    const { summary } = json(['apply', SANDBOX, '--auto-approve', DETAILED], 3)
    assert.deepEqual(summary, { done: 3, waiting: 1, failed: 0, skipped: 0, unknown: 0 })
  },
  requests: () => assert.equal(json(['requests', SANDBOX]).waiting.length > 0, true),
  log: () => assert.equal(json(['log', SANDBOX]).entries.length, 5),
  approve: () => run(['sandbox', 'approve', 'act_110000000000003/agencies/2002', '--world=brand']),
  drift: () => assert.equal(json(['drift', SANDBOX, DETAILED]).in_sync, true),
  'empty plan': () => assert.deepEqual(json(['plan', SANDBOX, DETAILED]).steps, []),
  library: async () => {
    const { loadManifest, render, KINDS } = await import(pathToFileURL(LIBRARY).href)
    const text = readFileSync(join(cwd, 'access.yaml'), 'utf8')
    assert.equal(loadManifest([{ file: 'access.yaml', text }]).value.business, '1001')
    const { problems } = loadManifest([{ file: 'a.yaml', text: 'version: 2\n' }])
    const report = { format_version: 1, kind: 'error', problems }
    const layout = { format: 'text', color: false, width: 80, kinds: KINDS }
    assert.match(render(report, layout), /unsupported_version/)
  },
}

try {
  cpSync(join(HOME, 'examples/first/access.yaml'), join(cwd, 'access.yaml'))
  for (const [name, check] of Object.entries(CHECKS)) {
    await Promise.resolve()
      .then(check)
      .catch((error) => {
        throw new Error(`${name} on Node.js ${process.version}: ${error.message}`)
      })
  }
} finally {
  rmSync(cwd, { recursive: true, force: true })
}
