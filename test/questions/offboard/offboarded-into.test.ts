import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../../src/manifest/load.ts'
import {
  type OffboardedInto,
  offboardInto,
} from '../../../src/questions/offboard/offboarded-into.ts'

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: kim@x.example, lee: "615", robot: { system_user: "616" } }
`

const into = (
  text: string,
  name: string,
  others: Readonly<Record<string, string>> = {},
): OffboardedInto | readonly string[] => {
  const files = [
    { file: 'access.yaml', text },
    ...Object.entries(others).map(([file, other]) => ({ file, text: other })),
  ]
  const { value: manifest, problems } = loadManifest(files)
  if (manifest === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  const made = offboardInto({ name, files, manifest, into: 'access.yaml' })
  return made.value ?? made.problems.map(({ code }) => code)
}

const made = (...args: Parameters<typeof into>): OffboardedInto => {
  const value = into(...args)
  if (!('taken' in value)) throw new Error(value.join())
  return value
}

const placesIn = ({ taken }: OffboardedInto): readonly string[] =>
  taken.map(({ line, path }) => `${line} ${path}`)

const codesIn = ({ problems }: OffboardedInto): readonly string[] =>
  problems.map(({ code }) => code)

const EVERYWHERE = `${HEAD}teams: { buyers: [kim, lee], only: [kim] }
profiles:
  house: { mode: additive, users: { kim: [ANALYZE] }, agencies: { brightside: [ANALYZE] } }
policy: { protected: [kim, brightside] }
members: { mode: additive, users: { kim: EMPLOYEE, lee: ADMIN }, ignore: [kim] }
ad_accounts:
  act_1: # ours
    use: [house]
    ignore: [kim]
    on_behalf_of: [brightside]
    users:
      kim: none # never
      buyers: [ANALYZE]
    agencies:
      brightside: [ANALYZE]
`

describe('offboardInto', () => {
  it('takes a person out of everything but policy, ignore and the names', () => {
    const result = made(EVERYWHERE, 'kim')
    expect(placesIn(result)).toEqual([
      '5 teams.buyers',
      '5 teams.only',
      '7 profiles.house.users',
      '9 members.users',
      '16 ad_accounts.act_1.users',
    ])
    expect(result.text).toBe(`${HEAD}teams: { buyers: [lee], only: [] }
offboarded: [kim]
profiles:
  house: { mode: additive, users: {}, agencies: { brightside: [ANALYZE] } }
policy: { protected: [kim, brightside] }
members: { mode: additive, users: { lee: ADMIN }, ignore: [kim] }
ad_accounts:
  act_1: # ours
    use: [house]
    ignore: [kim]
    on_behalf_of: [brightside]
    users:
      buyers: [ANALYZE]
    agencies:
      brightside: [ANALYZE]
`)
    expect(codesIn(result)).toEqual(['into_protected'])
  })

  it('takes a partner out, and leaves what it acts on behalf of', () => {
    const result = made(EVERYWHERE, '2002')
    expect(result.entry).toBe('brightside')
    expect(placesIn(result)).toEqual(['7 profiles.house.agencies', '19 ad_accounts.act_1.agencies'])
    expect(result.text).toContain('    on_behalf_of: [brightside]\n')
    expect(result.text).toContain('    agencies: {}\n')
    expect(result.text).toContain('\noffboarded: [brightside]\n')
  })

  it.each([
    ['an alias', 'kim', 'kim'],
    ['an e-mail in other letters', 'Kim@X.example', 'kim'],
    ['an id with an alias', '615', 'lee'],
    ['the id of a system user', '616', 'robot'],
    ['an id without an alias', '777', '"777"'],
  ])('knows %s', (_, name, written) => {
    const { text } = made(`${HEAD}ad_accounts: {}\n`, name)
    expect(text).toContain(`\noffboarded: [${written}]\n`)
  })

  it.each([
    ['an e-mail that nobody declares', 'new@x.example', 'into_unknown_name'],
    ['a name that only the API shows', 'Kim Poole', 'into_unknown_name'],
    ['our own business', '1001', 'into_own_business'],
  ])('refuses %s', (_, name, code) => {
    expect(into(`${HEAD}ad_accounts: {}\n`, name)).toEqual([code])
  })

  it('changes nothing a second time', () => {
    for (const name of ['kim', '2002', '777']) {
      const { text } = made(EVERYWHERE, name)
      const again = made(text ?? '', name)
      expect([again.text, again.added, again.taken]).toEqual([null, false, []])
    }
  })

  it('takes the lines of somebody who is offboarded already', () => {
    const result = made(
      `${HEAD}offboarded: [kim]\npages: { "1": { users: { kim: [ANALYZE] } } }\n`,
      'kim',
    )
    expect([result.added, result.text]).toEqual([
      false,
      `${HEAD}offboarded: [kim]\npages: { "1": { users: {} } }\n`,
    ])
  })

  it('changes one file, and names the lines of others', () => {
    const others = { 'more.yaml': 'version: 1\npages: { "1": { users: { kim: [ANALYZE] } } }\n' }
    const result = made(
      `${HEAD}ad_accounts: { act_1: { users: { kim: [ANALYZE] } } }\n`,
      'kim',
      others,
    )
    expect(placesIn(result)).toEqual(['5 ad_accounts.act_1.users'])
    expect(result.left).toMatchObject([{ file: 'more.yaml', line: 2, path: 'pages.1.users' }])
    expect(codesIn(result)).toEqual(['into_left'])
  })

  it.each([
    [
      'a map used twice',
      'pages:\n  "1": { users: &a { kim: [ANALYZE], lee: [ANALYZE] } }\n  "2": { users: *a }\n',
      6,
    ],
    [
      'a merged map',
      'pages:\n  "1": { users: &a { kim: [ANALYZE] } }\n  "2": { users: { <<: *a, lee: [ANALYZE] } }\n',
      6,
    ],
    [
      'a team that others leave alone',
      'teams: { a: &a [kim, lee] }\npages: { "1": { ignore: *a } }\n',
      5,
    ],
    ['tasks that others hold too', 'pages:\n  "1": { users: { kim: &a [ANALYZE], lee: *a } }\n', 6],
  ])('refuses %s, and says where', (_, text, line) => {
    const result = made(HEAD + text, 'kim')
    expect([result.text, result.taken, codesIn(result)]).toEqual([null, [], ['into_refused']])
    expect(result.problems[0]?.source?.line).toBe(line)
  })

  it('refuses an offboarded that feeds something else', () => {
    const result = made(`${HEAD}offboarded: &a [lee]\nteams: { a: *a }\n`, 'kim')
    expect([result.text, codesIn(result)]).toEqual([null, ['into_refused']])
  })
})
