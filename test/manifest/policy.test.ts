import { expect, test } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'
import { parsePolicy, tightenPolicy } from '../../src/manifest/policy.ts'
import { DEFAULT_POLICY, type Policy } from '../../src/model/manifest.ts'

const parse = (text: string): ReturnType<typeof parsePolicy> =>
  parsePolicy({ file: 'p.yaml', text })

test('the policy of a file; the rest of it is ignored', () => {
  const { value, problems } = parse(`version: 7
users: nonsense
policy: { max_revocations: 3, coverage: closed, protected: [dana], domains: [Northwind.Example] }
`)
  expect(problems).toEqual([])
  expect(value?.policy).toEqual({
    ...DEFAULT_POLICY,
    max_revocations: 3,
    coverage: 'closed',
    protected: ['dana'],
    domains: ['northwind.example'],
  })
})

test.each([
  ['policy: { max_revocation: 3 }', '1:11 unknown_key'],
  ['policy: { coverage: shut }', '1:21 wrong_value'],
  ['policy: { keep_managers: some }', '1:26 wrong_type'],
  ['policy: { domains: [x] }', '1:21 bad_domain'],
  ['policy:', '1:1 empty_value'],
  ['policy: [', '1:10 syntax'],
  ['version: 1', '1:1 policy_missing'],
  ['', '1:1 empty_file'],
])('%s is %s', (text, expected) => {
  const { value, problems } = parse(text)
  expect(value).toBeNull()
  expect(problems.map(({ code, source }) => `${source?.line}:${source?.column} ${code}`)).toEqual([
    expected,
  ])
})

test('a manifest in two places of one policy is told of both', () => {
  const head = 'version: 1\nbusiness: "1"\n'
  const { value } = loadManifest([
    { file: 'a', text: `${head}policy: { unreadable: fail }\n` },
    { file: 'b', text: 'version: 1\npeople: {}\n' },
  ])
  expect(value?.policy.unreadable).toBe('fail')
})

/** Key, the policy file's value, the manifest's, and what holds (null: refused). */
const CASES: readonly (readonly [keyof Policy, unknown, unknown, unknown])[] = [
  ['max_revocations', 5, 3, 3],
  ['max_revocations', 5, 5, 5],
  ['max_revocations', 5, 6, null],
  ['max_revocations', 5, 10, 5],
  ['max_open_requests', 3, 0, 0],
  ['max_open_requests', 3, 4, null],
  ['keep_managers', 2, 3, 3],
  ['keep_managers', 2, 0, null],
  ['keep_managers', 2, 1, 2],
  ['protected', ['a'], ['a', 'b'], ['a', 'b']],
  ['protected', ['a'], ['b'], null],
  ['protected', ['a'], [], ['a']],
  ['agency_task_change', 'try', 'report', 'report'],
  ['agency_task_change', 'report', 'try', null],
  ['agency_task_change', 'try', 'try', 'try'],
  ['unreadable', 'report', 'fail', 'fail'],
  ['unreadable', 'fail', 'report', 'fail'],
  ['coverage', 'open', 'closed', 'closed'],
  ['coverage', 'closed', 'open', 'closed'],
  ['domains', ['a.b', 'c.d'], ['a.b'], ['a.b']],
  ['domains', ['a.b'], ['c.d'], null],
  ['domains', ['a.b'], [], ['a.b']],
  ['domains', [], ['a.b'], ['a.b']],
]

test.each(CASES)('%s: file %j, manifest %j, holds %j', (key, base, own, holds) => {
  const { value, problems } = tightenPolicy(
    { ...DEFAULT_POLICY, [key]: base },
    { ...DEFAULT_POLICY, [key]: own },
  )
  expect(value === null ? null : value[key]).toEqual(holds)
  expect(problems.map(({ code }) => code)).toEqual(holds === null ? ['policy_loosened'] : [])
  for (const { message } of problems) expect(message).toContain(`policy.${key}`)
})
