import { resolve } from 'node:path'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { writeWhole } from '../output/written-files.ts'
import { bashScript } from './completion-bash.ts'
import { fishScript } from './completion-fish.ts'
import { type CompletedCommand, completedCommands } from './completion-words.ts'
import { zshScript } from './completion-zsh.ts'

const SCRIPTS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** `completion SHELL`: a script that teaches the shell the commands and their flags. */
export const completion: CommandRun = async ({ args, flags, io, commands }) => {
  const [shell = ''] = args
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
