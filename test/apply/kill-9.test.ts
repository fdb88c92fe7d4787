import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type JournalEntry, parseJournal } from '../../src/apply/journal/journal-entry.ts'
import type { Plan } from '../../src/model/plan.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { MAIN } from '../support/built.ts'
import { childEnv } from '../support/child-env.ts'
import { inForm } from '../support/effort.ts'
import { folderWith, runCli } from '../support/run-cli.ts'
import { BATCHED, HEAD, type Scenario, world } from './scenarios.ts'

/** Of the kills so many have to come amid the writes. */
const [KILLS, AMID] = inForm([10, 6], [84, 60])
const AT_A_TIME = 2
const ARGS = ['apply', 'access.yaml', '--auto-approve']

/** Seven accounts for each kind of write that a batch may hold. */
const accounts = BATCHED.flatMap((scenario, row) =>
  Array.from({ length: 7 }, (_, place): [string, Scenario] => [
    `act_${row + 1}00${place}`,
    scenario,
  ]),
)
const textOf = (part: (scenario: Scenario) => string): string =>
  accounts.map(([id, scenario]) => `  ${id}: ${part(scenario)}\n`).join('')
const WORLD = world('').replace(
  / {2}act_1111: \n$/,
  textOf(({ asset }) => asset),
)
const MANIFEST = HEAD.replace(
  / {2}act_1111: $/,
  textOf(({ manifest }) => manifest),
)

/** The same, with somebody to invite before everything else, and somebody to remove after it. */
const PEOPLED = {
  world: WORLD.replace(
    'role: EMPLOYEE } }',
    'role: EMPLOYEE }, "61550000000000002": { name: Lee, email: lee@northwind.example, role: ADMIN }, "61550000000000004": { name: Ann, role: ADMIN, email: ann@northwind.example } }',
  )
    .replace(
      'ads_management]',
      'ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management]',
    )
    .replace('modes: {', 'modes: { repeat_invitation: another,'),
  manifest: MANIFEST.replace(
    'people: {',
    'people: { lee: lee@northwind.example, ann: "61550000000000004", hired: hired@northwind.example,',
  ).replace(
    'ad_accounts:',
    'offboarded: [ann]\nmembers: { users: { kim: EMPLOYEE, lee: ADMIN, hired: EMPLOYEE } }\nad_accounts:',
  ),
}
const PLAIN = { world: WORLD, manifest: MANIFEST }
/** How many of all kills come while somebody is invited or removed. */
const PEOPLE_KILLS = inForm(4, 16)

interface Run {
  readonly sandbox: Sandbox
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Every write takes a little while, so that there is time to die in. */
const startRun = async ({ world, manifest }: typeof PLAIN): Promise<Run> => {
  const sandbox = await startSandbox({ world: parseWorld(world) })
  const slow = { delay_ms: 5 }
  sandbox.setFaults(['POST', 'DELETE'].map((method) => ({ match: { method }, do: slow })))
  const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
  return { sandbox, cwd: folderWith({ 'access.yaml': manifest }), env }
}

const journalOf = ({ cwd }: Run): readonly JournalEntry[] => {
  const file = join(cwd, '.bizaccess', '1001', 'journal.ndjson')
  return existsSync(file) ? (parseJournal(readFileSync(file, 'utf8'), file).value ?? []) : []
}

/** Starts the built command, and kills it so long after so many of its writes have come in. */
const applyAndKill = async (run: Run, writes: number, afterMs: number): Promise<void> => {
  const options = { cwd: run.cwd, env: childEnv(run.env), stdio: 'ignore' as const }
  const child = spawn(process.execPath, [MAIN, ...ARGS], options)
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  while (run.sandbox.counts.writes < writes && child.exitCode === null) await sleep(1)
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
}

/** What the sandbox had begun when the command died is still carried out. */
const quiet = async ({ sandbox }: Run): Promise<void> => {
  for (let before = -1; before !== sandbox.requests.length; ) {
    before = sandbox.requests.length
    await sleep(40)
  }
}

const close = ({ sandbox }: Run): Promise<void> => sandbox.close()

/** Whether the command died between its first intent and its last outcome. */
const killOnce = async (writes: number, afterMs: number): Promise<boolean> => {
  const run = await startRun(PLAIN)
  try {
    await applyAndKill(run, writes, afterMs)
    const entries = journalOf(run)
    const count = (type: string): number => entries.filter((entry) => entry.type === type).length
    const isWithin = count('intent') > 0 && count('outcome') < accounts.length
    await quiet(run)
    const again = await runCli(ARGS, { cwd: run.cwd, env: run.env })
    expect(again).toMatchObject({ code: 0 })
    const plan = await runCli(['plan', 'access.yaml', '--detailed-exitcode'], run)
    expect(plan.code).toBe(0)
    const commits = run.sandbox.commits.map(({ method, path }) => `${method} ${path}`)
    expect(commits).toHaveLength(accounts.length)
    expect(new Set(commits).size).toBe(accounts.length)
    return isWithin
  } finally {
    await close(run)
  }
}

/** Who was to be invited and perhaps never was is for a person to invite again. */
const killAmidPeople = async (writes: number, afterMs: number): Promise<void> => {
  const run = await startRun(PEOPLED)
  try {
    await applyAndKill(run, writes, afterMs)
    await quiet(run)
    expect(await runCli(ARGS, { cwd: run.cwd, env: run.env })).toMatchObject({ code: 0 })
    const plan = await runCli(['plan', 'access.yaml', '--format', 'json'], run)
    const { steps, manual } = JSON.parse(plan.stdout) as Pick<Plan, 'steps' | 'manual'>
    const sent = run.sandbox.commits.map(({ method, path }) => `${method} ${path}`)
    const count = (call: string): number => sent.filter((each) => each === call).length
    const own = run.sandbox.world().businesses.get('1001')
    expect({
      steps,
      invited: count('POST /1001/business_users') + manual.length,
      removed: count('DELETE /61550000000000004'),
      seats: [...(own?.users.keys() ?? [])].sort(),
      open: own?.invited.size,
    }).toEqual({
      steps: [],
      invited: 1,
      removed: 1,
      seats: ['61550000000000002', '61550000000000009'],
      open: 1 - manual.length,
    })
  } finally {
    await close(run)
  }
}

describe('kill -9', () => {
  it(`${KILLS} times, at least ${AMID} of them amid the writes: each next run converges`, async () => {
    let left = KILLS
    let within = 0
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        const writes = 1 + Math.floor(Math.random() * accounts.length)
        if (await killOnce(writes, Math.random() * 15)) within += 1
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
    expect(within).toBeGreaterThanOrEqual(AMID)
  })

  it(`${PEOPLE_KILLS} times while somebody is invited or removed: neither happens twice`, async () => {
    for (let place = 0; place < PEOPLE_KILLS; place += 1) {
      const isFirst = place % 2 === 0
      await killAmidPeople(isFirst ? 1 : accounts.length + 2, place)
    }
  })
})
