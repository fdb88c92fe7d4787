import type { Completed, CompletedCommand, CompletedFlag } from './completion-words.ts'

/** If nothing is offered, Readline itself completes file names (`-o default`). */
const BODIES: Readonly<Record<Completed, (words: readonly string[]) => string>> = {
  words: (words) => `_bizaccess_words '${words.join(' ')}'`,
  worlds: (words) => `_bizaccess_words '${words.join(' ')}'`,
  list: (words) => `_bizaccess_list '${words.join(' ')}'`,
  asked: ([flag]) => `_bizaccess_asked ${flag}`,
  files: () => 'return',
  folders: () => 'compopt -o dirnames 2>/dev/null; return',
  anything: () => 'compopt +o default 2>/dev/null; return',
}

/** A script for bash 3.2 and newer: `eval "$(bizaccess completion bash)"`. */
export const bashScript = (commands: readonly CompletedCommand[]): string => `\
# Completion of bizaccess for bash. In ~/.bashrc: eval "$(bizaccess completion bash)"
_bizaccess_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# The last of several words with commas between them.
_bizaccess_list() {
  local head=
  [[ $cur == *,* ]] && head=\${cur%,*},
  COMPREPLY=($(compgen -P "$head" -W "$1" -- "\${cur##*,}"))
}

# What the manifest, the journal and plan.json say; no network call.
_bizaccess_asked() {
  _bizaccess_words "$("\${COMP_WORDS[0]}" completion values -- "$1" "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)"
}

_bizaccess() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  COMPREPLY=()
  # bash splits --flag=value at the =
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ $word != -* ]]; then
      command=$word
      break
    fi
  done
  case "$command $prev" in
${commands.flatMap(({ name, flags }) => flags.flatMap((flag) => valueCase(name, flag))).join('\n')}
  esac
  case "$command $cur" in
${commands.map(flagsCase).join('\n')}
  esac
  case "$command" in
    '') _bizaccess_words '${[...commands.map(({ name }) => name), 'help'].join(' ')} --help --version' ;;
    help) _bizaccess_words '${commands.map(({ name }) => name).join(' ')}' ;;
${commands.map(argumentCase).join('\n')}
  esac
}

complete -o default -F _bizaccess bizaccess
`

const valueCase = (command: string, { names, value, completed, words }: CompletedFlag) =>
  value === 'none'
    ? []
    : [
        `    ${names.map((name) => `'${command} ${name}'`).join('|')}) ${BODIES[completed](words)}${
          completed === 'files' || completed === 'folders' || completed === 'anything'
            ? ''
            : '; return'
        } ;;`,
      ]

const flagsCase = ({ name, flags }: CompletedCommand): string =>
  `    '${name} -'*) _bizaccess_words '${flags.flatMap(({ names }) => names).join(' ')}'; return ;;`

const argumentCase = ({ name, argument }: CompletedCommand): string =>
  `    ${name}) ${argument === null ? BODIES.anything([]) : BODIES[argument.completed](argument.words)} ;;`
