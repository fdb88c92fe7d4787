/**
 * Ids are decimal strings that exceed 2^53 and stay strings everywhere. Nothing that fails this
 * check ever enters a path, whether it comes from a manifest, a plan file or the API.
 */
export const isGraphId = (text: unknown): text is string =>
  typeof text === 'string' && /^(act_)?\d{1,25}$/.test(text)

/**
 * The id itself. Throws `Error` if it is not one, which is a bug of ours: ids are checked before a
 * path is formed.
 */
export const checkedId = (text: unknown): string => {
  if (!isGraphId(text)) throw new Error(`not a Graph id: ${JSON.stringify(text)}`)
  return text
}
