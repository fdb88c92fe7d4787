import { osUser } from '../cli/session/os-user.ts'
import { runAction } from './run-action.ts'

/** The entry point of the GitHub Action: the process, its streams and signals. */

const interruption = new AbortController()

/** A cancelled job receives SIGINT, then SIGTERM: the open call is finished and recorded. */
const interrupt = (): void => interruption.abort()

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)

const code = await runAction({
  env: process.env,
  workspace: process.env['GITHUB_WORKSPACE'] || process.cwd(),
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  osUser,
  now: () => new Date(),
  signal: interruption.signal,
})
process.exitCode = code
// Output written to a pipe may still be on its way: exit once it has arrived.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
