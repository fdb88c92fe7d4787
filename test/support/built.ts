import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What `npm run build` made, as package.json names it. */

const ROOT = new URL('../../', import.meta.url)
const { bin, exports } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))

/** Throws an `Error` where nothing is built: its tests would fail in stranger ways. */
const built = (path: string): URL => {
  const url = new URL(path, ROOT)
  if (!existsSync(url)) throw new Error(`${path} is not there: run \`npm run build\``)
  return url
}

/** Path of the command. */
export const MAIN: string = fileURLToPath(built(bin.bizaccess))

/** The text of a shell script that is the command. */
export const COMMAND = `exec "${process.execPath}" "${MAIN}" "$@"`

/** Address of the library. */
export const LIBRARY: string = built(exports['.'].default).href
