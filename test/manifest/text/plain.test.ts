import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { firstManifest } from '../../../src/manifest/first-manifest.ts'
import type { Node } from '../../../src/manifest/text/node.ts'
import { parseAny } from '../../../src/manifest/text/parse.ts'
import { readPlain } from '../../../src/manifest/text/plain.ts'
import { sourceTextOf } from '../../../src/manifest/text/source-text.ts'
import type { Problem } from '../../../src/model/problem.ts'
import { seeded, times } from '../../support/effort.ts'

const LIMITS = { most: 1_000_000, depth: 49 }

/** Everything a node says, with its places. */
const toldOf = (node: Node): unknown => {
  const at = `${node.at.line}:${node.at.column}`
  if (node.type === 'text') return [at, node.text]
  if (node.type === 'list') return [at, node.items.map(toldOf)]
  if (node.type === 'empty') return [at, node.isReported]
  return [
    at,
    ...[...node.entries].map(([name, { key, at: place, value }]) => [
      ...[name, key, `${place.line}:${place.column}`],
      toldOf(value),
    ]),
  ]
}

const plainly = (text: string): unknown => {
  const plain = readPlain(sourceTextOf('m.yaml', text), LIMITS)
  return plain === null ? null : toldOf(plain.root)
}

/** What the YAML library reads; with the problems, where it has any. */
const byLibrary = (text: string): unknown => {
  const problems: Problem[] = []
  const root = parseAny(sourceTextOf('m.yaml', text), (problem) => void problems.push(problem))
  return problems.length > 0 || root === null ? problems : toldOf(root)
}

describe('is read without the library, and the same', () => {
  it.each([
    ['maps in maps', 'a:\n  b:\n    c: d\n  e: f\ng: h\n'],
    ['lists, indented or not', 'a:\n- b\n- c d\ne:\n    - f\n    - [g]\nh: i\n'],
    ['braces and brackets', 'a: { b: [c, d e], "f":g, h: {}, i: [] }\n'],
    ['braces over lines', 'a: {\n  b: [c, # why\n    d],\n\n  e: f,\n  }\ng: [h,]\n'],
    ['JSON', '{"a":1,\n "b": [ "c", {"d": "e"} ]\n}\n'],
    ['comments', '# a\n\na: b # c\n   # d\nb: # e\n  # f\n  c: d\n#g\n'],
    ['a mark at the start', '# a\n---\na: b\n'],
    ['line ends of Windows', 'a: b\r\nc:\r\n  d: "e"\r\n\r\n'],
    ['no line end', 'a: b'],
    ['quotes', `a: "b: c # d"\n'e f': '# g'\n`],
    ['letters with two forms', 'a: Zoe\u0308\nZoe\u0308: "\u00e9e\u0301"\n'],
    ['a byte order mark', '\ufeffa: b\n'],
    ['colons in words', 'a: 12:30, [so] https://x.example\nb: {c: 1:2}\n'],
    ['names of JavaScript', '__proto__: a\nconstructor: { toString: b }\n'],
  ])('%s', (_, text) => {
    expect(plainly(text)).not.toBeNull()
    expect(plainly(text)).toEqual(byLibrary(text))
  })

  it.each([
    ['the example', readFileSync(new URL('../good/example.yaml', import.meta.url), 'utf8')],
    ['what init writes', firstManifest({ schema: 's.json' })],
    ['all that init explains', firstManifest({ schema: 's.json' }).replace(/^# (?!yaml-)/gm, '')],
  ])('%s', (_, text) => {
    expect(plainly(text)).not.toBeNull()
    expect(plainly(text)).toEqual(byLibrary(text))
  })
})

describe('is left to the library', () => {
  it.each([
    ['an anchor', 'a: &b c\n'],
    ['an alias', 'a: b\nc: *d\n'],
    ['a merge key', '<<: { a: b }\n'],
    ['a tag', 'a: !!str b\n'],
    ['an escape', 'a: "\\u0061"\n'],
    ['a doubled quote', "a: 'b''c'\n"],
    ['a text over lines', 'a: b\n  c\n'],
    ['a block of text', 'a: |\n  b\n'],
    ['no value', 'a:\nb: c\n'],
    ['a word for no value', 'a: null\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['a key without a value', 'a: { b }\n'],
    ['a map in a list item', 'a:\n  - b: c\n'],
    ['a tab', 'a:\tb\n'],
    ['a line that is indented otherwise', 'a:\n    b: c\n  d: e\n'],
    ['a bracket that is never closed', 'a: [b\n'],
    ['a brace as far out as its key', 'a: {\n  b: c\n}\n'],
    ['a second document', 'a: b\n---\nc: d\n'],
    ['a list at the top', '- a\n'],
    ['nothing', '# a\n'],
    ['a no-break space', 'a:\u00a0b\n'],
    ['a line separator', 'a: b\u2028c: d\n'],
  ])('%s', (_, text) => {
    expect(plainly(text)).toBeNull()
  })

  test('what is nested too deeply', () => {
    const source = sourceTextOf('m.yaml', 'a: { b: { c: [d, e] } }\n')
    expect(readPlain(source, { ...LIMITS, depth: 4 })).not.toBeNull()
    expect(readPlain(source, { ...LIMITS, depth: 3 })).toBeNull()
  })
})

test('the first key or value that is too many is where it begins', () => {
  const source = sourceTextOf('m.yaml', 'a:\n  b: { c: [d, e] }\nf: g\n')
  const beyond = (most: number) => readPlain(source, { ...LIMITS, most })?.beyond
  const all = Array.from({ length: 12 }, (_, most) => beyond(most))
  // The map, `a`, its map, `b`, its map, `c`, the list, `d`, `e`, `f`, `g`.
  expect(all).toEqual([0, 0, 5, 5, 8, 10, 13, 14, 17, 22, 25, null])
})

const word = fc.constantFrom('a', 'b1', 'act_1', 'two words', 'é', 'e\u0301', 'it.s', '0', 'k-k')
const value = fc.oneof(word, fc.constantFrom('2027-01-31', 'x@y.example', '12:30', 'a "b"', '+1'))
type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    value,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(word, tie('tree')), {
        ...{ selector: ([key]) => key.normalize('NFC'), minLength: 1, maxLength: 4 },
      })
      .map((entries) => new Map(entries)),
  ),
}))
const root = fc
  .uniqueArray(fc.tuple(word, tree), {
    ...{ selector: ([key]) => key.normalize('NFC'), minLength: 1, maxLength: 4 },
  })
  .map((entries): Tree => new Map(entries))

/** Takes one of several ways to write something. */
type Choose = <T>(...ways: readonly [T, ...T[]]) => T

const chooserOf = (dice: readonly number[]): Choose => {
  let at = 0
  return (...ways) => ways[(dice[at++ % dice.length] ?? 0) % ways.length] as (typeof ways)[0]
}

const isMap = (one: Tree): one is ReadonlyMap<string, Tree> => one instanceof Map

const scalarIn = (text: string, choose: Choose): string =>
  choose(text, text, text.includes('"') ? `'${text}'` : `"${text}"`, `'${text}'`)

const flowIn = (one: Tree, pad: string, choose: Choose): string => {
  if (typeof one === 'string') return scalarIn(one, choose)
  const gap = (): string => choose('', ' ', ' ', `\n${pad} `, ` # c\n${pad}   `, `\n\n${pad}  `)
  const [open, close] = isMap(one) ? ['{', '}'] : ['[', ']']
  const items = isMap(one)
    ? [...one].map(([key, each]) => `${scalarIn(key, choose)}: ${flowIn(each, pad, choose)}`)
    : (one as readonly Tree[]).map((each) => flowIn(each, pad, choose))
  const last = items.length > 0 ? choose('', '', `,${gap()}`) : gap()
  return `${open}${items.length > 0 ? gap() : ''}${items.map((item) => `${item}${gap()}`).join(`,${gap()}`)}${last}${close}`
}

const noiseIn = (choose: Choose): string =>
  choose('', '', '', '', '\n', '# c\n', '    # c\n', '  \n')

const endIn = (choose: Choose): string => choose('\n', '\n', ' # c\n', '  \n')

/** Below a key: on its line, or on lines of their own. */
const belowIn = (one: Tree, pad: string, choose: Choose): string => {
  const isItems = typeof one !== 'string' && !isMap(one)
  const isBlock = typeof one !== 'string' && (isMap(one) || one.length > 0) && choose(true, false)
  const isFlat = isItems && one.every((each) => typeof each === 'string')
  if (!isBlock || (isItems && !isFlat)) {
    const isOnOwnLine = typeof one !== 'string' && choose(false, false, true)
    const before = isOnOwnLine
      ? `${endIn(choose)}${noiseIn(choose)}${pad}${choose(' ', '   ')}`
      : ' '
    return `${before}${flowIn(one, pad, choose)}${endIn(choose)}`
  }
  const inner = pad + (isItems ? choose('', '  ') : choose(' ', '  ', '    '))
  const lines = isMap(one)
    ? linesIn(one, inner, choose)
    : (one as readonly string[]).map((each) => `${inner}- ${scalarIn(each, choose)}\n`).join('')
  return `${endIn(choose)}${noiseIn(choose)}${lines}`
}

const linesIn = (one: ReadonlyMap<string, Tree>, pad: string, choose: Choose): string =>
  [...one]
    .map(
      ([key, each]) =>
        `${pad}${scalarIn(key, choose)}:${belowIn(each, pad, choose)}${noiseIn(choose)}`,
    )
    .join('')

const dice = fc.array(fc.nat(59), { minLength: 20, maxLength: 60 })
const written = fc.tuple(root, dice).map(([one, rolled]) => {
  const choose = chooserOf(rolled)
  const isFlow = choose(false, false, false, false, true)
  const text = isFlow
    ? `${flowIn(one, '', choose)}\n`
    : linesIn(one as ReadonlyMap<string, Tree>, '', choose)
  return (
    choose('', '', '# c\n', '---\n') +
    (choose(false, false, true) ? text.replaceAll('\n', '\r\n') : text)
  )
})

/** What means something to YAML, and what only nearly does. */
const SIGNS = [
  ...[
    '\n',
    '\n ',
    '\n  ',
    ' ',
    '  ',
    ':',
    ': ',
    ' : ',
    ',',
    '#',
    ' #',
    '\n#',
    '\n# c\n',
    '{',
    '}',
    '{}',
  ],
  ...[
    '[',
    ']',
    '[]',
    '"',
    "'",
    '- ',
    '-',
    '\n- ',
    '? ',
    '&a ',
    '*a',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    '~',
  ],
  ...[
    'null',
    '<<',
    '\t',
    '\r',
    '\r\n',
    '---',
    '\n---\n',
    '...',
    '\\',
    '\u00a0',
    '\ufeff',
    'a',
    '1',
    '$',
  ],
  ...['(', '/', '+', '=', '"a"', "'b'", '\n}', '\n]', 'a: b', '\n  a: b', '\n a'],
]
const edit = fc.record({
  at: fc.nat(),
  cut: fc.constantFrom(0, 0, 1, 3),
  put: fc.constantFrom(...SIGNS, ''),
})

const edited = (text: string, edits: readonly { at: number; cut: number; put: string }[]): string =>
  edits.reduce((before, { at, cut, put }) => {
    const from = at % (before.length + 1)
    return before.slice(0, from) + put + before.slice(from + cut)
  }, text)

test('whatever is written plainly is read, and as the library reads it', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(plainly(text)).not.toBeNull()
      expect(plainly(text)).toEqual(byLibrary(text))
    }),
    { numRuns: times(400), seed: seeded(1851) },
  )
})

test('whatever else is in it is left to the library, or read as the library reads it', () => {
  const count = { plain: 0, left: 0 }
  fc.assert(
    fc.property(written, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
      const made = edited(text, edits)
      const read = plainly(made)
      count[read === null ? 'left' : 'plain'] += 1
      if (read !== null) expect(read).toEqual(byLibrary(made))
    }),
    { numRuns: times(1_600), seed: seeded(1852) },
  )
  expect(Math.min(count.plain, count.left)).toBeGreaterThan(times(80))
})
