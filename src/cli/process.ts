import type { Io } from './io.ts'
import { outletOf } from './output/outlet.ts'
import { run } from './run.ts'
import { osUser } from './session/os-user.ts'

/** The one place that touches the process: streams, signals and the end. */

const stdout = outletOf(process.stdout, 1)
const stderr = outletOf(process.stderr, 2)

const ask = async (question: string): Promise<string | null> => {
  // Nobody is asked to approve what could not be shown.
  if (stdout.fault() !== null) return null
  const { createInterface } = await import('node:readline')
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    let answer: string | null = null
    // On SIGTERM, or SIGINT sent by another process, no answer will come any more.
    const { signal } = interruption
    const end = (): void => lines.close()
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    lines.on('close', () => {
      signal.removeEventListener('abort', end)
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

/**
 * The first signal ends the run in order; a second one, or one after the work is done, ends it at
 * once.
 */
const interrupt = (): void => {
  if (interruption.signal.aborted || process.exitCode !== undefined) {
    process.exit(process.exitCode ?? 130)
  }
  interruption.abort()
}

const stdin = async (): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  stdout: stdout.sink,
  stderr: stderr.sink,
  ask: process.stdin.isTTY === true && process.stderr.isTTY === true ? ask : null,
  ...(process.stdin.isTTY === true ? {} : { stdin }),
  osUser,
  now: () => new Date(),
  launch: async (program, args) =>
    (await import('./output/launch.ts')).launch(program, args, process.env),
  platform: process.platform,
  signal: interruption.signal,
}

/**
 * The signals that ask a run to end. Windows cannot send SIGTERM; there they are Ctrl-Break and the
 * closing of the window. Elsewhere SIGHUP keeps its default so that nohup works.
 */
const ENDING: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']
for (const signal of ENDING) process.on(signal, interrupt)

/** Output that did not arrive is a failure, whatever the command's own result. */
const withOutput = async (code: number): Promise<number> => {
  const fault = stdout.fault()
  if (fault === null) return code
  return (await import('./failures.ts')).showLostOutput(fault, code, io)
}

const outcome = await run(process.argv.slice(2), io)
process.exitCode = outcome
// Output written to a pipe may still be on its way: exit once it has arrived.
await stdout.drained()
const code = await withOutput(outcome)
await stderr.drained()
process.exit(code)
