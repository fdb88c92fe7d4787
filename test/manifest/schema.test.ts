import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { schemaOf } from '../../src/manifest/schema.ts'
import { KINDS } from '../../src/model/kinds.ts'

const ROOT = new URL('../../', import.meta.url)
const { generated } = await import(new URL('schema/generate.mjs', ROOT).href)

test('the generated files are up to date (npm run schema)', async () => {
  const texts: Record<string, string> = await generated(schemaOf(KINDS))
  for (const [file, text] of Object.entries(texts)) {
    await writeFile(new URL(file, ROOT), text)
    expect(await readFile(new URL(file, ROOT), 'utf8'), file).toBe(text)
  }
})
