import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { childEnv } from './child-env.ts'
import { folderWith, runCli } from './run-cli.ts'

/** Scripts of other people's CI, run by the shell with programs of ours on the path. */

export interface Place {
  readonly cwd: string
  readonly path: string
}

/** A folder with these files, and these programs on the path: each the text of a shell script. */
export const placeWith = (
  files: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>>,
): Place => {
  const bin = folderWith({})
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return { cwd: folderWith(files), path: `${bin}:${process.env['PATH'] ?? ''}` }
}

/** A `bizaccess` for scripts whose command lines run in this process, and how to end it. */
export interface ServedCommand {
  /** The text of a shell script, for `placeWith`. */
  readonly script: string
  readonly close: () => void
}

/**
 * Scripts that start dozens of processes of the built command spend their time on loading it. What the
 * command is as a process, others test: here it counts what a script makes of its output and its code.
 */
export const serveCommand = async (): Promise<ServedCommand> => {
  const answer = async (socket: Socket): Promise<void> => {
    let asked = ''
    socket.on('data', (part) => {
      asked += part
    })
    await once(socket, 'end')
    const { argv, cwd, env } = JSON.parse(asked)
    const { code, stdout, stderr } = await runCli(argv, { cwd, env })
    socket.end(JSON.stringify({ code, stdout, stderr }))
  }
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    answer(socket).catch((error) => socket.destroy(error))
  })
  const path = join(folderWith({}), 'socket')
  await once(server.listen(path), 'listening')
  const forward = join(import.meta.dirname, 'forward.mjs')
  return {
    script: `exec "${process.execPath}" "${forward}" "${path}" "$@"`,
    close: () => server.close(),
  }
}

export interface Ended {
  readonly code: number | null
  readonly output: string
}

export const run = (
  argv: readonly string[],
  { cwd, path }: Place,
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ended> =>
  new Promise((resolve) => {
    const [program = '', ...args] = argv
    const child = spawn(program, args, { cwd, env: childEnv({ PATH: path, ...env }) })
    let output = ''
    const take = (part: unknown): void => {
      output += part
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ code, output }))
    child.stdin.end(input)
  })
