import type { Completed, CompletedCommand, CompletedFlag } from './completion-words.ts'

/** How fish learns which values a word may take. */
const VALUES: Readonly<Record<Completed, (words: readonly string[]) => string>> = {
  words: (words) => `-x -a '${words.join(' ')}'`,
  worlds: (words) => `-r -F -a '${words.join(' ')}'`,
  list: (words) => `-x -a '(__fish_complete_list , "printf %s\\\\n ${words.join(' ')}")'`,
  asked: ([flag]) => `-x -a '(_bizaccess_asked ${flag})'`,
  files: () => '-r -F',
  folders: () => "-x -a '(__fish_complete_directories)'",
  anything: () => '-x',
}

/** A script for fish: `bizaccess completion fish | source`. */
export const fishScript = (commands: readonly CompletedCommand[]): string =>
  [
    '# Completion of bizaccess for fish. In config.fish: bizaccess completion fish | source',
    '# What the manifest, the journal and plan.json say; no network call.',
    'function _bizaccess_asked',
    '  set -l typed (commandline -opc)',
    '  bizaccess completion values -- $argv[1] $typed[2..-1] 2>/dev/null',
    'end',
    'complete -c bizaccess -f',
    "complete -c bizaccess -n __fish_use_subcommand -l help -s h -d 'print help'",
    "complete -c bizaccess -n __fish_use_subcommand -l version -s V -d 'print the version'",
    "complete -c bizaccess -n __fish_use_subcommand -a help -d 'print help of a command'",
    `complete -c bizaccess -n '__fish_seen_subcommand_from help' -a '${commands.map(({ name }) => name).join(' ')}'`,
    ...commands.flatMap(linesOf),
    '',
  ].join('\n')

const quoted = (text: string): string => `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`

const linesOf = ({ name, summary, flags, argument }: CompletedCommand): readonly string[] => {
  const after = `complete -c bizaccess -n '__fish_seen_subcommand_from ${name}'`
  return [
    `complete -c bizaccess -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...flags.map((flag) => `${after} ${flagWords(flag)}`),
    ...(argument === null
      ? []
      : [
          argument.completed === 'words'
            ? `${after} -a '${argument.words.join(' ')}'`
            : argument.completed === 'asked'
              ? `${after} -F -a '(_bizaccess_asked ${argument.words[0]})'`
              : `${after} -F`,
        ]),
  ]
}

const flagWords = ({ names, what, value, completed, words }: CompletedFlag): string =>
  [
    ...names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)),
    ...(value === 'required' ? [VALUES[completed](words)] : []),
    ...(value === 'optional' ? [`-r -a '${words.join(' ')}'`] : []),
    `-d ${quoted(what)}`,
  ].join(' ')
