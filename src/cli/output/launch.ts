import { spawn } from 'node:child_process'
import { reasonOf } from '../../model/text/system-error.ts'

/** Milliseconds after which a program that still runs is taken to have started. */
const PATIENCE_MS = 2000

/** What no other program is given: whatever holds a token or a secret begins like this. */
const OURS = /^(META|BIZACCESS)_/i

/**
 * Starts a program on its own, without a shell: its arguments are taken as they are, and it gets none of
 * our secrets. Resolves to null once it runs or has ended well, otherwise to the reason.
 */
export const launch = (
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      ...{ stdio: 'ignore', detached: true, shell: false },
      env: Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name))),
    })
    const timer = setTimeout(() => resolve(null), PATIENCE_MS)
    const end = (reason: string | null): void => {
      clearTimeout(timer)
      resolve(reason)
    }
    child.once('error', (error) => end(`${program}: ${reasonOf(error)}`))
    child.once('exit', (code) => end(code === 0 ? null : `${program} failed`))
    child.unref()
  })
