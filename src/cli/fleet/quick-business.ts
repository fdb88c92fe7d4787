/**
 * The business that a manifest names, from its lines alone: a key of the top level stands at the start
 * of a line. Null if it names none; undefined if only a parser can tell. Whoever reads the manifest
 * afterwards finds out if it is another one.
 */
export const quickBusiness = (text: string): string | null | undefined => {
  // Of a manifest that is indented as a whole, the top level is not at the start of the lines.
  if (UNUSUAL.test(text) || /^[ \t]*[^\s#]/m.exec(text)?.[0].length !== 1) return undefined
  const lines = text.match(/^business[ \t]*:.*$/gm) ?? []
  if (lines.length === 0) return null
  const id = PLAIN.exec(text)?.groups?.['id']
  return lines.length === 1 ? id : undefined
}

/** An id on one line, which no indented line goes on. */
const PLAIN =
  /^business:[ \t]+(?<quote>["']?)(?<id>[1-9]\d*)\k<quote>[ \t]*(?:#.*)?$(?!\s*\n[ \t]+[^\s#])/m

/** Top-level keys in another form: quoted, explicit, with a tag or an anchor, in a flow or a merge. */
const UNUSUAL = /^(?:[^\w#\s.-]|-)/m
