import { type Place, type Places, placesOf } from '../../../manifest/text/places.ts'
import { blockLines, type Entry, flowOf, jsonOf, LAYOUT, scalar } from './yaml.ts'

/** Entries for the map at a path of keys. A key that the root lacks is added. */
export interface Insertion {
  readonly path: readonly string[]
  readonly entries: readonly Entry[]
}

interface Edit {
  /** How many levels the map that is added to is below the root. */
  readonly depth: number
  readonly at: number
  readonly to: number
  readonly text: string
}

/** The keys after which names are inserted into a file that has none yet. */
const HEAD = ['version', 'business', 'partners', 'people', 'teams', 'offboarded', 'defaults']

/**
 * The text with these entries and otherwise unchanged: every existing byte stays, except for an
 * empty `{}` that lines replace. Null if a map cannot be added to (because it is a YAML alias, for
 * example).
 */
export const spliced = (written: string, insertions: readonly Insertion[]): string | null => {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const places = placesOf(text)
  if (places === null) return null
  const edits: Edit[] = []
  for (const { path, entries } of insertions) {
    if (entries.length === 0) continue
    const made = editsFor(places, path, entries)
    if (made === null) return null
    edits.push(...made)
  }
  return mark + edited(text, edits)
}

const editsFor = (
  places: Places,
  path: readonly string[],
  entries: readonly Entry[],
): readonly Edit[] | null => {
  const [key = ''] = path
  if (places.hasKey(key))
    return editsAt({ place: places.inMap(path), depth: path.length }, entries, places)
  if (path.length > 1) return null
  const isName = HEAD.includes(key)
  const place = isName ? places.behindKeys(HEAD) : places.inMap([])
  return editsAt(
    { place, depth: 0 },
    [{ key, value: { pairs: entries, isSpaced: true } }],
    places,
    !isName,
  )
}

/** `gap`: whether an empty line always comes first. */
const editsAt = (
  { place, depth }: { readonly place: Place | null; readonly depth: number },
  entries: readonly Entry[],
  { eol, step, isJson }: Places,
  gap = false,
): readonly Edit[] | null => {
  if (place === null) return null
  if (place.type === 'flow') {
    const pairs = entries.map(({ key, value }) =>
      isJson
        ? jsonOf({ pairs: [{ key, value }] }).slice(2, -2)
        : `${scalar(key)}: ${flowOf(value)}`,
    )
    const text = place.before + pairs.join(place.between) + place.after
    return [{ depth, at: place.at, to: place.at, text }]
  }
  const layout = { ...LAYOUT, base: place.indent, step }
  const isApart = gap || place.isSpaced
  const text = entries
    .map((entry) =>
      blockLines([entry], 0, layout)
        .map((line) => eol + line)
        .join(''),
    )
    .map((lines) => (isApart ? eol + lines : lines))
    .join('')
  const { at, instead } = place
  const gone = instead === null ? [] : [{ depth, at: instead[0], to: instead[1], text: '' }]
  return [...gone, { depth, at, to: at, text }]
}

/** If several maps end at the same place, the innermost comes first. */
const edited = (text: string, edits: readonly Edit[]): string => {
  const inOrder = edits
    .map((edit, place) => ({ ...edit, place }))
    .sort((one, other) => one.at - other.at || other.depth - one.depth || one.place - other.place)
  let result = ''
  let from = 0
  for (const { at, to, text: inserted } of inOrder) {
    result += text.slice(from, at) + inserted
    from = Math.max(from, to)
  }
  return result + text.slice(from)
}
