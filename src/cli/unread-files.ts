import { relative, resolve, sep } from 'node:path'
import { escapeText } from '../report/escape.ts'
import { plural } from '../report/plural.ts'
import type { Context } from './context.ts'
import { hint } from './output.ts'

const MOST_NAMES = 5

/**
 * Says once what lies in the given folders and is not read: a manifest whose name ends otherwise
 * (`access.yaml.txt`) would be missed without a word. The world that is planned with is no such file.
 */
export const noteUnread = (unread: readonly string[], context: Context): void => {
  const { flags, io } = context
  const world =
    flags.sandbox === undefined ? null : relative(io.cwd, resolve(io.cwd, flags.sandbox))
  const files = unread.filter((file) => file !== world?.split(sep).join('/'))
  if (files.length === 0) return
  const named = files.slice(0, MOST_NAMES).map(escapeText).join(', ')
  const more = files.length - MOST_NAMES
  hint(
    `Not read: ${named}${more > 0 ? ` and ${plural(more, 'more file')}` : ''}. The manifests of a folder end in .yaml, .yml or .json, do not start with a dot, and are no sandbox worlds (world.yaml).`,
    context,
  )
}
