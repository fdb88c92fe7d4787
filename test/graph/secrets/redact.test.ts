import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../src/graph/secrets/redact.ts'
import { RUNS, seeded, times } from '../../support/effort.ts'

/** Tokens as Meta forms them, and worse ones: every sign that some encoding writes otherwise. */
const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const text = (signs: string, least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...signs), minLength: least, maxLength: most })
const SECRET = fc.oneof(
  text(ALNUM, 40, 200).map((tail) => `EAA${tail}`),
  fc.tuple(text('0123456789', 15, 17), text(ALNUM, 27, 40)).map((parts) => parts.join('|')),
  text('0123456789abcdef', 32, 64),
  text(`${ALNUM}|+/=-_.~"'<>&%`, 40, 80).map((signs) => `${signs}Z`),
)

interface Form {
  readonly name: string
  readonly of: (secret: string, at: number) => string
}

const every =
  (write: (sign: string) => string) =>
  (secret: string): string =>
    [...secret].map(write).join('')
const oneOf =
  (write: (sign: string) => string) =>
  (secret: string, at: number): string => {
    const place = at % secret.length
    // A backslash before it would make another escape of it, which no encoder does.
    if (secret[place - 1] === '\\') return secret
    return secret.slice(0, place) + write(secret[place] as string) + secret.slice(place + 1)
  }
const hexOf = (sign: string): string => sign.charCodeAt(0).toString(16)
const percent = (sign: string): string =>
  [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const short = (sign: string): string =>
  sign > '\xff' ? sign : `\\x${hexOf(sign).padStart(2, '0')}`
const unicode = (sign: string): string => `\\u${hexOf(sign).padStart(4, '0')}`
const broken =
  (by: string) =>
  (secret: string, at: number): string =>
    secret.slice(0, 1 + (at % (secret.length - 1))) +
    by +
    secret.slice(1 + (at % (secret.length - 1)))

const WRITINGS: readonly Form[] = [
  { name: 'as it is', of: (secret) => secret },
  { name: 'in a URL', of: encodeURIComponent },
  { name: 'in a URL, twice', of: (secret) => encodeURIComponent(encodeURIComponent(secret)) },
  { name: 'in a URL, lower case', of: every((sign) => (/\w/.test(sign) ? sign : percent(sign))) },
  { name: 'in a form', of: (secret) => new URLSearchParams({ '': secret }).toString().slice(1) },
  { name: 'every sign as %', of: every(percent) },
  { name: 'one sign as %', of: oneOf(percent) },
  { name: 'one sign as \\u', of: oneOf(unicode) },
  { name: 'one sign as \\x', of: oneOf(short) },
  { name: 'signs as \\u', of: every((sign) => (/\w/.test(sign) ? sign : unicode(sign))) },
  { name: 'in JSON', of: (secret) => JSON.stringify(secret).slice(1, -1) },
  { name: 'in JSON, twice', of: (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3) },
  { name: 'with slashes escaped', of: (secret) => secret.replaceAll('/', '\\/') },
  {
    name: 'in HTML',
    of: every(
      (sign) => ({ '&': '&amp;', '<': '&lt;', '"': '&quot;', '|': '&vert;' })[sign] ?? sign,
    ),
  },
  { name: 'one sign in HTML', of: oneOf((sign) => `&#${sign.charCodeAt(0)};`) },
  { name: 'every sign in HTML', of: every((sign) => `&#x${hexOf(sign)};`) },
  { name: 'a blank for +', of: (secret) => secret.replaceAll('+', ' ') },
  { name: 'broken by a line break', of: broken('\n') },
  { name: 'broken by a zero-width sign', of: broken('\u200b') },
  { name: 'broken by a soft hyphen', of: broken('\u00ad') },
]

/** What a terminal does to a text; encoded by halves in its turn it is nobody's any more. */
const SHOWN: readonly Form[] = [
  { name: 'broken by a line break and blanks', of: broken('\r\n    ') },
  { name: 'broken by a colour', of: broken('\u001b[1m') },
]

/** After these the case of the letters carries what they say. */
const CODES: readonly Form[] = [
  { name: 'in base64', of: (secret) => Buffer.from(secret).toString('base64') },
  { name: 'in base64url', of: (secret) => Buffer.from(secret).toString('base64url') },
  { name: 'in hex', of: (secret) => Buffer.from(secret).toString('hex') },
  { name: 'in HEX', of: (secret) => Buffer.from(secret).toString('hex').toUpperCase() },
]

const CASES: readonly Form[] = [
  { name: 'in upper case', of: (secret) => secret.toUpperCase() },
  { name: 'in lower case', of: (secret) => secret.toLowerCase() },
]

const CUTS: readonly Form[] = [
  { name: 'the first 16', of: (secret) => secret.slice(0, 16) },
  { name: 'the last 16', of: (secret) => secret.slice(-16) },
  { name: 'all of it', of: (secret) => secret },
]

const FIXED = 'EAABsbCS1iHgBA|x+Z0/Cpq7TfyAL=ZBs3kd9+Qw"r8Xn\\uM2v'

const redactorOf = (...secrets: readonly string[]) => {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.add(secret)
  return redactor
}

/** Whatever is left of a form in a text, sixteen characters of it being too much. */
const leftOf = (form: string, shown: string): readonly string[] =>
  Array.from({ length: Math.max(1, form.length - 15) }, (_, at) => form.slice(at, at + 16)).filter(
    (piece) => shown.includes(piece),
  )

describe('a secret is taken out', () => {
  it.each(
    [...WRITINGS, ...SHOWN, ...CODES, ...CASES, ...CUTS].map((form) => [form.name, form] as const),
  )('%s', (_name, { of }) => {
    for (const at of [0, 1, 13, 14, 15, 30, FIXED.length - 1]) {
      const form = of(FIXED, at)
      const { redact, holds } = redactorOf(FIXED)
      const shown = redact(`Bad token (${form}), try another`)
      expect(shown).toMatch(/^Bad token \(\[redacted\].{0,8}\), try another$/)
      expect(holds(form)).toBe(true)
    }
  })

  it('in any of these forms of any of these forms', () => {
    const layers = fc.array(fc.tuple(fc.constantFrom(...WRITINGS, ...CODES), fc.nat(500)), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(
        SECRET,
        fc.constantFrom(...CUTS),
        fc.constantFrom(...CASES, ...CUTS.slice(-1)),
        layers,
        fc.constantFrom('', 'token=', 'Bad token ', 'x', 'The session '),
        (secret, cut, letters, codes, before) => {
          // Sixteen digits of an app's id are nobody's secret, nor is a + that may be a blank.
          fc.pre(!/^\+|\+$/.test(cut.of(secret, 0)))
          fc.pre(/[a-z]/i.test(cut.of(secret, 0).slice(0, 12)) || cut.name === 'all of it')
          const start = letters.of(cut.of(secret, 0), 0)
          const form = codes.reduce((word, [{ of }, at]) => of(word, at), start)
          const shown = redactorOf(secret).redact(`${before}${form}. Try another.`)
          expect(shown).toContain('[redacted]')
          expect(leftOf(form, shown)).toEqual([])
        },
      ),
      { numRuns: times(RUNS * 2), seed: seeded(26) },
    )
  })

  it('of somebody else too, where a name says what it is', () => {
    const { redact } = redactorOf()
    expect(redact('GET /x?access_token=abc&fields=id')).toBe(
      'GET /x?access_token=[redacted]&fields=id',
    )
    expect(redact('GET /x%3Faccess_token%3Dabc%26fields%3Did')).toBe(
      'GET /x%3Faccess_token%3D[redacted]%26fields%3Did',
    )
    expect(redact('{\\"access_token\\":\\"abc\\",\\"id\\":1}')).toBe(
      '{\\"access_token\\":\\"[redacted]\\",\\"id\\":1}',
    )
  })

  it('that is short, as it is written', () => {
    expect(redactorOf('s3cr:t').redact('is s3cr:t, s3cr%3At, S3CR:T')).toBe(
      'is [redacted], [redacted], S3CR:T',
    )
  })

  it('as a whole where nobody can say how often it was encoded', () => {
    const deep = Array.from({ length: 60 }).reduce<string>((word) => encodeURIComponent(word), '|')
    expect(redactorOf(FIXED).redact(`x ${deep} y`)).not.toContain('25252525')
  })
})

describe('everything else is left alone', () => {
  const ordinary = fc.oneof(
    fc.lorem({ maxCount: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.emailAddress(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    text('0123456789', 5, 18),
    text('0123456789', 5, 18).map((id) => `act_${id}`),
    text('0123456789abcdef', 64, 64).map((digest) => `sha256:${digest}`),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.constantFrom(
      "(#100) Unsupported get request. Object with ID '61550000000000009' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
      'Error validating access token: Session has expired on Tuesday, 24-Nov-26 10:00:00 PST.',
      '(#200) Requires business_management permission to manage the object',
      'Mülheim & Söhne GmbH | 100 % Bio + «Größe» \\ 20/30 &amp; 日本語の名前',
      'API calls from the server require an appsecret_proof argument',
    ),
  )

  it('names, ids, addresses, digests, cursors and messages', () => {
    fc.assert(
      fc.property(fc.array(SECRET, { minLength: 1, maxLength: 4 }), ordinary, (secrets, words) => {
        const redactor = redactorOf(...secrets)
        expect(redactor.redact(words)).toBe(words)
        expect(redactor.holds(words)).toBe(false)
      }),
      { numRuns: times(RUNS * 2), seed: seeded(26) },
    )
  })

  it("also the id of the app, that the app's token begins with", () => {
    const { redact } = redactorOf('880000000000001|7hJk2LmN4pQr6StV8wXy')
    expect(redact('app 880000000000001 is in development')).toContain('880000000000001')
    expect(redact('880000000000001|7hJk2LmN4pQr6StV8wXy')).toBe('[redacted]')
  })
})
