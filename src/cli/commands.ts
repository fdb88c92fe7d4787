import type { CommandRun } from './context.ts'
import type { FlagSet } from './flags.ts'

/** One command: what help says of it, and where its code is. */
export interface CommandRow {
  readonly name: string
  /** Arguments as commander writes them. */
  readonly args: string
  readonly summary: string
  readonly flags: FlagSet
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
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'validate',
    args: '[path...]',
    summary: 'check manifests offline',
    flags: 'validate',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'plan',
    args: '[path...]',
    summary: 'show what would change, and why; reads only',
    flags: 'plan',
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'apply',
    args: '[path...]',
    summary: 'plan, show it, ask, make the calls and verify them',
    flags: 'apply',
    load: async () => (await import('./apply.ts')).apply,
  },
  {
    name: 'drift',
    args: '[path...]',
    summary: 'show what live has that the manifest does not say, and the reverse; reads only',
    flags: 'drift',
    load: async () => (await import('./drift.ts')).drift,
  },
  {
    name: 'requests',
    args: '[path...]',
    summary: 'list everything that waits on a person, with age, who must act, and where',
    flags: 'requests',
    load: async () => (await import('./requests.ts')).requests,
  },
  {
    name: 'review',
    args: '[path...]',
    summary: 'show who holds what on which asset as it is live, and what stands out; reads only',
    flags: 'review',
    load: async () => (await import('./review.ts')).review,
  },
  {
    name: 'offboard',
    args: '<name> [path...]',
    summary: 'take everything from one person, system user or partner',
    flags: 'offboard',
    load: async () => (await import('./offboard.ts')).offboard,
  },
  {
    name: 'show',
    args: '<plan>',
    summary: 'print a saved plan',
    flags: 'show',
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'doctor',
    args: '[path...]',
    summary: 'check token, permissions, expiry and API version, and what this token can do here',
    flags: 'doctor',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'log',
    args: '[path...]',
    summary: 'print the journal of what was written; --verify checks its chain',
    flags: 'log',
    load: async () => (await import('./log.ts')).log,
  },
  {
    name: 'sandbox',
    args: '[act] [target]',
    summary: 'serve the embedded Graph API, or play the person: accept, decline, approve, reset',
    flags: 'sandbox',
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
  {
    name: 'demo',
    args: '',
    summary: 'the whole story in a minute, with no token',
    flags: 'demo',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'schema',
    args: '',
    summary: 'print the JSON Schema of manifests',
    flags: 'schema',
    load: async () => (await import('./schema.ts')).schema,
  },
]
