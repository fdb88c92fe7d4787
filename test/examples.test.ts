import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { applyPatch, parsePatch, reversePatch } from 'diff'
import { afterEach, describe, expect, it, test } from 'vitest'
import { loadManifest } from '../src/manifest/load.ts'
import { KINDS } from '../src/model/kinds.ts'
import type { Plan } from '../src/model/plan.ts'
import type { Act } from '../src/sandbox/writes/played-people.ts'
import { manifestOf, type Pipeline, startPipeline } from './support/pipeline.ts'

/** Every example against its world, over real HTTP, until there is nothing left to do. */

const EXAMPLES = new URL('../examples/', import.meta.url)
const textOf = (path: string): string => readFileSync(new URL(path, EXAMPLES), 'utf8')

interface Example {
  readonly name: string
  /** The example whose world it is planned against. */
  readonly world: string
  /** `action address` of the first plan, in its order. */
  readonly steps: readonly string[]
  /** `state address` of what waits after the first apply. */
  readonly waits: readonly string[]
  /** What the people do about it. */
  readonly answers: readonly (readonly [Act, string])[]
  /** What is left for a person, because no API does it: `reason address`. */
  readonly byHand: readonly string[]
  /** What hung on their answers. */
  readonly afterwards: readonly string[]
}

const ALL: readonly Example[] = [
  {
    name: 'review',
    world: 'review',
    steps: ['unassign act_1111/users/61550000000000009'],
    waits: [],
    answers: [],
    byHand: [],
    afterwards: [],
  },
  {
    name: 'first',
    world: 'brand',
    steps: [
      'grant act_110000000000003/agencies/2002',
      'reassign act_110000000000001/users/61550000000001011',
      'unassign act_110000000000001/users/61550000000001013',
      'revoke act_110000000000001/agencies/2003',
    ],
    waits: ['admin_approval act_110000000000003/agencies/2002'],
    answers: [['approve', 'act_110000000000003/agencies/2002']],
    byHand: [],
    afterwards: [],
  },
  {
    name: 'brand',
    world: 'brand',
    steps: [
      'grant 310000000000011/agencies/2002',
      'grant 410000000000011/agencies/2002',
      'grant 510000000000011/agencies/2002',
      'grant act_110000000000002/agencies/2004',
      'grant act_110000000000003/agencies/2002',
      'assign 104000000000011/users/61550000000001011',
      'assign 310000000000011/users/61550000000001011',
      'assign 310000000000011/users/61550000000001012',
      'assign 610000000000011/users/61550000000001012',
      'assign act_110000000000001/users/61550000000001002',
      'reassign act_110000000000001/users/61550000000001011',
      'assign act_110000000000002/users/61550000000001002',
      'assign act_110000000000002/users/61550000000001011',
      'assign act_110000000000003/users/61550000000001002',
      'reassign act_110000000000002/users/61550000000001012',
      'unassign 310000000000011/users/61550000000001013',
      'unassign act_110000000000001/users/61550000000001013',
      'revoke 310000000000011/agencies/2003',
      'revoke 410000000000011/agencies/2003',
      'revoke act_110000000000001/agencies/2003',
      'leave_group 810000000000011/users/61550000000001013',
      'remove 1001/members/61550000000001013',
    ],
    waits: ['admin_approval act_110000000000003/agencies/2002'],
    answers: [['approve', 'act_110000000000003/agencies/2002']],
    byHand: [],
    afterwards: [],
  },
  {
    name: 'handover',
    world: 'brand',
    steps: [
      'invite 1001/members/ann@northwind.example',
      'unassign 310000000000011/users/61550000000001013',
      'unassign act_110000000000001/users/61550000000001013',
      'leave_group 810000000000011/users/61550000000001013',
      'remove 1001/members/61550000000001013',
    ],
    waits: [
      'invitation 1001/members/ann@northwind.example',
      'invitation 310000000000011/users/ann',
      'invitation 410000000000011/users/ann',
      'invitation act_110000000000001/users/ann',
    ],
    answers: [['accept', '1001/members/ann@northwind.example']],
    byHand: [],
    afterwards: [
      'assign 310000000000011/users/61560003007917533',
      'assign 410000000000011/users/61560003007917533',
      'assign act_110000000000001/users/61560003007917533',
    ],
  },
  {
    name: 'agency',
    world: 'agency',
    steps: [
      'request 310000000000002/request',
      'request act_130000000000001/request',
      'grant act_210000000000001/agencies/3001',
      'assign 104000000000011/users/61550000000002012',
      'reassign 310000000000001/users/61550000000002012',
      'assign 410000000000011/users/61550000000002013',
      'assign 620000000000001/users/61550000000002012',
      'assign act_110000000000001/users/61550000000002002',
      'reassign act_110000000000001/users/61550000000002011',
      'assign act_110000000000001/users/61550000000002013',
      'assign act_110000000000002/users/61550000000002012',
      'assign act_210000000000001/users/61550000000002002',
      'reassign act_110000000000002/users/61550000000002011',
      'unassign 104000000000011/users/61550000000002014',
      'unassign act_110000000000001/users/61550000000002014',
      'unassign act_210000000000001/users/61550000000002014',
      'revoke 310000000000001/agencies/3001',
      'remove 2002/members/61550000000002014',
    ],
    waits: [
      'invitation 310000000000001/users/farah',
      'client_response 310000000000002/request',
      'client_response 310000000000002/users/61550000000002012',
      'client_response act_120000000000001/request',
      'client_response act_120000000000001/users/61550000000002011',
      'client_response act_120000000000001/users/61550000000002013',
      'client_response act_130000000000001/request',
      'client_response act_130000000000001/users/61550000000002011',
      'client_response act_130000000000001/users/61550000000002013',
      'admin_approval act_210000000000001/agencies/3001',
    ],
    answers: [
      ['accept', 'farah@brightside.example'],
      ['accept', '310000000000002/request'],
      ['accept', 'act_120000000000001/request'],
      ['accept', 'act_130000000000001/request'],
      ['approve', 'act_210000000000001/agencies/3001'],
    ],
    byHand: [],
    afterwards: [
      'assign 310000000000001/users/61560001739504470',
      'assign 310000000000002/users/61550000000002012',
      'assign act_120000000000001/users/61550000000002011',
      'assign act_120000000000001/users/61550000000002013',
      'assign act_130000000000001/users/61550000000002011',
      'assign act_130000000000001/users/61550000000002013',
    ],
  },
]

const stepsOf = ({ steps }: Plan): readonly string[] =>
  steps.map(({ action, address }) => `${action} ${address}`)

const waitsOf = ({ waiting }: Plan): readonly string[] =>
  waiting.map(({ state, address }) => `${state} ${address}`)

let open: Pipeline | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

const start = async ({ world }: Example): Promise<Pipeline> => {
  open = await startPipeline({ world: textOf(`${world}/world.yaml`) })
  return open
}

describe.each(['brand', 'agency'])('examples/%s', (name) => {
  it.each(KINDS)('declares and holds $section', ({ section }) => {
    for (const file of ['access', 'world']) {
      expect(textOf(`${name}/${file}.yaml`)).toMatch(new RegExp(`^${section}:`, 'm'))
    }
  })
})

test('every example is tested', () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((it) => it.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(new URL(`${name}/access.yaml`, EXAMPLES)))
  expect(folders.sort()).toEqual(ALL.map(({ name }) => name).sort())
})

describe.each(ALL)('examples/$name', (example) => {
  const text = textOf(`${example.name}/access.yaml`)
  const manifest = manifestOf(text)

  it('is valid, without a warning', () => {
    expect(loadManifest([{ file: 'access.yaml', text }]).problems).toEqual([])
  })

  it('says how to try it', () => {
    // This one's world is not built in.
    const world = example.world === 'review' ? 'examples/review/world.yaml' : example.world
    const line = `bizaccess plan examples/${example.name}/access.yaml --sandbox ${world}`
    expect(text).toContain(line)
  })

  it('does what it says and converges', async () => {
    const { plan, apply, sandbox } = await start(example)
    const first = await plan(manifest)
    expect(first.problems).toEqual([])
    expect(stepsOf(first)).toEqual(example.steps)
    expect((await apply(first)).summary).toMatchObject({ failed: 0, skipped: 0, unknown: 0 })

    const waiting = await plan(manifest)
    expect(stepsOf(waiting)).toEqual([])
    expect(waitsOf(waiting)).toEqual(example.waits)

    for (const [act, address] of example.answers) sandbox.play(act, address)
    const answered = await plan(manifest)
    expect(stepsOf(answered)).toEqual(example.afterwards)
    expect((await apply(answered)).summary).toMatchObject({
      done: example.afterwards.length,
      waiting: 0,
    })
    await expectNothingLeft()
  })

  it('converges when the dates in it have passed', async () => {
    const { plan, apply, sandbox } = await start(example)
    const later = { asOf: '2030-01-01' }
    await apply(await plan(manifest, later))
    for (const [act, address] of example.answers) sandbox.play(act, address)
    await apply(await plan(manifest, later))
    await expectNothingLeft(later)
  })

  const expectNothingLeft = async (options = {}): Promise<void> => {
    const last = await open?.plan(manifest, options)
    expect(last).toMatchObject({ steps: [], waiting: [], unreadable: [], problems: [] })
    const byHand = last?.manual.map(({ reason, address }) => `${reason} ${address}`)
    expect(byHand).toEqual(example.byHand)
    expect(last?.complete).toBe(true)
  }
})

describe('the pull request of examples/handover', () => {
  const text = textOf('handover/access.yaml')
  const [change] = parsePatch(textOf('handover/pull-request.diff'))
  const before = change === undefined ? false : applyPatch(text, reversePatch(change))

  it('is what turns the manifest that Kim was in into the one without', () => {
    expect(before).toContain('desk: [kim]')
    expect(change === undefined ? '' : applyPatch(String(before), change)).toBe(text)
  })

  it('starts from what is live', async () => {
    open = await startPipeline({ world: textOf('brand/world.yaml') })
    const plan = await open.plan(manifestOf(String(before)))
    expect(plan).toMatchObject({ steps: [], waiting: [], manual: [], unreadable: [], problems: [] })
  })
})
