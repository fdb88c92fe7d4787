import {
  decodedRuns,
  partOf,
  rewritten,
  unescaped,
  type View,
  viewOf,
  withoutNoise,
} from './decoding.ts'

const REDACTED = '[redacted]'

/**
 * Parameters that always contain a secret, no matter whose, and the header that contains a token.
 */
const NAMED =
  /((?:access_token|appsecret_proof|input_token|client_secret)["']?\s*[=:]\s*["']?)[^&\s"'<>,}]+/gi
const BEARER = /(bearer\s+)[^\s"'<>]+/gi

/** Knows all secrets of a run and removes them from texts. */
export interface Redactor {
  readonly add: (secret: string) => void
  /**
   * For what is shown or written down, not for complete answers. Finds a secret, or any twelve
   * consecutive characters of one, by decoding the text as far as possible: whoever echoes a secret
   * chooses its encoding.
   */
  readonly redact: (text: string) => string
  /** Whether a text contains a secret in any encoding. */
  readonly holds: (text: string) => boolean
}

/** A part of a text; `to` is exclusive. */
type Span = readonly [from: number, to: number]

/** `onSecret` is called once with each secret, before anything that contains it can be printed. */
export const createRedactor = (onSecret: (secret: string) => void = () => {}): Redactor => {
  const known = new Set<string>()
  // The same few texts recur, because the same things keep failing.
  const seen = new Map<string, string>()
  const pieces: Pieces = { folded: new Map(), exact: new Set() }
  const add = (secret: string): void => {
    if (secret.length === 0 || known.has(secret)) return
    onSecret(secret)
    known.add(secret)
    addPieces(secret, pieces)
    seen.clear()
  }
  const redact = (text: string): string => {
    const before = seen.get(text)
    if (before !== undefined) return before
    const clean = withoutSpans(text, spansIn(text, pieces, [NAMED, BEARER]))
    if (seen.size >= MOST_SEEN) seen.clear()
    seen.set(text, clean)
    return clean
  }
  const holds = (text: string): boolean => !isFree(text, pieces, [])
  return { add, redact, holds }
}

const MOST_SEEN = 500

/** How secrets are recognised. */
interface Pieces {
  /** Pieces in lower case and without blanks, by their length. */
  readonly folded: Map<number, Set<string>>
  /** Secrets that are too short for pieces. */
  readonly exact: Set<string>
}

/**
 * This many equal characters in a row are no coincidence. Fewer of a token are useless to
 * anybody.
 */
const PIECE = 12
/** A shorter secret is only found exactly as it is, as it could be an ordinary word. */
export const SHORTEST = 8

const addPieces = (secret: string, { folded, exact }: Pieces): void => {
  for (const form of [withoutNoise(viewOf(secret, false)), decodedOf(secret)]) {
    const whole = foldedOf(form).text
    if (whole.length < SHORTEST || !isTelling(whole)) exact.add(secret)
    else addTo(folded, windowsOf(whole, Math.min(PIECE, whole.length)))
  }
}

/** A token starts with the id of its app, which is not a secret. */
const isTelling = (piece: string): boolean => /[a-z]/.test(piece)

const decodedOf = (secret: string): View => {
  let view = withoutNoise(viewOf(secret, false))
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const next = unescaped(view)
    if (next === view) break
    view = withoutNoise(next)
  }
  return view
}

const addTo = (folded: Map<number, Set<string>>, pieces: readonly string[]): void => {
  const length = pieces[0]?.length ?? 0
  const known = folded.get(length) ?? new Set()
  for (const piece of pieces) known.add(piece)
  folded.set(length, known)
}

const windowsOf = (text: string, length: number): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  )

/**
 * A blank may have been a +, and a backslash or semicolon may be left over from an escape that was
 * cut. A + is joined to the character before it.
 */
const foldedOf = (view: View): View => {
  const joined = rewritten(view, /([^ +;\\])\++/g, ([, sign]) => sign ?? '')
  const lower = rewritten(joined, FILLING, () => '')
  return { ...lower, text: lower.text.toLowerCase() }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what began a colour that is none
const FILLING = /[ +;\\\u001b]+/g

/** Layers of escapes that are decoded. A text with more is hidden as a whole. */
const MOST_LAYERS = 24
/** Depth of nested encodings, such as base64 in hex in base64. */
const DEEPEST = 4

const spansIn = (text: string, pieces: Pieces, patterns: readonly RegExp[]): readonly Span[] =>
  isFree(text, pieces, patterns) ? [] : search(viewOf(text, true), 0, { pieces, patterns })

/** Whether a text contains nothing; a quick check that does not track positions. */
const isFree = (text: string, pieces: Pieces, patterns: readonly RegExp[]): boolean =>
  search(viewOf(text, false), 0, { pieces, patterns }).length === 0

interface Sought {
  readonly pieces: Pieces
  readonly patterns: readonly RegExp[]
}

/**
 * Searches a text, then its runs of letters decoded to bytes, then the text below the next layer
 * of escapes.
 */
const search = (first: View, depth: number, sought: Sought): readonly Span[] => {
  const { pieces, patterns } = sought
  const spans: Span[] = []
  let view = first
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const plain = withoutNoise(view)
    if (plain.text === '') return spans
    spans.push(
      ...patterns.flatMap((pattern) => valuesIn(view, pattern)),
      ...exactIn(view, pieces.exact),
      ...piecesIn(foldedOf(plain), pieces.folded),
      ...(depth === DEEPEST
        ? []
        : decodedRuns(plain).flatMap((run) => search(run, depth + 1, sought))),
    )
    view = unescaped(plain)
    if (view === plain) return spans
  }
  return [...spans, partOf(view, 0, view.text.length)]
}

/** The value after a name that identifies a secret. */
const valuesIn = (view: View, pattern: RegExp): readonly Span[] =>
  [...view.text.matchAll(pattern)].map((match) => {
    const start = match.index + (match[1]?.length ?? 0)
    return partOf(view, start, match.index + match[0].length)
  })

const exactIn = (view: View, secrets: ReadonlySet<string>): readonly Span[] => {
  const spans: Span[] = []
  for (const secret of secrets) {
    for (let at = view.text.indexOf(secret); at >= 0; at = view.text.indexOf(secret, at + 1)) {
      spans.push(partOf(view, at, at + secret.length))
    }
  }
  return spans
}

/** Where consecutive pieces of secrets occur, at least one of which is more than digits. */
const piecesIn = (view: View, pieces: Pieces['folded']): readonly Span[] => {
  const rows: Row[] = []
  for (const [length, known] of pieces) {
    for (let at = 0; at + length <= view.text.length; at += 1) {
      const piece = view.text.slice(at, at + length)
      if (known.has(piece)) addToRows(rows, at, piece)
    }
  }
  return rows.filter(({ isTold }) => isTold).map(({ start, end }) => partOf(view, start, end))
}

interface Row {
  readonly start: number
  end: number
  isTold: boolean
}

const addToRows = (rows: Row[], at: number, piece: string): void => {
  const row = rows.at(-1)
  const end = at + piece.length
  const isTold = isTelling(piece)
  if (row === undefined || row.end < at || row.start > at) rows.push({ start: at, end, isTold })
  else Object.assign(row, { end: Math.max(row.end, end), isTold: row.isTold || isTold })
}

/** A text in which each of these parts is replaced by a word; adjoining parts count as one. */
const withoutSpans = (text: string, spans: readonly Span[]): string => {
  let rest = ''
  let done = 0
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    if (to <= done) continue
    if (from > done || done === 0) rest += text.slice(done, from) + REDACTED
    done = to
  }
  return rest + text.slice(done)
}
