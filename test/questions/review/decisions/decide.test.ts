import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../../../src/manifest/load.ts'
import { KINDS } from '../../../../src/model/kinds.ts'
import type { LiveState } from '../../../../src/model/live.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import { NO_MEMORY } from '../../../../src/model/memory.ts'
import { RELATION_NAMES } from '../../../../src/model/relations.ts'
import { isSatisfied } from '../../../../src/model/tasks.ts'
import { makePlan, type PlanInput } from '../../../../src/plan/make-plan.ts'
import { decide } from '../../../../src/questions/review/decisions/decide.ts'
import { readDecisions } from '../../../../src/questions/review/decisions/read-decisions.ts'
import { makeReview } from '../../../../src/questions/review/review.ts'
import { render } from '../../../../src/report/render.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../../support/builders.ts'
import { times } from '../../../support/effort.ts'

const TASKS = ['ADVERTISE', 'ANALYZE']

const reviewOf = (manifest: Manifest, live: LiveState) =>
  makeReview({
    ...{ manifest, live, graph: 'https://graph.test', toolVersion: '0.0.0' },
    readAt: '2026-11-22T09:00:00Z',
  })

const csvOf = (manifest: Manifest, live: LiveState): readonly (readonly string[])[] =>
  render(reviewOf(manifest, live), { format: 'csv', color: false, width: 100, kinds: KINDS })
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))

type Choice = (address: string) => string

const loaded = (text: string): Manifest => {
  const { value, problems } = loadManifest([{ file: 'access.yaml', text }])
  if (value === null) throw new Error(problems.map(({ message }) => message).join())
  return value
}

const inputOf = (manifest: Manifest, live: LiveState): PlanInput => ({
  ...{ manifest, live, memory: NO_MEMORY, asOf: '2026-11-22', interactive: true },
  ...{ graph: 'https://graph.test', toolVersion: '0.0.0' },
})

/** Decides on the CSV of one live state, read back beside another one (by default the same). */
const decided = (text: string, live: LiveState, choice: Choice, now: LiveState = live) => {
  const manifest = loaded(text)
  const [head = [], ...lines] = csvOf(manifest, live)
  const at = (column: string): number => head.indexOf(column)
  const rows = lines.map((line) => {
    const own = [...line]
    own[at('decision')] = choice(`${line[at('asset_id')]}/${line[at('subject_id')]}`)
    own[at('comment')] = own[at('decision')] === '' ? '' : 'asked for by Kim'
    return own
  })
  const csv = [head, ...rows].map((line) => line.join(';')).join('\n')
  const read = readDecisions(csv, 'review.csv')
  expect(read.problems).toEqual([])
  return decide({
    rows: read.rows,
    file: 'review.csv',
    files: [{ file: 'access.yaml', text }],
    report: reviewOf(manifest, now),
    plan: inputOf(manifest, now),
  })
}

const only =
  (decisions: Readonly<Record<string, string>>): Choice =>
  (address) =>
    decisions[address] ?? ''

const statuses = ({ results }: ReturnType<typeof decide>) =>
  results.map(({ address, status }) => `${address} ${status}`)

const stepsOf = (manifest: Manifest, live: LiveState) => makePlan(inputOf(manifest, live)).steps

const A = asset('act_1')
const B = asset('act_2')
const live = liveOf(
  [A, B],
  [
    row('act_1', 'users', OWN, MANAGES),
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'users', KIM, TASKS),
    row('act_1', 'agencies', '2002', TASKS),
    row('act_2', 'users', KIM, ['ANALYZE']),
  ],
)

const MANIFEST = `${HEAD}teams: { all: [lee, kim] }
ad_accounts:
  act_1:
    agencies: {}   # nobody, since May
    users:
      own: ADMIN
      lee: ADMIN   # runs it
`

describe('decisions', () => {
  it('keep writes a line for what the plan would take, and nothing for what it would not', () => {
    const made = decided(
      MANIFEST,
      live,
      only({ [`act_1/${KIM}`]: 'keep', [`act_1/${LEE}`]: 'keep', 'act_1/2002': 'keep' }),
    )
    expect(statuses(made)).toEqual([
      'act_1/agencies/2002 written',
      `act_1/users/${KIM} written`,
      `act_1/users/${LEE} already_so`,
    ])
    expect(made.files[0]?.text).toContain(
      'lee: ADMIN   # runs it\n      kim: { role: GENERAL_USER, reason: asked for by Kim }',
    )
    expect(stepsOf(made.manifest, live)).toEqual([])
  })

  it('revoke takes the line out, and none beats a team', () => {
    const direct = decided(
      MANIFEST,
      live,
      only({ [`act_1/${LEE}`]: 'revoke', [`act_1/${KIM}`]: 'revoke' }),
    )
    expect(statuses(direct)).toEqual([
      `act_1/users/${KIM} already_so`,
      `act_1/users/${LEE} written`,
    ])
    expect(direct.files[0]?.text).not.toContain('lee: ADMIN')
    const team = MANIFEST.replace('lee: ADMIN   # runs it', 'all: ADMIN')
    const beaten = decided(team, live, only({ [`act_1/${KIM}`]: 'revoke' }))
    expect(beaten.files[0]?.text).toMatch(/all: ADMIN\n {6}kim: none\n/)
    expect(
      stepsOf(beaten.manifest, live).find(({ address }) => address.endsWith(KIM))?.after,
    ).toBeNull()
  })

  it('tasks changes a line, with its comment, end and reason', () => {
    const dated = MANIFEST.replace(
      'lee: ADMIN   # runs it',
      'lee: { role: ADMIN, expires: 2027-01-31 } # runs it',
    )
    const made = decided(dated, live, only({ [`act_1/${LEE}`]: 'tasks:ADVERTISE+ANALYZE' }))
    expect(made.files[0]?.text).toContain(
      'lee: { tasks: [ADVERTISE, ANALYZE], expires: "2027-01-31", reason: asked for by Kim } # runs it',
    )
    expect(
      stepsOf(made.manifest, live).find(({ address }) => address.endsWith(LEE))?.after,
    ).toEqual(TASKS)
  })

  it('never makes a key present that was absent, but where nothing is taken away', () => {
    const absent = `${HEAD}ad_accounts: { act_1: { agencies: {} } }\n`
    for (const decision of ['keep', 'revoke', 'tasks:ANALYZE']) {
      const made = decided(absent, live, only({ [`act_1/${KIM}`]: decision }))
      expect([statuses(made), made.files]).toEqual([[`act_1/users/${KIM} cannot`], []])
    }
    const additive = absent.replace('agencies: {}', 'mode: additive')
    const kept = decided(
      additive,
      live,
      only({ [`act_1/${KIM}`]: 'keep', [`act_1/${LEE}`]: 'revoke' }),
    )
    expect(statuses(kept)).toEqual([`act_1/users/${KIM} written`, `act_1/users/${LEE} cannot`])
  })

  it('writes an asset that nobody declares with mode: additive', () => {
    const made = decided(MANIFEST, live, only({ [`act_2/${KIM}`]: 'keep' }))
    expect(made.files[0]?.text).toMatch(/act_2:\n.*\n {4}mode: additive\n {4}users:\n {6}kim: /)
    const revoked = decided(MANIFEST, live, only({ [`act_2/${KIM}`]: 'revoke' }))
    expect(statuses(revoked)).toEqual([`act_2/users/${KIM} cannot`])
  })

  it('leaves alone what has changed since it was read', () => {
    const now = liveOf(
      [A, B],
      [row('act_1', 'users', LEE, MANAGES), row('act_1', 'users', KIM, ['ANALYZE'])],
    )
    const made = decided(
      MANIFEST,
      live,
      only({ [`act_1/${KIM}`]: 'keep', 'act_1/2002': 'keep', [`act_1/${LEE}`]: 'keep' }),
      now,
    )
    expect([statuses(made), made.files]).toEqual([
      ['null stale', `act_1/users/${KIM} stale`, `act_1/users/${LEE} already_so`],
      [],
    ])
  })

  it('refuses what is shared through an anchor, and writes the rest', () => {
    const shared = MANIFEST.replace(
      'lee: ADMIN   # runs it',
      'lee: &all ADMIN\n  act_2: { users: { lee: *all } }',
    )
    const made = decided(
      shared,
      live,
      only({ [`act_1/${LEE}`]: 'tasks:ANALYZE', [`act_1/${KIM}`]: 'keep' }),
    )
    expect(statuses(made)).toEqual([`act_1/users/${KIM} written`, `act_1/users/${LEE} cannot`])
  })
})

const choices = [
  '',
  'keep',
  'revoke',
  'tasks:ANALYZE',
  'tasks:ADVERTISE+ANALYZE',
  'tasks:MANAGE+ADVERTISE+ANALYZE',
]
const grants = fc.subarray(
  [`own: ADMIN`, 'lee: ADMIN', 'kim: [ANALYZE]', 'all: [ADVERTISE, ANALYZE]', 'kim: none'].slice(
    0,
    4,
  ),
)
const assetText = fc.record({
  mode: fc.constantFrom('', 'mode: additive'),
  users: fc.option(grants, { nil: null }),
  agencies: fc.option(fc.constantFrom('', 'brightside: [ANALYZE]'), { nil: null }),
  use: fc.constantFrom('', 'use: [house]', 'use: [strict]'),
})
const manifests = fc.array(assetText, { minLength: 0, maxLength: 2 }).map(
  (assets) => `${HEAD}teams: { all: [lee, kim] }
profiles:
  house: { mode: additive, users: { kim: [ANALYZE] } }
  strict: { users: { lee: [ANALYZE] } }
ad_accounts:${assets.length === 0 ? ' {}' : ''}
${assets
  .map(({ mode, users, agencies, use }, place) => {
    const keys = [
      mode,
      use,
      users === null ? '' : `users: { ${users.join(', ')} }`,
      agencies === null ? '' : `agencies: { ${agencies} }`,
    ].filter((key) => key !== '')
    return `  act_${place + 1}: { ${keys.join(', ')} }`
  })
  .join('\n')}
`,
)
const sets = fc.constantFrom<readonly string[]>([], ['ANALYZE'], TASKS, MANAGES)
const lives = fc.array(fc.tuple(sets, sets, sets), { minLength: 2, maxLength: 2 }).map((all) =>
  liveOf(
    [A, B],
    all.flatMap(([lee, kim, agency], place) =>
      [
        row(`act_${place + 1}`, 'users', LEE, lee),
        row(`act_${place + 1}`, 'users', KIM, kim),
        row(`act_${place + 1}`, 'agencies', '2002', agency),
      ].filter(({ tasks }) => tasks.length > 0),
    ),
  ),
)

describe('any decisions on any manifest', () => {
  it('keep everywhere changes the plan only in that nothing more is taken', () => {
    fc.assert(
      fc.property(manifests, lives, (text, state) => {
        const before = stepsOf(loaded(text), state)
        const made = decided(text, state, () => 'keep')
        const after = stepsOf(made.manifest, state)
        const told = new Set(before.map((step) => JSON.stringify([step.address, step.after])))
        const written = new Set(
          made.results.filter(({ status }) => status !== 'cannot').map(({ address }) => address),
        )
        for (const step of after) {
          expect(told.has(JSON.stringify([step.address, step.after]))).toBe(true)
          if (!written.has(step.address)) continue
          const kind = KINDS[0]
          expect(
            kind !== undefined &&
              step.after !== null &&
              isSatisfied(kind, [...step.after, ...(step.before ?? [])], step.after),
          ).toBe(true)
        }
      }),
      { numRuns: times(150) },
    )
  })

  it('what is written ends as it was decided, and no absent key is made present', () => {
    fc.assert(
      fc.property(
        manifests,
        lives,
        fc.array(fc.constantFrom(...choices), { minLength: 6, maxLength: 6 }),
        (text, state, some) => {
          let place = 0
          const made = decided(text, state, () => some[place++ % some.length] ?? '')
          const old = loaded(text)
          for (const each of made.manifest.assets) {
            const was = old.assets.find(({ id }) => id === each.id)
            if (each.mode === 'additive') continue
            for (const name of RELATION_NAMES) {
              expect(each[name]?.whole ?? false).toBe(was?.[name]?.whole ?? false)
            }
          }
          const steps = stepsOf(made.manifest, state)
          for (const { address, decision, status } of made.results) {
            if (status !== 'written') continue
            const step = steps.find((each) => each.address === address)
            if (decision === 'revoke') expect(step?.after).toBeNull()
            if (decision === 'keep') expect(step).toBeUndefined()
          }
        },
      ),
      { numRuns: times(150) },
    )
  })
})
