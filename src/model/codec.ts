/** How the tasks of an edge are transmitted: as parameters of a write, and as fields of a row. */
export interface TaskCodec {
  /** Fields of a row that have to be requested by name. */
  readonly fields: readonly string[]
  /** The parameters that transmit a task list. */
  readonly encode: (tasks: readonly string[]) => Readonly<Record<string, readonly string[]>>
  /** The tasks of a row; null if it has none, `bad` if they are anything but texts. */
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

/** A codec for a list of task names in one field, with a parameter of the same name. */
export const listCodec = (name: string): TaskCodec => ({
  fields: [name],
  encode: (tasks) => ({ [name]: tasks }),
  decode: (row) => listOf(row, name),
})

/** The tasks of a business. */
export const PERMITTED_TASKS = listCodec('permitted_tasks')

/** The tasks of a person. */
export const TASKS = listCodec('tasks')
