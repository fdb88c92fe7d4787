import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../../src/model/memory.ts'
import { asset, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'
import { importOf, planOver, textOf } from './live-import.ts'

const HOSTILE = [
  'Evil\n    users: { kim-poole: none }',
  '\u202Egnp.exe \u001b[31mred\u0007',
  '"] }, act_9: { users: {} } #',
  "it's: a - map # and & *more | > % @`",
  'yaml-language-server: $schema=http://evil.example/x.json',
  '{{ .Values }} $' + '{{ secrets.TOKEN }} ::add-mask::x',
  '\u{E0041}\uD800\u2028',
  '- ',
  'null',
  '1111',
  '2026-11-22',
]

const codesIn = ({ problems }: { readonly problems: LiveState['problems'] }) =>
  problems.map(({ code }) => code)

describe('a share of a kind that nobody can ask for', () => {
  const kind = { kind: 'instagram_account' }
  const shared = (tasks: readonly string[], facts = {}) =>
    liveOf(
      [asset('61', kind)],
      [row('61', 'agencies', '2002', tasks, { ...kind, subjectName: 'Brightside', ...facts })],
    )

  it('is written before the partner has accepted it: it is ours, and no request to us', () => {
    const live = shared(['ANALYZE'], { status: 'pending' })
    const text = textOf(importOf(live))
    expect(text).not.toContain('asks for access')
    expect(planOver(live, text)).toMatchObject({
      steps: [],
      waiting: [{ address: '61/agencies/2002', state: 'partner_response' }],
    })
  })

  it('is ignored, in words that do not hang on the order of rows, where no partner can be given it', () => {
    const texts = [
      ['ANALYZE', 'CREATIVE_MANAGEMENT'],
      ['CREATIVE_MANAGEMENT', 'ANALYZE'],
    ].map((tasks) => textOf(importOf(shared(tasks))))
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]?.replaceAll(/\s+#?\s*/g, ' ')).toContain(
      'no task list says what it holds (ANALYZE, CREATIVE_MANAGEMENT)',
    )
    expect(manifestOf(texts[0] ?? '').assets[0]?.ignore).toHaveLength(1)
  })
})

describe('names of strangers', () => {
  const people = HOSTILE.map((name, place) => ({
    type: 'business_user' as const,
    id: String(5000 + place),
    name,
    email: place % 2 === 0 ? null : `${place}"x: [y]@evil.example`,
    facebookId: null,
  }))
  const assets = HOSTILE.map((name, place) => asset(`act_${1000 + place}`, { name }))
  const live = liveOf(
    assets,
    assets.flatMap(({ id }, place) => [
      row(id, 'users', String(5000 + place), MANAGES),
      row(id, 'agencies', String(2000 + place), ['ANALYZE'], {
        subjectName: HOSTILE[place] ?? null,
      }),
      row(id, 'agencies', String(3000 + place), ['ANALYZE'], {
        subjectName: HOSTILE[place] ?? null,
        status: 'pending',
      }),
      row(id, 'users', String(6000 + place), ['ANALYZE'], {
        subjectName: HOSTILE[place] ?? null,
        otherBusiness: '2002',
      }),
    ]),
    { people, business: { id: '1001', name: HOSTILE.join(' ') } },
  )
  const text = textOf(importOf(live))

  it('make no line, no key and no letter of their own', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u)
    const manifest = manifestOf(text)
    expect(manifest.assets.map(({ id }) => id)).toEqual(assets.map(({ id }) => id).sort())
    expect(manifest.people.size).toBe(people.length)
    expect(manifest.partners.size).toBe(people.length)
    for (const { users, agencies } of manifest.assets) {
      expect([users?.paths.length, agencies?.paths.length]).toEqual([1, 1])
    }
  })

  it('do not steer an editor, wherever a line of a comment begins', () => {
    for (let pad = 0; pad < 100; pad += 1) {
      const name = `${'x'.repeat(pad)} yaml-language-server: $schema=http://evil.example/x.json`
      const named = textOf(importOf({ ...liveOf([], []), business: { id: '1001', name } }))
      expect(named.match(/^\s*# yaml-language-server:/gm)).toHaveLength(1)
    }
  })

  it('do not steer an editor', () => {
    const modelines = text.split('\n').filter((line) => /^\s*# yaml-language-server:/.test(line))
    expect(modelines).toEqual(['# yaml-language-server: $schema=manifest.schema.json'])
  })

  it('are cut where they are longer than a label', () => {
    const long = liveOf([asset('act_1', { name: 'x'.repeat(9000) })], [])
    expect(textOf(importOf(long)).length).toBeLessThan(900)
  })
})

describe('what no line can say', () => {
  const live = liveOf(
    [asset('act_1'), asset('act_2', { ownership: 'client' })],
    [
      row('act_1', 'users', LEE, ['NEW_TASK']),
      row('act_1', 'users', KIM, MANAGES),
      row('act_1', 'users', '777', MANAGES, { subjectName: 'Bea', otherBusiness: '2002' }),
      row('act_1', 'users', '778', MANAGES, { subjectName: 'Unlisted' }),
      row('act_1', 'agencies', '2002', ['CREATIVE']),
      row('act_1', 'agencies', '2003', ['ANALYZE'], { status: 'unrecognised', apiStatus: 'HM' }),
      row('act_2', 'request', '1001', ['NEW_TASK']),
    ],
  )
  const text = textOf(importOf(live))

  it('is ignored, and said', () => {
    expect(manifestOf(text).assets[0]?.ignore).toEqual(['2002', LEE, '777'])
    expect(text).toContain('"Bea" (777) is ignored: business 2002 put them on it')
    // Whom the lists of people leave out is known by the row.
    expect(manifestOf(text).people.get('unlisted')?.value).toBe('778')
    expect(text).toContain('is ignored: no task list says what it holds (NEW_TASK)')
    expect(text).toContain('this version does not know the status HM')
    expect(text).toContain('request is left out: no task list says what is held (NEW_TASK)')
    expect(manifestOf(text).assets[1]?.request).toBeNull()
  })

  it('but a grant of ours that waits on an admin is declared as it was made', () => {
    const pending = (apiStatus: string) =>
      liveOf(
        [asset('act_1')],
        [row('act_1', 'agencies', '2002', ['ANALYZE'], { status: 'pending', apiStatus })],
      )
    const agenciesIn = (input: LiveState, memory: Memory = NO_MEMORY) =>
      manifestOf(textOf(importOf(input, { memory }))).assets[0]?.agencies?.paths.length
    const approvals = (at: string): Memory => ({
      ...NO_MEMORY,
      approvals: new Map([['act_1/agencies/2002', { at, tasks: ['ANALYZE'] }]]),
    })
    expect(agenciesIn(pending('PENDING_ADMIN_APPROVAL'))).toBe(1)
    expect(agenciesIn(pending('PENDING'))).toBe(0)
    expect(agenciesIn(pending('PENDING'), approvals('2026-11-20T00:00:00Z'))).toBe(1)
    expect(agenciesIn(pending('PENDING'), approvals('2026-10-20T00:00:00Z'))).toBe(0)
  })

  it('is not taken away', () => {
    const bare = text.replace(', mode: additive', '').replaceAll(/\{ mode: additive \}/g, '{}')
    expect(planOver(live, bare).steps).toEqual([])
  })
})

describe('people', () => {
  const person = (id: string, email: string | null, name: string | null = 'Kim') => ({
    type: 'business_user' as const,
    id,
    name,
    email,
    facebookId: null,
  })
  const written = (people: LiveState['people']): readonly string[] => {
    const live = liveOf(
      [asset('act_1')],
      people.map(({ id }) => row('act_1', 'users', id, ['ANALYZE'])),
      { people },
    )
    return [...manifestOf(textOf(importOf(live))).people.values()].map(
      ({ alias, by, value }) => `${alias} ${by} ${value}`,
    )
  }

  it('are written by e-mail where it is theirs alone', () => {
    expect(written([person('7001', 'kim@x.example')])).toEqual(['kim email kim@x.example'])
    expect(written([person('7001', 'kim@x.example'), person('7002', 'KIM@x.example')])).toEqual([
      'kim-7001 id 7001',
      'kim-7002 id 7002',
    ])
    expect(written([person('7001', 'no e-mail')])).toEqual(['kim id 7001'])
  })

  it('without a name are called by their e-mail', () => {
    expect(written([person('7001', 'Lee.Park@x.example', null)])).toEqual([
      'lee-park email Lee.Park@x.example',
    ])
  })

  it('and partners share one set of names', () => {
    const live = liveOf(
      [asset('act_1')],
      [
        row('act_1', 'users', '7001', ['ANALYZE']),
        row('act_1', 'agencies', '2002', ['ANALYZE'], { subjectName: 'Kim' }),
      ],
      { people: [person('7001', null)] },
    )
    const { people, partners } = manifestOf(textOf(importOf(live)))
    expect([...people.keys(), ...partners.keys()]).toEqual(['kim-7001', 'kim-2002'])
  })

  it('of our own token are declared as they are', () => {
    const live = liveOf([asset('act_1')], [row('act_1', 'users', OWN, MANAGES)])
    const [users] = manifestOf(textOf(importOf(live))).assets.map((each) => each.users)
    expect(users?.paths.map(({ subject }) => subject)).toEqual(['automation'])
  })
})

describe('what could not be read', () => {
  const holders = [
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'agencies', '2002', ['ANALYZE']),
  ]
  const unread = (relation: 'users' | 'agencies', status: 'unknown' | 'unreadable'): LiveState => {
    const live = liveOf(
      [asset('act_1')],
      holders.filter((each) => each.relation !== relation),
    )
    const scopes = live.scopes.map((scope) =>
      scope.relation === relation ? { ...scope, status } : scope,
    )
    return { ...live, scopes }
  }

  it.each([
    ['users', 'unknown'],
    ['users', 'unreadable'],
    ['agencies', 'unknown'],
    ['agencies', 'unreadable'],
  ] as const)('%s %s: is no key, and never nobody', (relation, status) => {
    const made = importOf(unread(relation, status))
    const [declared] = manifestOf(textOf(made)).assets
    expect(declared?.[relation]).toBeNull()
    expect(declared?.[relation === 'users' ? 'agencies' : 'users']?.paths).toHaveLength(1)
    expect(textOf(made)).toContain(`${relation} is left out`)
    expect(codesIn(made)).toEqual(['import_left_out'])
  })

  it.each(['business_users', 'system_users'] as const)('%s: then nobody can be named', (list) => {
    const live = liveOf([asset('act_1')], holders)
    const directory = { ...live.directory, [list]: 'unknown' as const }
    const made = importOf({ ...live, directory })
    expect(manifestOf(textOf(made)).assets[0]?.users).toBeNull()
    expect(codesIn(made)).toEqual(['import_left_out'])
  })

  it('everything: then there is nothing to write', () => {
    const problem = { code: 'x', severity: 'error', message: 'refused', source: null } as const
    expect(importOf(liveOf([], [], { problems: [problem] })).files).toEqual([])
    expect(importOf(liveOf([], [])).files).toHaveLength(1)
  })
})

describe('what recurs', () => {
  const ids = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, place) => `act_${100 + place}`)
  const staffed = (
    count: number,
    users: readonly string[],
    agencies: readonly string[] = [],
  ): LiveState =>
    liveOf(
      ids(count).map((id) => asset(id)),
      ids(count).flatMap((id) => [
        ...users.map((user) => row(id, 'users', user, MANAGES)),
        ...agencies.map((agency) => row(id, 'agencies', agency, ['ANALYZE'])),
      ]),
    )
  const profilesIn = (live: LiveState): number => importOf(live).summary.profiles

  it.each([
    [1, [KIM, LEE, OWN], 0],
    [2, [KIM, LEE], 0],
    [4, [KIM, LEE], 1],
    [3, [KIM, LEE, OWN], 1],
    [5, [KIM], 0],
    [6, [KIM], 1],
  ] as const)('%i assets with %j: %i profiles', (count, users, profiles) => {
    expect(profilesIn(staffed(count, users))).toBe(profiles)
  })

  it('takes along what its assets have in common beside, nobody included', () => {
    const text = textOf(importOf(staffed(4, [KIM, LEE])))
    expect(text).toContain(`  people-1: # on 4 ad accounts
    agencies: {}
    users:
      kim: ADMIN
      lee: ADMIN
`)
    expect(text).toContain('  act_100: { name: Asset act_100, use: [people-1] }\n')
    const [declared] = manifestOf(text).assets
    expect([declared?.users?.whole, declared?.agencies?.whole]).toEqual([true, true])
  })

  it('stands in one profile, whatever it recurs with', () => {
    const few = ids(6)
    const live = liveOf(
      ids(12).map((id) => asset(id)),
      ids(12).flatMap((id) => [
        ...[KIM, LEE, OWN].map((user) =>
          row(id, 'users', user, few.includes(id) ? MANAGES : ['ANALYZE']),
        ),
        ...['2002', '2003', '2004'].map((agency) => row(id, 'agencies', agency, ['ANALYZE'])),
      ]),
    )
    const text = textOf(importOf(live))
    expect(text.match(/^ {4}agencies:$/gm)).toHaveLength(1)
    expect(text).toContain('use: [agencies-1, people-2] }')
  })

  it('of one subject is called as it is', () => {
    expect(textOf(importOf(staffed(8, [], ['2002'])))).toContain(
      '\n  partner-2002: # on 8 ad accounts\n',
    )
  })

  it('is shorter than without', () => {
    const live = staffed(30, [KIM, LEE, OWN], ['2002', '2003'])
    const alone = textOf(importOf(staffed(1, [KIM, LEE, OWN], ['2002', '2003'])))
    const lines = textOf(importOf(live)).split('\n').length
    expect(lines).toBeLessThan(alone.split('\n').length + 40)
  })
})

it('writes only what matches, and whom that needs', () => {
  const live = liveOf(
    [asset('act_1'), asset('act_2')],
    [row('act_1', 'users', KIM, MANAGES), row('act_2', 'users', LEE, MANAGES)],
  )
  const made = importOf(live, { only: ['act_2*'] })
  const { assets, people } = manifestOf(textOf(made))
  expect([assets.map(({ id }) => id), [...people.keys()]]).toEqual([['act_2'], ['lee']])
  expect(codesIn(importOf(live, { only: ['act_3'] }))).toEqual(['only_matches_nothing'])
})

it('splits into files that make one manifest', () => {
  const live = liveOf(
    [asset('act_1'), asset('3333', { kind: 'page', name: 'P' })],
    [row('act_1', 'users', KIM, MANAGES), row('3333', 'users', KIM, ['ANALYZE'], { kind: 'page' })],
  )
  const { files } = importOf(live, { split: true })
  expect(files.map(({ name }) => name)).toEqual(['names.yaml', 'ad_accounts.yaml', 'pages.yaml'])
})
