import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applyPlan, loadManifest, makePlan, readLive, render } from '../../src/index.ts'
import { MANIFEST } from '../support/run-cli.ts'

const INDEX = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

describe('the library', () => {
  it('has the frozen core', () => {
    for (const part of [loadManifest, readLive, makePlan, applyPlan, render]) {
      expect(part).toBeTypeOf('function')
    }
  })

  it('validates without loading an HTTP client', () => {
    if (!existsSync(INDEX)) throw new Error('dist/index.js is not there: run `npm run build`')
    const script = `
      import { Module } from 'node:module'
      const { loadManifest } = await import(${JSON.stringify(INDEX)})
      const { value } = loadManifest([{ file: 'a.yaml', text: process.argv[1] }])
      const loaded = Object.keys(Module._cache).filter((path) => path.includes('/undici/'))
      process.stdout.write(JSON.stringify({ business: value.business, loaded }))`
    const argv = ['--input-type=module', '-e', script, MANIFEST]
    const out = execFileSync(process.execPath, argv, { encoding: 'utf8' })
    expect(JSON.parse(out)).toEqual({ business: '1001', loaded: [] })
  })
})
