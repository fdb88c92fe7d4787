/** How the tasks of an edge travel: as parameters of a write, and as fields of a row. */
export interface TaskCodec {
  /** Fields of a row that have to be asked for by name. */
  readonly fields: readonly string[]
  /** Parameters that hand over a task list. */
  readonly encode: (tasks: readonly string[]) => Readonly<Record<string, readonly string[]>>
  /** The tasks of a row; null where it has none, `bad` where they are anything but texts. */
  readonly decode: (row: unknown) => readonly string[] | null | 'bad'
}

const listOf = (row: unknown, name: string): readonly string[] | null | 'bad' => {
  const value: unknown =
    typeof row === 'object' && row !== null && Object.hasOwn(row, name)
      ? (row as Readonly<Record<string, unknown>>)[name]
      : null
  if (value === undefined || value === null) return null
  return Array.isArray(value) && value.every(isText) ? [...new Set<string>(value)].sort() : 'bad'
}

const isText = (task: unknown): task is string => typeof task === 'string' && task !== ''

/** A list of task names under one field, which a parameter of the same name takes. */
export const listCodec = (name: string): TaskCodec => ({
  fields: [name],
  encode: (tasks) => ({ [name]: tasks }),
  decode: (row) => listOf(row, name),
})

/** Of businesses. */
export const PERMITTED_TASKS = listCodec('permitted_tasks')

/** Of people. */
export const TASKS = listCodec('tasks')

/** A field of tasks in a row of an asset group: `adaccount_tasks`, in the guide `adaccount_roles`. */
const OF_GROUP = /^(?!permitted_)(.+)_(?:tasks|roles)$/

/**
 * What a row of an asset group tells of somebody, by what its fields begin with (`adaccount`). Two
 * forms are documented and none was ever recorded: a field that is absent or anything but a list of
 * texts tells nothing, and is left out.
 */
export const groupTasksIn = (row: unknown): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>()
  const names = typeof row === 'object' && row !== null ? Object.keys(row) : []
  for (const name of names) {
    const [, prefix] = OF_GROUP.exec(name) ?? []
    const tasks = listOf(row, name)
    if (prefix === undefined || tasks === null || tasks === 'bad') continue
    found.set(prefix, [...new Set([...(found.get(prefix) ?? []), ...tasks])].sort())
  }
  return found
}

/** Of people in an asset group, `adaccount:ANALYZE`; nothing where a row does not tell. Only read. */
export const GROUP_TASKS: TaskCodec = {
  fields: [],
  encode: () => {
    throw new Error('nobody is put into an asset group')
  },
  decode: (row) =>
    [...groupTasksIn(row)].flatMap(([prefix, tasks]) => tasks.map((task) => `${prefix}:${task}`)),
}
