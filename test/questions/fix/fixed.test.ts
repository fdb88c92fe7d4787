import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { loadManifest, loadTree } from '../../../src/manifest/load.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { makePlan } from '../../../src/plan/make-plan.ts'
import { fixedManifests } from '../../../src/questions/fix/fixed.ts'
import { asset, KIM, LEE, liveOf, OWN, row } from '../../support/builders.ts'
import { seeded, times } from '../../support/effort.ts'
import { AS_OF } from '../../support/pipeline.ts'

const HEAD = `version: 1
business: "1001"
partners: { oldmill: "2003" } # theirs
people: { kim: "${KIM}", lee: "${LEE}" }
`

const fix = (text: string) => {
  const made = fixedManifests([{ file: 'a.yaml', text: HEAD + text }])
  return {
    text: made.files[0]?.text.slice(HEAD.length) ?? null,
    fixed: made.fixed.map(({ line, what, code }) => `${line} ${what} ${code}`),
    left: made.left.map(({ line, what }) => `${line} ${what}`),
  }
}

describe('takes out the lines of the offboarded', () => {
  it('of users, agencies, teams, profiles and members, and nothing else', () => {
    const { text, fixed, left } = fix(`teams: { buyers: [kim], all: [kim, lee] }
offboarded: [kim, oldmill]
profiles:
  house:
    mode: additive
    users:
      kim: [ANALYZE] # of kim
members:
  users: { kim: EMPLOYEE, lee: ADMIN }
policy: { protected: [kim] }
ad_accounts:
  act_1: # one
    ignore: [kim]
    agencies:
      # before
      oldmill: [ANALYZE] # of oldmill
    users:
      kim: [ANALYZE]
      lee: [ANALYZE] # of lee
    on_behalf_of: [oldmill]
  act_2: { use: [house], users: { kim: none } }
`)
    expect(text).toBe(`teams: { buyers: [], all: [lee] }
offboarded: [kim, oldmill]
profiles:
  house:
    mode: additive
    users: {}
members:
  users: { lee: ADMIN }
policy: { protected: [kim] }
ad_accounts:
  act_1: # one
    ignore: [kim]
    agencies: {}
      # before
    users:
      lee: [ANALYZE] # of lee
    on_behalf_of: [oldmill]
  act_2: { use: [house], users: { kim: none } }
`)
    expect(fixed).toHaveLength(6)
    expect(fixed).toContain('20 oldmill offboarded_named')
    expect(left).toEqual([])
  })

  it('but for what an anchor says elsewhere, too, which is left and said', () => {
    const { text, left } = fix(`offboarded: [kim]
ad_accounts:
  act_1: { users: &some { kim: [ANALYZE], lee: [ANALYZE] } }
  act_2: { users: *some }
  act_3: { users: { kim: [ANALYZE], lee: [ANALYZE] } }
`)
    expect(text).toContain('act_3: { users: { lee: [ANALYZE] } }')
    expect(text).toContain('&some { kim: [ANALYZE], lee: [ANALYZE] }')
    expect(left).toEqual(['7 kim'])
  })

  it('of one business, and not what the same file gives in another', () => {
    const files = [
      {
        file: 'shared.yaml',
        text: `version: 1\npeople: { kim: "${KIM}", lee: "${LEE}" }\nteams: { all: [kim, lee] }\n`,
      },
      ...['1001', '1002'].map((business) => ({
        file: `${business}.yaml`,
        text: `version: 1\nbusiness: "${business}"\noffboarded: [${business === '1001' ? 'kim' : ''}]\nad_accounts: { act_${business}: { users: { all: [ANALYZE], kim: [ANALYZE] } } }\n`,
      })),
    ]
    const { files: made, left } = fixedManifests(files)
    expect(made.map(({ file }) => file)).toEqual(['1001.yaml'])
    expect(made[0]?.text).toContain('users: { all: [ANALYZE] }')
    expect(left).toMatchObject([{ file: 'shared.yaml', line: 3, what: 'kim' }])
  })
})

describe('takes out redundant tasks', () => {
  it.each([
    ['[ANALYZE, ANALYZE]', '[ANALYZE]'],
    ['[ANALYZE, ADVERTISE, DRAFT]', '[ANALYZE, ADVERTISE]'],
    ['[DRAFT, ANALYZE, "DRAFT", AA_ANALYZE]', '[ANALYZE]'],
    ['{ tasks: [ANALYZE, ANALYZE], reason: x }', '{ tasks: [ANALYZE], reason: x }'],
  ])('%s becomes %s', (before, after) => {
    const { text } = fix(`ad_accounts: { act_1: { users: { lee: ${before} } } } # end\n`)
    expect(text).toBe(`ad_accounts: { act_1: { users: { lee: ${after} } } } # end\n`)
  })

  it.each([
    [
      'a task of a bundle',
      'ad_accounts: { act_1: { users: { lee: [MANAGE, ADVERTISE, ANALYZE] } } }',
    ],
    ['what stands alone', 'ad_accounts: { act_1: { users: { lee: [DRAFT] } } }'],
    ['what is beside no bundle', 'ad_accounts: { act_1: { users: { lee: [ADVERTISE, DRAFT] } } }'],
  ])('but never %s', (_, text) => {
    expect(fix(`${text}\n`)).toEqual({ text: null, fixed: [], left: [] })
  })

  it('of roles, requests and lists for every kind', () => {
    const { text, fixed } = fix(`roles:
  buyer: { ad_account: [ADVERTISE, ANALYZE, DRAFT] }
  viewer:
    - ANALYZE # once
    - ANALYZE # twice
ad_accounts: { act_9: { request: [ANALYZE, ANALYZE] }, act_1: { users: { lee: buyer } } }
`)
    expect(text).toBe(`roles:
  buyer: { ad_account: [ADVERTISE, ANALYZE] }
  viewer:
    - ANALYZE # once
ad_accounts: { act_9: { request: [ANALYZE] }, act_1: { users: { lee: buyer } } }
`)
    expect(fixed).toHaveLength(3)
  })
})

it('touches nothing where there is an error', () => {
  const text = 'ad_accounts: { act_1: { users: { lee: [ANALYZE, ANALYZE], nobody: [ANALYZE] } } }\n'
  expect(fix(text)).toEqual({ text: null, fixed: [], left: [] })
})

const TASKS = ['MANAGE', 'ADVERTISE', 'ANALYZE', 'DRAFT', 'AA_ANALYZE'] as const
const list = fc.array(fc.constantFrom(...TASKS), { minLength: 1, maxLength: 5 })
const users = fc.dictionary(fc.constantFrom('kim', 'lee', 'all'), list, { maxKeys: 3 })
const generated = fc
  .record({
    isBlock: fc.boolean(),
    offboarded: fc.subarray(['kim', 'oldmill']),
    team: fc.subarray(['kim', 'lee'], { minLength: 1 }),
    profile: users,
    assets: fc.array(
      fc.record({
        users: fc.option(users),
        agencies: fc.option(fc.dictionary(fc.constant('oldmill'), list)),
        use: fc.boolean(),
        mode: fc.constantFrom('additive', 'authoritative'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ isBlock, offboarded, team, profile, assets }) => {
    const map = (entries: Readonly<Record<string, readonly string[]>>, pad: string): string => {
      const rows = Object.entries(entries).map(([key, tasks]) => `${key}: [${tasks.join(', ')}]`)
      return isBlock && rows.length > 0
        ? `\n${rows.map((each) => `${pad}${each} # c\n`).join('')}`
        : ` { ${rows.join(', ')} } # c\n`
    }
    return [
      HEAD,
      `offboarded: [${offboarded.join(', ')}]\nteams: { all: [${team.join(', ')}] }\n`,
      `profiles:\n  house:\n    users:${map(profile, '      ')}`,
      'ad_accounts:\n',
      ...assets.flatMap(({ users: own, agencies, use, mode }, at) => [
        `  act_${at + 1}:\n    mode: ${mode}\n`,
        // A profile that nothing uses is read for every kind.
        use || at === 0 ? '    use: [house]\n' : '',
        own === null ? '' : `    users:${map(own, '      ')}`,
        agencies === null ? '' : `    agencies:${map(agencies, '      ')}`,
      ]),
    ].join('')
  })

/** Everybody holds all that comes along by itself, so that nothing is given for its sake. */
const EXTRAS = ['DRAFT', 'AA_ANALYZE']
const live = liveOf(
  [1, 2, 3].map((at) => asset(`act_${at}`)),
  [1, 2, 3].flatMap((at) => [
    row(`act_${at}`, 'users', OWN, TASKS),
    row(`act_${at}`, 'users', KIM, ['ANALYZE', ...EXTRAS]),
    row(`act_${at}`, 'users', LEE, ['ADVERTISE', 'ANALYZE', ...EXTRAS]),
    row(`act_${at}`, 'agencies', '2003', ['ANALYZE', ...EXTRAS]),
  ]),
)

const stepsOf = (text: string): readonly string[] => {
  const { value, problems } = loadManifest([{ file: 'a.yaml', text }])
  if (value === null) throw new Error(`${problems[0]?.message}\n${text}`)
  const input = { manifest: value, live, memory: NO_MEMORY, asOf: AS_OF, kinds: KINDS }
  const { steps } = makePlan({ ...input, graph: '', toolVersion: '', interactive: true })
  return steps.map(({ address, action, after }) =>
    JSON.stringify([address, action, after?.filter((task) => !EXTRAS.includes(task))]),
  )
}

test('any manifest plans the same, keeps its comments, asks for nothing more, and twice is once', () => {
  fc.assert(
    fc.property(generated, (text) => {
      const first = fixedManifests([{ file: 'a.yaml', text }])
      const after = first.files[0]?.text ?? text
      expect(stepsOf(after)).toEqual(stepsOf(text))
      const { problems } = loadTree([{ file: 'a.yaml', text: after }])
      const asked = problems.filter(({ message }) => message.endsWith('Take it out.'))
      expect([asked, first.left]).toEqual([[], []])
      expect(fixedManifests([{ file: 'a.yaml', text: after }])).toMatchObject({
        files: [],
        fixed: [],
      })
    }),
    { seed: seeded(1863), numRuns: times(60) },
  )
}, 60_000)
