import { describe, expect, it } from 'vitest'
import { type Ground, groundOf } from '../../src/access/ground.ts'
import { addressOf, type Holding, holdingsIn, subjectOf } from '../../src/access/holdings.ts'
import { viewsOf } from '../../src/access/views.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { RELATION_NAMES } from '../../src/model/relations.ts'
import { asset, HEAD, KIM, LEE, liveOf, OWN, row } from '../support/builders.ts'
import { AS_OF, manifestOf } from '../support/pipeline.ts'

const allIn = (ground: Ground): readonly Holding[] =>
  viewsOf(ground).flatMap((view) =>
    RELATION_NAMES.flatMap((relation): readonly Holding[] => holdingsIn(ground, view, relation)),
  )

const joined = (manifest: string, live: LiveState) => {
  const ground = groundOf({
    manifest: manifestOf(HEAD + manifest),
    live,
    asOf: AS_OF,
    kinds: KINDS,
  })
  return allIn(ground).map((holding) => ({
    words: `${addressOf(holding)}: ${holding.standing}, ${holding.claim}`,
    subject: subjectOf(ground, holding),
  }))
}

const wordsOf = (manifest: string, live: LiveState): readonly string[] =>
  joined(manifest, live).map(({ words }) => words)

const LIVE = liveOf(
  [asset('act_1'), asset('act_2')],
  [
    row('act_1', 'agencies', '2002', ['ANALYZE']),
    row('act_1', 'agencies', '2003', ['ANALYZE'], { status: 'pending' }),
    row('act_1', 'users', LEE, ['ANALYZE']),
    row('act_1', 'users', OWN, ['ANALYZE']),
    row('act_1', 'on_behalf_of', '51', [], {
      ...{ status: 'pending', direction: 'sent', counterpart: { id: '2002', name: 'Brightside' } },
    }),
    row('act_2', 'users', KIM, ['ANALYZE']),
  ],
)

describe('the holdings of an asset', () => {
  it('are everything that is live or declared, each once', () => {
    const line = 'agencies: { brightside: [ANALYZE] }, users: { kim: [ANALYZE], lee: none }'
    expect(wordsOf(`ad_accounts: { act_1: { ${line} } }\n`, LIVE)).toEqual([
      'act_1/agencies/2002: satisfied, declared',
      'act_1/agencies/2003: incoming, unwanted',
      `act_1/users/${KIM}: none, declared`,
      `act_1/users/${LEE}: satisfied, unwanted`,
      `act_1/users/${OWN}: satisfied, left`,
      'act_1/on_behalf_of/51: sent, left',
      `act_2/users/${KIM}: satisfied, left`,
    ])
  })

  it('are spared where nothing may be taken away, and offboarded whatever else is said', () => {
    const manifest = `offboarded: [kim]\nad_accounts: { act_1: { mode: additive, users: {} } }\n`
    expect(wordsOf(manifest, LIVE)).toEqual(
      expect.arrayContaining([
        `act_1/users/${LEE}: satisfied, spared`,
        `act_2/users/${KIM}: satisfied, offboarded`,
      ]),
    )
  })

  it('name a request by its own id, and the business at its other end', () => {
    const found = joined('', LIVE).find(({ words }) => words.includes('on_behalf_of'))
    expect(found?.subject).toMatchObject({
      type: 'obo_request',
      id: '51',
      business: { id: '2002' },
    })
  })

  it('hold an alias that nobody is behind, and keep apart one that may mean several', () => {
    const people = ['x1', 'x2'].map((id) => ({
      ...{ type: 'business_user' as const, id, name: null, facebookId: null },
      email: 'two@x.example',
    }))
    const live = liveOf([asset('act_1')], [], { people: [...LIVE.people, ...people] })
    const head = HEAD.replace('lee:', 'ghost: ghost@x.example, two: two@x.example, lee:')
    const text = `${head}ad_accounts: { act_1: { users: { ghost: [ANALYZE], two: [ANALYZE] } } }\n`
    const ground = groundOf({ manifest: manifestOf(text), live, asOf: AS_OF, kinds: KINDS })
    const found = allIn(ground)
    expect(found.map(({ subject, standing }) => `${subject} ${standing}`)).toEqual([
      'ghost nobody',
      'two doubtful',
    ])
    expect(found.map((holding) => subjectOf(ground, holding).id)).toEqual(['ghost', 'two'])
  })
})
