import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VOCABULARY } from '../../../src/cli/offline/explained-tables.ts'

const SOURCES = new URL('../../../src/', import.meta.url)

/** The tables that are handed to `problemsOf`, by the files they are in. */
const tablesInUse = (): readonly (readonly [file: string, name: string])[] =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'model/problem.ts')
    .flatMap((file) =>
      [...readFileSync(new URL(file, SOURCES), 'utf8').matchAll(/= problemsOf\(([A-Z_]+)\)/g)].map(
        ([, name = '']) => [file, name] as const,
      ),
    )

describe('the tables of problems', () => {
  it('are all explained, each once', async () => {
    const used = await Promise.all(
      tablesInUse().map(async ([file, name]) => {
        const module: Readonly<Record<string, unknown>> = await import(
          new URL(file, SOURCES).pathname
        )
        return [`${file} ${name}`, module[name]] as const
      }),
    )
    const explained: readonly unknown[] = Object.values(VOCABULARY.stages).flat()
    expect(used.length).toBeGreaterThan(15)
    expect(used.filter(([, table]) => !explained.includes(table)).map(([name]) => name)).toEqual([])
    expect(new Set(explained).size).toBe(used.length)
  })
})
