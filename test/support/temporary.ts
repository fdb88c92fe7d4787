import { spawnSync } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Memory as a file system, where there is some: thousands of journals wait for no disk there. */
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 ** 30

/** Whether there is room for all tests, and for the programs that some of them write and run. */
const isGoodFor = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ENOUGH_BYTES && mayRunIn(folder)
  } catch {
    return false
  }
}

const mayRunIn = (folder: string): boolean => {
  const own = mkdtempSync(join(folder, 'bizaccess-may-run-'))
  try {
    const program = join(own, 'program')
    writeFileSync(program, '#!/bin/sh\n')
    chmodSync(program, 0o755)
    return spawnSync(program).status === 0
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** Every test's temporary folders go into one, which is gone with the run. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(isGoodFor(MEMORY) ? MEMORY : tmpdir(), 'bizaccess-tests-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
