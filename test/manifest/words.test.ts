import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'

/** What a manifest's problems say to do, where a word of the manifest was nearly right. */

const HEAD = 'version: 1\nbusiness: "1001"\npeople: { dana: d@x.example }\n'

const messageOf = (body: string): string => {
  const { problems } = loadManifest([{ file: 'access.yaml', text: HEAD + body }])
  return problems.map(({ message }) => message).join('\n')
}

const asset = (users: string): string => `ad_accounts: { act_1: { users: { dana: ${users} } } }\n`

describe('a word that is nearly right', () => {
  it.each([
    ['none as a grant', asset('non'), 'Did you mean none?'],
    ['none in another case', asset('NONE'), 'Did you mean none?'],
    ['a role', asset('ADMN'), 'Did you mean ADMIN?'],
    ['an account with zeros', 'ad_accounts: { act_0001111: {} }\n', 'did you mean `act_1111`?'],
    ['a Page with zeros', 'pages: { "03333": {} }\n', 'did you mean `3333`?'],
    ['a partner with zeros', 'partners: { a: "02002" }\n', 'did you mean `2002`?'],
    ['an offboarded id with zeros', 'offboarded: ["0061"]\n', 'did you mean `61`?'],
    ['a protected id with zeros', 'policy: { protected: ["0061"] }\n', 'did you mean `61`?'],
    ['an id of zeros', 'partners: { a: "000" }\n', 'has an id of 1 to 25 digits.'],
  ])('%s', (_what, body, words) => {
    expect(messageOf(body)).toContain(words)
  })

  it.each([
    ['a role', '{ users: { dana: ADMN } }', 'Did you mean ADMIN?'],
    ['none', '{ users: { dana: non } }', 'Did you mean none?'],
    ['a name', '{ users: { dnaa: ADMIN } }', 'Did you mean dana?'],
    ['a key', '{ user: { dana: ADMIN } }', 'Did you mean users?'],
  ])('%s of members', (_what, members, words) => {
    expect(messageOf(`members: ${members}\n`)).toContain(words)
  })

  it('is never offered none where it may not stand', () => {
    expect(messageOf('ad_accounts: { act_1: { request: non } }\n')).not.toContain('none')
    expect(messageOf(asset('{ role: non }'))).not.toContain('none')
    expect(messageOf('members: { users: { dana: { role: non } } }\n')).not.toContain('none')
    expect(messageOf(`roles: { r: { ad_account: non } }\n${asset('r')}`)).not.toContain('none')
  })
})

describe('an e-mail address with something around it', () => {
  it.each([
    'mailto:joe@northwind.example',
    'MAILTO:joe@northwind.example',
    'mailto:joe@northwind.example?subject=hi',
    'Joe Doe <joe@northwind.example>',
    '<joe@northwind.example>',
    'joe@northwind.example;',
  ])('%s is told without it', (text) => {
    const { value, problems } = loadManifest([
      { file: 'access.yaml', text: `version: 1\nbusiness: "1"\npeople: { joe: "${text}" }\n` },
    ])
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(['bad_person'])
    expect(problems[0]?.message).toContain('did you mean `joe@northwind.example`?')
  })
})

describe('a sign of another keyboard', () => {
  it.each<[string, string, number, string]>([
    ['a full-width colon', 'ad_accounts： {}\n', 4, 'write `:`'],
    ['one in the middle', 'ad_accounts:\n  act_1：\n    users: {}\n', 5, 'write `:`'],
    ['a full-width brace', 'ad_accounts: ｛ act_1: {} }\n', 4, 'write `{`'],
    ['a dash for a list', 'teams:\n  a:\n  – dana\n', 6, 'write `-`'],
  ])('%s', (_what, body, line, words) => {
    const { problems } = loadManifest([{ file: 'access.yaml', text: HEAD + body }])
    expect(problems[0]).toMatchObject({ code: 'look_alike', source: { line } })
    expect(problems[0]?.message).toContain(words)
  })

  it('is told of a file that holds no key, as every colon is one', () => {
    const { problems } = loadManifest([{ file: 'm', text: 'version： 1\nbusiness： "1001"\n' }])
    expect(problems).toMatchObject([{ code: 'look_alike', source: { line: 1, column: 8 } }])
  })

  it('is told of a key that it became a part of', () => {
    const body = 'ad_accounts:\n  act_1:\n    users： {dana: ADMIN}\n'
    expect(messageOf(body)).toContain('a full-width colon: write `:`')
  })

  it('is itself in quotes, comments and names', () => {
    const fine = 'ad_accounts: { act_1: { name: "広告：日本“”" } } # 広告：日本\n'
    expect(messageOf(fine)).toBe('')
    expect(messageOf(`${fine}teams: { a: [ }\n`)).not.toContain('full-width')
  })
})

describe('members say the way out', () => {
  it.each([
    ['a finer role', '{ users: { dana: FINANCE_EDITOR } }', 'Only ADMIN and EMPLOYEE are managed'],
    ['a role of assets', '{ users: { dana: MANAGER } }', 'write ADMIN, EMPLOYEE or none.'],
    ['tasks', '{ users: { dana: [ANALYZE] } }', 'Tasks belong to assets.'],
    ['nothing', '{ users: { dana: [] } }', 'one role, ADMIN or EMPLOYEE, or `none`'],
    ['no role', '{ users: { dana: { reason: audit } } }', 'Add `role: EMPLOYEE`.'],
    ['a null key', '{ users: }', 'Write `{}` for nobody'],
  ])('for %s', (_what, members, words) => {
    expect(messageOf(`members: ${members}\n`)).toContain(words)
  })

  it('for the key itself, which does not mean nobody', () => {
    expect(messageOf('members:\n')).toBe(
      '`members` has no value. Name people under its `users`, or take it out.',
    )
  })

  it.each([
    ['an ad account', 'ad_accounts: { act_1: { members: {} } }\n', 'on an ad account'],
    ['a profile', 'profiles: { house: { members: {} } }\n', 'in a profile'],
    ['defaults', 'defaults: { members: {} }\n', 'in defaults'],
    ['defaults of a kind', 'defaults: { pages: { members: {} } }\n', 'in defaults'],
  ])('under %s', (_what, body, place) => {
    expect(messageOf(body)).toBe(
      `\`members\` does not exist ${place}. Only a business has members: write them under members, beside the assets.`,
    )
  })

  it('for a partner', () => {
    const body = 'partners: { mill: "2" }\nmembers: { users: { mill: ADMIN } }\n'
    expect(messageOf(body)).toBe(
      '`mill` is a partner; `members.users` takes people or teams. Partners go under `agencies` of an asset.',
    )
  })
})
