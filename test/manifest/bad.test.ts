import { expect, test } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'
import { MANIFEST_PROBLEM_CODES } from '../../src/manifest/manifest-problems.ts'
import { parsePolicy, tightenPolicy } from '../../src/manifest/policy.ts'
import { DEFAULT_POLICY } from '../../src/model/manifest.ts'
import { BAD_FILES, BAD_TEXTS, found } from './bad-cases.ts'

const CASES = [...BAD_FILES, ...BAD_TEXTS]

test.each(CASES)('$name', ({ files, expected }) => {
  const { problems } = loadManifest(files)
  expect(problems.map(found)).toEqual(expected)
  for (const { excerpt } of problems) expect(excerpt).toMatch(/^[^\r\n]*\n[ \t]*\^$/)
})

test.each(CASES.filter(({ files }) => files.length > 1))('$name: in any order', ({ files }) => {
  expect(loadManifest([...files].reverse())).toEqual(loadManifest(files))
})

test('nesting that exhausts the parser is too deep as well', () => {
  const text = `version: 1\na: ${'['.repeat(20_000)}`
  expect(loadManifest([{ file: 'm', text }]).problems.map(({ code }) => code)).toEqual(['too_deep'])
})

/** Codes that only the policy file meets; test/manifest/policy.test.ts has their cases. */
const OF_POLICY = ['policy_missing', 'policy_loosened']

test('every code has a bad manifest', () => {
  const met = new Set([
    ...CASES.flatMap(({ expected }) => expected.map((line) => line.split(' ')[1])),
  ])
  const missing = MANIFEST_PROBLEM_CODES.filter(
    (code) => !met.has(code) && !OF_POLICY.includes(code),
  )
  expect(missing).toEqual([])
})

test('the codes of the policy file are met', () => {
  const without = parsePolicy({ file: 'p.yaml', text: '\nversion: 1\n' })
  expect(without.problems.map(found)).toEqual(['p.yaml:2:1 policy_missing'])
  const { problems } = tightenPolicy(DEFAULT_POLICY, { ...DEFAULT_POLICY, max_revocations: 11 })
  expect(problems.map(({ code }) => code)).toEqual(['policy_loosened'])
})
