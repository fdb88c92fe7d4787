import { execFileSync } from 'node:child_process'

const HOOKS = `
import { appendFileSync } from 'node:fs'
let file
export const initialize = (data) => { file = data.file }
export const load = (url, context, next) => { appendFileSync(file, url + '\\n'); return next(url, context) }`

const PRELUDE = `
import { Module, register } from 'node:module'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
const folder = mkdtempSync(join(tmpdir(), 'bizaccess-loaded-'))
const file = join(folder, 'modules')
register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOKS)}`)}, { data: { file } })
process.on('exit', () => {
  const required = Object.keys(Module._cache)
  const urls = [...readFileSync(file, 'utf8').trim().split('\\n'), ...required]
  rmSync(folder, { recursive: true })
  process.stdout.write('\\n' + JSON.stringify(urls))
})
`

/** Every module, imported or required, that a script loads in a process of its own. */
export const modulesLoadedBy = (script: string): readonly string[] => {
  const argv = ['--input-type=module', '-e', PRELUDE + script]
  const out = execFileSync(process.execPath, argv, { encoding: 'utf8', timeout: 120_000 })
  return JSON.parse(out.trim().split('\n').at(-1) ?? '')
}

/** The packages among these, each once. */
export const packagesIn = (modules: readonly string[]): readonly string[] => {
  const names = modules.flatMap(
    (path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? [],
  )
  return [...new Set(names)].sort()
}
