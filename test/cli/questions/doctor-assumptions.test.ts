import { expect, it } from 'vitest'
import type { DoctorReport } from '../../../src/model/reports/doctor-report.ts'
import { folderWith, runCli, WORLD } from '../../support/run-cli.ts'

/** What doctor says of what is assumed about the API. */

const NOW = '2026-11-22T09:00:00Z'
const BARE = `${WORLD.replace(/^modes:.*\n/m, '')}modes: { unpacking: none }\n`
const LACKING = `pages: { "3333": { name: Shop, owner: "1001", users: { "61550000000000001": [MANAGE] } } }\n`

const doctor = async (world: string, argv: readonly string[] = []) => {
  const cwd = folderWith({ 'world.yaml': world })
  return runCli(['doctor', '--business=1001', '--sandbox=world.yaml', ...argv], {
    cwd,
    now: NOW,
    columns: 100,
  })
}

const assumed = async (world: string): Promise<ReadonlyMap<string, string>> => {
  const { json } = await doctor(world, ['--format=json'])
  const { assumptions } = json() as unknown as DoctorReport
  return new Map(assumptions.map(({ id, evidence }) => [id, evidence]))
}

it('lists every assumption with its evidence and what follows', async () => {
  const { code, json } = await doctor(BARE + LACKING, ['--format=json'])
  const { assumptions } = json() as unknown as DoctorReport
  expect(code).toBe(0)
  expect(assumptions.find(({ id }) => id === 'people_unpacked')).toEqual({
    id: 'people_unpacked',
    statement: 'A row of a person shows what they were given and all that comes with it.',
    evidence: 'contradicted',
    follows: expect.stringMatching(/\(this fits the reading unpacking_none\)$/),
    source: 'recorded',
    shown_by: 'the people of assets we own (assigned_users)',
    examples: [
      '3333/users/61550000000000001 shows MANAGE without CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE',
    ],
  })
  for (const each of assumptions) {
    expect(['seen', 'contradicted', 'not seen']).toContain(each.evidence)
    expect(each.follows).not.toBe('')
    expect(each.examples.length === 0).toBe(each.evidence === 'not seen')
  }
})

it('contradicts nothing where the API does what was observed', async () => {
  const words = [...(await assumed(WORLD.replace(/^modes:.*\n/m, '') + LACKING)).values()]
  expect(words).toContain('seen')
  expect(words).not.toContain('contradicted')
})

it('shows what is contradicted, and all of it only when asked', async () => {
  const bare = await doctor(BARE + LACKING)
  const section = (text: string): string =>
    text.slice(text.indexOf('What it assumes of the API'), text.indexOf('\n\nReady'))
  expect(section(bare.stdout)).toMatchInlineSnapshot(`
    "What it assumes of the API
      contradicted  people_unpacked        A row of a person shows what they were given and all that
                                           comes with it.
                                             3333/users/61550000000000001 shows MANAGE without
                                             CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE
                                             -> a row shows less than the person may do, or the tasks
                                             that imply others are not those we know: a grant can look
                                             different after it was made, and stay that way (this fits
                                             the reading unpacking_none); see what an apply would do:
                                             bizaccess rehearse

        1 contradicted, 0 seen, 31 not seen (--verbose lists them)

    What its reads rest on
        77 lists and objects read: 13 rest on answers that were recorded, 64 on documents alone; 7 have
        fields that are inferred (--verbose lists them)"
  `)
  const all = section((await doctor(BARE + LACKING, ['--verbose'])).stdout)
  expect(all).toContain('not seen      pixel_people_stay')
  const { stdout } = await doctor(BARE + LACKING, ['--format=markdown'])
  expect(stdout).toContain('contradicted  people_unpacked')
})

it('asks for nothing more than before', async () => {
  const { stdout } = await doctor(BARE + LACKING, ['--verbose'])
  expect(/Read with .*/.exec(stdout)?.[0]).toMatchInlineSnapshot(
    `"Read with 36 billed calls in 4 HTTP requests and 4 dependent rounds."`,
  )
})
