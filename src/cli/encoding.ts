/** What a file is written in where it is not UTF-8, and the place of the first byte that shows it. */
export interface Foreign {
  readonly encoding: string
  /** From 1; 1 and 1 where the whole file is meant. */
  readonly line: number
  readonly column: number
  /** The text, read in that encoding: for looking at, never for use. */
  readonly guess: string
}

export type Decoded = { readonly text: string } | Foreign

/** Reads bytes as UTF-8, strictly: a name with a character lost could be another's name. */
export const decoded = (bytes: Uint8Array): Decoded => wideOf(bytes) ?? utf8Of(bytes)

/** Text of any encoding, for finding out what a file is: it may hold wrong characters. */
export const glimpseOf = (bytes: Uint8Array): string => {
  const read = decoded(bytes)
  return 'text' in read ? read.text : read.guess
}

/** The longer marks first: that of UTF-32 begins as that of UTF-16 does. */
const MARKS = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'UTF-32 LE', label: null },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'UTF-32 BE', label: null },
  { bytes: [0xff, 0xfe], encoding: 'UTF-16 LE', label: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'UTF-16 BE', label: 'utf-16be' },
] as const

/** UTF-16 and UTF-32, by their mark or by the zeros that every second byte of ASCII then is. */
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

/** Whether these bytes are the beginning of a text in UTF-8. */
const begins = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** How many bytes are sound, by halving; all of them where only the last character is cut off. */
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

/** Latin-1 has no letters from 0x80 to 0x9F, where Windows-1252 has quotes and dashes. */
const legacyOf = (rest: Uint8Array): string =>
  rest.some((byte) => byte >= 0x80 && byte <= 0x9f) ? 'Windows-1252' : 'Latin-1 (ISO 8859-1)'
