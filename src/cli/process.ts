import type { Io } from './io.ts'
import { outletOf } from './outlet.ts'
import { run } from './run.ts'

/** The one place that touches the process: streams, signals and the end. */

const stdout = outletOf(process.stdout, 1)
const stderr = outletOf(process.stderr, 2)

const ask = async (question: string): Promise<string | null> => {
  // Nobody is asked about what could not be shown.
  if (stdout.fault() !== null) return null
  const { createInterface } = await import('node:readline')
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    let answer: string | null = null
    // SIGTERM, or a SIGINT from elsewhere: nobody will answer any more.
    const { signal } = interruption
    if (signal.aborted) lines.close()
    signal.addEventListener('abort', () => lines.close(), { once: true })
    lines.on('close', () => {
      if (answer === null) process.stderr.write('\n')
      resolve(answer)
    })
    lines.on('SIGINT', () => {
      interrupt()
      lines.close()
    })
    lines.question(question, (words) => {
      answer = words
      lines.close()
    })
  })
}

const interruption = new AbortController()

/** The first time ends in order, the second time at once, as after the end of the work. */
const interrupt = (): void => {
  if (interruption.signal.aborted || process.exitCode !== undefined) {
    process.exit(process.exitCode ?? 130)
  }
  interruption.abort()
}

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: stdout.sink,
  stderr: stderr.sink,
  ask: process.stdin.isTTY === true && process.stderr.isTTY === true ? ask : null,
  now: () => new Date(),
  signal: interruption.signal,
}

/**
 * What asks to end. Windows has no SIGTERM to send: there it is Ctrl-Break and the window that is
 * closed; elsewhere SIGHUP stays as it is, so that nohup works.
 */
const ENDING: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']
for (const signal of ENDING) process.on(signal, interrupt)

/** Output that did not arrive is a failure of its own, whatever came of the command. */
const withOutput = async (code: number): Promise<number> => {
  const fault = stdout.fault()
  if (fault === null) return code
  return (await import('./failures.ts')).showLostOutput(fault, code, io)
}

const outcome = await run(process.argv.slice(2), io)
process.exitCode = outcome
// What was written to a pipe is still on its way: leave when it has arrived.
await stdout.drained()
const code = await withOutput(outcome)
await stderr.drained()
process.exit(code)
