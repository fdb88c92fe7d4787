import { expect, test } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'
import { parsePolicy, tightenPolicy, underPolicy } from '../../src/manifest/policy.ts'
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

test('a name means what the file itself says, whatever its people are called elsewhere', () => {
  const { value } = parse(`people: { dana: dana@x.example, lee: "22" }
partners: { mill: "2003" }
teams: { buyers: [lee, all], all: [dana, buyers, stranger] }
policy: { protected: [buyers, mill, "7", nobody] }
`)
  expect(value?.policy.protected).toEqual(['7', 'dana', 'lee', 'mill', 'nobody', 'stranger'])
  const means = value?.names.map(({ name, means }) => [
    name,
    means && ('id' in means ? means.id : means.value),
  ])
  expect(means).toEqual([
    ['7', null],
    ['dana', 'dana@x.example'],
    ['lee', '22'],
    ['mill', '2003'],
    ['nobody', null],
    ['stranger', null],
  ])
})

test.each([
  ['two documents', 'SECRET=1\n---\nSECRET=2'],
  ['the environment of a process', 'A=SECRET\0B=SECRET\0'],
  ['a tag', 'a: !SECRET x'],
  ['a key twice', 'SECRET: 1\nSECRET: 2'],
  ['an anchor nobody set', 'a: *SECRET'],
  ['one word', 'SECRET'],
  ['a list', '- SECRET'],
  ['a map without a policy', 'password: SECRET'],
  ['broken YAML', 'a: "SECRET\n b: SECRET'],
])('of %s, which is no file of ours, nothing is shown', (_what, text) => {
  const { value, problems } = parse(text)
  expect(value).toBeNull()
  expect(problems.length).toBeGreaterThan(0)
  expect(JSON.stringify(problems)).not.toContain('SECRET')
  expect(problems.every((problem) => problem.excerpt === undefined)).toBe(true)
})

test('of a file of ours the place is shown', () => {
  expect(parse('policy: { coverage: shut }').problems[0]?.excerpt).toContain('shut')
})

test('a manifest may protect the same person by another name, and nobody less', () => {
  const file = parse('people: { dana: Dana@x.example }\npolicy: { protected: [dana] }').value
  const own = (text: string) => {
    const { value } = loadManifest([{ file: 'a', text: `version: 1\nbusiness: "1"\n${text}` }])
    if (value === null || file === null) throw new Error('no manifest')
    const { value: under, problems } = underPolicy(value, file)
    return [under?.policy.protected ?? null, problems.map(({ code }) => code)]
  }
  const people = 'people: { dw: dana@x.example, kim: "9" }\n'
  expect(own(`${people}policy: { protected: [dw] }`)).toEqual([['dana', 'dw'], []])
  expect(own(`${people}policy: { protected: [kim] }`)).toEqual([null, ['policy_loosened']])
  expect(own(people)).toEqual([['dana'], []])
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

test('what loosens the policy is shown where the manifest writes it', () => {
  const files = [
    { file: 'a.yaml', text: 'version: 1\nbusiness: "1001"\n' },
    { file: 'b.yaml', text: 'version: 1\npolicy:\n  keep_managers: 2\n  max_revocations: 99\n' },
  ]
  const { value } = loadManifest(files)
  const own = value?.policy ?? DEFAULT_POLICY
  const { problems } = tightenPolicy(DEFAULT_POLICY, own, files)
  expect(problems).toMatchObject([
    { code: 'policy_loosened', source: { file: 'b.yaml', line: 4, column: 3 } },
  ])
  expect(problems[0]?.excerpt).toContain('max_revocations: 99')
})
