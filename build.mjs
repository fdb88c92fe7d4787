// Builds dist/ from src/: `npm run build`, which every script and `npm ci` (prepare) run. What has
// not changed is not compiled again, and no command is missing while it is built anew.
// `--clean` begins with nothing, for what is published. Works on Windows as anywhere.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('./', import.meta.url)
const pathOf = (file) => fileURLToPath(new URL(file, ROOT))
const json = (file) => JSON.parse(readFileSync(pathOf(file), 'utf8'))

const filesIn = (folder) =>
  existsSync(pathOf(folder))
    ? readdirSync(pathOf(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(pathOf(folder).length + 1))
        .map((file) => file.replaceAll('\\', '/'))
    : []

const { exclude, compilerOptions } = json('tsconfig.build.json')
/** What the compiler remembers; in dist, so that it never outlives what it remembers. */
const memory = compilerOptions.tsBuildInfoFile.replace('dist/', '')

const expected = filesIn('src')
  .filter((file) => !exclude.some((folder) => `src/${file}`.startsWith(`${folder}/`)))
  .flatMap((file) => [file.replace(/\.ts$/, '.js'), file.replace(/\.ts$/, '.d.ts')])

const compile = () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js')
  const { status } = spawnSync(process.execPath, [tsc, '-b', 'tsconfig.build.json'], {
    cwd: pathOf('.'),
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

const isWhole = () => {
  const there = new Set(filesIn('dist'))
  return expected.every((file) => there.has(file))
}

if (process.argv.includes('--clean') || !isWhole())
  rmSync(pathOf('dist'), { recursive: true, force: true })
compile()
for (const file of filesIn('dist')) {
  if (!expected.includes(file) && file !== memory) rmSync(pathOf(`dist/${file}`))
}
// A command that lost this bit is "Permission denied" wherever it was linked before.
for (const file of Object.values(json('package.json').bin)) chmodSync(pathOf(file), 0o755)
