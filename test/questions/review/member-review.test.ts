import { describe, expect, it } from 'vitest'
import type { Invitation, LiveState } from '../../../src/model/live.ts'
import { makeReview } from '../../../src/questions/review/review.ts'
import { HEAD, KIM, LEE, liveOf, OWN, withSeats } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const STRAY = '61550000000000044'

const invited = (email: string, facts: Partial<Invitation> = {}): Invitation => ({
  ...{ id: `77${email.length}`, email, role: 'EMPLOYEE', since: '2026-11-20T08:00:00Z' },
  ...facts,
})

/** Kim and our own system user are admins, Lee and a stranger employees. */
const seated = (invitations: readonly Invitation[] = []): LiveState => {
  const bare = liveOf([], [])
  const stray = { ...bare.people[1], id: STRAY, name: 'Stray', email: null } as never
  const live = { ...bare, people: [...bare.people, stray] }
  return withSeats(live, { [KIM]: 'ADMIN', [OWN]: 'ADMIN' }, invitations)
}

const reviewOf = (manifest: string | null, live = seated(), filter = {}) =>
  makeReview({
    manifest: manifest === null ? null : manifestOf(HEAD + manifest),
    ...{ live, filter, readAt: '2026-11-22T09:00:00Z' },
    ...{ graph: 'https://graph.test', toolVersion: '0.0.0' },
  })

/** `id message line`, of the findings with one of these codes. */
const found = (review: ReturnType<typeof reviewOf>, ...codes: readonly string[]) =>
  review.findings
    .filter(({ code }) => codes.includes(code))
    .map(({ subject, message, source }) => `${subject?.id} ${message} ${source?.line ?? '-'}`)

const MEMBERS = (users: string): string => `members: { users: { ${users} } }`

describe('findings about members', () => {
  it('name who is in the business and not under members, with an alias and without', () => {
    expect(found(reviewOf(MEMBERS('kim: ADMIN, own: ADMIN')), 'not_in_manifest')).toEqual([
      `${STRAY} no alias of the manifest names them, and they are in the business as EMPLOYEE 5`,
      `${LEE} in the business as EMPLOYEE, and not under members 5`,
    ])
  })

  it('promise nothing of an apply to whoever is marked for removal', () => {
    const base = seated()
    const live = {
      ...base,
      relations: base.relations.map((row) =>
        row.member !== undefined && (row.subject === LEE || row.subject === STRAY)
          ? { ...row, member: { ...row.member, leaving: true as const } }
          : row,
      ),
    }
    const review = reviewOf(MEMBERS('kim: ADMIN, own: ADMIN'), live)
    expect(found(review, 'not_in_manifest')).toEqual([
      `${STRAY} no alias of the manifest names them, and they are in the business as EMPLOYEE, marked for removal 5`,
      `${LEE} in the business as EMPLOYEE, marked for removal, and not under members 5`,
    ])
    const todo = review.findings.filter(({ code }) => code === 'not_in_manifest')
    for (const { what_to_do } of todo) expect(what_to_do).toContain('Their removal is under way')
    const marked = review.people.filter(({ leaving }) => leaving === true)
    expect(marked.map(({ subject }) => subject.id).sort()).toEqual([LEE, STRAY].sort())
  })

  it('are none of whom members names, leaves alone, or does not manage', () => {
    const all = `kim: ADMIN, own: ADMIN, lee: EMPLOYEE`
    const ignoring = `members: { users: { ${all} }, ignore: ["${STRAY}"] }`
    expect(found(reviewOf(ignoring), 'not_in_manifest')).toEqual([])
    const additive = 'members: { mode: additive, users: { kim: ADMIN } }'
    expect(found(reviewOf(additive), 'not_in_manifest')).toEqual([])
    expect(found(reviewOf(''), 'not_in_manifest')).toEqual([])
    expect(found(reviewOf(null), 'not_in_manifest')).toEqual([])
  })

  it('tell open invitations that nobody declared from those that are declared', () => {
    const live = seated([invited('guest@x.example'), invited('new@x.example')])
    const manifest = MEMBERS('kim: ADMIN, lee: EMPLOYEE, new: EMPLOYEE')
    const review = makeReview({
      manifest: manifestOf(HEAD.replace('people: {', 'people: { new: new@x.example,') + manifest),
      ...{ live, readAt: '2026-11-22T09:00:00Z', graph: 'https://graph.test', toolVersion: '0' },
    })
    const open =
      'invited as EMPLOYEE 2 days ago and has not accepted: whoever has the mail can join'
    expect(found(review, 'invitation_open')).toEqual([
      `guest@x.example ${open}; not under members 5`,
      `new@x.example ${open} 5`,
    ])
    expect(found(reviewOf('', live), 'invitation_open')).toEqual([
      `guest@x.example ${open} -`,
      `new@x.example ${open} -`,
    ])
  })

  it('list invitations that are over apart', () => {
    const live = seated([invited('old@x.example', { expires: '2026-11-21T00:00:00Z' })])
    const review = reviewOf(null, live)
    expect(found(review, 'invitation_open')).toEqual([])
    expect(found(review, 'invitation_ended')).toEqual([
      'old@x.example invited as EMPLOYEE 2 days ago and never accepted: nobody can any more -',
    ])
  })

  it('know seats that have ended and that end soon', () => {
    const review = reviewOf(
      MEMBERS(
        'kim: { role: ADMIN, expires: 2026-11-30 }, lee: { role: EMPLOYEE, expires: 2026-11-01 }',
      ),
    )
    expect(found(review, 'expired_still_held', 'expiring_soon')).toEqual([
      `${LEE} still held, although it ended on 2026-11-01 5`,
      `${KIM} ends after 2026-11-30 5`,
    ])
  })

  it('know who is offboarded and still has a seat', () => {
    expect(found(reviewOf('offboarded: [lee]'), 'offboarded_still_holding')).toEqual([
      `${LEE} offboarded, and still in the business 5`,
    ])
  })

  it('keep to what the filters ask for', () => {
    const manifest = MEMBERS('own: ADMIN')
    const who = (filter: object) => found(reviewOf(manifest, seated(), filter), 'not_in_manifest')
    expect(who({ only: ['members'] })).toHaveLength(3)
    expect(who({ only: ['act_1*'] })).toEqual([])
    expect(who({ who: ['lee'] })).toEqual([
      `${LEE} in the business as EMPLOYEE, and not under members 5`,
    ])
  })
})
