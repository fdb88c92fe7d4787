import { Command, type Option } from 'commander'
import type { CommandRow } from './context.ts'
import { addFlags } from './flags.ts'
import { WORLD_NAMES } from './world-argument.ts'

/** What may follow a flag or stand as an argument. `worlds`: a built-in one, or a file. */
export type Completed = 'words' | 'worlds' | 'files' | 'folders' | 'anything'

export interface CompletedFlag {
  /** `--format`, and `-o` where there is one. */
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
  /** What stands where no flag does; null where nothing may. */
  readonly argument: { readonly completed: Completed; readonly words: readonly string[] } | null
}

/** Every command with what may be typed after it, from the tables of commands and flags. */
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

/** By the word that stands for the value in help. */
const PLACES: Readonly<Record<string, Completed>> = {
  file: 'files',
  dir: 'folders',
  world: 'worlds',
}
