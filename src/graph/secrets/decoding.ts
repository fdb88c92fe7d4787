/**
 * A text as decoded so far. Each of its characters knows the part of the original that it came from.
 * `parts` is null if only the text is wanted: most texts contain no secret, and that is found out
 * faster without.
 */
export interface View {
  readonly text: string
  readonly parts: Parts | null
}

/** Where in the original the part for each character starts and ends. */
interface Parts {
  readonly from: readonly number[]
  readonly to: readonly number[]
}

export const viewOf = (text: string, isMapped: boolean): View => {
  if (!isMapped) return { text, parts: null }
  const from = Array.from({ length: text.length }, (_, at) => at)
  return { text, parts: { from, to: from.map((at) => at + 1) } }
}

/** The part of the original that these characters came from; all of it if that was not tracked. */
export const partOf = ({ parts }: View, start: number, end: number): readonly [number, number] =>
  parts === null || start >= end
    ? [0, 0]
    : [parts.from[start] as number, parts.to[end - 1] as number]

/** A view in which every match is replaced. */
export const rewritten = (
  view: View,
  pattern: RegExp,
  write: (match: readonly (string | undefined)[]) => string,
): View => {
  if (view.text.search(pattern) < 0) return view
  const { parts } = view
  if (parts === null) {
    const text = view.text.replace(pattern, (...match) => write(groupsIn(match)))
    return { text, parts }
  }
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  let done = 0
  const keep = (end: number): void => {
    words.push(view.text.slice(done, end))
    for (; done < end; done += 1) {
      from.push(parts.from[done] as number)
      to.push(parts.to[done] as number)
    }
  }
  for (const match of view.text.matchAll(pattern)) {
    keep(match.index)
    done = match.index + match[0].length
    const written = write(match)
    words.push(written)
    for (let at = 0; at < written.length; at += 1) {
      from.push(parts.from[match.index] as number)
      to.push(parts.to[done - 1] as number)
    }
  }
  keep(view.text.length)
  return { text: words.join(''), parts: { from, to } }
}

/** The match and its groups, from the arguments that `replace` passes. */
const groupsIn = (args: readonly unknown[]): readonly (string | undefined)[] =>
  args.slice(0, -2) as readonly (string | undefined)[]

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: what breaks a token up is what it finds
/**
 * Line breaks with the blanks after them, zero-width characters, and anything else that tokens
 * never contain.
 */
const NOISE = /(?:[\r\n][ \t]*|[^\x20-\x7e\u001b])+/g
/**
 * Not part of NOISE: the escape character is kept until the rest of the sequence is decoded too.
 */
const COLOURS = /\u001b\[[0-9;]*[A-Za-z]/g
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above

export const withoutNoise = (view: View): View =>
  rewritten(
    rewritten(view, NOISE, () => ''),
    COLOURS,
    () => '',
  )

/** One layer of percent encoding, of the escapes of JSON, JavaScript and shells, or of HTML. */
const ESCAPE =
  /%u([0-9a-f]{4})|%([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([0-7]{3})|\\([\\/"'`nrtbf])|&#x([0-9a-f]{1,6})(?:;|(?![0-9a-f\\%&]))|&#(\d{1,7})(?:;|(?![\d\\%&]))|&([a-z]{2,16});/gi

const BASES = [16, 16, 16, 16, 16, 8, null, 16, 10] as const

/** The same text with one layer of escapes decoded; the view itself if there is none. */
export const unescaped = (view: View): View => {
  const decoded = rewritten(view, ESCAPE, (match) => {
    const place = match.slice(1).findIndex((group) => group !== undefined)
    const group = match[place + 1] ?? ''
    const base = BASES[place]
    if (base === undefined) return ENTITIES[group.toLowerCase()] ?? match[0] ?? ''
    if (base === null) return SIGNS[group] ?? group
    const code = Number.parseInt(group, base)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
  return decoded.text === view.text ? view : decoded
}

const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** HTML's names for ASCII characters. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dollar: '$',
  equals: '=',
  excl: '!',
  grave: '`',
  gt: '>',
  hat: '^',
  lbrace: '{',
  lbrack: '[',
  lcub: '{',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  lt: '<',
  midast: '*',
  nbsp: ' ',
  newline: '\n',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  rbrace: '}',
  rbrack: ']',
  rcub: '}',
  rpar: ')',
  rsqb: ']',
  semi: ';',
  shy: '\u00ad',
  sol: '/',
  tab: '\t',
  underbar: '_',
  verbar: '|',
  vert: '|',
  verticalline: '|',
  zwj: '\u200d',
  zwnj: '\u200c',
}

/** Runs that may be encoded bytes. Shorter ones cannot contain a secret worth hiding. */
const HEX = /[0-9a-f](?:[ :-]{0,6}[0-9a-f]){15,}/gi
const BASE64 = /[A-Za-z0-9+/_ -]{11,}={0,2}/g

/**
 * What the runs of a text are when decoded from hex and from base64: from each position where the
 * first byte may start, with blanks read both as the + that they once were and as nothing.
 */
export const decodedRuns = (view: View): readonly View[] => [
  ...[...view.text.matchAll(HEX)].flatMap((match) => {
    const run = rewritten(runOf(view, match), /[ :-]/g, () => '')
    return [0, 1].map((skipped) => bytesOf(run, skipped, 'hex'))
  }),
  ...[...view.text.matchAll(BASE64)].flatMap((match) => {
    const run = runOf(view, match)
    const runs = match[0].includes(' ')
      ? [rewritten(run, / /g, () => '+'), rewritten(run, / /g, () => '')]
      : [run]
    return runs.flatMap((each) => [0, 1, 2, 3].map((skipped) => bytesOf(each, skipped, 'base64')))
  }),
]

const runOf = ({ text, parts }: View, match: RegExpMatchArray): View => {
  const start = match.index as number
  const end = start + match[0].length
  return {
    text: text.slice(start, end),
    parts: parts && { from: parts.from.slice(start, end), to: parts.to.slice(start, end) },
  }
}

const DIGITS_PER_BYTE = { hex: 2, base64: 4 / 3 } as const

const bytesOf = (
  { text: digits, parts }: View,
  skipped: number,
  form: keyof typeof DIGITS_PER_BYTE,
): View => {
  const text = Buffer.from(digits.slice(skipped), form).toString('latin1')
  if (parts === null) return { text, parts }
  const step = DIGITS_PER_BYTE[form]
  const last = digits.length - 1
  const first = (at: number): number => skipped + Math.floor(at * step)
  const end = (at: number): number =>
    at === text.length - 1 ? last : skipped + Math.ceil((at + 1) * step) - 1
  const places = Array.from({ length: text.length }, (_, at) => at)
  return {
    text,
    parts: {
      from: places.map((at) => parts.from[first(at)] as number),
      to: places.map((at) => parts.to[end(at)] as number),
    },
  }
}
