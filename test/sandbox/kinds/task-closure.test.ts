import { describe, expect, it } from 'vitest'
import {
  kindOf,
  SANDBOX_KINDS,
  type SandboxKind,
} from '../../../src/sandbox/kinds/sandbox-kinds.ts'
import { closureOf, FUTURE_TASK, readBack } from '../../../src/sandbox/kinds/task-closure.ts'
import { LEE, OWN, SMALL, serve, small } from '../support/serve.ts'

const ACCOUNT = kindOf(SANDBOX_KINDS, 'ad_account')
const PAGE = kindOf(SANDBOX_KINDS, 'page')
const INSTAGRAM = kindOf(SANDBOX_KINDS, 'instagram_account')
const TIERS = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE']

const sorted = (
  kind: SandboxKind,
  tasks: readonly string[],
  mode: 'observed' | 'none' | 'wide' | 'surprising',
) => readBack(kind, tasks, mode, 'seed').sort()

describe('reading back', () => {
  it('unpacks as observed', () => {
    expect(sorted(ACCOUNT, ['MANAGE'], 'observed')).toEqual([
      'ADVERTISE',
      'ANALYZE',
      'DRAFT',
      'MANAGE',
    ])
    expect(sorted(PAGE, ['MODERATE'], 'observed')).toEqual(['ADVERTISE', 'ANALYZE', 'MODERATE'])
    expect(sorted(PAGE, ['MANAGE'], 'observed')).toEqual([...TIERS].sort())
    // What ADVERTISE brings there comes with the giving: rows at rest hold what they hold.
    expect(sorted(INSTAGRAM, ['ADVERTISE'], 'observed')).toEqual(['ADVERTISE'])
  })

  it('leaves tasks as granted in mode none', () => {
    expect(sorted(ACCOUNT, ['ANALYZE', 'MANAGE'], 'none')).toEqual(['ANALYZE', 'MANAGE'])
  })

  it('opens wide: the whole enum for a manager, extras and twins for others', () => {
    expect(sorted(ACCOUNT, ['MANAGE'], 'wide')).toEqual([...ACCOUNT.tasks].sort())
    expect(sorted(ACCOUNT, ['ANALYZE'], 'wide')).toEqual(['ANALYZE', ...ACCOUNT.extras].sort())
    expect(sorted(PAGE, ['ANALYZE'], 'wide')).toEqual(['ANALYZE', 'PROFILE_PLUS_ANALYZE'])
    expect(sorted(PAGE, ['PROFILE_PLUS_ANALYZE'], 'wide')).toEqual([
      'ANALYZE',
      'PROFILE_PLUS_ANALYZE',
    ])
    expect(sorted(PAGE, ['MANAGE'], 'wide')).toEqual([...PAGE.tasks].sort())
  })

  it('surprises with a known task that is not implied and one nobody knows', () => {
    expect(sorted(ACCOUNT, ['ANALYZE'], 'surprising')).toEqual([
      'ADVERTISE',
      'ANALYZE',
      'DRAFT',
      FUTURE_TASK,
    ])
    expect(sorted(ACCOUNT, ['MANAGE'], 'surprising')).toEqual([
      'ADVERTISE',
      'ANALYZE',
      'DRAFT',
      FUTURE_TASK,
      'MANAGE',
    ])
    for (const kind of SANDBOX_KINDS) {
      const closure = closureOf(kind, kind.tasks.slice(-1))
      const strangers = readBack(kind, kind.tasks.slice(-1), 'surprising', 's').filter(
        (it) => !closure.has(it),
      )
      expect(strangers).toContain(FUTURE_TASK)
      expect(strangers).toHaveLength(2)
    }
  })

  it('shows nothing for nothing, in every mode', () => {
    for (const mode of ['observed', 'none', 'wide', 'surprising'] as const) {
      expect(readBack(PAGE, [], mode, 'seed')).toEqual([])
    }
  })

  it('comes in an arbitrary but repeatable order', () => {
    const orders = new Set(
      Array.from({ length: 20 }, (_, n) => readBack(PAGE, ['MANAGE'], 'observed', `${n}`).join()),
    )
    expect(orders.size).toBeGreaterThan(10)
    expect(readBack(PAGE, TIERS, 'observed', 'x')).toEqual(readBack(PAGE, TIERS, 'observed', 'x'))
  })

  it('survives task names from a prototype', () => {
    expect([...closureOf(PAGE, ['constructor', '__proto__'])]).toEqual(['constructor', '__proto__'])
  })
})

describe('over HTTP', () => {
  it.each([
    ['observed', ['ADVERTISE', 'ANALYZE', 'DRAFT']],
    ['none', ['ADVERTISE', 'ANALYZE']],
    ['surprising', ['ADVERTISE', 'ANALYZE', 'DRAFT', 'FUTURE_TASK', 'MANAGE']],
  ])('people and agencies read alike: %s', async (mode, tasks) => {
    const { get } = await serve(small(`{ unpacking: ${mode} }`))
    const users = await get('/act_1111/assigned_users', { business: OWN, fields: 'id,tasks' })
    const lee = users.body.data.find((row: { id: string }) => row.id === LEE)
    expect(lee.tasks.sort()).toEqual(tasks)
    const agencies = await get('/act_1111/agencies')
    expect(agencies.body.data[0].permitted_tasks.sort()).toEqual(tasks)
  })
})

describe('kinds', () => {
  it('agree with themselves', () => {
    for (const kind of SANDBOX_KINDS) {
      const known = new Set(kind.tasks)
      const named = [
        ...Object.entries(kind.implies).flatMap(([task, implied]) => [task, ...implied]),
        ...Object.entries(kind.twins).flat(),
        ...kind.extras,
        ...(kind.agencyTasks ?? []),
        ...(kind.bundles ?? []).flat(),
      ]
      expect(named.filter((task) => !known.has(task))).toEqual([])
      expect(known.size).toBe(kind.tasks.length)
      for (const task of kind.tasks) {
        const once = closureOf(kind, [task])
        expect(closureOf(kind, [...once])).toEqual(once)
      }
    }
    expect(PAGE.tasks).toHaveLength(29)
  })

  it('can be added to by a test', async () => {
    const gadget: SandboxKind = {
      ...kindOf(SANDBOX_KINDS, 'pixel'),
      kind: 'gadget',
      section: 'gadgets',
      node: 'Gadget',
      lists: { owned: 'owned_gadgets', client: 'client_gadgets' },
      userMethods: ['GET', 'POST', 'DELETE'],
      tasks: ['SPIN', 'STOP'],
      agencyTasks: ['STOP'],
      extras: [],
      implies: { SPIN: ['STOP'] },
      managing: ['SPIN'],
    }
    const world = `${SMALL}gadgets: { "7001": { name: Wheel, owner: "1001", users: { "${LEE}": [SPIN] } } }\n`
    const { get, post } = await serve(world, { kinds: [...SANDBOX_KINDS, gadget] })
    expect((await get(`/${OWN}/owned_gadgets`)).body.data).toEqual([{ id: '7001', name: 'Wheel' }])
    const users = await get('/7001/assigned_users', { business: OWN, fields: 'tasks' })
    expect(users.body.data[0].tasks.sort()).toEqual(['SPIN', 'STOP'])
    const grant = { business: '2002', permitted_tasks: ['SPIN'] }
    expect((await post('/7001/agencies', grant)).body.error.code).toBe(100)
    await expect(serve(world)).rejects.toThrow('unknown key gadgets')
  })
})
