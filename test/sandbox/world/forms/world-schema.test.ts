import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DEFAULT_MODES } from '../../../../src/sandbox/state.ts'
import { EFFECT_FORMS } from '../../../../src/sandbox/world/forms/fault-forms.ts'
import { MODE_FORMS } from '../../../../src/sandbox/world/forms/mode-forms.ts'
import { worldSchema } from '../../../../src/sandbox/world/forms/world-schema.ts'
import { largeWorld } from '../../../../src/sandbox/world/large-world.ts'
import { parseWorld, printWorld } from '../../../../src/sandbox/world/world.ts'
import { runCli } from '../../../support/run-cli.ts'
import { SMALL } from '../../support/serve.ts'

const SCHEMA = worldSchema()
const valid = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(SCHEMA)

/** Whether an editor takes a world's text, by the same parser that editors use. */
const fits = (text: string): boolean => valid(parse(text, { uniqueKeys: false, merge: true }))

const refusalOf = (text: string): string | null => {
  try {
    parseWorld(text)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

const ROOT = new URL('../../../../', import.meta.url)
const EXAMPLES = readdirSync(new URL('examples/', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('world.yaml'))
  .map((path) => [path, readFileSync(new URL(`examples/${path}`, ROOT), 'utf8')] as const)

/** A world in which every section, and every key that readers know, can be spoilt. */
const FULL = `${SMALL.replace('name: EU Search', 'name: EU Search\n    refuse: [agencies]\n    approval: true\n    new_page_experience: false\n    as_read: ["2002"]\n    exposure: { subscribed_apps: ["5"] }')}
modes: { unpacking: wide, page_size: 10, obo_edges: false, unlisted: [x], usage: { X-App-Usage: { call_count: 9 } }, people_lag: 1 }
pixels: { "41": { name: Shop, owner: "1001", users: { "61550000000000002": [ANALYZE] } } }
instagram_accounts: { "61": { name: nw, ig_user_id: "17841" } }
whatsapp_accounts: { "71": { name: care, registered_number: true } }
asset_groups: { "81": { name: Spring, owner: "1001", assets: [act_1111], users: { "61550000000000002": { ad_account: [ANALYZE] } } } }
apps: { "91": { name: App, owner: "1001", clients: ["2002"], exposure: { agencies: ["2002"] } } }
credit_lines: { "92": { owner: "1001", revoked: false, allocations: { "1": { receiving: "2002", amount: 5 } }, invoice_groups: { "2": { name: M, ad_accounts: [act_1111] } } } }
audience_requests: { "93": { initiator: "1001", recipient: "2002", audiences: { "1": { name: A, accounts: { act_1: APPROVE } } } } }
mirror: { act_1111: { "2002": [ANALYZE] } }
faults: [{ match: { method: GET, path: "^/me$", tokenKind: user, param: a }, skip: 1, times: 2, do: { status: 500, code: 1, subcode: 2, message: m, is_transient: true, error_data: d, headers: { a: b }, delay_ms: 1, drop: after, body: html, stale_reads: 1, big: 1 } }]
remembered: { damaged: true, requests: { act_9001/request: { at: 2026-11-01T09:00:00Z, tasks: [ANALYZE] } }, kept: { a: { at: 2026-11-01T09:00:00Z, tasks: [A], found: [B] } }, seen: { a: { at: 2026-11-01T09:00:00Z, standing: held } } }
`

type Json = unknown
type Path = readonly (string | number)[]

/** Every place of a document. */
const placesIn = (value: Json, path: Path = []): readonly Path[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, each]) =>
          placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ]

const changed = (value: Json, [key, ...rest]: Path, put: Json): Json => {
  if (key === undefined) return put
  if (Array.isArray(value)) {
    return value.map((each, place) => (place === key ? changed(each, rest, put) : each))
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [
      name,
      name === key ? changed(each, rest, put) : each,
    ]),
  )
}

const at = (value: Json, path: Path): Json =>
  path.reduce<Json>((it, key) => (it as Record<string, Json>)[key], value)

/** Errors about what one entry says of another, which no schema can see. */
const OF_OTHERS = /there is no (business|person|asset)|neither a user nor|has no row|owns the asset/

/** Spoils the whole world in every place, of equal ones in the first; what the schema lets through. */
const compared = (
  spoil: (place: { readonly path: Path; readonly whole: Json }) => readonly Json[],
): { readonly missed: readonly string[]; readonly refused: number } => {
  const whole = parse(FULL)
  const kinds = new Map(
    placesIn(whole)
      .slice()
      .reverse()
      .map((path) => [path.join('.').replaceAll(/(act_)?\d+/g, '*'), path]),
  )
  let refused = 0
  const missed = [...kinds.values()].flatMap((path) =>
    spoil({ path, whole }).flatMap((world) => {
      const reason = refusalOf(JSON.stringify(world))
      if (reason === null || OF_OTHERS.test(reason)) return []
      refused += 1
      return valid(world) ? [reason] : []
    }),
  )
  return { missed, refused }
}

describe('the schema of worlds', () => {
  it.each(EXAMPLES)('takes %s', (_path, text) => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=(\.\.\/)+schema\/world\.schema\.json\n/)
    expect([fits(text), valid.errors]).toEqual([true, null])
  })

  it('takes what the sandbox keeps, and a world with everything in it', () => {
    expect([refusalOf(FULL), fits(FULL), valid.errors]).toEqual([null, true, null])
    const small = { adAccounts: 3, pages: 2, pixels: 2, catalogs: 1, instagramAccounts: 1 }
    for (const world of [parseWorld(FULL), largeWorld(small)]) {
      expect([fits(printWorld(world)), valid.errors]).toEqual([true, null])
    }
  })

  it('refuses what the reader refuses, wherever a value has the wrong form', () => {
    // No value at all (`name:`) is for the reader an empty text, which JSON cannot write.
    const { missed, refused } = compared(({ path, whole }) =>
      [{ strange: { x: 1 } }, ['x', ['y']], 'strange', -1].map((put) => changed(whole, path, put)),
    )
    expect(missed).toEqual([])
    expect(refused).toBeGreaterThan(250)
  })

  it('refuses a key that is unknown or missing as the reader does', () => {
    const { missed, refused } = compared(({ path, whole }) => {
      const value = at(whole, path)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
      const fewer = Object.keys(value).map((key) =>
        Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
      )
      return [{ ...value, unheard: 'of' }, ...fewer].map((put) => changed(whole, path, put))
    })
    expect(missed).toEqual([])
    expect(refused).toBeGreaterThan(40)
  })

  it('says what every key, mode, fault and word means, and what holds without it', () => {
    const untold: string[] = []
    const look = (schema: Json, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return
      const { properties, ...rest } = schema as Record<string, Json>
      for (const [name, each] of Object.entries((properties ?? {}) as Record<string, Json>)) {
        const { description } = each as { description?: string }
        if ((description ?? '').length < 5) untold.push(`${path}/${name}`)
        look(each, `${path}/${name}`)
      }
      for (const [keyword, value] of Object.entries(rest)) look(value, `${path}/${keyword}`)
    }
    look(SCHEMA, '')
    expect(untold).toEqual([])
    const properties = SCHEMA['properties'] as Record<string, { properties: Record<string, Json> }>
    const modes = properties['modes']?.properties ?? {}
    expect(Object.keys(modes)).toEqual(Object.keys(MODE_FORMS))
    for (const [name, form] of Object.entries(MODE_FORMS)) {
      const otherwise = (DEFAULT_MODES as unknown as Record<string, Json>)[name]
      expect((modes[name] as { default?: Json }).default).toEqual(otherwise)
      if (form.type !== 'choice') continue
      expect([name, Object.keys(form.words)[0]]).toEqual([name, otherwise])
      for (const [word, meaning] of Object.entries(form.words)) {
        expect((modes[name] as { description: string }).description).toContain(
          `${word}: ${meaning}`,
        )
      }
    }
    expect(JSON.stringify(SCHEMA)).toContain(Object.keys(EFFECT_FORMS).at(-1))
  })

  it('is what `schema --world` prints', async () => {
    const printed = await runCli(['schema', '--world'])
    expect([printed.code, printed.json()]).toEqual([0, SCHEMA])
    expect((await runCli(['schema'])).json()['title']).toBe('bizaccess manifest')
  })
})
