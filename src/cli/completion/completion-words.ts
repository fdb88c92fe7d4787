import { Command, type Option } from 'commander'
import { REASONS } from '../../model/plan.ts'
import { explainAll } from '../../questions/explain/explain.ts'
import type { CommandRow } from '../context.ts'
import { addFlags } from '../flags.ts'
import { WORLD_NAMES } from '../input/world-argument.ts'
import { VOCABULARY } from '../offline/explained-tables.ts'
import { KNOWN_FLAGS } from './known-values.ts'

/**
 * What may follow a flag or be given as an argument. `worlds`: a built-in world, or a file; `list`:
 * words with commas between them; `asked`: what `completion values` answers for the flag that is its
 * one word.
 */
export type Completed = 'words' | 'worlds' | 'list' | 'asked' | 'files' | 'folders' | 'anything'

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
  const argument = argumentOf(row)
  return {
    name: row.name,
    summary: row.summary,
    flags: [...command.options.map(flagOf), HELP],
    argument: row.args === '' ? null : argument,
  }
}

const argumentOf = ({ name, args, words }: CommandRow) => {
  if (name === 'explain') return { completed: 'words', words: explainedWords() } as const
  if (args.startsWith('<name>')) return { completed: 'asked', words: ['--who'] } as const
  return { completed: words === undefined ? 'files' : 'words', words: words ?? [] } as const
}

/** What `explain` knows, but for what a shell would have to quote. */
const explainedWords = (): readonly string[] =>
  [...new Set(explainAll(VOCABULARY).entries.map(({ word }) => word))].filter((word) =>
    /^[\w./-]+$/.test(word),
  )

const HELP: CompletedFlag = {
  names: ['--help', '-h'],
  what: 'print help',
  value: 'none',
  completed: 'anything',
  words: [],
}

const flagOf = (option: Option): CompletedFlag => {
  const [, place = ''] = /[<[](.+)[>\]]$/.exec(option.flags) ?? []
  const long = option.long ?? ''
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    what: option.description,
    value: option.required ? 'required' : option.optional ? 'optional' : 'none',
    ...valuesOf(option, place, long),
  }
}

const valuesOf = ({ argChoices }: Option, place: string, long: string) => {
  if (argChoices !== undefined) return { completed: 'words', words: argChoices } as const
  if (place === 'world') return { completed: 'worlds', words: WORLD_NAMES } as const
  if (place === 'reasons') return { completed: 'list', words: REASONS } as const
  if (KNOWN_FLAGS.includes(long)) return { completed: 'asked', words: [long] } as const
  return { completed: PLACES[place] ?? 'anything', words: [] } as const
}

/** Keyed by the placeholder that help prints for the value. */
const PLACES: Readonly<Record<string, Completed>> = {
  file: 'files',
  dir: 'folders',
}
