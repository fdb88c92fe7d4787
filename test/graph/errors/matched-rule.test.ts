import { describe, expect, it } from 'vitest'
import {
  GraphError,
  graphFacts,
  localFacts,
  messageOf,
  redactedError,
  toFailure,
} from '../../../src/graph/errors/graph-error.ts'
import { adviceOf, ruleOf } from '../../../src/graph/errors/matched-rule.ts'
import { createRedactor } from '../../../src/graph/secrets/redact.ts'

const about = (code: number | null, subcode: number | null = null, message = '', type = 'T') => ({
  code,
  subcode,
  message,
  type,
})

describe('the error table', () => {
  it.each([
    [1, null, 'server', 'backoff', 'step'],
    [2, null, 'server', 'backoff', 'step'],
    [3, null, 'permission', 'no', 'step'],
    [4, null, 'limit', 'wait', 'run'],
    [10, null, 'permission', 'no', 'asset'],
    [12, null, 'input', 'no', 'step'],
    [17, 2446079, 'limit', 'wait', 'run'],
    [32, null, 'limit', 'wait', 'run'],
    [100, null, 'input', 'no', 'step'],
    [100, 33, 'input', 'no', 'step'],
    [104, null, 'token', 'no', 'step'],
    [190, 463, 'token', 'no', 'run'],
    [200, null, 'permission', 'no', 'asset'],
    [294, null, 'permission', 'no', 'asset'],
    [299, null, 'permission', 'no', 'asset'],
    [300, null, 'input', 'no', 'step'],
    [341, null, 'server', 'backoff', 'step'],
    [368, null, 'blocked', 'no', 'run'],
    [613, 1487742, 'limit', 'wait', 'asset'],
    [2635, null, 'input', 'no', 'step'],
    [3919, null, 'server', 'backoff', 'step'],
    [3946, null, 'state', 'no', 'step'],
    [3989, null, 'state', 'no', 'step'],
    [80004, 2446079, 'limit', 'wait', 'asset'],
    [80014, null, 'limit', 'wait', 'asset'],
    [-3, null, 'server', 'backoff', 'step'],
    [424242, null, 'input', 'no', 'step'],
  ])('code %s/%s: %s, retry %s, stops the %s', (code, subcode, family, retry, stop) => {
    expect(ruleOf(about(code, subcode))).toMatchObject({ family, retry, stop })
  })

  it('reads the words of the two codes that need them', () => {
    const reduce = 'Please reduce the amount of data you are asking for, then retry your request'
    expect(ruleOf(about(1, null, reduce)).retry).toBe('reduce')
    const proof = 'API calls from the server require an appsecret_proof argument'
    expect(ruleOf(about(100, null, proof)).family).toBe('token')
  })

  it('knows our own errors by their type, and no other name', () => {
    expect(ruleOf(about(null, null, '', 'timeout')).family).toBe('server')
    expect(ruleOf(about(null, null, '', 'constructor')).family).toBe('input')
  })

  it('says what it means and what to do', () => {
    expect(adviceOf(about(190, 463))).toBe(
      'the token has expired; create a new token; retrying does not help',
    )
    const denied = adviceOf({ ...about(200), isTransient: true })
    expect(denied).toMatch(/; run the same command again later; retrying may help$/)
    expect(adviceOf(about(368))).toMatch(/at least a day.*; retrying makes it worse$/)
  })
})

it('an error becomes what reports and the journal hold', () => {
  const facts = graphFacts({ message: 'm', type: 'T', code: 200, subcode: 3, traceId: 'X' })
  expect(toFailure(new GraphError(facts))).toEqual({
    code: 200,
    subcode: 3,
    message: 'm',
    trace_id: 'X',
  })
  const told = new GraphError({ ...localFacts('timeout', 'm'), userMessage: 'for people' })
  expect(toFailure(told)).toMatchObject({ code: null, message: 'm (for people)' })
  const titled = new GraphError({ ...facts, userTitle: 'A title', userMessage: 'For people.' })
  expect(toFailure(titled).message).toBe('m (A title: For people.)')
  const twice = new GraphError({ ...facts, userTitle: 'A title', userMessage: 'm' })
  expect(toFailure(twice).message).toBe('m (A title)')
})

it('what the API wrote for people is one line, without secrets', () => {
  const facts = graphFacts({
    message: 'first\nerror [forged]',
    type: 'T',
    code: 415,
    userTitle: 'Two\r\n factors\u2028needed',
    userMessage: 'the token \u001b[31mEAAB',
  })
  const error = redactedError(facts, {
    ...createRedactor(),
    redact: (text) => text.replaceAll('EAAB', '[secret]'),
  })
  expect(messageOf(error)).toBe('first error [forged] (Two factors needed: the token [31m[secret])')
})
