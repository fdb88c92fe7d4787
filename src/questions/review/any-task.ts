import type { KindTable } from '../../model/kinds.ts'

/** Sentences that name the managing task of a kind, as if it were the same on all kinds. */
export interface AnyTask {
  /** The same for sentences that differ in that task alone. */
  readonly keyOf: (text: string) => string
  /** One sentence for several that differ in that task alone: it names each of theirs. */
  readonly joined: (texts: readonly string[]) => string
}

/** By the managing tasks of these kinds, each by its first name. */
export const anyTaskIn = (kinds: KindTable): AnyTask => {
  const tasks = [...new Set(kinds.flatMap(({ managers }) => managers.slice(0, 1)))]
  if (tasks.length === 0) return { keyOf: (text) => text, joined: ([first = '']) => first }
  const one = `(?:${tasks.join('|')})`
  const named = new RegExp(`\\b${one}(?: or ${one})*\\b`, 'g')
  return {
    keyOf: (text) => text.replace(named, '*'),
    joined: (texts) => {
      const words = texts.flatMap((text) => text.match(named) ?? [])
      const used = tasks.filter((task) => words.some((word) => word.split(' or ').includes(task)))
      return (texts[0] ?? '').replace(named, used.join(' or '))
    },
  }
}
