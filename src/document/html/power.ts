import type { Kind, KindTable } from '../../model/kinds.ts'
import { withEverything } from '../../model/kinds.ts'
import { classicOf } from '../../model/tasks.ts'
import type { PowerData } from './page-data.ts'

/** What the strongest task of a set lets its holder do, the most first. */
const LEVELS = [
  {
    level: 3,
    words: 'manages: changes it, and who works on it',
    has: ({ managers }: Kind, task: string) => managers.includes(task),
  },
  {
    level: 1,
    words: 'sees: looks, and changes nothing',
    has: ({ sees = [] }: Kind, task: string) => sees.includes(task),
  },
  { level: 2, words: 'works: changes or publishes something', has: () => true },
] as const

const levelOf = (kind: Kind, task: string): (typeof LEVELS)[number] =>
  LEVELS.find(({ has }) => has(kind, task)) ?? LEVELS[2]

/**
 * The strongest of some tasks of a kind, by its classic name; null if there are none. A task that
 * means nothing to us only counts where there is no other, an unknown one after all known ones.
 */
export const strongestOf = (kind: Kind, tasks: readonly string[]): string | null => {
  const classic = [...new Set(tasks.map((task) => classicOf(kind, task)))]
  const telling = classic.filter((task) => !kind.tolerated.includes(task))
  const [strongest] = (telling.length > 0 ? telling : classic).sort(
    (one, other) =>
      levelOf(kind, other).level - levelOf(kind, one).level ||
      placeOf(kind, one) - placeOf(kind, other),
  )
  return strongest ?? null
}

const placeOf = ({ tasks }: Kind, task: string): number => {
  const place = tasks.indexOf(task)
  return place < 0 ? tasks.length : place
}

/** How a page shows a task of a kind. */
export const powerOf = (kind: Kind, task: string, letters: Letters): PowerData => {
  const { level, words } = levelOf(kind, task)
  return { task, letter: letters.get(task) ?? '?', level, words }
}

export type Letters = ReadonlyMap<string, string>

/**
 * A letter for each task, the same on every page: the first of its own that no task before it in
 * the tables has, or two where all are taken.
 */
export const lettersOf = (kinds: KindTable): Letters => {
  const letters = new Map<string, string>()
  const taken = new Set<string>()
  for (const kind of withEverything(kinds)) {
    for (const task of new Set(kind.tasks.map((name) => classicOf(kind, name)))) {
      if (letters.has(task)) continue
      const letter = candidatesOf(task).find((one) => !taken.has(one)) ?? task
      letters.set(task, letter)
      taken.add(letter)
    }
  }
  return letters
}

/** Its letters, then its first with each of the others: `M`, `A`, `Ma`. */
const candidatesOf = (task: string): readonly string[] => {
  const [first = '', ...others] = task.replaceAll(/[^A-Z]/g, '')
  return [first, ...others, ...others.map((other) => first + other.toLowerCase())]
}
