import { readdirSync, readFileSync } from 'node:fs'

/**
 * Real answers of the API as people published them: keys, types and odd values are as recorded; ids,
 * names and addresses are invented. Both the client and the sandbox are judged by them.
 */
export interface Recorded {
  /** `01-people-of-an-ad-account`. */
  readonly name: string
  readonly title: string
  /** Who published it, and where a fact can be looked up. */
  readonly basis: {
    readonly by: string
    readonly version: string
    readonly date: string
    readonly sources: readonly string[]
    readonly note?: string
  }
  readonly exchanges: readonly Exchange[]
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly version?: string
  /** Whose token signs it; the run's own if absent. */
  readonly token?: 'page' | 'none'
  readonly params?: Readonly<Record<string, string>>
  readonly json?: Readonly<Record<string, unknown>>
  readonly form?: Readonly<Record<string, string>>
}

export interface Exchange {
  readonly question: Question
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    /** Headers that it did not have, in lower case. */
    readonly without?: readonly string[]
    /** Absent, with `text`, where only the status was told. */
    readonly body?: unknown
    /** The body as it was sent, where that matters. */
    readonly text?: string
  }
  /** Keys that need not be on both sides: `data[].email`. */
  readonly optional?: readonly string[]
  /** Types that were recorded elsewhere for a key, by its place. */
  readonly types?: Readonly<Record<string, readonly string[]>>
  /** Places whose values are the same on both sides. */
  readonly same?: readonly string[]
}

const FOLDER = new URL('answers/', import.meta.url)

export const RECORDED: readonly Recorded[] = readdirSync(FOLDER)
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ''),
    ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<Recorded, 'name'>),
  }))

/** The one whose name starts with this number. Throws `Error` if there is none. */
export const recorded = (number: string): Recorded => {
  const found = RECORDED.find(({ name }) => name.startsWith(`${number}-`))
  if (found === undefined) throw new Error(`nothing is recorded as ${number}`)
  return found
}

/** The text of a body; empty where only the status was told. */
export const textOf = ({ answer }: Exchange): string =>
  answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body))
