import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { KINDS, kindOn } from '../../src/model/kinds.ts'

type Enum = Readonly<Record<string, string>>

interface SdkClass {
  readonly Tasks?: Enum
  readonly PermittedTasks?: Enum
}

const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as Readonly<
  Record<string, SdkClass>
>

/** The official SDK's class of each kind: a kind without one has no test, and so fails the first. */
const CLASSES: Readonly<Record<string, string>> = {
  ad_account: 'AdAccount',
  page: 'Page',
  pixel: 'AdsPixel',
  catalog: 'ProductCatalog',
  instagram_account: 'InstagramBusinessAsset',
  whatsapp_account: 'WhatsAppBusinessAccount',
}

describe.each(KINDS)('the tasks that the official SDK has for $name', (kind) => {
  const sdkClass = sdk[CLASSES[kind.name] ?? '']

  it('can be held by people', () => {
    const named = Object.values(sdkClass?.Tasks ?? {})
    expect(named.length).toBeGreaterThan(3)
    const { tasks } = kindOn(kind, 'users')
    expect(named.filter((task) => !tasks.includes(task))).toEqual([])
  })

  it('can be held by agencies, where there are any', () => {
    const named = Object.values(sdkClass?.PermittedTasks ?? {})
    expect(named.length > 0).toBe(kind.relations.agencies !== undefined)
    const { tasks } = kindOn(kind, 'agencies')
    expect(named.filter((task) => !tasks.includes(task))).toEqual([])
  })
})

describe('an edge that takes some tasks of its kind alone', () => {
  const edges = KINDS.flatMap((kind) =>
    kind.relations.agencies?.tasks === undefined ? [] : [{ name: kind.name, kind }],
  )

  it.each(edges)('agencies of $name take those of the SDK, and no more', ({ kind }) => {
    const named = Object.values(sdk[CLASSES[kind.name] ?? '']?.PermittedTasks ?? {})
    expect([...kindOn(kind, 'agencies').tasks].sort()).toEqual([...named].sort())
  })
})
