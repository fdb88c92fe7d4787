import type { CommandRun } from './context.ts'
import type { FlagSet } from './flags.ts'

/** One command: what help says of it, and where its code is. */
export interface CommandRow {
  readonly name: string
  /** Arguments as commander writes them. */
  readonly args: string
  readonly summary: string
  readonly flags: FlagSet
  /** What the first argument may be, where it is one of few words. */
  readonly words?: readonly string[]
  /** Command lines to copy, below the help of the command. */
  readonly examples: readonly string[]
  /** The command's own modules, loaded when it runs and not before. */
  readonly load: () => Promise<CommandRun>
}

/** Every command, in the order of help. Adding a command is adding a row and its file. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'init',
    args: '',
    summary: 'write a first commented manifest, .gitignore and CI workflows; overwrites nothing',
    flags: 'init',
    examples: ['bizaccess init --business 1001', 'bizaccess init --business 1001 --ci gitlab'],
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'import',
    args: '[path...]',
    summary: 'write the live state as a manifest; --into adds what a manifest does not declare',
    flags: 'import',
    examples: [
      'bizaccess import --business 1001 -o access.yaml',
      'bizaccess import --into access.yaml',
      'bizaccess import --missing shared businesses/NAME',
      'bizaccess import --business 1001 --sandbox brand',
    ],
    load: async () => (await import('./import.ts')).importLive,
  },
  {
    name: 'validate',
    args: '[path...]',
    summary: 'check manifests offline',
    flags: 'validate',
    examples: [
      'bizaccess validate',
      'bizaccess validate shared businesses',
      'bizaccess validate --format json',
    ],
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'plan',
    args: '[path...]',
    summary: 'show what would change, and why; reads only',
    flags: 'plan',
    examples: [
      'bizaccess plan',
      'bizaccess plan -o plan.json',
      "bizaccess plan --only 'act_11*' --verbose",
      'bizaccess plan --sandbox brand --format diff',
    ],
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'apply',
    args: '[path...]',
    summary: 'plan, show it, ask, make the calls and verify them',
    flags: 'apply',
    examples: [
      'bizaccess apply',
      'bizaccess apply plan.json',
      'bizaccess apply --auto-approve --expect sha256:…',
      'bizaccess apply --reason expired,offboarded --auto-approve',
    ],
    load: async () => (await import('./apply.ts')).apply,
  },
  {
    name: 'drift',
    args: '[path...]',
    summary: 'show what live has that the manifest does not say, and the reverse; reads only',
    flags: 'drift',
    examples: [
      'bizaccess drift',
      'bizaccess drift --format markdown -o drift.md',
      'bizaccess drift --sandbox brand',
    ],
    load: async () => (await import('./drift.ts')).drift,
  },
  {
    name: 'requests',
    args: '[path...]',
    summary: 'list everything that waits on a person, with age, who must act, and where',
    flags: 'requests',
    examples: ['bizaccess requests', 'bizaccess requests --business 1001 --sandbox brand'],
    load: async () => (await import('./requests.ts')).requests,
  },
  {
    name: 'review',
    args: '[path...]',
    summary: 'show who holds what on which asset as it is live, and what stands out; reads only',
    flags: 'review',
    examples: [
      'bizaccess review',
      'bizaccess review --format csv -o review.csv',
      'bizaccess review --business 1001 --sandbox brand',
    ],
    load: async () => (await import('./review.ts')).review,
  },
  {
    name: 'who',
    args: '<name> [path...]',
    summary:
      'show what one person, system user or business can do, and through which path; reads only',
    flags: 'who',
    examples: [
      'bizaccess who lee',
      'bizaccess who lee@example.com --format json',
      'bizaccess who 2003 --business 1001 --sandbox brand',
    ],
    load: async () => (await import('./who.ts')).who,
  },
  {
    name: 'offboard',
    args: '<name> [path...]',
    summary: 'take everything from one person, system user or partner',
    flags: 'offboard',
    examples: [
      'bizaccess offboard kim',
      'bizaccess offboard kim@example.com --business 1001',
      'bizaccess offboard 2009 --auto-approve',
    ],
    load: async () => (await import('./offboard.ts')).offboard,
  },
  {
    name: 'show',
    args: '<plan>',
    summary: 'print a saved plan',
    flags: 'show',
    examples: [
      'bizaccess show plan.json',
      'bizaccess show plan.json --format diff | less -R',
      'bizaccess show plan.json --format gitlab -o terraform.json',
    ],
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'doctor',
    args: '[path...]',
    summary: 'check token, permissions, expiry and API version, and what this token can do here',
    flags: 'doctor',
    examples: ['bizaccess doctor', 'bizaccess doctor --business 1001 --sandbox brand'],
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'log',
    args: '[path...]',
    summary: 'print the journal of what was written; --verify checks its chain',
    flags: 'log',
    examples: ['bizaccess log', 'bizaccess log --verify'],
    load: async () => (await import('./log.ts')).log,
  },
  {
    name: 'sandbox',
    args: '[act] [target]',
    summary: 'serve the embedded Graph API, or play the person: accept, decline, approve, reset',
    flags: 'sandbox',
    words: ['accept', 'decline', 'approve', 'reset'],
    examples: [
      'bizaccess sandbox --port 8080 --world brand',
      'bizaccess sandbox approve act_110000000000003/agencies/2002 --world brand',
      'bizaccess sandbox reset brand',
    ],
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
  {
    name: 'demo',
    args: '',
    summary: 'the whole story in a minute, with no token',
    flags: 'demo',
    examples: ['bizaccess demo'],
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'schema',
    args: '',
    summary: 'print the JSON Schema of manifests',
    flags: 'schema',
    examples: ['bizaccess schema', 'bizaccess schema -o manifest.schema.json'],
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'completion',
    args: '<shell>',
    summary: 'print a script that completes commands and flags in bash, zsh or fish',
    flags: 'completion',
    words: ['bash', 'zsh', 'fish'],
    examples: [
      'eval "$(bizaccess completion bash)"',
      'bizaccess completion zsh > ~/.zfunc/_bizaccess',
      'bizaccess completion fish | source',
    ],
    load: async () => (await import('./completion.ts')).completion,
  },
]
