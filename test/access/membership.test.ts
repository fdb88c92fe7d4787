import { describe, expect, it } from 'vitest'
import { groundOf } from '../../src/access/ground.ts'
import { addressOf, holdingsIn, subjectOf } from '../../src/access/holdings.ts'
import { viewsOf } from '../../src/access/views.ts'
import { KINDS, withBusiness } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { asset, HEAD, KIM, LEE, OWN, row } from '../support/builders.ts'
import { invitedRow, SEATS, withMembers } from '../support/members.ts'
import { AS_OF, manifestOf } from '../support/pipeline.ts'

const GUS = '61550000000000008'
const NAMES = HEAD.replace('people: {', 'people: { zoe: Zoe@X.example, dana: Kim@x.example,')

const joined = (text: string, live: LiveState) => {
  const manifest = manifestOf(NAMES + text)
  const ground = groundOf({ manifest, live, asOf: AS_OF, kinds: KINDS })
  const [view] = viewsOf({ ...ground, kinds: withBusiness(KINDS) }).slice(-1)
  if (view === undefined) throw new Error('no business')
  return holdingsIn(ground, view, 'members').map((holding) => ({
    words: `${addressOf(holding).replace('1001/members/', '')}: ${holding.standing}, ${holding.claim}`,
    subject: subjectOf(ground, holding),
    wish: holding.wish,
  }))
}

const wordsOf = (text: string, live: LiveState): readonly string[] =>
  joined(text, live).map(({ words }) => words)

describe('the members of a business, joined', () => {
  it('are everybody who is declared, is there, or is invited, each once', () => {
    const live = withMembers([...SEATS, { id: GUS }], {
      invited: [invitedRow('max@x.example'), invitedRow('zoe@x.example')],
    })
    expect(
      wordsOf('members: { users: { lee: EMPLOYEE, kim: EMPLOYEE, zoe: ADMIN } }\n', live),
    ).toEqual([
      `${KIM}: satisfied, declared`,
      `${LEE}: differs, declared`,
      'zoe@x.example: invited_other, declared',
      `${OWN}: system_user, left`,
      `${GUS}: satisfied, unwanted`,
      'max@x.example: invited, unwanted',
    ])
  })

  it('are left as they are where the key is absent, but for the offboarded', () => {
    const live = withMembers(SEATS, { invited: [invitedRow('zoe@x.example')] })
    expect(wordsOf('offboarded: [zoe, lee]\n', live)).toEqual([
      `${OWN}: system_user, left`,
      `${LEE}: satisfied, offboarded`,
      `${KIM}: satisfied, left`,
      'zoe@x.example: invited, offboarded',
    ])
  })

  it('are offboarded by whatever tells them: an invitation goes with the id whose e-mail it has', () => {
    const live = withMembers(SEATS, { invited: [invitedRow('kim@x.example')] })
    expect(wordsOf(`offboarded: ["${KIM}"]\n`, live).slice(-2)).toEqual([
      `${KIM}: satisfied, offboarded`,
      'kim@x.example: invited, offboarded',
    ])
  })

  it('are one for two names, in the higher role', () => {
    const [kim] = joined('members: { users: { kim: EMPLOYEE, dana: ADMIN } }\n', withMembers(SEATS))
    expect(kim?.words).toBe(`${KIM}: differs, declared`)
    expect(kim?.wish?.tasks).toEqual(['ADMIN'])
  })

  it('are told with their e-mail, whatever it is they are known by', () => {
    const live = withMembers(SEATS, { invited: [invitedRow('zoe@x.example')] })
    const subjects = joined('members: { users: { zoe: EMPLOYEE, lee: ADMIN } }\n', live)
    expect(subjects.map(({ subject }) => subject)).toMatchObject([
      { type: 'business_user', id: LEE, alias: 'lee', email: 'lee@x.example' },
      { type: 'business_user', id: 'zoe@x.example', alias: 'zoe', invitation: '7701' },
      { type: 'system_user', id: OWN, alias: 'own', email: null },
      { type: 'business_user', id: KIM, email: 'kim@x.example' },
    ])
  })

  it.each<[what: string, live: LiveState, line: string]>([
    ['an e-mail that no list shows', withMembers(SEATS), 'zoe@x.example: nobody, declared'],
    [
      'one that two share',
      withMembers([
        ...SEATS,
        { id: GUS, email: 'zoe@x.example' },
        { id: '62', email: 'zoe@x.example' },
      ]),
      'zoe@x.example: doubtful, declared',
    ],
  ])('know %s', (_what, live, line) => {
    const lines = wordsOf(
      'members: { users: { zoe: EMPLOYEE, lee: ADMIN, kim: EMPLOYEE } }\n',
      live,
    )
    expect(lines).toContain(line)
  })

  it('have an id that no list shows, which proves nothing where the lists are short', () => {
    const text = 'members: { users: { kim: EMPLOYEE, lee: ADMIN } }\n'
    const seats = SEATS.filter(({ id }) => id !== KIM)
    const on = (id: string): LiveState =>
      withMembers(seats, {
        assets: [asset('act_1')],
        rows: [row('act_1', 'users', id, ['ANALYZE'])],
      })
    expect(wordsOf(text, withMembers(seats))).toContain(`${KIM}: unseen, declared`)
    expect(wordsOf(text, on(KIM))).toContain(`${KIM}: unlisted, declared`)
    expect(wordsOf(text, on(GUS))).toContain(`${KIM}: unlisted, declared`)
  })
})
