import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { escapeText } from '../../document/escape.ts'
import { reasonOf } from '../../model/text/system-error.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Io } from '../io.ts'
import type { ReportFile } from './report-files.ts'

/** `--open`: shows a page in the browser, or says where it is. */

/** A place for a page that was given none: a folder of its own, which nobody else may look into. */
export const privatePage = (name: string): ReportFile => {
  const folder = join(tmpdir(), 'bizaccess-')
  try {
    return { path: join(mkdtempSync(folder), `${name}.html`), format: 'html', mode: 0o600 }
  } catch (error) {
    return stop(cliProblem('not_written', { path: folder, reason: reasonOf(error) }))
  }
}

interface Opener {
  readonly program: (env: Io['env']) => string
  /** Arguments before the path of the file, after which there is none. */
  readonly args: readonly string[]
}

/**
 * By platform. Full paths where the system has one: Windows would look in the working directory first.
 * `start` of cmd is not used, as cmd would read a path as a command line.
 */
const OPENERS: Partial<Readonly<Record<NodeJS.Platform, Opener>>> = {
  darwin: { program: () => '/usr/bin/open', args: [] },
  win32: {
    program: (env) => `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\rundll32.exe`,
    args: ['url.dll,FileProtocolHandler'],
  },
}

/** Of the freedesktop.org systems. */
const XDG_OPEN: Opener = { program: () => 'xdg-open', args: [] }

const isGiven = (io: Io, name: string): boolean => !['', 'false'].includes(io.env[name] ?? '')

const hasDisplay = (io: Io): boolean => isGiven(io, 'DISPLAY') || isGiven(io, 'WAYLAND_DISPLAY')

const needsDisplay = ({ platform = 'linux' }: Io): boolean => OPENERS[platform] === undefined

/** Why there is nobody to show a page to; the first that holds is said. */
const UNSEEN: readonly { readonly holds: (io: Io) => boolean; readonly words: string }[] = [
  { holds: (io) => io.signal.aborted, words: 'the run was interrupted' },
  { holds: (io) => isGiven(io, 'CI'), words: 'this is a CI run' },
  { holds: (io) => !io.stdout.isTTY && !io.stderr.isTTY, words: 'there is no terminal' },
  {
    holds: (io) => isGiven(io, 'SSH_CONNECTION') && !hasDisplay(io),
    words: 'this is a remote session without a display',
  },
  { holds: (io) => needsDisplay(io) && !hasDisplay(io), words: 'there is no display' },
  { holds: (io) => io.launch === undefined, words: 'no program can be started here' },
]

/** Opens a page, and says on stderr where it is. Never fails: whoever cannot see it has the path. */
export const openPage = async (path: string, io: Io): Promise<void> => {
  const unseen = UNSEEN.find(({ holds }) => holds(io))?.words ?? (await launched(path, io))
  const how = unseen === null ? 'opened in the browser' : `not opened: ${unseen}`
  io.stderr.write(`The page is ${escapeText(path)} (${escapeText(how)}).\n`)
}

const launched = async (path: string, { launch, platform = 'linux', env }: Io) => {
  const { program, args } = OPENERS[platform] ?? XDG_OPEN
  return (await launch?.(program(env), [...args, path])) ?? null
}
