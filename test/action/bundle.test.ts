import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** What is committed for GitHub to run. `.ci/run` compares it with what its sources give. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const committed = (file: string): string => readFileSync(join(ROOT, '.github/action', file), 'utf8')

describe('the bundle of the action', () => {
  it('holds no trace of the machine that made it', () => {
    const bundle = committed('main.mjs')
    const traces = [ROOT, homedir(), tmpdir(), hostname(), `/${userInfo().username}/`, 'file://']
    expect(traces.filter((trace) => trace.length > 1 && bundle.includes(`${trace}`))).toEqual([])
    expect(bundle).not.toMatch(/^\/\/ (\.\.|\/)/m)
    expect(bundle).not.toContain('sourceMappingURL')
  })

  it('needs nothing but Node, and leaves the sandbox out', () => {
    const bundle = committed('main.mjs')
    const imports = [...bundle.matchAll(/^import .*? from ["']([^"']+)["'];?$/gm)].map(
      ([, it]) => it,
    )
    expect(imports.length).toBeGreaterThan(3)
    const BUILT_IN =
      /^(node:)?(crypto|events|fs|fs\/promises|module|net|os|path|timers\/promises|url|util)$/
    expect(imports.filter((name) => !BUILT_IN.test(name ?? ''))).toEqual([])
    expect(bundle).not.toMatch(/^\/\/ src\/(sandbox\/|cli\/(demo|sandbox|kept-world)\.ts)/m)
    expect(bundle.length).toBeLessThan(3_000_000)
  })

  it('comes with the licence of everything in it', () => {
    const bundle = committed('main.mjs')
    const packages = [...bundle.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)]
    const names = [...new Set(packages.map(([, name]) => name))].sort()
    expect(names).toContain('undici')
    const licensed = [...committed('licenses.txt').matchAll(/^(\S+) \d+\.\d+\.\d+ \((.+)\)$/gm)]
    expect(licensed.map(([, name]) => name)).toEqual(names)
  })

  it('is made the same wherever it is made', () => {
    const [one = '', other = ''] = [ROOT, tmpdir()].map((cwd) => {
      const target = mkdtempSync(join(tmpdir(), 'bizaccess-test-'))
      execFileSync(process.execPath, [join(ROOT, '.github/action/build.mjs'), target], { cwd })
      return readFileSync(join(target, 'main.mjs'), 'utf8')
    })
    expect(one === other).toBe(true)
    expect(one.length).toBeGreaterThan(1_000_000)
    // What is left out of undici must be what nothing asks for.
    for (const name of ['Pool', 'EnvHttpProxyAgent']) {
      expect(one).toMatch(new RegExp(`class ${name} extends|var ${name} = class extends`))
    }
  })
})
