import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { Plan, Step, Waiting } from '../../../src/model/plan.ts'
import { type RenderOptions, render } from '../../../src/report/render.ts'
import {
  account,
  everyAction,
  kim,
  lee,
  NORTHWIND,
  plan,
  step,
  us,
  waiting,
} from '../../report/plans.ts'
import { MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const textOf = (shown: Plan, options: Partial<RenderOptions> = {}): string =>
  render(shown, { format: 'text', color: false, width: 200, kinds: KINDS, ...options })

const MANAGES = ['MANAGE', 'ADVERTISE', 'ANALYZE']

const reassign = (id: string, before: readonly string[], after: readonly string[]): Step =>
  step({ action: 'reassign', asset: account(id, 'EU Search'), subject: lee, before, after })

const asks = step({
  address: 'act_9999/request',
  action: 'request',
  asset: account('act_9999', 'Client'),
  subject: us,
})
const hangs = (over: Partial<Waiting>): Waiting =>
  waiting({
    address: `act_9999/users/${lee.id}`,
    ...{ asset: account('act_9999', 'Client'), subject: lee, tasks: ['ADVERTISE', 'ANALYZE'] },
    ...{ state: 'client_response', since: null, needs: ['act_9999/request'], source: at(44) },
    ...over,
  })
const at = (line: number) => ({ file: 'access.yaml', line, column: 7 })

const seat = (over: Partial<Step>): Step =>
  step({ address: `1001/members/${kim.id}`, asset: NORTHWIND, subject: kim, ...over })

const INVITED = { action: 'uninvite', subject: { ...kim, invitation: '7701' } } as const

const leaves = plan({
  steps: [
    step({
      action: 'unassign',
      subject: kim,
      before: MANAGES,
      after: null,
      reason: 'not_in_manifest',
    }),
    step({
      ...{ action: 'unassign', asset: account('act_2222'), subject: kim },
      ...{ before: ['ANALYZE'], after: null, reason: 'not_in_manifest' },
    }),
    seat({ action: 'remove', before: ['ADMIN'], after: null, reason: 'not_in_manifest' }),
  ],
})

/** What somebody changes: a role's name where one fits, the tasks where none does. */
describe('a change', () => {
  it.each([
    [MANAGES, ['ADVERTISE', 'ANALYZE'], '-MANAGE -> GENERAL_USER (loses MANAGE)'],
    [['ANALYZE'], ['ADVERTISE', 'ANALYZE'], '+ADVERTISE -> GENERAL_USER'],
    [['ADVERTISE'], ['ANALYZE'], '+ANALYZE -ADVERTISE -> REPORTS_ONLY'],
    [['DRAFT'], ['DRAFT', 'ANALYZE'], '+ANALYZE -> DRAFT, ANALYZE'],
  ])('of %j to %j says both sides', (before, after, words) => {
    expect(textOf(plan({ steps: [reassign('act_1', before, after)] }))).toContain(`  ${words}  `)
  })

  it("is named by the manifest's own role first, of its kind alone", () => {
    const steps = [reassign('act_1', ['ANALYZE'], ['ADVERTISE', 'ANALYZE'])]
    const named = (kind: string) =>
      textOf(plan({ steps }), { roles: [{ name: 'buyer', kind, tasks: ['ADVERTISE', 'ANALYZE'] }] })
    expect(named('ad_account')).toContain('+ADVERTISE -> buyer ')
    expect(named('page')).toContain('+ADVERTISE -> GENERAL_USER ')
  })
})

describe('what hangs on a request', () => {
  const shown = plan({
    steps: [asks],
    waiting: [hangs({}), hangs({ address: `act_9999/users/${kim.id}`, subject: kim }), waiting()],
  })

  it('is one entry with it, and no wait of its own', () => {
    const text = textOf(shown)
    expect(text.match(/act_9999/g)).toHaveLength(1)
    expect(text.replace(/\s+/g, ' ')).toContain(
      `; then ADVERTISE, ANALYZE for user lee ${lee.id}, user kim ${kim.id}`,
    )
    expect(text).toContain('Plan: 1 to request; 1 waits on a person.\n')
  })

  it('is counted entry by entry in JSON', () => {
    const { summary, waiting: entries } = JSON.parse(textOf(shown, { format: 'json' })) as Plan
    expect([summary.waiting, entries.length]).toEqual([3, 3])
  })

  it('counts and is listed on its own where nothing else lists what it needs', () => {
    const text = textOf(plan({ waiting: [hangs({})] }))
    expect(text).toContain('! user  lee')
    expect(text).toContain('No changes to make: 1 waits on a person.')
  })
})

it.each([
  ['2026-11-13T23:59:00Z', ' since 2026-11-13 (9 days):'],
  ['2026-11-21T00:00:00Z', ' since 2026-11-21 (1 day):'],
  ['2026-11-22T00:00:00Z', ' since 2026-11-22:'],
  [null, 'approval:'],
])('what waits since %s says for how long, up to the day of the plan', (since, words) => {
  expect(textOf(plan({ waiting: [waiting({ since })] }))).toContain(words)
})

describe.each([60, 80, 200])('at %d columns', (width) => {
  it.each([
    ['every action', everyAction],
    [
      'somebody who leaves',
      plan({ ...leaves, steps: [...leaves.steps, asks], waiting: [waiting()] }),
    ],
  ])('the manifest line is at one column in the whole output: %s', (_what, shown) => {
    const lines = textOf(shown, { width }).split('\n')
    const columns = lines.map((line) => line.search(/access\.yaml:\d+$/)).filter((at) => at >= 0)
    expect(columns.length).toBeGreaterThan(2)
    expect(new Set(columns).size).toBe(1)
    expect(columns[0]).toBeLessThan(width)
  })

  it('somebody who leaves is one headline, with all that goes', () => {
    const text = textOf(leaves, { width }).replace(/ +access\.yaml:\d+/, '')
    expect(text.replace(/\s+/g, ' ')).toContain(
      `user kim ${kim.id} loses 2 ad accounts (with MANAGE on 1), leaves the business (ADMIN) - business 1001`,
    )
    expect(text.match(/kim/g)).toHaveLength(1)
  })
})

describe('the summary', () => {
  it.each<[string, readonly Step[], string | null]>([
    ['of whoever leaves', leaves.steps, '1 loses MANAGE, 1 loses ADMIN.'],
    [
      'once for each person, on however many assets',
      [
        reassign('act_1', MANAGES, ['ANALYZE']),
        reassign('act_2', MANAGES, ['ANALYZE']),
        step({ action: 'unassign', subject: kim, before: MANAGES, after: null }),
      ],
      '2 lose MANAGE.',
    ],
    ['not of whoever still manages', [reassign('act_1', MANAGES, ['MANAGE'])], null],
    ['not of an invitation', [seat({ ...INVITED, before: ['ADMIN'], after: null })], null],
  ])('says how many lose what they manage by: %s', (_which, steps, words) => {
    const lines = textOf(plan({ steps })).split('\n')
    expect(lines.find((line) => /^\d+ loses? /.test(line)) ?? null).toBe(words)
  })

  it('says nothing of those whom a rail holds', () => {
    const steps = [reassign('act_1', MANAGES, ['ANALYZE'])]
    const [{ address }] = steps as [Step]
    const held = [{ address, rail: 'rail_keep_managers' }]
    expect(textOf(plan({ steps, held }))).not.toMatch(/^\d+ loses? /m)
  })
})

it('ids are dimmed where there is colour, and only there', () => {
  const coloured = textOf(everyAction, { color: true })
  for (const { subject } of everyAction.steps) {
    if (subject.name === null || subject.type === 'business') continue
    expect(coloured).toContain(`\u001b[2m${subject.id}\u001b[0m`)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(textOf(everyAction))
})

it('ids are dimmed under FORCE_COLOR too, where nobody watches', async () => {
  const dimmed = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
    const files = { 'world.yaml': WORLD, 'access.yaml': MANIFEST }
    const { stdout } = await runCli(['plan', '--sandbox=world.yaml'], { env, files })
    expect(stdout).toContain(KIM)
    return stdout.includes(`\u001b[2m${KIM}\u001b[0m`)
  }
  expect(await dimmed({ FORCE_COLOR: '1' })).toBe(true)
  expect(await dimmed({})).toBe(false)
  expect(await dimmed({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
})

const KIM = '61550000000000009'
