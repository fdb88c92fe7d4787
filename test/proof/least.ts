import type { Frame } from './bounds.ts'
import type { Tally } from './check.ts'
import type { KindName } from './kinds.ts'

/** How many (world, manifest, failures) the short form looks at, at the least; together what the README says. */
export const LEAST: Readonly<Record<KindName, number>> = {
  ad_account: 240_000,
  page: 22_500,
  pixel: 37_900,
  catalog: 470,
  instagram_account: 15_500,
  whatsapp_account: 16_300,
}

/** What the README says of them. */
export const TOGETHER = 330_000

/** Whom each of three workers looks at. */
export const PARTS = {
  one: ['ad_account'],
  two: ['page', 'instagram_account', 'catalog'],
  three: ['pixel', 'whatsapp_account'],
} as const satisfies Readonly<Record<string, readonly KindName[]>>

/** Tells the log of a run what was looked at. */
export const noted = ({ name }: Frame, kind: KindName, tally: Tally): Tally => {
  const { pairs, triples, runs, writes, longest } = tally
  process.stdout.write(
    `proved: ${kind}, ${name}: ${triples} (world, manifest, failures) of ${pairs} plans with up to ${longest} steps; ${runs} runs, ${writes} writes\n`,
  )
  return tally
}
