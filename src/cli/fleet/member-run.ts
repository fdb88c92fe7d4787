import type { CommandRun, Context } from '../context.ts'
import { showFailure } from '../failures.ts'
import type { Flags } from '../flags.ts'
import type { Io, Told } from '../io.ts'

/** What a command did for one business. */
export interface Ran {
  readonly code: number
  /** In the order in which they were shown; the last is the result. */
  readonly told: readonly Told[]
  /** What it wrote to stdout; null if its last report is all that is to be shown. */
  readonly shown: string | null
  /** What it wrote to stderr, piece by piece. */
  readonly aside: readonly string[]
}

export interface MemberOptions {
  readonly flags?: Partial<Flags>
  /** Asked in the place of the person. */
  readonly ask?: Io['ask']
}

/**
 * Runs a command for one business as if it were alone, and keeps what it shows. The streams look like
 * those of the run, but that nothing moves on them.
 */
export const runMember = async (
  command: CommandRun,
  // Files and the page are of the whole run.
  { files: _files, onSaved: _onSaved, ...context }: Context,
  { flags = {}, ask }: MemberOptions = {},
): Promise<Ran> => {
  const { io } = context
  const told: Told[] = []
  const aside: string[] = []
  const shown: string[] = []
  const own: Io = {
    ...io,
    stdout: { ...io.stdout, write: (text) => void shown.push(text) },
    stderr: { ...io.stderr, isTTY: false, write: (text) => void aside.push(text) },
    ...(ask === undefined ? {} : { ask }),
    onReport: (report, options) => void told.push({ report, options }),
  }
  const alone: Context = { ...context, io: own, flags: { ...aloneOf(context.flags), ...flags } }
  const code = await command(alone).catch((error: unknown) => showFailure(error, alone))
  return { code, told, shown: shown.join(''), aside }
}

/** The flags of a run without those of the whole. */
const aloneOf = ({ all: _all, out: _out, open: _open, expect: _expect, ...flags }: Flags): Flags =>
  flags
