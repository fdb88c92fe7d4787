import { MANIFEST, WORLD } from '../../support/run-cli.ts'

/** Trees of businesses for tests, each with a world of its own beside its manifests. */

/** The same little world and manifest for another business: only its own ids differ. */
export const worldOf = (business: string, name: string): string =>
  WORLD.replaceAll('1001', business).replace('Northwind', name)

export const manifestOf = (business: string, text = MANIFEST): string =>
  text.replace('1001', business)

/** A manifest that the same world is in sync with. */
export const IN_SYNC = (business: string): string =>
  `version: 1\nbusiness: "${business}"\nad_accounts: { act_1111: { agencies: {} } }\n`

export interface Grown {
  readonly business: string
  readonly name: string
  readonly manifest: string
}

/** The files of a tree: `businesses/FOLDER` for each. */
export const treeOf = (
  businesses: Readonly<Record<string, Grown>>,
  others: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  ...others,
  ...Object.fromEntries(
    Object.entries(businesses).flatMap(([folder, { business, name, manifest }]) => [
      [`businesses/${folder}/access.yaml`, manifest],
      [`businesses/${folder}/world.yaml`, worldOf(business, name)],
    ]),
  ),
})

/** Two that have to be changed, and one that is as it should be. */
export const THREE = treeOf(
  {
    acme: { business: '1001', name: 'Acme', manifest: manifestOf('1001') },
    beta: { business: '3003', name: 'Beta', manifest: manifestOf('3003') },
    calm: { business: '4004', name: 'Calm', manifest: IN_SYNC('4004') },
  },
  { 'shared/roles.yaml': 'version: 1\nroles: { viewer: [ANALYZE] }\n' },
)
