import { describe, expect, it } from 'vitest'
import { firstManifest } from '../../src/manifest/first-manifest.ts'
import { loadManifest } from '../../src/manifest/load.ts'
import { KINDS } from '../../src/model/kinds.ts'

/** The settings of a first manifest, switched on: what stands behind `# `. */
const switchedOn = (text: string): string =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? line : line.replace(/^# /, '')))
    .join('\n')

const load = (text: string) => loadManifest([{ file: 'access.yaml', text }])

describe('a first manifest', () => {
  const text = firstManifest({ schema: 'x.json' })

  it('is valid as it is, and manages nothing', () => {
    const { value, problems } = load(text)
    expect(problems).toEqual([])
    expect(value).toMatchObject({ business: '1001', assets: [], offboarded: [] })
    expect(value?.people.size).toBe(0)
  })

  it('is valid with everything switched on, and takes nothing away then', () => {
    const { value, problems } = load(switchedOn(text))
    expect(problems).toEqual([])
    const [assets, [business]] = [value?.assets.slice(0, -1), value?.assets.slice(-1) ?? []]
    expect(assets?.map(({ kind }) => kind)).toEqual(KINDS.map(({ name }) => name))
    for (const asset of assets ?? []) {
      expect(asset).toMatchObject({ mode: 'additive', agencies: {}, users: {} })
    }
    expect(business).toMatchObject({ kind: 'business', mode: 'additive', members: {} })
    expect([...(value?.people.keys() ?? [])]).toEqual(['dana', 'reporter'])
  })

  it('explains itself in under 50 lines of 100 columns', () => {
    const lines = text.split('\n')
    expect(lines.length).toBeLessThan(50)
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100)
    expect(lines.filter((line) => line.startsWith('## ')).length).toBeGreaterThan(4)
  })

  it('names the schema for editors, and the business where it is known', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=x.json')
    const own = firstManifest({ schema: 'x.json', business: '7007' })
    expect(load(own).value?.business).toBe('7007')
    expect(own).not.toContain('1001')
  })
})
