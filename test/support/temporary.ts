import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Every test's temporary folders go into one, which is gone with the run. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'bizaccess-tests-'))
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
