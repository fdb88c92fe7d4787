import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type AssetKind, assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { Mode } from '../../src/model/manifest.ts'
import type { Memory, Remembered, Seen } from '../../src/model/memory.ts'
import type { PlanOptions } from '../support/pipeline.ts'

/**
 * A golden case as a person writes it. One file runs once per kind and mode: `SECTION`, `A1`…`A9`
 * (asset ids of the kind) and `MODE` are replaced in world, manifest, memory and expectations;
 * `KIND` and `PREFIX` are the kind's words in an asset group; `TASK` stands for the kind's first task, `MANAGER` for the kind's full role, `MANAGES` for its tasks as a list, `OWN_BUSINESS` for
 * what names our business where somebody is taken off.
 */
interface CaseFile {
  readonly name: string
  /** `unrequestable`: those whose owner can be asked for nothing. Default: ad accounts and Pages. */
  readonly kinds?: readonly string[] | 'unrequestable'
  readonly modes?: readonly Mode[]
  /** Laid over the base world: sections, modes, businesses, token. */
  readonly world: Record<string, unknown>
  readonly manifest: string
  readonly options?: Record<string, unknown>
  readonly memory?: Record<string, Record<string, Record<string, unknown>>>
  /** What the plan lists, a line each; by mode where the modes differ. */
  readonly plan: Expected
  /** The writes that apply makes, in order. */
  readonly calls?: Expected
  /** What is still listed after apply; default: what was listed but for steps and their waits. */
  readonly after?: Expected
  /** Where a second plan has steps for a reason, the reason. */
  readonly not_converging?: string
}

type Expected = readonly string[] | Readonly<Record<Mode, readonly string[]>>

export interface Case {
  readonly title: string
  readonly file: string
  /** Whether its whole plan is kept in `whole`: of a few files, of the first of their cases. */
  readonly isWhole: boolean
  readonly kind: AssetKind
  readonly mode: Mode
  readonly world: string
  readonly manifest: string
  /** With the memory, where the case has one. */
  readonly options: PlanOptions
  readonly plan: readonly string[]
  readonly calls: readonly string[] | null
  readonly after: readonly string[] | null
  readonly notConverging: string | null
}

const DIR = join(import.meta.dirname, 'cases')

export const readCases = (): readonly Case[] =>
  readdirSync(DIR)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .flatMap((file) =>
      casesOf(file, parse(readFileSync(join(DIR, file), 'utf8'), { intAsBigInt: false })),
    )

/**
 * Where the whole plan of a file's first case may be kept, `npx vitest run test/plan/cases.test.ts -u`
 * writes it anew. An empty file asks for one; test/plan/whole.test.ts says what all must show.
 */
export const wholeFile = (file: string): string => join(import.meta.dirname, 'whole', file)

const casesOf = (file: string, written: CaseFile): readonly Case[] => {
  const { kinds = ['ad_account', 'page'], modes = ['authoritative', 'additive'] } = written
  const rows =
    kinds === 'unrequestable'
      ? KINDS.filter(({ relations }) => relations.request === undefined)
      : kinds.map((name) => assetKindOf(name, KINDS))
  const cases = rows.flatMap((kind) => modes.map((mode) => caseOf(file, written, { kind, mode })))
  const isKept = existsSync(wholeFile(file))
  return cases.map((golden, place) => ({ ...golden, isWhole: isKept && place === 0 }))
}

const caseOf = (
  file: string,
  written: CaseFile,
  cell: { readonly kind: AssetKind; readonly mode: Mode },
): Omit<Case, 'isWhole'> => {
  const { kind, mode } = cell
  const fill = (text: string): string => filled(text, kind, mode)
  const lines = (expected: Expected): readonly string[] =>
    (Array.isArray(expected)
      ? (expected as readonly string[])
      : (expected as Record<Mode, readonly string[]>)[mode]
    ).map((line) => fill(line).trimEnd())
  return {
    title: `${written.name} (${kind.name}, ${mode})`,
    file,
    kind,
    mode,
    world: fill(stringify(mergedWorld(written.world))),
    manifest: fill(BASE_MANIFEST + written.manifest),
    options: {
      ...JSON.parse(fill(JSON.stringify(written.options ?? {}))),
      ...(written.memory === undefined
        ? {}
        : { memory: memoryOf(JSON.parse(fill(JSON.stringify(written.memory)))) }),
    },
    plan: lines(written.plan),
    calls: written.calls === undefined ? null : lines(written.calls),
    after: written.after === undefined ? null : lines(written.after),
    notConverging: written.not_converging ?? null,
  }
}

const memoryOf = (written: NonNullable<CaseFile['memory']>): Memory => {
  const map = <T>(entries: Record<string, unknown> | undefined): ReadonlyMap<string, T> =>
    new Map(Object.entries(entries ?? {})) as ReadonlyMap<string, T>
  return {
    present: true,
    requests: map<Remembered>(written['requests']),
    approvals: map<Remembered>(written['approvals']),
    kept: map<Remembered & { readonly found: readonly string[] }>(written['kept']),
    seen: map<Seen>(written['seen']),
    ...(written['invitations'] === undefined
      ? {}
      : { invitations: map<Remembered>(written['invitations']) }),
  }
}

const filled = (text: string, kind: AssetKind, mode: Mode): string => {
  const manages = Object.values(kind.roles)[0]?.filter((task) => kind.tasks.includes(task)) ?? []
  const words: Record<string, string> = {
    SECTION: kind.section,
    MODE: mode,
    KIND: kind.name,
    PREFIX: kind.grouped?.tasks ?? '',
    MANAGES_LIST: `[${manages.join(', ')}]`,
    MANAGES: manages.join(', '),
    TASK: kind.tasks[0] ?? '',
    MANAGER: Object.keys(kind.roles)[0] ?? '',
    REQUEST_EDGE: kind.relations.request?.edge ?? '',
    WITHDRAW_EDGE: kind.relations.request?.withdraw.edge ?? '',
    ASSET_PARAM: kind.relations.request?.param ?? '',
    CALL_MANAGES: manages.join(','),
    OWN_BUSINESS: kind.relations.users?.removesWithBusiness === true ? 'business=1001' : '',
  }
  return text
    .replaceAll(/\b[A-Z_]+\b/g, (word) => words[word] ?? word)
    .replaceAll(/\bA(\d)\b/g, (_, digit: string) => `${kind.id.prefix}${digit.repeat(4)}`)
}

const BASE_MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003", client: "3001" }
people:
  dana: dana@northwind.example
  lee: "61550000000000002"
  kim: "61550000000000009"
  ann: ann@northwind.example
  robot: { system_user: "61550000000000003" }
  own: { system_user: "61550000000000001" }
  ghost: ghost@northwind.example
  newbie: newbie@northwind.example
  zoe: zoe@northwind.example
`

const BASE_WORLD = {
  version: 1,
  modes: { unpacking: 'none' },
  token: {
    business: '1001',
    user: '61550000000000001',
    scopes: [
      'business_management',
      'ads_management',
      'pages_show_list',
      'pages_manage_metadata',
      'catalog_management',
      'whatsapp_business_management',
    ],
  },
  businesses: {
    '1001': {
      name: 'Northwind',
      users: {
        '61550000000000002': { name: 'Lee', email: 'lee@northwind.example', role: 'ADMIN' },
        '61550000000000004': { name: 'Ann', email: 'ann@northwind.example', role: 'ADMIN' },
        '61550000000000005': { name: 'Dana', email: 'Dana@northwind.example', role: 'EMPLOYEE' },
        '61550000000000009': { name: 'Kim', email: 'kim@northwind.example', role: 'EMPLOYEE' },
      },
      system_users: {
        '61550000000000001': { name: 'Automation', role: 'ADMIN' },
        '61550000000000003': { name: 'Reporter', role: 'EMPLOYEE' },
      },
      invited: {
        '77000000000000001': {
          email: 'newbie@northwind.example',
          role: 'EMPLOYEE',
          created: '2026-11-01T09:00:00Z',
        },
      },
    },
    '2002': { name: 'Brightside' },
    '2003': { name: 'Oldmill' },
    '3001': { name: 'Client' },
  },
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const merged = (
  base: Record<string, unknown>,
  over: Record<string, unknown>,
): Record<string, unknown> => {
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = result[key]
    result[key] = isMap(below) && isMap(value) ? merged(below, value) : value
  }
  return result
}

/** Every asset of the world is ours and managed by the token's own user unless the case says else. */
const mergedWorld = (world: Record<string, unknown>): Record<string, unknown> => {
  const assets = Object.entries((world['SECTION'] ?? {}) as Record<string, Record<string, unknown>>)
  const section = Object.fromEntries(
    assets.map(([id, asset]) => [
      id,
      merged(
        { name: `Asset ${id}`, owner: '1001', users: { '61550000000000001': 'MANAGES_LIST' } },
        asset,
      ),
    ]),
  )
  return merged(BASE_WORLD, { ...world, SECTION: section })
}
