/**
 * Whether a text is the beginning of a JSON object and no whole one: what is left of a line that
 * was being written when its process died. Anything else at the end of a journal is damage.
 */
export const isCutObject = (text: string): boolean => {
  if (!text.startsWith('{')) return false
  // A sign of several bytes may be cut in the middle; it decodes to this one.
  const { closers, inString, escapeAt, end } = scanned(text.replace(/\uFFFD$/, ''))
  if (closers.length === 0) return false
  const begun = inString ? `${end.slice(0, escapeAt ?? end.length)}"` : end.replace(CUT_WORD, '0')
  const rest = [...closers].reverse().join('')
  return FILLINGS.some((filling) => parses(begun + filling + rest))
}

/** What may be missing before what is open is closed: nothing, a value, a colon and a value, a key. */
const FILLINGS = ['', '0', ':0', '"":0']

/** A number or a word that is not written to its end, or may not be. */
const CUT_WORD = /(?:-|-?\d[\d.eE+-]*|t|tr|tru|true|f|fa|fal|fals|false|n|nu|nul|null)$/

interface Scan {
  readonly end: string
  /** What closes the objects and lists that are open, from the outside in. */
  readonly closers: readonly string[]
  readonly inString: boolean
  /** Where an escape begins that is cut. */
  readonly escapeAt: number | null
}

const scanned = (text: string): Scan => {
  const closers: string[] = []
  let inString = false
  let escapeAt: number | null = null
  for (const [at, sign] of text.split('').entries()) {
    if (escapeAt !== null) {
      const isUnicode = text[escapeAt + 1] === 'u' || (at === escapeAt + 1 && sign === 'u')
      if (!isUnicode || at === escapeAt + 5) escapeAt = null
    } else if (inString) {
      if (sign === '\\') escapeAt = at
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') closers.push(sign === '{' ? '}' : ']')
    else if (sign === '}' || sign === ']') closers.pop()
  }
  return { end: text, closers, inString, escapeAt }
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
