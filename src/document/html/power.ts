import type { Kind, KindTable } from '../../model/kinds.ts'
import { withEverything } from '../../model/kinds.ts'
import { classicOf } from '../../model/tasks.ts'
import type { PowerData } from './page-data.ts'

/** What the strongest task of a set lets its holder do; the first row that has it counts. */
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

export type Letters = ReadonlyMap<string, string>

interface PowerOptions {
  readonly kinds: KindTable
  readonly letters: Letters
}

interface Weighed extends PowerData {
  /** Its place in the table of its kind, an unknown task's after all others. */
  readonly place: number
  /** Whether it means something to us. */
  readonly isTelling: boolean
}

/**
 * The strongest of some tasks of a kind, by its classic name; null if there are none. A task that
 * means nothing to us only counts where there is no other.
 */
export const strongestOf = (
  kind: Kind,
  tasks: readonly string[],
  options: PowerOptions,
): PowerData | null => {
  const [strongest] = tasks
    .map((task) => weighed(kind, task, options))
    .sort(
      (one, other) =>
        Number(other.isTelling) - Number(one.isTelling) ||
        other.level - one.level ||
        one.place - other.place,
    )
  if (strongest === undefined) return null
  const { task, letter, level, words } = strongest
  return { task, letter, level, words }
}

const weighed = (held: Kind, name: string, { kinds, letters }: PowerOptions): Weighed => {
  const { kind, task } = meantBy(held, name, kinds)
  const { level, words } = LEVELS.find(({ has }) => has(kind, task)) ?? LEVELS[2]
  const place = kind.tasks.indexOf(task)
  return {
    ...{ task, letter: letters.get(task) ?? '?', level, words },
    place: place < 0 ? kind.tasks.length : place,
    isTelling: !kind.tolerated.includes(task),
  }
}

/** A task of a group names the kind on which it counts: `adaccount:ADVERTISE`. */
const meantBy = (held: Kind, name: string, kinds: KindTable) => {
  const [prefix, task] = name.split(':')
  const kind = kinds.find(({ grouped }) => task !== undefined && grouped?.tasks === prefix)
  return kind === undefined || task === undefined
    ? { kind: held, task: classicOf(held, name) }
    : { kind, task: classicOf(kind, task) }
}

/**
 * A letter for each task, the same on every page: the first of its own that no task before it in
 * the tables has, or two where all are taken.
 */
export const lettersOf = (kinds: KindTable): Letters => {
  const letters = new Map<string, string>()
  const taken = new Set<string>()
  for (const task of classicTasksOf(kinds)) {
    const letter = candidatesOf(task).find((one) => !taken.has(one)) ?? task
    letters.set(task, letter)
    taken.add(letter)
  }
  return letters
}

const classicTasksOf = (kinds: KindTable): ReadonlySet<string> =>
  new Set(withEverything(kinds).flatMap((kind) => kind.tasks.map((task) => classicOf(kind, task))))

/** Its letters, then its first with each of the others: `M`, `A`, `Ma`. */
const candidatesOf = (task: string): readonly string[] => {
  const [first = '', ...others] = task.replaceAll(/[^A-Z]/g, '')
  return [first, ...others, ...others.map((other) => first + other.toLowerCase())]
}
