import { describe, expect, it } from 'vitest'
import { sendSteps } from '../../../src/apply/attempt/send.ts'
import type { GraphClient, WriteAnswer } from '../../../src/graph/client.ts'
import { GraphError, localFacts } from '../../../src/graph/errors/graph-error.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { Step } from '../../../src/model/plan.ts'
import { stepOf } from '../../support/builders.ts'

/** What answers of the API say of the steps that were sent. */
const grant = stepOf({ action: 'grant', type: 'business', id: '2002', after: ['ANALYZE'] })
const other = stepOf({
  ...{ action: 'grant', type: 'business', id: '2002', after: ['ANALYZE'] },
  on: 'act_2',
})
const gap = stepOf({
  ...{ action: 'regrant', type: 'business', id: '2002', gap: true },
  ...{ before: ['ADVERTISE'], after: ['ANALYZE'] },
})
const unknown = stepOf({ action: 'grant', type: 'business', id: '2002', after: ['FUTURE'] })

type Answered = WriteAnswer | Error

const YES = { success: true, requiresAdminApproval: false } as WriteAnswer
const REVIEW = { success: true, requiresAdminApproval: true } as WriteAnswer
const NO = { success: false, requiresAdminApproval: false } as WriteAnswer

const errorOf = (code: number | null): GraphError =>
  new GraphError({ ...localFacts('throttled', 'so it says', { call: 'POST /x' }), code })

const given = (answer: Answered): WriteAnswer => {
  if (answer instanceof Error) throw answer
  return answer
}

/** Sends the steps to an API that answers so, one after the other. */
const send = (steps: readonly Step[], ...answers: readonly Answered[]) => {
  const left = [...answers]
  const client = {
    write: async () => given(left.shift() as Answered),
    writeMany: async () => left,
  } as unknown as GraphClient
  return sendSteps({ client, business: '1001', kinds: KINDS }, steps)
}

const sentAlone = async (step: Step, ...answers: readonly Answered[]) =>
  (await send([step], ...answers)).get(step)

describe('a step that is sent alone', () => {
  it('is accepted, and waits where any of its calls needs an approval', async () => {
    expect(await sentAlone(grant, YES)).toEqual({ type: 'accepted', needsApproval: false })
    expect(await sentAlone(gap, YES, REVIEW)).toEqual({ type: 'accepted', needsApproval: true })
  })

  it('is refused where the API says it was no success', async () => {
    expect(await sentAlone(grant, NO)).toMatchObject({
      ...{ type: 'refused', family: 'state', stop: 'step', isBegun: false },
      error: { code: null, message: expect.stringContaining('success: false') },
    })
  })

  it('ends with the first call that is refused, and tells that an earlier one was done', async () => {
    expect(await sentAlone(gap, NO)).toMatchObject({ type: 'refused', isBegun: false })
    expect(await sentAlone(gap, YES, NO)).toMatchObject({ type: 'refused', isBegun: true })
    expect(await sentAlone(gap, YES, errorOf(100))).toMatchObject({
      ...{ type: 'refused', isBegun: true, isOpenAlone: false },
      error: { code: 100 },
    })
  })

  it('says what to do in the message where no code tells it', async () => {
    const sent = await sentAlone(grant, errorOf(null))
    expect(sent).toMatchObject({ type: 'refused', advice: null, error: { code: null } })
    expect(sent?.type === 'refused' && sent.error.message).toMatch(/so it says.*; \S/)
  })

  it('is told apart where its list holds what this version does not know', async () => {
    expect(await sentAlone(unknown, errorOf(100))).toMatchObject({
      error: { message: expect.stringMatching(/^would_drop_unknown: /) },
    })
    expect(await sentAlone(grant, errorOf(100))).not.toMatchObject({
      error: { message: expect.stringMatching(/^would_drop_unknown: /) },
    })
  })

  it('lets through what is no answer of the API at all', async () => {
    await expect(sentAlone(grant, new TypeError('ours'))).rejects.toThrow('ours')
  })
})

describe('steps that are sent together', () => {
  it('have an answer each', async () => {
    const sent = await send([grant, other], YES, errorOf(200))
    expect(sent.get(grant)).toMatchObject({ type: 'accepted' })
    expect(sent.get(other)).toMatchObject({ type: 'refused', family: 'permission' })
  })

  it('are of one call each', async () => {
    await expect(send([gap, other], YES, YES)).rejects.toThrow('a batched step of several calls')
  })
})
