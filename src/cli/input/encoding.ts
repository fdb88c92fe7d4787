/** The encoding of a file that is not UTF-8, and the position of the first byte that shows it. */
export interface Foreign {
  readonly encoding: string
  /** Line and column count from 1; both are 1 if the whole file is affected. */
  readonly line: number
  readonly column: number
  /** The text decoded in that encoding: to show in an excerpt, never to use. */
  readonly guess: string
}

export type Decoded = { readonly text: string } | Foreign

/**
 * Decodes bytes as strict UTF-8, because a name with one character lost could be somebody else's
 * name.
 */
export const decoded = (bytes: Uint8Array): Decoded => wideOf(bytes) ?? utf8Of(bytes)

/**
 * Text in whatever encoding, to find out what kind of file it is. It may contain wrong
 * characters.
 */
export const glimpseOf = (bytes: Uint8Array): string => {
  const read = decoded(bytes)
  return 'text' in read ? read.text : read.guess
}

/** Longer marks come first: the mark of UTF-32 begins with that of UTF-16. */
const MARKS = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'UTF-32 LE', label: null },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'UTF-32 BE', label: null },
  { bytes: [0xff, 0xfe], encoding: 'UTF-16 LE', label: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'UTF-16 BE', label: 'utf-16be' },
] as const

/**
 * Recognises UTF-16 and UTF-32 by their mark, or by the zero in every second byte of ASCII text.
 */
const wideOf = (bytes: Uint8Array): Foreign | null => {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) return whole(marked.encoding, marked.label, bytes)
  const zeros = [0, 0]
  const start = bytes.subarray(0, 4096)
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = start.length / 8
  if (odd > many && even === 0) return whole('UTF-16 LE', 'utf-16le', bytes)
  if (even > many && odd === 0) return whole('UTF-16 BE', 'utf-16be', bytes)
  return null
}

const whole = (encoding: string, label: string | null, bytes: Uint8Array): Foreign => ({
  encoding,
  ...{ line: 1, column: 1 },
  guess: label === null ? '' : new TextDecoder(label).decode(bytes),
})

const utf8Of = (bytes: Uint8Array): Decoded => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return placed(bytes, firstFault(bytes))
  }
}

/** Whether these bytes are the beginning of UTF-8 text. */
const begins = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * How many leading bytes are valid, found by bisection; all of them if only the last character is
 * cut off.
 */
const firstFault = (bytes: Uint8Array): number => {
  let sound = 0
  let faulty = bytes.length + 1
  while (faulty - sound > 1) {
    const middle = Math.floor((sound + faulty) / 2)
    if (begins(bytes.subarray(0, middle))) sound = middle
    else faulty = middle
  }
  return sound
}

const NEWLINE = 0x0a

const placed = (bytes: Uint8Array, sound: number): Foreign => {
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, sound), { stream: true })
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  const isCutOff = sound === bytes.length && bytes.at(-1) !== NEWLINE
  return {
    encoding: isCutOff ? 'cut off in the middle of a character' : legacyOf(bytes.subarray(sound)),
    line,
    column: before.length - lineStart + 1,
    guess: new TextDecoder('windows-1252').decode(bytes),
  }
}

/** Latin-1 has no letters from 0x80 to 0x9F; Windows-1252 has quotes and dashes there. */
const legacyOf = (rest: Uint8Array): string =>
  rest.some((byte) => byte >= 0x80 && byte <= 0x9f) ? 'Windows-1252' : 'Latin-1 (ISO 8859-1)'
