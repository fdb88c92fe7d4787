import { relative, resolve, sep } from 'node:path'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import type { Context } from '../context.ts'
import { hint } from '../output/output.ts'

const MOST_NAMES = 5

/**
 * Mentions once the files in the given folders that are not read: a manifest with the wrong ending
 * (`access.yaml.txt`) would otherwise be missed silently. The world in use is not mentioned.
 */
export const noteUnread = (unread: readonly string[], context: Context): void => {
  const { flags, io, fleet } = context
  // What a tree holds is said once, when the tree is read.
  if (fleet !== undefined) return
  const world =
    flags.sandbox === undefined ? null : relative(io.cwd, resolve(io.cwd, flags.sandbox))
  const files = unread.filter((file) => file !== world?.split(sep).join('/'))
  if (files.length === 0) return
  const named = files.slice(0, MOST_NAMES).map(escapeText).join(', ')
  const more = files.length - MOST_NAMES
  hint(
    `Not read: ${named}${more > 0 ? ` and ${plural(more, 'more file')}` : ''}. Manifests in a folder must end in .yaml, .yml or .json, must not start with a dot, and must not be named as sandbox worlds are (world.yaml).`,
    context,
  )
}
