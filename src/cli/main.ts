#!/usr/bin/env node
import type { Io, Sink } from './io.ts'
import { run } from './run.ts'

/** The one place that touches the process: streams, signals and the end. */

const sinkOf = (stream: NodeJS.WriteStream): Sink => ({
  write: (text) => {
    stream.write(text)
  },
  isTTY: stream.isTTY === true,
  // A terminal that does not know its size says 0.
  columns: stream.columns > 0 ? stream.columns : null,
})

/** Whoever reads our output may stop reading: that is no failure of ours. */
const endOnClosedPipe = (stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
}

const ask = async (question: string): Promise<string | null> => {
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
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  ask: process.stdin.isTTY === true && process.stderr.isTTY === true ? ask : null,
  now: () => new Date(),
  signal: interruption.signal,
}

endOnClosedPipe(process.stdout)
endOnClosedPipe(process.stderr)
/**
 * What asks to end. Windows has no SIGTERM to send: there it is Ctrl-Break and the window that is
 * closed; elsewhere SIGHUP stays as it is, so that nohup works.
 */
const ENDING: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']
for (const signal of ENDING) process.on(signal, interrupt)

const code = await run(process.argv.slice(2), io)
process.exitCode = code
// What was written to a pipe is still on its way: leave when it has arrived.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
