import { readFileSync } from 'node:fs'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { startMany } from './many-sandboxes.ts'

/** The three businesses of examples/fleet with the worlds beside their manifests. */

const worldIn = (folder: string): string =>
  readFileSync(
    new URL(`../../examples/fleet/businesses/${folder}/world.yaml`, import.meta.url),
    'utf8',
  )

const without = (world: string, ...lines: readonly RegExp[]): string =>
  world
    .split('\n')
    .filter((line) => !lines.some((each) => each.test(line)))
    .join('\n')

/** The worlds as they are in the example, where two differ from their manifests. */
export const EXAMPLE_WORLDS = {
  northwind: worldIn('northwind'),
  harbor: worldIn('harbor'),
  fjord: worldIn('fjord'),
} as const

/** The same as the manifests want them. */
export const FLEET_WORLDS = {
  northwind: EXAMPLE_WORLDS.northwind.replace(
    'agencies: {}',
    'agencies: { "2002": [ADVERTISE, ANALYZE] }',
  ),
  harbor: without(EXAMPLE_WORLDS.harbor, /"2003": \{ tasks/, /"6155000000100212"/),
  fjord: EXAMPLE_WORLDS.fjord,
} as const

export type FleetName = keyof typeof FLEET_WORLDS

export const FLEET_IDS: Readonly<Record<FleetName, string>> = {
  northwind: '1001',
  harbor: '1002',
  fjord: '1003',
}

/** The sandboxes of the three behind one address. */
export interface Fleet {
  readonly url: string
  /** `META_ACCESS_TOKEN_<id>` for each business. */
  readonly tokens: Readonly<Record<string, string>>
  readonly sandboxes: Readonly<Record<FleetName, Sandbox>>
  readonly close: () => Promise<void>
}

const tokenOf = (name: FleetName): string => `FLEETTOKEN${name}`

/** Each business with a token of its own; `worlds` in the place of those that are in sync. */
export const startFleet = async (
  worlds: Partial<Record<FleetName, string>> = {},
): Promise<Fleet> => {
  const names = Object.keys(FLEET_WORLDS) as FleetName[]
  const { url, sandboxes, close } = await startMany(
    Object.fromEntries(names.map((name) => [tokenOf(name), worlds[name] ?? FLEET_WORLDS[name]])),
  )
  return {
    ...{ url, close },
    tokens: Object.fromEntries(
      names.map((name) => [`META_ACCESS_TOKEN_${FLEET_IDS[name]}`, tokenOf(name)]),
    ),
    sandboxes: Object.fromEntries(
      names.map((name) => [name, sandboxes.get(tokenOf(name))]),
    ) as Record<FleetName, Sandbox>,
  }
}
