import type { Frame } from './bounds.ts'
import type { Tally } from './check.ts'
import type { KindName } from './kinds.ts'

/** How many (world, manifest, failures) are looked at, at the least; together what the README says. */
export const LEAST: Readonly<Record<KindName, number>> = {
  ad_account: 100_000,
  page: 51_000,
  pixel: 57_000,
  catalog: 47_000,
  instagram_account: 47_000,
  whatsapp_account: 27_000,
}

/** Tells the log of a run what was looked at. */
export const noted = ({ name }: Frame, kind: KindName, tally: Tally): Tally => {
  const { pairs, triples, runs, writes, longest } = tally
  process.stdout.write(
    `proved: ${kind}, ${name}: ${triples} (world, manifest, failures) of ${pairs} plans with up to ${longest} steps; ${runs} runs, ${writes} writes\n`,
  )
  return tally
}
