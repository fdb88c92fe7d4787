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

/** The first time ends in order, the second time at once. */
const interrupt = (): void => {
  if (interruption.signal.aborted) process.exit(130)
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

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)

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
