import { compareText } from '../../model/text/text.ts'
import type { Entry, Node } from '../text/node.ts'

/**
 * What `canonicalJson` writes of the same as plain data: keys sorted, no spaces, every value a text, and
 * no key without a value. Written from the nodes, because a copy of a whole manifest is large.
 */
export const canonicalOf = (node: Node): string => {
  if (node.type === 'text') return JSON.stringify(node.text)
  if (node.type === 'empty') return '""'
  if (node.type === 'list') return `[${node.items.map(canonicalOf).join(',')}]`
  return canonicalOfEntries([...node.entries.values()])
}

/** Of several with one key that have a value, the last counts. */
export const canonicalOfEntries = (entries: readonly Entry[]): string => {
  const written = entries.filter(({ value }) => value.type !== 'empty')
  const sorted = written.sort((one, other) => compareText(one.key, other.key))
  return `{${sorted
    .filter(({ key }, place) => key !== sorted[place + 1]?.key)
    .map(({ key, value }) => `${JSON.stringify(key)}:${canonicalOf(value)}`)
    .join(',')}}`
}
