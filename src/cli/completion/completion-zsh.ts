import type { Completed, CompletedCommand, CompletedFlag } from './completion-words.ts'

/** What zsh does to complete a value. The text is placed inside single quotes. */
const ACTIONS: Readonly<Record<Completed, (words: readonly string[]) => string>> = {
  words: (words) => `(${words.join(' ')})`,
  worlds: (words) => `{ _alternative "worlds:world:(${words.join(' ')})" "files:file:_files" }`,
  list: (words) => `{ _values -s , value ${words.join(' ')} }`,
  asked: ([flag]) => `{ _bizaccess_asked ${flag} }`,
  files: () => '_files',
  folders: () => '_files -/',
  anything: () => ' ',
}

/**
 * A script for zsh: `eval "$(bizaccess completion zsh)"`, or saved as `_bizaccess` in a folder of
 * fpath.
 */
export const zshScript = (commands: readonly CompletedCommand[]): string => `\
#compdef bizaccess
# Completion of bizaccess for zsh. In ~/.zshrc, after compinit: eval "$(bizaccess completion zsh)"
# What the manifest, the journal and plan.json say; no network call.
_bizaccess_asked() {
  compadd -- \${(f)"$(bizaccess completion values -- $1 "\${(@)words[1,CURRENT-1]}" 2>/dev/null)"}
}

_bizaccess() {
  local state line
  typeset -A opt_args
  _arguments -C \\
    '(- *)'{-h,--help}'[print help]' \\
    '(- *)'{-V,--version}'[print the version]' \\
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
      local -a commands=(
${commands.map(({ name, summary }) => `        '${name}:${quoted(summary)}'`).join('\n')}
        'help:print help of a command'
      )
      _describe command commands
      ;;
    argument)
      case $words[1] in
        help) _arguments '1:command:(${commands.map(({ name }) => name).join(' ')})' ;;
${commands.map(commandCase).join('\n')}
      esac
      ;;
  esac
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _bizaccess "$@"
else
  compdef _bizaccess bizaccess
fi
`

const quoted = (text: string): string => text.replaceAll("'", "'\\''")

/**
 * In a zsh spec a bracket ends the description and a colon ends the message, so both are escaped.
 */
const described = (text: string): string => quoted(text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`))

const commandCase = ({ name, flags, argument }: CompletedCommand): string =>
  [
    `        ${name})`,
    '          _arguments \\',
    ...flags.map((flag) => `            ${specOf(flag)} \\`),
    `            ${argument === null ? "': :'" : argumentSpec(argument)}`,
    '          ;;',
  ].join('\n')

/** A name comes first; after it, as everywhere else, files. */
const argumentSpec = ({ completed, words }: NonNullable<CompletedCommand['argument']>): string =>
  completed === 'asked'
    ? `'1:name:${ACTIONS.asked(words)}' '*:argument:_files'`
    : `'*:argument:${ACTIONS[completed](words)}'`

const specOf = ({ names, what, value, completed, words }: CompletedFlag): string => {
  const text = `[${described(what)}]`
  const action = ACTIONS[completed](words)
  const ends = { none: '', required: `:value:${action}`, optional: `::value:${action}` }
  // A value is the next word or follows an =; after a short name it may follow directly.
  const taking = names.map((name) =>
    value === 'none' ? name : name.startsWith('--') ? `${name}=` : `${name}+`,
  )
  const named = taking.length > 1 ? `{${taking.join(',')}}'` : `'${taking[0]}`
  const joint = names.length > 1 ? "'*'" : ''
  return `${joint}${named}${text}${ends[value]}'`
}
