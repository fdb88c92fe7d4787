import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { folderWith, NEEDS_APPROVAL, REQUEST, runCli, WORLD } from '../support/run-cli.ts'

/** `apply --wait` with people who are played between two looks; no real time passes. */

const SANDBOX = '--sandbox=world.yaml'
const HANGING = REQUEST.replace(
  'request: [ADVERTISE, ANALYZE]',
  'request: [ADVERTISE, ANALYZE], users: { lee: [ANALYZE] }',
)

interface Play {
  readonly manifest: string
  /** What a person does before the nth look, from 1. */
  readonly acts?: Readonly<Record<number, readonly string[]>>
  readonly flags?: readonly string[]
  readonly abortAt?: number
}

const applyWaiting = async ({ manifest, acts = {}, flags = [], abortAt }: Play) => {
  const cwd = folderWith({ 'access.yaml': manifest, 'world.yaml': WORLD })
  const interruption = new AbortController()
  const pauses: number[] = []
  const listeners: number[] = []
  let now = Date.parse('2026-11-22T09:00:00Z')
  const result = await runCli(
    ['apply', SANDBOX, '--auto-approve', '--detailed-exitcode', '--wait=10m', '--quiet', ...flags],
    {
      cwd,
      clock: () => new Date(now),
      signal: interruption.signal,
      sleep: async (ms) => {
        pauses.push(ms / 1000)
        now += ms
        listeners.push(getEventListeners(interruption.signal, 'abort').length)
        const act = acts[pauses.length]
        if (act !== undefined) {
          const { code } = await runCli(['sandbox', ...act, '--world=world.yaml'], { cwd })
          expect(code).toBe(0)
        }
        if (pauses.length === abortAt) interruption.abort()
      },
    },
  )
  return { ...result, pauses, listeners, cwd }
}

describe('apply --wait', () => {
  it('ends when the person answers, and only says what is possible now', async () => {
    const { code, json, pauses } = await applyWaiting({
      manifest: HANGING,
      acts: { 3: ['accept', 'act_9999/request'] },
      flags: ['--format=json'],
    })
    expect(json()).toMatchObject({
      kind: 'apply',
      summary: { waiting: 1 },
      calls: { write: 1 },
      waited: {
        minutes: 1,
        answers: [{ address: 'act_9999/request', state: 'client_response', outcome: 'granted' }],
        ready: 1,
      },
    })
    expect([code, pauses]).toEqual([0, [15, 22.5, 33.75]])
  })

  it('is over when the time is, with pauses of a minute at most', async () => {
    const { code, stdout, pauses, listeners } = await applyWaiting({ manifest: REQUEST })
    expect(code).toBe(3)
    // However often it looks: Node.js warns of more than ten.
    expect(Math.max(...listeners)).toBe(1)
    expect(stdout).toContain(
      'Waited 10 minutes for 1 answer:\n  act_9999/request: not answered yet\n',
    )
    expect(Math.max(...pauses)).toBe(60)
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(600)
  })

  it('says plainly that a request was declined', async () => {
    const { code, stdout, pauses } = await applyWaiting({
      manifest: REQUEST,
      acts: { 1: ['decline', 'act_9999/request'] },
    })
    expect(stdout).toContain('act_9999/request: declined, or taken back')
    expect([code, pauses.length]).toEqual([3, 1])
  })

  it.each(['approve', 'decline'])('sees an admin %s a grant', async (act) => {
    const { stdout, code } = await applyWaiting({
      manifest: NEEDS_APPROVAL,
      acts: { 2: [act, 'act_2222/agencies/2002'] },
    })
    const words = act === 'approve' ? 'granted' : 'declined'
    expect(stdout).toContain(`act_2222/agencies/2002: ${words}`)
    expect(code).toBe(act === 'approve' ? 0 : 3)
  })

  it('waits for what an earlier run asked for', async () => {
    const { cwd } = await applyWaiting({ manifest: REQUEST, flags: ['--wait=1s'] })
    const again = await runCli(
      ['apply', SANDBOX, '--auto-approve', '--wait=1m', '--quiet', '--format=json'],
      { cwd, sleep: async () => {} },
    )
    expect(again.json()).toMatchObject({
      calls: { write: 0 },
      waited: { answers: [{ address: 'act_9999/request', outcome: 'waiting' }] },
    })
  })

  it('does not wait after a failure, nor where nothing waits', async () => {
    const { pauses } = await applyWaiting({
      manifest: 'version: 1\nbusiness: "1001"\nad_accounts: { act_1111: { agencies: {} } }\n',
    })
    expect(pauses).toEqual([])
  })

  it('is interrupted at once, and what was applied stays', async () => {
    const { code, json, pauses } = await applyWaiting({
      manifest: REQUEST,
      abortAt: 2,
      flags: ['--format=json'],
    })
    expect(json()).toMatchObject({ interrupted: true, summary: { waiting: 1 } })
    expect([code, pauses.length]).toEqual([130, 2])
  })
})
