import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIBRARY as BUILT } from './support/built.ts'
import { modulesLoadedBy, packagesIn } from './support/loaded-modules.ts'
import { MANIFEST } from './support/run-cli.ts'

/** What a program waits for that imports the package, and with its first calls. */

const LIBRARY = JSON.stringify(BUILT)

/** The modules a bundled file is made of, as the bundler says above each. */
const sourcesIn = (url: string): readonly string[] =>
  [...readFileSync(new URL(url), 'utf8').matchAll(/^\/\/ (src\/\S+)$/gm)].map(
    ([, source = '']) => source,
  )

describe('what importing costs', () => {
  const importing = modulesLoadedBy(`await import(${LIBRARY})`)
  const VALIDATES = `
    const { loadManifest } = await import(${LIBRARY})
    const { value } = loadManifest([{ file: 'a.yaml', text: ${JSON.stringify(MANIFEST)} }])
    if (value.business !== '1001') throw new Error('not loaded')`

  it('is seen by this test', () => {
    const packages = packagesIn(
      modulesLoadedBy(`await import('undici'); await import('commander')`),
    )
    expect(packages).toEqual(['commander', 'undici'])
  })

  it('is no HTTP client, no command line and no server', () => {
    expect(packagesIn(importing)).not.toEqual(expect.arrayContaining(['undici']))
    expect(packagesIn(importing)).not.toEqual(expect.arrayContaining(['commander']))
    const own = importing.filter((path) => path.includes('/dist/bundle/')).flatMap(sourcesIn)
    expect(own.length).toBeGreaterThan(50)
    // A twin is a sandbox without a socket; what reads its worlds and serves them is not needed.
    const never = /^src\/(cli\/|sandbox\/(server|built-in|world\/world)\.ts)/
    expect(own.filter((path) => never.test(path))).toEqual([])
    expect(importing.filter((path) => /^node:(https?|net|tls|http2)$/.test(path))).toEqual([])
  })

  it('of a validation is what reads and checks YAML, and nothing of the network', () => {
    const packages = packagesIn(modulesLoadedBy(VALIDATES))
    expect(packages).toContain('yaml')
    expect(packages).not.toContain('undici')
    // The shape of a manifest is compiled when bizaccess is built.
    expect(packages).not.toContain('ajv')
  })

  it('comes with the first call', () => {
    const calls = `
      const { createGraphClient } = await import(${LIBRARY})
      const client = createGraphClient({ token: 'x', url: 'http://127.0.0.1:9', maxWaitMs: 1 })
      await client.get('/me', {}).catch(() => {})`
    expect(packagesIn(modulesLoadedBy(calls))).toContain('undici')
  })
})
