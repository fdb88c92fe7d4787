import { spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv } from './child-env.ts'
import { folderWith } from './run-cli.ts'

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

export interface Ended {
  readonly code: number | null
  readonly output: string
}

export const run = (
  argv: readonly string[],
  { cwd, path }: Place,
  env: Readonly<Record<string, string>> = {},
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
    child.stdin.end()
  })
