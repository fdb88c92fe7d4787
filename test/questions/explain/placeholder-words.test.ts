import { describe, expect, it } from 'vitest'
import { placeholderWords } from '../../../src/questions/explain/placeholder-words.ts'

describe('words with placeholders', () => {
  it('name what they are given: texts, records, lists and what is made of them', () => {
    const words = (a: { id: string; at: { line: number }; names: readonly string[] }): string =>
      `${a.id} in line ${a.at.line}: ${a.names.map((name) => `"${name.trim()}"`).join(', ')}; ${[...a.names].length}`
    expect(placeholderWords(words)).toBe('{id} in line {line}: "{names}"; 1')
  })

  it('are those of several, whether they are compared or counted', () => {
    const words = (a: { count: number; all: readonly string[] }): string =>
      `${a.count} ${a.count === 1 ? 'step' : 'steps'}${a.count > 0 ? ' more' : ''} of ${a.all.length}`
    expect(placeholderWords(words)).toBe('{count} steps more of 2')
  })

  it('say most, where less is said of what is absent and where more is', () => {
    const more = (a: { hint: string | null }): string =>
      a.hint === null ? 'no hint at all, so look for one' : `see ${a.hint}`
    const less = (a: { hint?: string }): string =>
      `wrong${a.hint === undefined ? '' : `: ${a.hint}`}`
    expect([placeholderWords(more), placeholderWords(less)]).toEqual([
      'no hint at all, so look for one',
      'wrong: {hint}',
    ])
  })

  it('never show that something is absent, and stand open for what a table says', () => {
    const table: Readonly<Record<string, string>> = { map: 'a map' }
    expect(placeholderWords((a: { name: string }) => `${a.name} is a name of its own`)).toBe(
      '{name} is a name of its own',
    )
    expect(placeholderWords((a: { found: string }) => `it is ${table[a.found]}`)).toBe('it is {…}')
  })

  it('are refused where names do not make them', () => {
    const table: Readonly<Record<string, { readonly words: string }>> = {}
    expect(() =>
      placeholderWords((a: { by: string }) => `${table[a.by]?.words.trim().at(0)}`),
    ).not.toThrow()
    expect(() =>
      placeholderWords((a: { by: string }) => (table[a.by] as { words: string }).words),
    ).toThrow('no words from names alone')
  })
})
