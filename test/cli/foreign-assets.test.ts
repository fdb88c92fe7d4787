import { describe, expect, it } from 'vitest'
import { type AssetKind, KINDS } from '../../src/model/kinds.ts'
import { runCli, WORLD } from '../support/run-cli.ts'

/** Assets that only their owner can share: no call asks for them. */
const UNREQUESTABLE = KINDS.filter(({ relations }) => relations.request === undefined)
const SHARED = UNREQUESTABLE.filter(({ relations }) => relations.agencies !== undefined)

const KIM = '61550000000000009'

const planOf = async ({ section, id }: AssetKind, keys: string) => {
  const manifest = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}" }
${section}: { "${id.example}": ${keys} }
ad_accounts: { act_2222: { mode: additive, users: { kim: [ANALYZE] } } }
`
  const world = `${WORLD}${section}: { "${id.example}": { name: Not ours, owner: "5005" } }\n`
  const { code, json } = await runCli(['plan', '--format=json', '--sandbox=world.yaml'], {
    files: { 'world.yaml': world, 'access.yaml': manifest },
    now: '2026-11-22T09:30:00Z',
  })
  const { steps, problems } = json() as unknown as {
    readonly steps: readonly { readonly address: string }[]
    readonly problems: readonly { readonly code: string; readonly message: string }[]
  }
  const errors = problems.filter(({ code: name }) => name !== 'tasks_outside_bundles')
  return { code, steps: steps.map(({ address }) => address), errors }
}

describe('an asset of another business that nobody can ask for', () => {
  it('is of more kinds than one', () => {
    expect(UNREQUESTABLE.length).toBeGreaterThan(2)
    expect(SHARED.length).toBeGreaterThan(1)
  })

  it.each(UNREQUESTABLE)('costs no other asset its people: $section', async (kind) => {
    const { code, steps, errors } = await planOf(kind, `{ users: { kim: [${kind.tasks[0]}] } }`)
    expect([code, steps]).toEqual([1, [`act_2222/users/${KIM}`]])
    const message = `its owner has to share this ${kind.label} with business 1001`
    expect(errors).toMatchObject([
      { code: 'asset_not_found', message: expect.stringContaining(message) },
    ])
  })

  it.each(SHARED)('gets no agencies from us: $section', async (kind) => {
    const [task] = kind.relations.agencies?.tasks ?? kind.tasks
    const { code, errors } = await planOf(kind, `{ agencies: { brightside: [${task}] } }`)
    expect(code).toBe(1)
    const message = `its owner has to share this ${kind.label} with them`
    expect(errors).toMatchObject([
      { code: 'agencies_not_owner', message: expect.stringContaining(message) },
    ])
  })
})
