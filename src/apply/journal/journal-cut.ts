/**
 * Whether a text is the beginning, but not all, of a JSON object: what remains of a line if its
 * process died while writing it. Anything else at the end of a journal is damage.
 */
export const isCutObject = (text: string): boolean => {
  if (!text.startsWith('{')) return false
  // A character of several bytes may have been cut; it decodes to this one.
  const { closers, inString, escapeAt, end } = scanned(text.replace(/\uFFFD$/, ''))
  if (closers.length === 0) return false
  const begun = inString ? `${end.slice(0, escapeAt ?? end.length)}"` : end.replace(CUT_WORD, '0')
  const rest = [...closers].reverse().join('')
  return FILLINGS.some((filling) => parses(begun + filling + rest))
}

/**
 * What may be missing before the open brackets close: nothing, a value, a colon and a value, or a
 * whole pair.
 */
const FILLINGS = ['', '0', ':0', '"":0']

/** A number or word that is incomplete, or may be. */
const CUT_WORD = /(?:-|-?\d[\d.eE+-]*|t|tr|tru|true|f|fa|fal|fals|false|n|nu|nul|null)$/

interface Scan {
  readonly end: string
  /** What closes the open objects and lists, outermost first. */
  readonly closers: readonly string[]
  readonly inString: boolean
  /** Where an escape sequence starts that was cut. */
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
