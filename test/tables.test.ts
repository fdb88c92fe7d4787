import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { type AssetKind, BUSINESS_SCOPE, KINDS } from '../src/model/kinds.ts'
import { closureOf, isKnownTask, isManager, isSatisfied, widenedOf } from '../src/model/tasks.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../src/sandbox/kinds/sandbox-kinds.ts'
import { readBack } from '../src/sandbox/kinds/task-closure.ts'

/**
 * The sandbox has a table of its own, written from the same notes: a second opinion. Where both
 * speak of the same thing they must say the same.
 */
const PAIRS: readonly {
  readonly name: string
  readonly kind: AssetKind
  readonly sandbox: SandboxKind
}[] = KINDS.map((kind) => {
  const sandbox = SANDBOX_KINDS.find((row) => row.kind === kind.name)
  if (sandbox === undefined) throw new Error(`the sandbox has no ${kind.name}`)
  return { name: kind.name, kind, sandbox }
})

describe.each(PAIRS)('$name in both tables', ({ kind, sandbox }) => {
  it('has the same section, ids and edges', () => {
    const { listing, relations } = kind
    const { request, users } = relations
    expect({
      section: kind.section,
      prefix: kind.id.prefix,
      lists: { owned: listing.owned, client: listing.client, pending: request?.pending.edge },
      pendingAsset: request?.pending.asset,
      clients: kind.mirror,
      inverse: users?.inverse ?? null,
      hasOnBehalfOf: kind.relations.on_behalf_of !== undefined,
    }).toEqual({
      section: sandbox.section,
      prefix: sandbox.idPrefix,
      lists: {
        owned: sandbox.lists.owned,
        client: sandbox.lists.client,
        pending: sandbox.lists.pendingClient,
      },
      pendingAsset: sandbox.requestField,
      clients: sandbox.permissionsField,
      inverse: sandbox.inverse ?? null,
      hasOnBehalfOf: sandbox.onBehalfOf,
    })
  })

  it('asks for access, and gives it up, by the same calls', () => {
    expect(kind.relations.request === undefined).toBe(sandbox.requestParam === undefined)
    if (kind.relations.request === undefined) return
    expect(kind.relations.request).toMatchObject({
      edge: sandbox.lists.client,
      param: sandbox.requestParam,
    })
    expect(kind.relations.request?.withdraw).toMatchObject({
      edge: sandbox.leave?.edge,
      param: sandbox.leave?.param,
    })
  })

  it('names the permissions the sandbox wants', () => {
    // The scope of the business is wanted of every call, so no kind names it.
    const named = (scopes: readonly string[], expected: unknown): readonly unknown[] =>
      scopes.includes(BUSINESS_SCOPE) ? [] : [expected]
    expect(kind.relations.users?.scopes).toEqual({
      read: named(sandbox.readScopes, expect.arrayContaining([...sandbox.readScopes])),
      write: named(sandbox.writeScopes, sandbox.writeScopes),
    })
    // On a Page of a business the scope of the business will do.
    if (!sandbox.ownToken && kind.relations.agencies !== undefined)
      expect(kind.relations.agencies?.scopes).toEqual(kind.relations.users?.scopes)
    if (kind.relations.request === undefined) return
    const isAsked = sandbox.ownToken || sandbox.writeScopes[0] === BUSINESS_SCOPE
    expect(kind.relations.request?.scopes.flat().includes(sandbox.writeScopes[0] ?? '')).toBe(
      isAsked,
    )
  })

  it('can be written as the sandbox lets it be written', () => {
    const methods = { agencies: sandbox.agencyMethods, users: sandbox.userMethods }
    for (const relation of ['agencies', 'users'] as const) {
      expect(kind.relations[relation] === undefined).toBe(!methods[relation].includes('POST'))
      if (kind.relations[relation] === undefined) continue
      expect(methods[relation]).toEqual(expect.arrayContaining(['GET', 'POST']))
      expect(kind.relations[relation]?.remove === 'delete').toBe(
        methods[relation].includes('DELETE'),
      )
    }
    expect(kind.relations.users?.sendsBusiness || !sandbox.assignNeedsBusiness).toBe(true)
  })

  it('is signed with the token the sandbox wants', () => {
    const asset = sandbox.ownToken ? 'asset' : 'user'
    const { agencies } = kind.relations
    if (agencies !== undefined) expect(agencies.token).toEqual({ read: asset, write: asset })
    expect(kind.relations.users?.token.read).toBe(asset)
    expect(kind.relations.users?.token.write).toBe(sandbox.ownToken ? 'asset_or_user' : 'user')
  })

  it('knows every task of the sandbox, and asks for none the sandbox lacks', () => {
    expect(sandbox.tasks.filter((task) => !isKnownTask(kind, task))).toEqual([])
    expect(sandbox.extras.filter((task) => !kind.tolerated.includes(task))).toEqual([])
    expect(kind.tasks.filter((task) => !sandbox.tasks.includes(task))).toEqual([])
  })

  it('agrees on twins and managers', () => {
    const twins = Object.entries(sandbox.twins).map(([classic, twin]) => [twin, classic])
    expect(kind.twins).toEqual(Object.fromEntries(twins))
    const managing = sandbox.tasks.filter((task) => isManager(kind, [task]))
    expect([...managing].sort()).toEqual([...sandbox.managing].sort())
  })

  it('expects every task that the sandbox says another brings along', () => {
    const surprises = Object.entries(sandbox.implies).flatMap(([task, brought]) => {
      const expected = closureOf(kind, [task])
      return brought
        .map((name) => kind.twins[name] ?? name)
        .filter((name) => !expected.has(name) && !kind.tolerated.includes(name))
        .map((name) => `${task} brings ${name}`)
    })
    expect(surprises).toEqual([])
  })

  it('expects what the sandbox gives with a task unasked, and nothing else', () => {
    const expected = Object.entries(sandbox.widens).map(([task, more]) => [task, [...more].sort()])
    const widened = kind.tasks.map((task) => [task, [...widenedOf(kind, [task])].sort()])
    expect(widened.filter(([, more]) => more?.length !== 0)).toEqual(expected)
  })

  it.each(['none', 'observed', 'wide'] as const)(
    'finds each role satisfied once it was granted, unpacked as %s',
    (mode) => {
      const roles = Object.entries(kind.roles).flatMap(([role, tasks]) => {
        const sent = tasks.filter((task) => kind.tasks.includes(task))
        return sent.length === 0 ? [] : [{ role, sent }]
      })
      const unsatisfied = roles.filter(
        ({ sent }) => !isSatisfied(kind, sent, readBack(sandbox, sent, mode, 'seed')),
      )
      expect(unsatisfied).toEqual([])
    },
  )

  it('allows as bundles what the roles hold', () => {
    const roles = Object.values(kind.roles)
      .map((tasks) => tasks.filter((task) => !kind.tolerated.includes(task)))
      .filter((tasks) => tasks.length > 0)
    const sorted = (lists: readonly (readonly string[])[]) =>
      lists.map((tasks) => [...tasks].sort().join()).sort()
    expect(sorted(roles)).toEqual(sorted(sandbox.bundles ?? []))
  })
})

type Enum = Readonly<Record<string, string>>

const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as {
  readonly Page: { readonly PermittedTasks: Enum; readonly Tasks: Enum }
  readonly AdAccount: { readonly PermittedTasks: Enum; readonly Tasks: Enum }
  readonly Business: { readonly PermittedTasks: Enum; readonly PagePermittedTasks: Enum }
}

describe('the task enums of the official SDK', () => {
  it.each([
    { kind: 'page', name: 'Page.PermittedTasks', tasks: sdk.Page.PermittedTasks },
    { kind: 'page', name: 'Page.Tasks', tasks: sdk.Page.Tasks },
    { kind: 'page', name: 'Business.PermittedTasks', tasks: sdk.Business.PermittedTasks },
    { kind: 'page', name: 'Business.PagePermittedTasks', tasks: sdk.Business.PagePermittedTasks },
    { kind: 'ad_account', name: 'AdAccount.PermittedTasks', tasks: sdk.AdAccount.PermittedTasks },
    { kind: 'ad_account', name: 'AdAccount.Tasks', tasks: sdk.AdAccount.Tasks },
  ])('$name are all in the table', ({ kind, tasks }) => {
    const row = KINDS.find(({ name }) => name === kind)
    const named = Object.values(tasks)
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((task) => !row?.tasks.includes(task))).toEqual([])
  })
})

describe('each row of the kinds table', () => {
  it.each(KINDS)('$name has words for every task but the twins', ({ tasks, twins, meanings }) => {
    expect(Object.keys(meanings)).toEqual(tasks.filter((task) => !Object.hasOwn(twins, task)))
    for (const meaning of Object.values(meanings)) expect(meaning).toMatch(/^[A-Z].{5,}\.$/)
  })

  it.each(KINDS)('$name speaks of tasks it has', (kind) => {
    const { tasks, managers, twins, implies, roles, tolerated } = kind
    const known = new Set([...tasks, ...tolerated])
    const spoken = [
      ...managers,
      ...Object.entries(twins).flat(),
      ...Object.entries(implies).flatMap(([task, brought]) => [task, ...brought]),
      ...Object.values(roles).flat(),
    ]
    expect(spoken.filter((task) => !known.has(task))).toEqual([])
    expect(new Set(tasks).size).toBe(tasks.length)
  })
})
