import { resolve } from 'node:path'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { writeWhole } from '../output/written-files.ts'
import { bashScript } from './completion-bash.ts'
import { fishScript } from './completion-fish.ts'
import { type CompletedCommand, completedCommands } from './completion-words.ts'
import { zshScript } from './completion-zsh.ts'
import { knownValues } from './known-values.ts'

const SCRIPTS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/**
 * `completion SHELL`: a script that teaches the shell the commands and their flags. The script asks
 * `completion values FLAG WORD…` for what depends on the files at hand.
 */
export const completion: CommandRun = async (context) => {
  const { args, flags, io, commands } = context
  const [shell = '', ...words] = args
  if (shell === 'values') {
    const [flag = '', ...typed] = words
    const values = await knownValues(flag, typed, context)
    io.stdout.write(values.map((value) => `${value}\n`).join(''))
    return 0
  }
  if (words.length > 0) stop(cliProblem('usage', { words: 'completion: too many arguments' }))
  const script = SCRIPTS[shell]
  if (script === undefined) {
    const known = Object.keys(SCRIPTS).join(', ')
    return stop(
      cliProblem('usage', { words: `completion: no such shell ${shell}; expected ${known}` }),
    )
  }
  const text = script(completedCommands(commands))
  const [out] = flags.out ?? []
  if (out === undefined) io.stdout.write(text)
  else writeWhole(resolve(io.cwd, out), text)
  return 0
}
