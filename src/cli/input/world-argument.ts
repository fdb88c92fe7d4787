import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { glimpseOf } from './encoding.ts'

/** Names that `--sandbox NAME` knows. A test compares them with the sandbox's own list. */
export const WORLD_NAMES: readonly string[] = ['agency', 'brand', 'large']

/**
 * The value of `--sandbox` is optional, so `plan --sandbox access.yaml` could be read in two ways.
 * The next word counts as a world only if it is a built-in name or a file that looks like a world;
 * anything else is a path of the command. `--sandbox=WORLD` is never ambiguous.
 */
export const placeSandboxWorld = async (
  argv: readonly string[],
  cwd: string,
): Promise<readonly string[]> => {
  const at = argv.indexOf('--sandbox')
  const word = argv[at + 1]
  const end = argv.indexOf('--')
  if (at < 0 || word === undefined || word.startsWith('-') || (end >= 0 && end < at)) return argv
  const isWorld = WORLD_NAMES.includes(word) || (await looksLikeWorld(resolve(cwd, word)))
  const flag = isWorld ? [`--sandbox=${word}`] : [`--sandbox=${WORLD_NAMES[0]}`, word]
  return [...argv.slice(0, at), ...flag, ...argv.slice(at + 2)]
}

/** A world has a `businesses` block; a manifest never does. */
const looksLikeWorld = async (path: string): Promise<boolean> => {
  const isFile = await stat(path).then(
    (state) => state.isFile(),
    () => false,
  )
  const text = isFile ? await readFile(path).then(glimpseOf, () => '') : ''
  return /^["']?businesses["']?\s*:/m.test(text) || /^\s*\{[\s\S]*"businesses"\s*:/.test(text)
}
