import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { parseWorld } from '../src/sandbox/world/world.ts'
import { READINGS } from '../src/twin/reading-table.ts'
import { placeWith, run } from './support/run-script.ts'

/** The package as a program of somebody else's imports it. */

const pathOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const textOf = (path: string): string => readFileSync(pathOf(path), 'utf8')

let served: Sandbox | null = null
afterEach(async () => {
  await served?.close()
  served = null
})

/** Runs an example against the sandbox, in a folder with this manifest. */
const runExample = async (manifest: string, name = 'own-gate') => {
  served = await startSandbox({ world: parseWorld(textOf('examples/brand/world.yaml')) })
  const { url, token, commits } = served
  const place = placeWith({ 'access.yaml': manifest }, {})
  const argv = [process.execPath, pathOf(`examples/library/${name}.mjs`)]
  const env = { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: token }
  const { code, output } = await run(argv, place, env)
  return { code, output, written: commits.length }
}

describe('the example', () => {
  const manifest = textOf('examples/first/access.yaml')

  it('plans, applies and compares again', async () => {
    const { code, output, written } = await runExample(manifest)
    expect(output).toContain('Plan: 1 to grant, 1 to reassign, 1 to unassign, 1 to revoke.')
    expect(output).toContain('Apply: 3 done, 1 waiting')
    expect(output).toContain('No drift')
    expect([code, written]).toEqual([0, 4])
  })

  it('writes nothing where its rule says no', async () => {
    const bold = manifest.replace('[ANALYZE]', '[MANAGE, ADVERTISE, ANALYZE]')
    const { code, output, written } = await runExample(bold)
    expect(output).toContain('not allowed: act_110000000000003/agencies/2002')
    expect([code, written]).toEqual([1, 0])
  })

  it('writes nothing where a rail is broken', async () => {
    const blocked = `${manifest}policy: { max_revocations: 1 }\n`
    const { code, output, written } = await runExample(blocked)
    expect(output).toContain('rail_max_revocations')
    expect([code, written]).toEqual([1, 0])
  })

  it('says what is wrong with the manifest', async () => {
    const { code, output, written } = await runExample(manifest.replace('lee: GEN', 'leo: GEN'))
    expect(output).toContain('access.yaml:19:7 [unknown_name]')
    expect([code, written]).toEqual([1, 0])
  })
})

describe('the example that rehearses', () => {
  it('says how the plan ends under each reading, makes a twin of its own, and writes nothing', async () => {
    const manifest = textOf('examples/first/access.yaml')
    const { code, output, written } = await runExample(manifest, 'rehearse')
    for (const { name } of READINGS) expect(output).toContain(`\n  ${name} `)
    expect(output).toContain('relations: 6 now, 5 then')
    expect([code, written]).toEqual([0, 0])
  })
})
