// Builds dist/ from src/: `npm run build`, which every script and `npm ci` (prepare) run. dist/ has
// every module with its types; dist/bundle has the command and the library in few files, which is what
// people get: to load hundreds of modules takes longer than most of what the command does. What has not
// changed is not written again, and no command is missing while it is built anew.
// `--clean` begins with nothing, for what is published; `--types` (`npm run types`) then checks all that
// is not built. Works on Windows as anywhere.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

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

const compiled = filesIn('src')
  .filter((file) => !exclude.some((folder) => `src/${file}`.startsWith(`${folder}/`)))
  .flatMap((file) => [file.replace(/\.ts$/, '.js'), file.replace(/\.ts$/, '.d.ts')])

/** The compiler in machine code, in a fifth of the time of the other; that one has what tests import. */
const tsc = (...argv) => {
  const home = createRequire(import.meta.url).resolve('typescript-native/package.json')
  const { status } = spawnSync(process.execPath, [join(dirname(home), 'bin/tsc'), ...argv], {
    cwd: pathOf('.'),
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

const isWhole = () => {
  const there = new Set(filesIn('dist'))
  return compiled.every((file) => there.has(file))
}

/** The files of dist/bundle, by name; those that others load come before them. */
const bundle = async () => {
  const { outputFiles } = await build({
    absWorkingDir: pathOf('.'),
    entryPoints: { main: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: 'dist/bundle',
    bundle: true,
    // What a command does not need stays where it is until it is asked for.
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.18',
    format: 'esm',
    charset: 'utf8',
    write: false,
  })
  const texts = outputFiles.map(({ path, text }) => [basename(path), text])
  const isEntry = ([name]) => /^(main|index)\.js$/.test(name)
  return [...texts.filter((file) => !isEntry(file)), ...texts.filter(isEntry)]
}

if (process.argv.includes('--clean') || !isWhole())
  rmSync(pathOf('dist'), { recursive: true, force: true })
tsc('-b', 'tsconfig.build.json')
const bundled = await bundle()
mkdirSync(pathOf('dist/bundle'), { recursive: true })
for (const [name, text] of bundled) {
  const path = pathOf(`dist/bundle/${name}`)
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
}
const expected = new Set([...compiled, memory, ...bundled.map(([name]) => `bundle/${name}`)])
for (const file of filesIn('dist')) {
  if (!expected.has(file)) rmSync(pathOf(`dist/${file}`))
}
// A command that lost this bit is "Permission denied" wherever it was linked before.
for (const file of Object.values(json('package.json').bin)) chmodSync(pathOf(file), 0o755)
if (process.argv.includes('--types')) {
  tsc('--noEmit')
  tsc('--noEmit', '-p', 'page')
}
