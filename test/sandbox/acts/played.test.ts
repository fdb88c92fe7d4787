import { describe, expect, it } from 'vitest'
import { ACT_NAMES, type ActName, actRow } from '../../../src/sandbox/acts/acts.ts'
import { playAct } from '../../../src/sandbox/acts/played.ts'
import { SANDBOX_KINDS } from '../../../src/sandbox/kinds/sandbox-kinds.ts'
import { parseWorld, printWorld, type World } from '../../../src/sandbox/world/world.ts'
import { DANA, LEE, MILO, OWN, ROBOT, SMALL, serve } from '../support/serve.ts'

const now = new Date('2026-11-22T10:00:00Z')
const GROUPS = `asset_groups:
  "8111": { name: Spring, owner: "1001", assets: [act_1111, "3333"], users: { "${LEE}": { page: [ANALYZE] } } }
`
const WORLD = parseWorld(`${SMALL}${GROUPS}`)

/** The world after an act; it can be kept, and is read back as it is. */
function worldAfter(act: ActName, address: string, tasks = '', world: World = WORLD): World {
  const played = playAct(world, { act, address, tasks, now })
  expect(parseWorld(printWorld(played))).toEqual(played)
  return played
}

const refused = (act: ActName, address: string, tasks = '', world: World = WORLD): string => {
  try {
    playAct(world, { act, address, tasks, now })
  } catch (error) {
    return (error as Error).message
  }
  return 'not refused'
}

describe('somebody who clicks behind our back', () => {
  it('assigns exactly these tasks, by id or by e-mail, with commas or pluses', () => {
    const users = (world: World) => world.assets.get('act_1111')?.users
    expect(
      users(worldAfter('assign', `act_1111/users/${DANA}`, 'ADVERTISE,ANALYZE'))?.get(DANA),
    ).toEqual(['ADVERTISE', 'ANALYZE'])
    const lee = worldAfter('assign', 'act_1111/users/LEE@northwind.example', 'MANAGE+ANALYZE')
    expect(users(lee)?.get(LEE)).toEqual(['MANAGE', 'ANALYZE'])
    expect(users(WORLD)?.get(LEE)).toEqual(['ADVERTISE', 'ANALYZE'])
  })

  it('unassigns', () => {
    const world = worldAfter('unassign', `act_1111/users/${LEE}`)
    expect([...(world.assets.get('act_1111')?.users.keys() ?? [])]).toEqual([ROBOT, MILO])
  })

  it('puts people into groups by part, and takes them out', () => {
    const tasks = 'ad_account:ADVERTISE+ANALYZE,page:ANALYZE'
    const world = worldAfter('assign', `8111/users/${DANA}`, tasks)
    expect(world.groups.get('8111')?.users.get(DANA)).toEqual(
      new Map([
        ['ad_account', ['ADVERTISE', 'ANALYZE']],
        ['page', ['ANALYZE']],
      ]),
    )
    expect(worldAfter('unassign', `8111/users/${LEE}`).groups.get('8111')?.users.size).toBe(0)
    expect(refused('assign', `8111/users/${DANA}`, 'ANALYZE')).toContain('Expected PART:TASK')
    expect(refused('assign', `8111/users/${DANA}`, 'page:DRAFT')).toContain('no task DRAFT here')
  })

  it('grants and revokes, and nobody of the business keeps more than it has', () => {
    const row = (world: World) => world.assets.get('act_1111')?.agencies
    const waited = worldAfter('grant', 'act_1111/agencies/2003', 'ADVERTISE,ANALYZE')
    expect(row(waited)?.get('2003')).toEqual({
      tasks: ['ADVERTISE', 'ANALYZE'],
      status: 'CONFIRMED',
      requested: '2026-11-10T08:00:00Z',
      updated: '2026-11-22T10:00:00Z',
    })
    const narrowed = worldAfter('grant', 'act_1111/agencies/2002', 'ANALYZE')
    expect(narrowed.assets.get('act_1111')?.users.get(MILO)).toEqual(['ANALYZE'])
    const ended = worldAfter('revoke', 'act_1111/agencies/2002')
    expect([row(ended)?.has('2002'), ended.assets.get('act_1111')?.users.has(MILO)]).toEqual([
      false,
      false,
    ])
  })

  it('shares with us, or ends that, as a client would', () => {
    const given = worldAfter('grant', 'act_9002/request', 'ANALYZE')
    expect(given.assets.get('act_9002')?.agencies.get(OWN)?.status).toBe('CONFIRMED')
    const ended = worldAfter('revoke', 'act_9001/request').assets.get('act_9001')
    expect([ended?.agencies.size, ended?.users.size]).toEqual([0, 0])
  })

  it('removes somebody from a business, and off everything', () => {
    const world = worldAfter(
      'remove',
      `${OWN}/members/${DANA}`,
      '',
      worldAfter('assign', `3333/users/${DANA}`, 'ANALYZE'),
    )
    expect(world.businesses.get(OWN)?.users.has(DANA)).toBe(false)
    expect(world.assets.get('3333')?.users.has(DANA)).toBe(false)
    expect(
      worldAfter('remove', '2002/members/milo@brightside.example').businesses.get('2002')?.users
        .size,
    ).toBe(0)
    const marked = parseWorld(`${SMALL}modes: { removal: marked }\n`)
    const user = worldAfter('remove', `${OWN}/members/${DANA}`, '', marked).businesses.get(
      OWN,
    )?.users
    expect(user?.get(DANA)?.markedForRemoval).toBe(true)
  })

  it('is of any kind that has the relation, with the tasks that the kind knows', () => {
    for (const { kind, section, idPrefix, tasks, agencyTasks, agencyMethods } of SANDBOX_KINDS) {
      const id = `${idPrefix}555`
      const world = parseWorld(
        `${SMALL.replace(`\n${section}:`, `\n${section}:\n  "${id}": { name: X, owner: "1001" }`)}${
          SMALL.includes(`\n${section}:`)
            ? ''
            : `${section}: { "${id}": { name: X, owner: "1001" } }\n`
        }`,
      )
      const [first = ''] = tasks
      const assigned = worldAfter('assign', `${id}/users/${DANA}`, first, world).assets.get(id)
      expect([kind, assigned?.users.get(DANA)?.includes(first)]).toEqual([kind, true])
      const [shared = ''] = agencyTasks ?? tasks
      const grant = () => worldAfter('grant', `${id}/agencies/2002`, shared, world).assets.get(id)
      if (agencyMethods.length === 0) expect(grant).toThrow('knows no agencies')
      else expect(grant()?.agencies.get('2002')?.tasks).toEqual([shared])
      expect(refused('assign', `${id}/users/${DANA}`, 'COOK', world)).toContain(
        `Expected some of ${tasks.join(', ')}`,
      )
    }
  })

  it('makes an ordinary row of one that was copied as it was read', () => {
    const text = SMALL.replace('name: EU Search', `name: EU Search\n    as_read: ["${LEE}"]`)
    const world = worldAfter('assign', `act_1111/users/${LEE}`, 'ANALYZE', parseWorld(text))
    expect(world.assets.get('act_1111')?.asRead).toBeUndefined()
  })

  it.each<[ActName, string, string, string]>([
    [
      'assign',
      'act_1112/users/danna',
      'ANALYZE',
      `there is no person danna. Did you mean ${DANA} (Dana, dana@northwind.example)?`,
    ],
    [
      'assign',
      'act_1113/users/dana@northwind.example',
      'ANALYZE',
      'there is no asset act_1113 in this world. Did you mean act_1111 (EU Search) or act_1112 (Reviewed)?',
    ],
    [
      'assign',
      `act_1111/users/${DANA}`,
      'ADVERTIZE',
      'there is no task ADVERTIZE here. Did you mean ADVERTISE?',
    ],
    ['assign', `act_1111/users/${DANA}`, '', 'which tasks? Expected some of MANAGE, ADVERTISE'],
    [
      'assign',
      `act_9001/users/${DANA}`,
      'MANAGE',
      'is of 1001 (Northwind), which may not give MANAGE there',
    ],
    ['assign', `act_9002/users/${DANA}`, 'ANALYZE', 'which has no access there. Grant it first'],
    [
      'assign',
      'act_1111/agencies/2002',
      'ANALYZE',
      'assign expects ASSET/users/PERSON. For agencies: grant, revoke',
    ],
    ['unassign', `act_1112/users/${DANA}`, '', 'holds nothing there. Nobody does'],
    [
      'unassign',
      `3333/users/${DANA}`,
      '',
      `Who does: ${ROBOT} (Automation), ${LEE} (Lee Park, lee@northwind.example)`,
    ],
    [
      'unassign',
      `act_1111/users/${LEE}`,
      'ANALYZE',
      'unassign takes no tasks, but ANALYZE was given',
    ],
    [
      'grant',
      'act_1111/agencies/brightsid',
      'ANALYZE',
      'there is no business brightsid in this world. Did you mean 2002 (Brightside)?',
    ],
    ['grant', 'act_1111/agencies/1001', 'ANALYZE', '1001 (Northwind) owns it'],
    ['revoke', 'act_1112/agencies/2002', '', 'is no agency of it. It has none'],
    ['revoke', 'act_1111/agencies/3001', '', 'Its agencies: 2002 (Brightside), 2003 (Old Mill)'],
    ['remove', `${OWN}/members/${ROBOT}`, '', "the sandbox's token belongs to"],
    ['remove', `${OWN}/members/${LEE}`, '', 'last admin'],
    ['remove', `2002/members/${DANA}`, '', `there is no person ${DANA}`],
    [
      'remove',
      'act_1111/users/x',
      '',
      'remove expects BUSINESS/members/PERSON. For users: assign, unassign',
    ],
    ['accept', 'act_1111/agencies/2003', 'ANALYZE', 'accept takes no tasks'],
  ])('is told what is wrong: %s %s %s', (act, address, tasks, words) => {
    expect(refused(act, address, tasks)).toContain(words)
    expect(refused(act, address, tasks)).toContain(
      tasks !== '' && !actRow(act).tasks ? act : address,
    )
  })

  it('is told whom an e-mail could mean', () => {
    const twice = parseWorld(SMALL.replace('dana@northwind.example', 'lee@northwind.example'))
    expect(refused('unassign', 'act_1111/users/lee@northwind.example', '', twice)).toContain(
      'is several people. Say which by id: 61550000000000002 (Lee Park',
    )
  })
})

describe('a served sandbox', () => {
  it('lets another shell play every act, and calls show what came of it', async () => {
    const { sandbox, raw, get } = await serve(SMALL)
    const play = (act: string, query: Record<string, string>) =>
      raw(`/_sandbox/${act}?${new URLSearchParams(query)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.token}` },
      })
    const address = `act_1112/users/${DANA}`
    expect((await play('assign', { address, tasks: 'ANALYZE' })).body).toEqual({ success: true })
    const { body } = await get('/act_1112/assigned_users', { business: OWN })
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([DANA])
    const none = await play('assign', { address })
    expect([none.status, none.body.message]).toEqual([400, expect.stringContaining('which tasks?')])
    const unknown = await play('fire', { address })
    expect(unknown.body.message).toContain(ACT_NAMES.join('|'))
    sandbox.play('unassign', address)
    expect(sandbox.world().assets.get('act_1112')?.users.size).toBe(0)
  })
})
