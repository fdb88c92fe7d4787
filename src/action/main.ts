import { runAction } from './run-action.ts'

/** The GitHub Action's own end: the process, its streams and signals. */

const interruption = new AbortController()

/** A job that is cancelled gets SIGINT, then SIGTERM: the call in flight is finished and written down. */
const interrupt = (): void => interruption.abort()

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)

const code = await runAction({
  env: process.env,
  workspace: process.env['GITHUB_WORKSPACE'] || process.cwd(),
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  now: () => new Date(),
  signal: interruption.signal,
})
process.exitCode = code
// What was written to a pipe is still on its way: leave when it has arrived.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
