import { describe, expect, it } from 'vitest'
import type { Invitation, LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { compareLive, type DriftInput } from '../../../src/questions/drift/compare.ts'
import { KIM, LEE, liveOf, OWN, withSeats } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

/** Kim is an admin, Lee an employee, and the token's own user a system user. */
const HEAD = `version: 1
business: "1001"
people:
  lee: "${LEE}"
  kim: "${KIM}"
  own: { system_user: "${OWN}" }
  ann: Ann@X.example
`

const invited = (email: string, facts: Partial<Invitation> = {}): Invitation => ({
  id: '7701',
  email,
  since: '2026-11-20T08:00:00Z',
  role: 'EMPLOYEE',
  ...facts,
})

const seated = (invitations: readonly Invitation[] = []): LiveState =>
  withSeats(liveOf([], []), { [KIM]: 'Admin', [OWN]: 'ADMIN' }, invitations)

const driftOf = (manifest: string, live = seated(), input: Partial<DriftInput> = {}) =>
  compareLive({
    manifest: manifestOf(HEAD + manifest),
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: AS_OF,
    graph: 'https://graph.test',
    ...input,
  })

/** `type address declared found`, one line each. */
const linesOf = (report: ReturnType<typeof driftOf>): readonly string[] =>
  report.differences.map(({ type, address, declared, found }) =>
    [type, address, declared?.join() ?? '-', found?.join() ?? '-'].join(' '),
  )

const MEMBERS = (users: string): string => `members: { users: { ${users} } }\n`
const ALL = 'kim: ADMIN, lee: EMPLOYEE'

describe('drift of members', () => {
  it.each<[string, string, readonly Invitation[], readonly string[]]>([
    ['is none where everybody is who they should be', MEMBERS(ALL), [], []],
    [
      'is extra whom nobody names, as a member and as somebody invited',
      MEMBERS('kim: ADMIN'),
      [invited('Guest@x.example')],
      [`extra 1001/members/${LEE} - EMPLOYEE`, 'extra 1001/members/guest@x.example - EMPLOYEE'],
    ],
    [
      'is missing who is declared and nowhere',
      MEMBERS(`${ALL}, ann: EMPLOYEE`),
      [],
      ['missing 1001/members/ann@x.example EMPLOYEE -'],
    ],
    [
      'is none while an invitation is open',
      MEMBERS(`${ALL}, ann: EMPLOYEE`),
      [invited('ann@X.example')],
      [],
    ],
    [
      'is missing whose invitation is over, though it is still listed',
      MEMBERS(`${ALL}, ann: EMPLOYEE`),
      [invited('ann@x.example', { expires: '2026-11-21T00:00:00Z' })],
      ['missing 1001/members/ann@x.example EMPLOYEE -'],
    ],
    [
      'differs whose role does, invited or there',
      MEMBERS('kim: EMPLOYEE, lee: EMPLOYEE, ann: ADMIN'),
      [invited('ann@x.example')],
      [
        `differs 1001/members/${KIM} EMPLOYEE ADMIN`,
        'differs 1001/members/ann@x.example ADMIN EMPLOYEE',
      ],
    ],
    [
      'is expired from the day after the last',
      MEMBERS('kim: ADMIN, lee: { role: EMPLOYEE, expires: 2026-11-21 }'),
      [],
      [`expired 1001/members/${LEE} - EMPLOYEE`],
    ],
    [
      'differs where a system user is named with another role',
      MEMBERS(`${ALL}, own: EMPLOYEE`),
      [],
      [`differs 1001/members/${OWN} EMPLOYEE ADMIN`],
    ],
    ['is none where members are not managed', '', [invited('guest@x.example')], []],
    [
      'is extra who is offboarded, managed or not',
      'offboarded: [lee, ann]\n',
      [invited('ann@x.example')],
      [`extra 1001/members/${LEE} - EMPLOYEE`, 'extra 1001/members/ann@x.example - EMPLOYEE'],
    ],
    [
      'is none that an additive manifest leaves out',
      'members: { mode: additive, users: { kim: ADMIN } }\n',
      [invited('guest@x.example')],
      [],
    ],
  ])('%s', (_title, manifest, invitations, lines) => {
    const report = driftOf(manifest, seated(invitations))
    expect(linesOf(report)).toEqual(lines)
    expect(report.in_sync).toBe(lines.length === 0)
  })

  it('lists who was invited as waiting', () => {
    const { waiting } = driftOf(
      MEMBERS(`${ALL}, ann: EMPLOYEE`),
      seated([invited('ann@x.example')]),
    )
    expect(waiting).toMatchObject([
      { address: '1001/members/ann@x.example', state: 'invitation', since: '2026-11-20T08:00:00Z' },
    ])
  })

  it('says what is to be done by hand', () => {
    const over = invited('ann@x.example', { expires: '2026-11-21T00:00:00Z' })
    const { differences } = driftOf(MEMBERS(`${ALL}, own: EMPLOYEE, ann: EMPLOYEE`), seated([over]))
    expect(differences.map(({ by_hand }) => by_hand?.slice(0, 20))).toEqual([
      'own is a system user',
      'the invitation of an',
    ])
  })

  it('is about our own user too, whom no step would touch', () => {
    const live = { ...seated(), self: { id: '7', person: KIM } }
    const lower = driftOf(MEMBERS('kim: EMPLOYEE, lee: EMPLOYEE'), live)
    expect(linesOf(lower)).toEqual([`differs 1001/members/${KIM} EMPLOYEE ADMIN`])
    const none = driftOf(MEMBERS('kim: none, lee: EMPLOYEE'), live)
    expect(linesOf(none)).toEqual([`extra 1001/members/${KIM} - ADMIN`])
    expect(linesOf(driftOf(MEMBERS('lee: EMPLOYEE'), live))).toEqual([])
  })

  it('keeps to the members where only those are asked for', () => {
    const live = seated()
    const assets = [
      ...live.assets,
      { kind: 'ad_account', id: 'act_1', name: null, ownership: 'owned' as const },
    ]
    const manifest = `policy: { coverage: closed }\n${MEMBERS('kim: ADMIN')}`
    const all = driftOf(manifest, { ...live, assets })
    expect(linesOf(all)).toEqual([`extra 1001/members/${LEE} - EMPLOYEE`, 'unmanaged act_1 - -'])
    const some = driftOf(manifest, { ...live, assets }, { filter: { only: ['members'] } })
    expect(linesOf(some)).toEqual([`extra 1001/members/${LEE} - EMPLOYEE`])
  })
})

describe('the seat of somebody offboarded that is taken by hand', () => {
  const REPORT = 'policy: { offboarded_members: report }\n'

  it('is a difference', () => {
    const report = driftOf(`${REPORT}offboarded: [lee]\n`)
    expect(linesOf(report)).toEqual([`extra 1001/members/${LEE} - EMPLOYEE`])
    expect(report.differences[0]?.by_hand).toContain('still belongs to the business')
  })

  it('is none of a system user, which nobody can take out', () => {
    const robot = '61550000000000007'
    const live = withSeats(
      liveOf([], [], {
        people: [
          ...liveOf([], []).people,
          { type: 'system_user', id: robot, name: 'Robot', email: null, facebookId: null },
        ],
      }),
      {},
    )
    expect(linesOf(driftOf(`${REPORT}offboarded: ["${robot}"]\n`, live))).toEqual([])
    expect(linesOf(driftOf(`offboarded: ["${robot}"]\n`, live))).toEqual([])
  })
})

describe('members under closed coverage', () => {
  const CLOSED = 'policy: { coverage: closed }\n'

  it('are not asked about where the manifest does not manage them', () => {
    expect(driftOf(CLOSED).in_sync).toBe(true)
  })

  it('are none where it has them, if only to add to them', () => {
    expect(driftOf(CLOSED + MEMBERS(ALL)).in_sync).toBe(true)
    expect(driftOf(`${CLOSED}members: { mode: additive, users: { kim: ADMIN } }\n`).in_sync).toBe(
      true,
    )
  })
})
