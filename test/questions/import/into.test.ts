import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../../src/manifest/load.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { type ImportedInto, importInto } from '../../../src/questions/import/into.ts'
import { importMissing } from '../../../src/questions/import/missing.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, row } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const into = (
  text: string,
  live: LiveState,
  others: Readonly<Record<string, string>> = {},
): ImportedInto => {
  const files = [
    { file: 'access.yaml', text },
    ...Object.entries(others).map(([file, other]) => ({ file, text: other })),
  ]
  const manifest = manifestOfAll(files)
  return importInto({ files, manifest, into: 'access.yaml', live, memory: NO_MEMORY, asOf: AS_OF })
}

const manifestOfAll = (files: readonly { readonly file: string; readonly text: string }[]) => {
  const { value, problems } = loadManifest(files)
  if (value === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

const messages = ({ problems }: Pick<ImportedInto, 'problems'>): readonly string[] =>
  problems.map(({ code, message }) => `${code}: ${message}`)

const TWO = liveOf(
  [asset('act_1', { name: 'One' }), asset('act_2', { name: 'Two' })],
  [
    row('act_1', 'users', KIM, MANAGES),
    row('act_1', 'agencies', '2002', ['ANALYZE']),
    row('act_2', 'users', LEE, MANAGES),
    row('act_2', 'agencies', '2009', ['ANALYZE'], { subjectName: 'Brightside' }),
  ],
)

describe('what a manifest does not say', () => {
  it('is added by its own names, with new ones for who is new', () => {
    const { text, summary } = into(`${HEAD}ad_accounts:\n  act_1: { users: { kim: none } }\n`, TWO)
    expect(
      text,
    ).toBe(`${HEAD.replace('oldmill: "2003" }', 'oldmill: "2003", brightside-2009: "2009" }')}ad_accounts:
  act_1: { users: { kim: none }, agencies: { brightside: REPORTS_ONLY } }
  act_2:
    name: Two
    mode: additive
    agencies:
      brightside-2009: REPORTS_ONLY
    users:
      lee: ADMIN
`)
    expect(summary).toMatchObject({ assets: 1, relations: 1, partners: 1, people: 0 })
  })

  it('is nothing where a key is there, whatever it holds', () => {
    const text = `${HEAD}ad_accounts:
  act_1: { mode: additive, users: {}, agencies: {} }
  act_2: { ignore: ["2009"], agencies: {}, users: { lee: none } }
`
    expect(into(text, TWO)).toMatchObject({ text: null, problems: [] })
  })

  it('is no key of which live has nothing', () => {
    const live = liveOf([asset('act_1')], [])
    expect(into(`${HEAD}ad_accounts: { act_1: {} }\n`, live).text).toBeNull()
  })

  it('leaves out whom the asset ignores, and who is offboarded', () => {
    const text = `${HEAD}offboarded: [lee]
ad_accounts:
  act_1: { ignore: [kim], agencies: {} }
  act_2: { ignore: [] }
`
    expect(into(text, TWO).text).toBe(
      text
        .replace('ignore: [] }', 'ignore: [], agencies: { brightside-2009: REPORTS_ONLY } }')
        .replace('oldmill: "2003" }', 'oldmill: "2003", brightside-2009: "2009" }'),
    )
  })

  it('takes no name that a team has', () => {
    const live = liveOf(
      [asset('act_1')],
      [row('act_1', 'agencies', '2009', ['ANALYZE'], { subjectName: 'Buyers' })],
    )
    const { text } = into(`${HEAD}teams: { buyers: [lee] }\n`, live)
    expect(text).toContain('buyers-2009: "2009"')
  })
})

describe('an asset that is added', () => {
  const ONE = 'ad_accounts: { act_1: { users: { kim: none } } }'
  const modeOf = (text: string | null): string | undefined =>
    manifestOf(text ?? '').assets.find(({ id }) => id === 'act_2')?.mode

  it.each([
    ['of its own beside declared ones', `${ONE}\n`, 1],
    [
      'of its own where the default says another',
      `${ONE}\ndefaults: { ad_accounts: { mode: authoritative } }\n`,
      1,
    ],
    ['of its own where the default says none', 'defaults: { ad_accounts: { use: [] } }\n', 2],
    [
      'of the default, where that says so',
      `${ONE}\ndefaults: { ad_accounts: { mode: additive } }\n`,
      1,
    ],
    ['of a default that is added where the section is new', 'pages: {}\n', 1],
    ['of its own where the other file has assets', '', 1],
  ])('has the mode %s', (what, body, lines) => {
    const isElsewhere = body === ''
    const others = isElsewhere ? { 'more.yaml': `version: 1\n${ONE}\n` } : {}
    const { text } = into(HEAD + body, TWO, others as Readonly<Record<string, string>>)
    expect([what, text?.match(/mode: additive/g)?.length]).toEqual([what, lines])
    expect(modeOf(text)).toBe('additive')
    expect(/name: Two,?\s+mode: additive/.test(text ?? '')).toBe(what.startsWith('of its own'))
  })

  it('stands at the end of its section, whatever the order there', () => {
    const text = `${HEAD}ad_accounts:\n  act_9: {}\n  act_1: { users: {}, agencies: {} }\npages: {}\n`
    const ids = into(text, TWO).text?.match(/^(?: {2}act_\d|pages)/gm)
    expect(ids).toEqual(['  act_9', '  act_1', '  act_2', 'pages'])
  })
})

describe('what cannot be added without a change', () => {
  it('is left out, and said', () => {
    const text = `${HEAD}profiles: { house: { mode: additive, users: { kim: ADMIN } } }
defaults: { ad_accounts: { use: [house] } }
ad_accounts: { act_1: { agencies: {} } }
`
    const made = into(text, TWO)
    expect(made.text).toBeNull()
    expect(messages(made)).toEqual([
      expect.stringMatching(
        /^import_not_added: act_2 is not added: .* would assign act_2\/users\//,
      ),
    ])
  })

  it('is no key that would take away what no line can say', () => {
    const live = liveOf(
      [asset('act_1')],
      [
        row('act_1', 'users', KIM, ['NEW_TASK']),
        row('act_1', 'users', LEE, MANAGES),
        row('act_1', 'agencies', '2002', ['ANALYZE']),
      ],
    )
    const text = `${HEAD}ad_accounts: { act_1: {} }\n`
    const made = into(text, live)
    expect(made.text).toBe(text.replace('{}', '{ agencies: { brightside: REPORTS_ONLY } }'))
    expect(messages(made)).toEqual([
      expect.stringContaining(`act_1/users is not added: no line can say what ${KIM} holds`),
    ])
    const ignoring = `${HEAD}ad_accounts: { act_1: { ignore: [kim] } }\n`
    expect(into(ignoring, live)).toMatchObject({
      text: expect.stringContaining('users: { lee: ADMIN }'),
      problems: [],
    })
  })

  it('is left out where it is declared in another file', () => {
    const made = into(HEAD, TWO, {
      'more.yaml': 'version: 1\nad_accounts:\n  act_1: { agencies: {} }\n',
    })
    expect(made.text).toContain('act_2:')
    expect(messages(made)).toEqual([
      'import_not_added: act_1 is not added: it is declared in more.yaml, not in this file',
    ])
  })

  it('is refused where a map stands there by an alias', () => {
    const text = `${HEAD}ad_accounts:\n  act_1: &a { agencies: {} }\n  act_2: *a\n`
    const made = into(text, TWO)
    expect(made.text).toBeNull()
    expect(made.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['import_refused', 'error'],
    ])
  })

  it('is refused where an anchor would carry it elsewhere', () => {
    const live = liveOf([asset('act_1'), asset('act_2')], [row('act_1', 'users', KIM, MANAGES)])
    const text = `${HEAD}ad_accounts:\n  act_1: &a\n    agencies: {}\n  act_2: *a\n`
    const made = into(text, live)
    expect(made.text).toBeNull()
    expect(messages(made).join()).toContain('its existing lines would then mean something else')
  })
})

describe('what is missing', () => {
  const missing = (text: string, live: LiveState) =>
    importMissing({
      files: [{ file: 'access.yaml', text }],
      manifest: manifestOf(text),
      live,
      memory: NO_MEMORY,
      asOf: AS_OF,
      schema: 's.json',
    }).files[0]?.text

  it('is printed in the form of a manifest', () => {
    expect(
      missing(`${HEAD}ad_accounts: { act_1: { users: {} } }\n`, TWO),
    ).toBe(`# yaml-language-server: $schema=s.json
# What is live and not declared; import --into FILE adds it to a manifest.
version: 1
business: "1001"

partners:
  brightside-2009: "2009" # Brightside

ad_accounts:
  # Already declared, but without these keys.
  act_1:
    agencies:
      brightside: REPORTS_ONLY

  act_2:
    name: Two
    agencies:
      brightside-2009: REPORTS_ONLY
    users:
      lee: ADMIN
`)
  })

  it('is nothing where everything is declared', () => {
    const text = `${HEAD}ad_accounts: { act_1: { users: {}, agencies: {} }, act_2: { users: {}, agencies: {} } }\n`
    expect(missing(text, TWO)).toBe(`# yaml-language-server: $schema=s.json
# Everything that is live is declared, or left out on purpose.
version: 1
business: "1001"
`)
  })
})
