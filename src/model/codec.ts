/** How the tasks of an edge are transmitted: as parameters of a write, and as fields of a row. */
export interface TaskCodec {
  /** Fields of a row that have to be requested by name. */
  readonly fields: readonly string[]
  /** Such fields that the API may lack: if it refuses them, the rows are read without. */
  readonly spare: readonly string[]
  /** The parameters that transmit a task list. */
  readonly encode: (tasks: readonly string[]) => Readonly<Record<string, readonly string[]>>
  /** The tasks of a row; null where it has none, `bad` where what it has cannot be read. */
  readonly decode: (row: unknown) => readonly string[] | null | 'bad'
  /** What is wrong with a `bad` row. */
  readonly fault: string
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

/** A codec for a list of task names in one field, with a parameter of the same name. */
export const listCodec = (name: string): TaskCodec => ({
  fields: [name],
  spare: [],
  encode: (tasks) => ({ [name]: tasks }),
  decode: (row) => listOf(row, name),
  fault: `${name} is no list of texts`,
})

/** Roles from before there were tasks, by their names, and what each stands for. */
export type Roles = Readonly<Record<string, readonly string[]>>

/**
 * Rows of an edge that tell roles where they have no tasks. What a role without a meaning gives is
 * not known, so such a row is `bad`: nobody is taken to hold less than they do. Tasks are written.
 */
export const orRoles = (tasks: TaskCodec, name: string, roles: Roles): TaskCodec => ({
  ...tasks,
  spare: [...tasks.spare, name],
  decode: (row) => {
    const held = tasks.decode(row)
    return held === null ? meantBy(listOf(row, name), roles) : held
  },
  fault: `${tasks.fault}, or ${name} is none of the roles ${Object.keys(roles).join(', ')}`,
})

const meantBy = (
  named: readonly string[] | null | 'bad',
  roles: Roles,
): readonly string[] | null | 'bad' => {
  if (named === null || named === 'bad' || named.length === 0) return named === 'bad' ? 'bad' : null
  if (!named.every((role) => Object.hasOwn(roles, role))) return 'bad'
  return [...new Set(named.flatMap((role) => roles[role] ?? []))].sort()
}

/** The tasks of a business. */
export const PERMITTED_TASKS = listCodec('permitted_tasks')

/** The tasks of a person. */
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
  spare: [],
  encode: () => {
    throw new Error('nobody is put into an asset group')
  },
  decode: (row) =>
    [...groupTasksIn(row)].flatMap(([prefix, tasks]) => tasks.map((task) => `${prefix}:${task}`)),
  fault: 'it names no tasks',
}
