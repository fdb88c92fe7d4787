import { type Problem, problemsOf } from '../model/problem.ts'

/** Which encoding was found instead of UTF-8, and how a file comes to have it. */
const encodingWords = (encoding: string, line: number): string =>
  encoding.startsWith('UTF-')
    ? `it is ${encoding}. Windows PowerShell writes that with \`>\`: save it as UTF-8, or let bizaccess write the file with -o.`
    : `from line ${line} on it is ${encoding}. Save it as UTF-8: a name read with a letter missing could be somebody else's.`

/**
 * An environment variable's value, as much of it as is safe to print: a long one may be a
 * misplaced secret.
 */
const briefly = (value: string): string =>
  value.length > 12 ? `set to ${value.length} characters` : `"${value}"`

/** Every problem of the command line itself, worded here and nowhere else; the codes are public. */
export const CLI_PROBLEMS = {
  usage: {
    severity: 'error',
    words: (a: { words: string }) => a.words,
    about: 'the command line is not one that bizaccess knows: see the --help of the command',
  },
  internal_error: {
    severity: 'error',
    words: (a: { message: string }) =>
      `this is a bug in bizaccess, not a mistake of yours: ${a.message}. Please report it with the stack trace on stderr`,
  },
  interrupted: {
    severity: 'error',
    words: () => 'interrupted before anything was written; nothing was changed',
  },
  path_missing: {
    severity: 'error',
    words: (a: { path: string; hint: string }) =>
      `there is no file or folder ${a.path}.${a.hint === '' ? '' : ` ${a.hint}`}`,
  },
  folder_without_manifests: {
    severity: 'error',
    words: (a: { path: string; hint: string }) =>
      `the folder ${a.path} holds no manifest (*.yaml, *.yml, *.json; names that start with a dot are skipped).${a.hint === '' ? '' : ` ${a.hint}`}`,
  },
  not_a_regular_file: {
    severity: 'error',
    words: (a: { path: string }) =>
      `${a.path} is not a regular file (it may be a folder, a link or a device); only a regular file is used here`,
  },
  stdin_is_terminal: {
    severity: 'error',
    words: (_: undefined) =>
      'the path - means a manifest on standard input, which is a terminal. Pipe one in: cat access.yaml | bizaccess plan -',
  },
  stdin_written: {
    severity: 'error',
    words: (_: undefined) => '- is standard input, which nothing can be written to. Name a file',
  },
  symlink_leaves: {
    severity: 'error',
    words: (a: { path: string; folder: string }) =>
      `${a.path} is a symlink that leads out of ${a.folder}, so it was not read. Put the file itself there`,
  },
  policy_is_link: {
    severity: 'error',
    words: (a: { path: string }) =>
      `${a.path} is a symlink or is reached through one. A policy is only read from a real file, so nothing was read: put the file itself there`,
  },
  path_unreadable: {
    severity: 'error',
    words: (a: { path: string; reason: string }) => `${a.path} cannot be read: ${a.reason}`,
  },
  not_utf8: {
    severity: 'error',
    words: (a: { encoding: string; line: number }) =>
      `This file is not UTF-8: ${encodingWords(a.encoding, a.line)}`,
  },
  not_written: {
    severity: 'error',
    words: (a: { path: string; reason: string }) => `${a.path} was not written: ${a.reason}`,
  },
  file_exists: {
    severity: 'error',
    words: (a: { path: string }) =>
      `${a.path} already exists and was left as it is. Use --force to overwrite it`,
  },
  same_file: {
    severity: 'error',
    words: (a: { paths: readonly string[] }) =>
      `-o ${a.paths.join(' and -o ')} are one file, which would be written twice. Nothing was done: name two files`,
  },
  out_is_read: {
    severity: 'error',
    words: (a: { path: string; reads: string }) =>
      `-o ${a.path} is ${a.reads}, which a report would overwrite. Nothing was done: name another file`,
  },
  file_changed: {
    severity: 'error',
    words: (a: { path: string }) =>
      `${a.path} changed after it was read, so it was left as it is. Run the command again`,
  },
  flags_contradict: {
    severity: 'error',
    words: (a: { flags: readonly string[] }) => `${a.flags.join(' and ')} cannot be used together`,
  },
  flag_needs: {
    severity: 'error',
    words: (a: { flag: string; needs: string }) => `${a.flag} needs ${a.needs}`,
  },
  missing_token: {
    severity: 'error',
    words: (a: { business: string | null }) =>
      `no access token: set META_ACCESS_TOKEN${a.business === null ? '' : `, or META_ACCESS_TOKEN_${a.business} for this business alone,`} in the environment (export META_ACCESS_TOKEN=…); it cannot be given on the command line. To try bizaccess without a token, use --sandbox`,
  },
  bad_graph_url: {
    severity: 'error',
    words: (a: { reason: string; from: string }) => `${a.from}: ${a.reason}`,
  },
  bad_proxy: {
    severity: 'error',
    words: (a: { from: string; reason: string }) => `${a.from}: ${a.reason}`,
  },
  bad_token: {
    severity: 'error',
    words: (a: { from: string; reason: string }) => `${a.from}: ${a.reason}`,
    about:
      'META_ACCESS_TOKEN is not set, or holds what cannot be a token: set it to the token of a system user',
  },
  bad_switch: {
    severity: 'error',
    words: (a: { name: string; value: string; on: readonly string[]; off: readonly string[] }) =>
      `${a.name} is ${briefly(a.value)}, which means neither on (${a.on.join(', ')}) nor off (${a.off.join(', ')}). Nothing was done: set it to one of these words, or unset it`,
  },
  misnamed_switch: {
    severity: 'error',
    words: (a: { found: string; name: string }) =>
      `${a.found} is set in the environment, but nothing reads it. Did you mean ${a.name}? Nothing was done: rename it, or unset it`,
  },
  not_metas_graph: {
    severity: 'warning',
    words: (a: { origin: string }) =>
      `calls and the token go to ${a.origin}, which is not Meta's Graph API`,
  },
  api_version_ends: {
    severity: 'warning',
    words: (a: { version: string; ends: readonly string[] }) =>
      `version ${a.version} of the Graph API is at its end: ${a.ends.join(', ')}. Use a newer --api-version`,
  },
  no_world: {
    severity: 'error',
    words: (a: { world: string; meant: string | null; known: readonly string[] }) =>
      `there is no sandbox world ${a.world}.${a.meant === null ? '' : ` Did you mean ${a.meant}?`} Expected a world file or one of ${a.known.join(', ')}`,
  },
  world_edited: {
    severity: 'warning',
    words: (a: { world: string; reset: string }) =>
      `${a.world} was edited since the sandbox kept it, and that is not seen: what was kept goes on. To begin with the file as it is: \`${a.reset}\``,
  },
  world_of_other: {
    severity: 'error',
    words: (a: { world: string; business: string; of: string }) =>
      `the sandbox world ${a.world} has no business ${a.business}: it is of ${a.of}. Give one that has it with --sandbox FILE, or for --all as world.yaml in its folder; \`bizaccess snapshot -o FILE\` makes one of a real business`,
  },
  world_unused: {
    severity: 'warning',
    words: (a: { world: string; url: string }) =>
      `--world ${a.world} is not used: the sandbox served at ${a.url} has its own world. Unset BIZACCESS_GRAPH_URL to act on the kept world`,
  },
  bad_world: {
    severity: 'error',
    words: (a: { world: string; reason: string }) =>
      `${a.world} is not a sandbox world: ${a.reason}. If it is a kept one, \`bizaccess sandbox reset\` discards it`,
  },
  not_at_the_top: {
    severity: 'error',
    words: (a: { root: string }) =>
      `CI hosts only read workflows at the top of a repository: run init in ${a.root}, or use --ci none`,
  },
  nothing_waits: {
    severity: 'error',
    words: (a: { reason: string }) => a.reason,
    about:
      'the sandbox was told to play a person where nothing waits on one: plan --sandbox shows what waits',
  },
  cannot_be_played: {
    severity: 'error',
    words: (a: { reason: string }) => a.reason,
    about:
      'the sandbox was told to play somebody who assigns, grants or removes what its world does not have: the message names what was expected',
  },
  graph_refused: {
    severity: 'error',
    words: (a: { message: string; code: string; call: string; advice: string; trace: string }) =>
      `${a.call}${a.code === '' ? '' : `the Graph API answered ${a.code}: `}${a.message}${a.trace}: ${a.advice}`,
  },
  bad_name: {
    severity: 'error',
    words: (a: { name: string; why: string; meant: string }) =>
      `${a.name} names nobody. ${a.why}: did you mean ${a.meant}?`,
  },
  word_unknown: {
    severity: 'error',
    words: (a: { word: string; near: string | null }) =>
      `${a.word} is no code, action, reason, task, role or error that bizaccess knows.${a.near === null ? '' : ` Did you mean ${a.near}?`} See all words with bizaccess explain --list`,
  },
  business_needed: {
    severity: 'error',
    words: (a: { command: string }) =>
      `${a.command} without a manifest works in the token's business, and the token names none: say which with --business ID`,
  },
  business_of_several: {
    severity: 'error',
    words: (a: { command: string; businesses: readonly string[] }) =>
      `the token has several businesses, so ${a.command} needs --business ID: ${a.businesses.join(', ')}`,
  },
  no_journal_here: {
    severity: 'error',
    words: (a: { folder: string }) =>
      `${a.folder} holds no journal: apply writes one, in the folder that it runs in. If it ran elsewhere, name that with --state-dir DIR; the journal of a sandbox is shown with --sandbox WORLD`,
  },
  journals_of_several: {
    severity: 'error',
    words: (a: { folder: string; businesses: readonly string[] }) =>
      `${a.folder} holds the journals of several businesses, so log needs --business ID: ${a.businesses.join(', ')}`,
  },
  carried_unreadable: {
    severity: 'warning',
    words: (a: { addresses: readonly string[]; count: number }) =>
      `the token may not read ${a.addresses.join(', ')}${a.count > a.addresses.length ? ` and ${a.count - a.addresses.length} more` : ''}: the world refuses ${a.count === 1 ? 'it' : 'them'}, too`,
  },
  business_differs: {
    severity: 'error',
    words: (a: { given: string; manifest: string }) =>
      `--business ${a.given} is not the business of the manifest (${a.manifest}). Give the manifest's business, or leave --business out`,
  },
  not_interactive: {
    severity: 'error',
    words: () =>
      'there is no terminal to ask for approval on, so nothing was changed: look at the plan, then pass --auto-approve',
  },
  not_approved: {
    severity: 'error',
    words: () => "not approved: only 'yes' is accepted. Nothing was changed",
  },
  wait_ended: {
    severity: 'warning',
    words: (a: { message: string }) =>
      `--wait ended early; what was applied stays applied: ${a.message.replace(/\.$/, '')}. Run plan to see what waits`,
  },
  steps_digest_differs: {
    severity: 'error',
    words: (a: { expected: string; found: string }) =>
      `--expect ${a.expected} is not the steps_digest of this plan (${a.found}): it would do something other than what was reviewed. Nothing was changed; review the plan again`,
  },
  rehearsal_failed: {
    severity: 'error',
    words: (a: { readings: readonly string[] }) =>
      `rehearsed on a twin, the plan does not converge under ${a.readings.join(', ')}. Nothing was written. See what is left with \`bizaccess rehearse\`, make the plan smaller (--only), or apply without --rehearse`,
  },
  token_ends: {
    severity: 'warning',
    words: (a: { what: string; when: string; advice: string }) =>
      `${a.what} ${a.when}: ${a.advice}`,
    about:
      "the token ends within 14 days, or can no longer read its user's data from then on: plan and apply say so, and no saved plan does",
  },
  flags_with_saved_plan: {
    severity: 'error',
    words: (a: { flags: readonly string[] }) =>
      `${a.flags.join(', ')} cannot be used with a saved plan, which is applied exactly as it was reviewed. Leave them out, or plan again`,
  },
} as const

export const cliProblem = problemsOf(CLI_PROBLEMS)

/** What is wrong with a command line, and where the right one is described. */
export const seeHelp = (words: string, command: string | null): string => {
  const end = /[.)?]$/.test(words) ? '' : '.'
  return `${words}${end} See bizaccess ${command === null ? '' : `${command} `}--help`
}

const STOPS = new WeakMap<Error, readonly Problem[]>()

/** Ends the command by throwing an error that carries problems the user can act on; `run` reports them. */
export const stop = (...problems: readonly Problem[]): never => {
  const error = new Error(problems.map(({ message }) => message).join('; '))
  STOPS.set(error, problems)
  throw error
}

/** Ends a command whose problems have been shown already. Throws like `stop`. */
export const stopSaid = (): never => stop()

/** The problems of a thrown `stop`, or null for any other error. */
export const stopProblems = (error: unknown): readonly Problem[] | null =>
  error instanceof Error ? (STOPS.get(error) ?? null) : null
