import { Command, type Option } from 'commander'
import type { CommandRow } from '../context.ts'
import { addFlags } from '../flags.ts'
import { WORLD_NAMES } from '../input/world-argument.ts'

/** What may follow a flag or be given as an argument. `worlds`: a built-in world, or a file. */
export type Completed = 'words' | 'worlds' | 'files' | 'folders' | 'anything'

export interface CompletedFlag {
  /** `--format`, and the short name (`-o`) if there is one. */
  readonly names: readonly string[]
  readonly what: string
  readonly value: 'none' | 'optional' | 'required'
  readonly completed: Completed
  readonly words: readonly string[]
}

export interface CompletedCommand {
  readonly name: string
  readonly summary: string
  readonly flags: readonly CompletedFlag[]
  /** What may be given as a positional argument; null if the command takes none. */
  readonly argument: { readonly completed: Completed; readonly words: readonly string[] } | null
}

/** Every command with the words that may follow it, from the tables of commands and flags. */
export const completedCommands = (commands: readonly CommandRow[]): readonly CompletedCommand[] =>
  commands.map(completedOf)

const completedOf = (row: CommandRow): CompletedCommand => {
  const command = new Command(row.name)
  addFlags(command, row.flags)
  const { words = [] } = row
  const argument = { completed: words.length > 0 ? 'words' : 'files', words } as const
  return {
    name: row.name,
    summary: row.summary,
    flags: [...command.options.map(flagOf), HELP],
    argument: row.args === '' ? null : argument,
  }
}

const HELP: CompletedFlag = {
  names: ['--help', '-h'],
  what: 'print help',
  value: 'none',
  completed: 'anything',
  words: [],
}

const flagOf = (option: Option): CompletedFlag => {
  const [, place = ''] = /[<[](.+)[>\]]$/.exec(option.flags) ?? []
  const words = option.argChoices ?? (place === 'world' ? WORLD_NAMES : [])
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    what: option.description,
    value: option.required ? 'required' : option.optional ? 'optional' : 'none',
    completed: option.argChoices === undefined ? (PLACES[place] ?? 'anything') : 'words',
    words,
  }
}

/** Keyed by the placeholder that help prints for the value. */
const PLACES: Readonly<Record<string, Completed>> = {
  file: 'files',
  dir: 'folders',
  world: 'worlds',
}
