// A clone as somebody gets it: clone, `npm ci`, npx, build again, npx. Speaks only when something is
// wrong. What is not committed yet is taken along. `node test/smoke/clone.mjs [folder]`
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const HOME = resolve(process.argv[2] ?? '.')
const { version } = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'bizaccess-clone-'))
const clone = join(folder, 'clone')

const run = (program, argv, env = {}) => {
  const options = { cwd: clone, encoding: 'utf8', shell: process.platform === 'win32' }
  const ended = spawnSync(program, argv, { ...options, env: { ...process.env, ...env } })
  assert.equal(ended.status, 0, `${program} ${argv.join(' ')}\n${ended.stderr}\n${ended.stdout}`)
  return ended.stdout
}

/** npx with a cache of its own: what it linked in another folder, or before, must not help. */
const npx = () => {
  // Without scripts: npx must find what `npm ci` built, and not build it itself.
  const env = { npm_config_cache: join(folder, 'npx'), npm_config_ignore_scripts: 'true' }
  assert.equal(run('npx', ['bizaccess', '--version'], env), `${version}\n`)
}

try {
  const tracked = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: HOME, encoding: 'utf8' },
  )
  const files = tracked.split('\0').filter((file) => file !== '' && existsSync(join(HOME, file)))
  for (const file of files) cpSync(join(HOME, file), join(clone, file))
  run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'])
  npx()
  run('npm', ['run', 'build'])
  npx()
  // From nothing, as whoever removes what was built.
  rmSync(join(clone, 'dist'), { recursive: true })
  run('npm', ['run', 'build'])
  npx()
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
