import { describe, expect, it } from 'vitest'
import { type Insertion, spliced } from '../../../../src/questions/import/writing/splice.ts'
import type { Entry } from '../../../../src/questions/import/writing/yaml.ts'

const asset = (key: string): Entry => ({
  key,
  value: { pairs: [{ key: 'users', value: { pairs: [{ key: 'lee', value: 'ADMIN' }] } }] },
})
const short = (key: string): Entry => ({
  key,
  value: { isShort: true, pairs: [{ key: 'name', value: 'A, b' }] },
})
const person: Entry = { key: 'lee', value: '61550000000000002' }
const at = (path: string, ...entries: Entry[]): Insertion => ({ path: path.split(' '), entries })

/** Before and after; `«»` stand around what is new. */
const check = (before: string, insertions: readonly Insertion[], after: string): void => {
  expect(spliced(before, insertions)).toBe(after.replace(/[«»]/g, ''))
}

describe('lines among lines', () => {
  it('stand behind the last of their map, before what follows it', () => {
    check(
      `ad_accounts:
    act_1:
        agencies: {} # nobody
        # a word on the people
    # act_7 is to come

# the end
pages: {}
`,
      [
        at('ad_accounts', asset('act_2')),
        at('ad_accounts act_1', { key: 'users', value: { pairs: [] } }),
      ],
      `ad_accounts:
    act_1:
        agencies: {} # nobody
«        users: {}
    act_2:
        users:
            lee: ADMIN
»        # a word on the people
    # act_7 is to come

# the end
pages: {}
`,
    )
  })

  it('keep an empty line between assets where there is one', () => {
    check(
      'pages:\n  "1":\n    users: {}\n\n  "2":\n    users: {}\n\nteams: {}\n',
      [at('pages', asset('3'), short('4'))],
      `pages:
  "1":
    users: {}

  "2":
    users: {}
«
  "3":
    users:
      lee: ADMIN

  "4": { name: "A, b" }
»
teams: {}
`,
    )
  })

  it('take the place of an empty map, and leave its comment', () => {
    check(
      'pages:   {} # none yet\nteams: {}',
      [at('pages', short('3'))],
      'pages: # none yet\n«  "3": { name: "A, b" }\n»teams: {}',
    )
  })

  it('make a section where there is none, and names behind the names', () => {
    check(
      'version: 1\nbusiness: "1"\n\npages: {}',
      [at('ad_accounts', short('act_1')), at('people', person)],
      'version: 1\nbusiness: "1"\n«\npeople:\n  lee: "61550000000000002"\n»\npages: {}«\n\nad_accounts:\n  act_1: { name: "A, b" }»',
    )
  })

  it('end as the lines of the file do', () => {
    check(
      '\uFEFFpeople:\r\n  kim: "1"\r\n',
      [at('people', person)],
      '\uFEFFpeople:\r\n  kim: "1"\r\n«  lee: "61550000000000002"\r\n»',
    )
  })

  it('stand behind texts of several lines', () => {
    check(
      'people:\n  kim: "1"\npages:\n  "1":\n    users:\n      kim: { role: ADMIN, reason: "over\n        lines" }\n',
      [at('pages', short('3'))],
      'people:\n  kim: "1"\npages:\n  "1":\n    users:\n      kim: { role: ADMIN, reason: "over\n        lines" }\n«  "3": { name: "A, b" }\n»',
    )
    check(
      'pages:\n  "1":\n    name: |\n      a\n      b\n\nteams: {}\n',
      [at('pages', short('3'))],
      'pages:\n  "1":\n    name: |\n      a\n      b\n«  "3": { name: "A, b" }\n»\nteams: {}\n',
    )
  })

  it('come before the end of the document', () => {
    check(
      '---\npages:\n  "1": {}\n...\n',
      [at('ad_accounts', short('act_1'))],
      '---\npages:\n  "1": {}\n«\nad_accounts:\n  act_1: { name: "A, b" }\n»...\n',
    )
  })
})

describe('pairs within braces', () => {
  it.each([
    ['people: { kim: "1" } # us', 'people: { kim: "1"«, lee: "61550000000000002"» } # us'],
    ['people: {kim: "1",}', 'people: {kim: "1",« lee: "61550000000000002"»}'],
    [
      'people: {\n  kim: "1", # a, b\n  }',
      'people: {\n  kim: "1",«\n  lee: "61550000000000002"» # a, b\n  }',
    ],
    ['{"people":{}}', '{"people":{« "lee": "61550000000000002" »}}'],
    ['{ "version": 1 }', '{ "version": 1«, "people": { "lee": "61550000000000002" }» }'],
    [
      '{\n  "people": {\n    "kim": "1"\n  }\n}\n',
      '{\n  "people": {\n    "kim": "1"«,\n    "lee": "61550000000000002"»\n  }\n}\n',
    ],
  ])('%j', (before, after) => {
    check(before, [at('people', person)], after)
  })

  it('are many, of many lines', () => {
    check(
      '{ "pages": { "1": {} } }',
      [at('pages', asset('2'), asset('3'))],
      '{ "pages": { "1": {}«, "2": { "users": { "lee": "ADMIN" } }, "3": { "users": { "lee": "ADMIN" } }» } }',
    )
  })
})

describe('what cannot be added to', () => {
  it.each([
    ['a map by its alias', 'x: &x { kim: "1" }\npeople: *x\n'],
    ['a map of nothing', 'people:\n'],
    ['a list', 'people: [a]\n'],
    ['no map at all', '- a\n'],
    ['no YAML', 'people: {\n'],
  ])('is refused: %s', (_what, text) => {
    expect(spliced(text, [at('people', person)])).toBeNull()
  })

  it('is refused: an asset that a merge key brings', () => {
    const text = 'a: &a { "1": { users: {} } }\npages:\n  <<: *a\n  "2": {}\n'
    expect(spliced(text, [at('pages 1', person)])).toBeNull()
  })
})
