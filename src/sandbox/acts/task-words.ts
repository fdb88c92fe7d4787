/** The tasks of an act, as they are typed. */
import { GROUP_PARTS, type GroupTasks } from '../world/asset-group.ts'
import { meant } from './near.ts'

/** `ADVERTISE,ANALYZE` or `ADVERTISE+ANALYZE`. Throws `Error` for a name that is not among `known`. */
export function tasksIn(text: string, known: readonly string[]): readonly string[] {
  return wordsIn(text, known).map((word) => taskOf(word, known))
}

function wordsIn(text: string, known: readonly string[]): readonly string[] {
  const words = text.split(/[\s,+]+/).filter((word) => word !== '')
  if (words.length === 0) throw new Error(`which tasks? Expected some of ${known.join(', ')}`)
  return [...new Set(words)]
}

function taskOf(word: string, known: readonly string[]): string {
  if (known.includes(word)) return word
  const near = meant(
    word,
    known.map((id) => ({ id, words: [] })),
  )
  throw new Error(`there is no task ${word} here.${near} Expected some of ${known.join(', ')}`)
}

/** `ad_account:ADVERTISE+ANALYZE,page:ANALYZE`: a task without its part is of the part before it. */
export function groupTasksIn(text: string): GroupTasks {
  const parts = GROUP_PARTS.map(({ part }) => part)
  const tasks = new Map<string, readonly string[]>()
  let current: string | undefined
  for (const word of wordsIn(
    text,
    parts.map((part) => `${part}:TASK`),
  )) {
    const [task = '', named] = word.split(':').reverse()
    current = named ?? current
    const row = GROUP_PARTS.find(({ part }) => part === current)
    if (row === undefined) {
      throw new Error(`${word}: of what? Expected PART:TASK, a part is one of ${parts.join(', ')}`)
    }
    tasks.set(row.part, [...(tasks.get(row.part) ?? []), taskOf(task, row.tasks)])
  }
  return tasks
}
