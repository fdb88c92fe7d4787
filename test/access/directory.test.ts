import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../src/access/directory.ts'
import { groundOf, offboardedSource } from '../../src/access/ground.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LivePerson, LiveRelation, LiveState } from '../../src/model/live.ts'
import { COMMAND_LINE, lineOf, type Offboarded } from '../../src/model/manifest.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { daysBetween } from '../../src/model/text/time.ts'
import { asset, KIM, LEE, liveOf, OWN, row } from '../support/builders.ts'
import { AS_OF, manifestOf } from '../support/pipeline.ts'

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
people:
  lee: LEE@x.example
  kim: "${KIM}"
  own: { system_user: "${OWN}" }
  ghost: ghost@x.example
  robot: { system_user: "777" }
`

const LIVE: LiveState = liveOf([], [])

const directory = (manifest = '') => directoryOf(manifestOf(HEAD + manifest), LIVE)

const LINE = { file: 'access.yaml', line: 1, column: 1 }

describe('names of one id', () => {
  const names = fc.subarray(['a', 'b', 'c', 'd', 'e'])
  const partners = names.chain((aliases) =>
    fc.tuple(...aliases.map((alias) => fc.tuple(fc.constant(alias), fc.constantFrom('2', '3')))),
  )
  const people = fc
    .subarray(['v', 'w', 'x', 'y', 'z'])
    .chain((aliases) =>
      fc.tuple(
        ...aliases.map((alias) =>
          fc.tuple(fc.constant(alias), fc.constantFrom(KIM, LEE, OWN, 'LEE@x.example', '5')),
        ),
      ),
    )

  it('have one name that stands for all, so that nobody on an asset has two wishes', () => {
    fc.assert(
      fc.property(partners, people, (ofPartners, ofPeople) => {
        const manifest = {
          ...manifestOf(HEAD),
          partners: new Map(ofPartners.map(([alias, id]) => [alias, { alias, id, source: LINE }])),
          people: new Map(
            ofPeople.map(([alias, value]) => {
              const by = value.includes('@') ? ('email' as const) : ('id' as const)
              return [alias, { alias, by, value, source: LINE }]
            }),
          ),
        }
        const { idOf, oneOf } = directoryOf(manifest, LIVE)
        const aliases = [...ofPartners, ...ofPeople].map(([alias]) => alias)
        for (const alias of aliases) {
          expect(idOf(oneOf(alias))).toBe(idOf(alias))
          for (const other of aliases) {
            const isOne = idOf(alias) !== null && idOf(alias) === idOf(other)
            if (isOne) expect(oneOf(alias)).toBe(oneOf(other))
          }
        }
      }),
    )
  })
})

describe('who is who', () => {
  it.each([
    ['brightside', '2002'],
    ['lee', LEE],
    ['kim', KIM],
    ['own', OWN],
    ['ghost', null],
    ['robot', null],
    ['nobody', null],
  ])('%s is %s', (alias, id) => {
    expect(directory().idOf(alias)).toBe(id)
  })

  it('knows people by their id', () => {
    expect(directory().person(LEE)?.name).toBe('Lee')
    expect(directory().person('5')).toBeNull()
  })

  it('says what is known of a subject, its row first', () => {
    const { subjectOf } = directory()
    const subject = (id: string, name: string | null = null) => subjectOf('users', id, name)
    expect(subject(LEE)).toEqual({ type: 'business_user', id: LEE, name: 'Lee', alias: 'lee' })
    expect(subject(LEE, 'Lee L.').name).toBe('Lee L.')
    expect(subject(OWN).type).toBe('system_user')
    expect(subject('5')).toEqual({ type: 'business_user', id: '5', name: null, alias: null })
    expect(subjectOf('agencies', '2002', 'Brightside')).toEqual({
      ...{ type: 'business', id: '2002', name: 'Brightside', alias: 'brightside' },
    })
    expect(subjectOf('agencies', LEE, null)).toMatchObject({ type: 'business' })
  })

  it('says what the manifest knows of somebody who is not there', () => {
    const { unresolved } = directory()
    expect(unresolved('ghost')).toEqual({
      ...{ type: 'business_user', id: 'ghost', name: 'ghost@x.example', alias: 'ghost' },
    })
    expect(unresolved('robot')).toEqual({
      ...{ type: 'system_user', id: 'robot', name: '777', alias: 'robot' },
    })
    expect(unresolved('nobody')).toEqual({
      ...{ type: 'business_user', id: 'nobody', name: null, alias: 'nobody' },
    })
  })

  it('finds an id among names and ids', () => {
    const { isNamedBy } = directory()
    expect(isNamedBy(['oldmill', 'lee'], LEE)).toBe(true)
    expect(isNamedBy([KIM], KIM)).toBe(true)
    expect(isNamedBy(['ghost', 'kim'], LEE)).toBe(false)
    expect(isNamedBy([], LEE)).toBe(false)
  })

  it("knows the token's own user", () => {
    expect([OWN, LEE].map(directory().isSelf)).toEqual([true, false])
  })
})

describe('whom a name means', () => {
  const twin: LivePerson = {
    ...(LIVE.people[1] as LivePerson),
    ...{ id: '999', email: 'lee@X.example', facebookId: '100' },
  }
  const twins: LiveState = { ...LIVE, people: [twin, ...LIVE.people] }
  const hidden: LiveState = {
    ...LIVE,
    people: LIVE.people.map((person) => ({ ...person, email: null })),
  }
  const of = (live: LiveState, manifest = '') => directoryOf(manifestOf(HEAD + manifest), live)

  it('is nobody where two share the e-mail, in whatever case, and could be both', () => {
    const { idOf, meaningOf, candidatesOf, isNamedBy, subjectOf } = of(twins)
    expect(idOf('lee')).toBeNull()
    expect(meaningOf('lee')).toMatchObject({
      type: 'several',
      people: [{ id: LEE }, { id: '999' }],
    })
    expect(candidatesOf('lee')).toEqual(['lee', LEE, '999', 'lee@x.example'])
    expect([LEE, '999', KIM].filter((id) => isNamedBy(['lee'], id))).toEqual([LEE, '999'])
    expect(subjectOf('users', LEE, null).alias).toBeNull()
  })

  it('is not told by the id of a profile, but covers whose profile it is', () => {
    const { idOf, meaningOf, isNamedBy } = of(twins, '')
    expect(meaningOf('100')).toMatchObject({ type: 'facebook', people: [{ id: '999' }] })
    expect(isNamedBy(['100'], '999')).toBe(true)
    expect(idOf('100')).toBeNull()
  })

  it('could be anybody whose e-mail no list tells, but no system user', () => {
    const { meaningOf, candidatesOf } = of(hidden)
    expect(meaningOf('ghost')).toMatchObject({ type: 'nobody' })
    expect(candidatesOf('ghost')).toEqual(['ghost', LEE, KIM, 'ghost@x.example'])
    expect(of(LIVE).candidatesOf('ghost')).toEqual(['ghost', 'ghost@x.example'])
  })

  it('is told by one e-mail in two Unicode forms', () => {
    const people = LIVE.people.map((one) =>
      one.id === LEE ? { ...one, email: 'jose\u0301@x' } : one,
    )
    const { meaningOf } = of({ ...LIVE, people })
    expect(meaningOf('JOS\u00c9@x')).toEqual({ type: 'one', id: LEE })
  })

  it('is one person under two names, who goes by the first', () => {
    const text = HEAD.replace('kim: "', 'zlee: "61550000000000002"\n  kim: "')
    const { oneOf, twins: found, subjectOf } = directoryOf(manifestOf(text), LIVE)
    expect(found).toEqual([['lee', 'zlee']])
    expect(['lee', 'zlee', 'kim'].map(oneOf)).toEqual(['lee', 'lee', 'kim'])
    expect(subjectOf('users', LEE, null).alias).toBe('lee')
  })
})

describe('who is on an asset and in no list of people', () => {
  const seen = (subject: string, facts: Partial<LiveRelation> = {}) =>
    row('act_1', 'users', subject, ['ANALYZE'], facts)
  const of = (...relations: readonly LiveRelation[]) =>
    directoryOf(manifestOf(HEAD), liveOf([asset('act_1')], relations))

  it('is there by id, and the lists come short', () => {
    const { person, idOf, areListsShort, subjectOf } = of(seen('777', { subjectName: 'Robot' }))
    expect(person('777')).toMatchObject({ id: '777', name: 'Robot', email: null })
    expect([idOf('robot'), areListsShort]).toEqual(['777', true])
    // The manifest knows what a row does not tell.
    expect(subjectOf('users', '777', null).type).toBe('system_user')
    expect(of(seen(LEE)).areListsShort).toBe(false)
  })

  it('is not ours where the row says another business', () => {
    const { person, areListsShort, isOfOtherBusiness } = of(seen('777', { otherBusiness: '2002' }))
    expect([person('777'), areListsShort]).toEqual([null, false])
    expect(isOfOtherBusiness('act_1', '777')).toBe(true)
    expect(isOfOtherBusiness('act_2', '777')).toBe(false)
  })

  it('has the same name in whatever order the rows come', () => {
    const rows = [seen('5', { subjectName: 'B' }), seen('5'), seen('5', { subjectName: 'A' })]
    expect(of(...rows).person('5')?.name).toBe('A')
    expect(of(...[...rows].reverse()).person('5')?.name).toBe('A')
  })
})

describe('the offboarded', () => {
  const entry = (line: number, named: Partial<Offboarded>): Offboarded => ({
    ...{ id: null, alias: null, email: null },
    source: { file: 'access.yaml', line, column: 1 },
    ...named,
  })
  const manifest = {
    ...manifestOf(HEAD),
    offboarded: [
      entry(1, { alias: 'ghost' }),
      entry(2, { alias: 'brightside' }),
      entry(3, { email: 'Lee@X.example' }),
      entry(4, { email: 'nobody@x.example' }),
      entry(5, { id: '5005' }),
    ],
  }

  it('are known by alias, e-mail and id', () => {
    const { isOffboarded } = directoryOf(manifest, LIVE)
    const ids = ['2002', LEE, '5005', '2003', KIM, OWN, 'ghost']
    expect(ids.filter(isOffboarded)).toEqual(['2002', LEE, '5005'])
  })

  it('are nobody where two share the e-mail: it cannot be told who is meant', () => {
    const twin = { ...(LIVE.people[1] as LivePerson), id: '999', email: 'lee@X.example' }
    const live = { ...LIVE, people: [twin, ...LIVE.people] }
    const { isOffboarded, peopleOf } = directoryOf(manifest, live)
    expect([LEE, '999', KIM].filter(isOffboarded)).toEqual([])
    expect(peopleOf(entry(3, { email: 'Lee@x.example' }))).toEqual([])
    expect(peopleOf(entry(2, { alias: 'brightside' }))).toEqual([])
    expect(peopleOf(entry(5, { id: KIM })).map(({ id }) => id)).toEqual([KIM])
    const both = entry(6, { alias: 'lee', email: 'lee@x.example' })
    expect(peopleOf(both)).toEqual([])
    expect(
      directoryOf(manifest, LIVE)
        .peopleOf(both)
        .map(({ id }) => id),
    ).toEqual([LEE])
  })

  it('are found at their line', () => {
    const ground = groundOf({
      ...{ manifest, live: LIVE, memory: NO_MEMORY, asOf: AS_OF },
      ...{ kinds: KINDS, replace: [], resend: [] },
    })
    const place = (id: string) => offboardedSource(ground, id)?.line ?? null
    expect(['2002', LEE, '5005', KIM, '2003'].map(place)).toEqual([2, 3, 5, null, null])
  })

  it('have no line where the command line names them', () => {
    const told = entry(1, { id: '5005', source: { file: COMMAND_LINE, line: 1, column: 1 } })
    expect(lineOf(told)).toBeNull()
    expect(lineOf(entry(3, { id: '5005' }))).toMatchObject({ line: 3 })
  })
})

describe('the days between', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-11-20', '2026-11-22', 2],
    ['2026-11-20T23:59:59Z', '2026-11-22', 2],
    ['2026-11-20', '2026-11-22T23:00:00Z', 2],
    ['2026-02-28', '2026-03-01', 1],
    ['2026-11-22', '2026-11-20', -2],
  ])('%s and %s are %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days)
  })
})
