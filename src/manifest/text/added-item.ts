import { isMap, isSeq, type ParsedNode, parseDocument, type YAMLSeq } from 'yaml'
import { commaIn, contentEnd, lineEnd, type ParsedPair, placesOf } from './places.ts'

/** The keys after which a list of names is inserted into a file that has none yet. */
const HEAD = ['version', 'business', 'partners', 'people', 'teams']

/**
 * A manifest with one more item in a list at the top, and every other byte as it was; null if the list
 * is written as something that cannot be added to. `item` is the item as it is to be written.
 */
export const withItem = (written: string, key: string, item: string): string | null => {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const root = parseDocument(text, { schema: 'failsafe', uniqueKeys: false }).contents
  if (!isMap(root)) return null
  const pairs = root.items as unknown as readonly ParsedPair[]
  const own = pairs.find((pair) => keyOf(pair) === key)
  const edit = own === undefined ? newKey(text, key, item) : addedTo(text, own, item)
  if (edit === null) return null
  return mark + text.slice(0, edit.at) + edit.text + text.slice(edit.at)
}

interface Edit {
  readonly at: number
  readonly text: string
}

const keyOf = ({ key }: ParsedPair): string => String((key as { readonly value?: unknown }).value)

const newKey = (text: string, key: string, item: string): Edit | null => {
  const places = placesOf(text)
  const place = places?.behindKeys(HEAD) ?? null
  if (places === null || place === null) return null
  if (place.type === 'flow') {
    return { at: place.at, text: `${place.before}${JSON.stringify(key)}: [${item}]${place.after}` }
  }
  const line = `${places.eol}${' '.repeat(place.indent)}${key}: [${item}]`
  return { at: place.at, text: place.isSpaced ? places.eol + line : line }
}

const addedTo = (text: string, { value }: ParsedPair, item: string): Edit | null => {
  if (!isSeq(value) || value.anchor !== undefined || value.tag !== undefined) return null
  const list = value as YAMLSeq.Parsed
  const items = list.items as readonly ParsedNode[]
  const last = items.at(-1)
  if (list.flow !== true) return last === undefined ? null : addedLine(text, last, item)
  const [open, end] = [list.range[0], list.range[1] - 1]
  if (last === undefined) return { at: open + 1, text: item }
  const comma = commaIn(text, last.range[1], end)
  const before = text.slice(text.lastIndexOf('\n', last.range[0] - 1) + 1, last.range[0])
  const gap =
    /^\s*$/.test(before) && text.slice(open, end).includes('\n') ? `${eolOf(text)}${before}` : ' '
  return comma === null
    ? { at: last.range[1], text: `,${gap}${item}` }
    : { at: comma, text: `${gap}${item}` }
}

/** Below the last item, with the same dash. */
const addedLine = (text: string, last: ParsedNode, item: string): Edit | null => {
  const [start] = last.range
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  if (!/^[ \t]*-[ \t]+$/.test(before)) return null
  return { at: lineEnd(text, contentEnd(last)), text: `${eolOf(text)}${before}${item}` }
}

const eolOf = (text: string): string => /\r?\n/.exec(text)?.[0] ?? '\n'
