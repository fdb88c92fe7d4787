import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadManifest, loadTree, type ManifestFile } from '../../src/manifest/load.ts'
import { schemaOf } from '../../src/manifest/schema/schema.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { times } from '../support/effort.ts'

const TEXT = readFileSync(new URL('./good/example.yaml', import.meta.url), 'utf8')
const EXAMPLE: Tree = parse(TEXT, { schema: 'failsafe' })

type Tree = { [key: string]: unknown }

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers in 0..1 from a seed, one per call. */
const chances = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const shuffled = <T>(items: readonly T[], chance: () => number): readonly T[] =>
  items
    .map((item) => [chance(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item)

const shuffledKeys = (value: unknown, chance: () => number): unknown =>
  isTree(value)
    ? Object.fromEntries(
        shuffled(Object.entries(value), chance).map(([key, inner]) => [
          key,
          shuffledKeys(inner, chance),
        ]),
      )
    : value

/** Keys that only one file may have. */
const SINGLE = ['policy', 'members']

/** Deals what a manifest holds to several files; single keys and values stay in the first. */
const dealt = (tree: Tree, chance: () => number): readonly Tree[] => {
  const files: Tree[] = [{}, {}, {}].map(() => ({ version: '1' }))
  const into = (index: number): Tree => files[index] as Tree
  for (const [key, value] of Object.entries(tree)) {
    if (SINGLE.includes(key) || !isTree(value)) {
      into(0)[key] = value
      continue
    }
    for (const [name, inner] of Object.entries(value)) {
      const file = into(Math.floor(chance() * 3))
      file[key] = { ...(file[key] as Tree), [name]: inner }
    }
  }
  return files
}

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner) => {
      if (key === 'source') return undefined
      return inner instanceof Map ? [...inner] : inner
    }),
  )

const filesOf = (trees: readonly Tree[], name: string): readonly ManifestFile[] =>
  trees.map((tree, index) => ({ file: `${name}${index}.json`, text: JSON.stringify(tree) }))

test('order of keys, layout in files and names of files never show', () => {
  const { value: plain } = loadManifest([{ file: 'm', text: TEXT }])
  expect(plain).not.toBeNull()
  const property = fc.property(fc.nat(), fc.constantFrom('a', 'z/y'), (seed, name) => {
    const chance = chances(seed)
    const trees = dealt(shuffledKeys(EXAMPLE, chance) as Tree, chance)
    const { value, problems } = loadManifest(shuffled(filesOf(trees, name), chance))
    expect(problems).toEqual([])
    expect(withoutPlaces(value)).toEqual(withoutPlaces(plain))
  })
  fc.assert(property, { numRuns: times(150) })
})

test('the digest sees every change of content', () => {
  const digests = [
    TEXT,
    TEXT.replace('act_2222', 'act_2223'),
    TEXT.replace('covers for Kim', 'covers for kim'),
    TEXT.replace('max_revocations: 3', 'max_revocations: 4'),
    TEXT.replace(', "2009"', ''),
    TEXT.replace('EU Search', 'EU search'),
    TEXT.replace('dana: ADMIN', 'dana: EMPLOYEE'),
    TEXT.replace('dana: ADMIN\n', 'dana: ADMIN\n  mode: additive\n'),
    TEXT.replace('agencies: {}\n    ', ''),
    `${TEXT}allow_unknown_tasks: true\n`,
  ].map((text) => loadManifest([{ file: 'm', text }]).value?.digest)
  expect(new Set(digests).size).toBe(digests.length)
})

const VALUES: readonly unknown[] = [
  '',
  'none',
  'dana',
  'ADMIN',
  'EMPLOYEE',
  '17',
  'act_1',
  '2027-02-30',
  [],
  ['dana'],
  ['ANALYZE'],
  [[]],
  [{}],
  [''],
  {},
  { dana: 'ADMIN' },
  { tasks: ['ANALYZE'] },
  { role: 'EMPLOYEE' },
  { __proto__x: {} },
]

const KEYS = [
  'users',
  'agencies',
  'members',
  'role',
  'mode',
  'use',
  'dana',
  '17',
  'act_17',
  '__proto__',
  'x',
  '',
]

/** A copy with one node somewhere replaced, dropped or added. */
const mutated = (value: unknown, chance: () => number): unknown => {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T
  if (chance() < 0.15) return pick(VALUES)
  if (Array.isArray(value)) {
    if (value.length === 0 || chance() < 0.2) return [...value, pick(VALUES)]
    const index = Math.floor(chance() * value.length)
    return value.map((item, at) => (at === index ? mutated(item, chance) : item))
  }
  if (!isTree(value)) return pick(VALUES)
  const entries = Object.entries(value)
  if (entries.length === 0 || chance() < 0.1) {
    return Object.fromEntries([...entries, [pick(KEYS), pick(VALUES)]])
  }
  const [chosen] = pick(entries)
  if (chance() < 0.1) return Object.fromEntries(entries.filter(([key]) => key !== chosen))
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === chosen ? mutated(inner, chance) : inner]),
  )
}

const validate = new Ajv2020({
  allErrors: false,
  coerceTypes: true,
  allowUnionTypes: true,
  strictTypes: false,
  keywords: ['errorMessage', 'enumDescriptions'],
}).compile(schemaOf(KINDS))

test('whatever is written, problems have places and what the schema refuses is refused', () => {
  const property = fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), (seed, times) => {
    const chance = chances(seed)
    let tree: unknown = EXAMPLE
    for (let round = 0; round < times; round += 1) tree = mutated(tree, chance)
    const text = JSON.stringify(tree)
    const { value, problems } = loadManifest([{ file: 'm', text }])
    loadTree([{ file: 'm', text }])
    for (const { source } of problems) expect(source?.file).toBe('m')
    if (!validate(JSON.parse(text))) expect(value, text).toBeNull()
  })
  fc.assert(property, { numRuns: times(600) })
})

test('any text at all gives problems or a manifest', () => {
  const piece = fc.constantFrom(
    ...'{}[]&*!|>\'"%@`-?:,# \n\t\uFEFFab01'.split(''),
    '<<: ',
    '*a ',
    '&a ',
  )
  const property = fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const text = `version: 1\nbusiness: "1"\n${pieces.join('')}`
    const { value, problems } = loadManifest([{ file: 'm', text }])
    if (value === null) expect(problems.length).toBeGreaterThan(0)
  })
  fc.assert(property, { numRuns: times(600) })
})
