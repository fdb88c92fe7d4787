// Bundles the GitHub Action into main.mjs beside this file, with the licences of what is in it.
// `npm run action` runs it; both files are committed, because GitHub runs an action as it is checked
// out. The same sources and tools give the same bytes. It is not minified: a bundle that holds
// people's tokens should be readable, and its changes reviewable.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The commands an action runs; the others, the sandbox, its worlds, twins and decisions are left out. */
const COMMANDS = ['apply', 'drift', 'offboard', 'plan', 'review', 'validate']

const isLeftOut = (path, importer) =>
  path.includes('/sandbox/') ||
  path.includes('/twin/') ||
  path.endsWith('/kept-world.ts') ||
  path.endsWith('/decisions-command.ts') ||
  (importer.endsWith('/src/cli/commands.ts') &&
    !COMMANDS.some((command) => path.endsWith(`/${command}-command.ts`)))

/** What the command line loads when it is needed, and an action never needs. */
const leaveOut = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.ts$/ }, ({ path, importer, kind }) =>
      kind === 'dynamic-import' && isLeftOut(path, importer)
        ? { path, namespace: 'left-out' }
        : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `throw new Error('this is not part of the GitHub Action')`,
    }))
  },
}

/**
 * Of undici only the pool, the agent for proxies and their methods are used; its index brings caches,
 * mocks, web sockets.
 */
const onlyPool = {
  name: 'only-pool',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'only-pool' }))
    onLoad({ filter: /.*/, namespace: 'only-pool' }, () => ({
      contents: `
        import api from 'undici/lib/api/index.js'
        import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
        export { default as Pool } from 'undici/lib/dispatcher/pool.js'
        export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js'
        Object.assign(Dispatcher.prototype, api)`,
      resolveDir: ROOT,
    }))
  },
}

/** CommonJS packages call `require` for Node's own modules, which a module does not have. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module'
const require = createRequireOfBundle(import.meta.url)`

const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/action/start.ts'],
  outfile: '.github/action/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  charset: 'utf8',
  legalComments: 'inline',
  // Paths stand in the comments: where node_modules is a link, what it leads to must not.
  preserveSymlinks: true,
  banner: { js: `// Written by \`npm run action\`: do not edit.\n${REQUIRE}` },
  plugins: [leaveOut, onlyPool],
  metafile: true,
  write: false,
})

const packages = [
  ...new Set(
    Object.keys(metafile.inputs).flatMap(
      (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    ),
  ),
].sort()

const licenceOf = (name) => {
  const folder = `${ROOT}node_modules/${name}`
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} has no licence file`)
  const text = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim()
  return `${name} ${version} (${license})\n\n${text}\n`
}

const target = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url))
const [bundle] = outputFiles
writeFileSync(`${target}/main.mjs`, bundle.text)
writeFileSync(`${target}/licenses.txt`, packages.map(licenceOf).join(`\n${'-'.repeat(72)}\n\n`))
