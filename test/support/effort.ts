/**
 * How hard the tests try. The short form runs with every change, and is the same each time: no change
 * fails for a scene that has nothing to do with it. `BIZACCESS_PROOF=long` is for looking further: wider
 * tables, more rounds and kills, ten times as many scenes, and others in each run. CONTRIBUTING.md says more.
 */
export const IS_LONG = process.env['BIZACCESS_PROOF'] === 'long'

export const inForm = <T>(short: T, long: T): T => (IS_LONG ? long : short)

const numberIn = (name: string, usual: number, least: number): number => {
  const asked = process.env[name]
  const value = Number(asked ?? usual)
  if (!Number.isFinite(value) || value < least) throw new Error(`${name}: ${asked} is no number`)
  return value
}

/** How many times as many scenes are drawn as usual. */
export const FACTOR = numberIn('BIZACCESS_RUNS', inForm(1, 10), 0)

/** So many runs of a property as are asked for today, where so many are usual. */
export const times = (usual: number): number => Math.max(1, Math.round(usual * FACTOR))

/** Scenes of a property that plans, applies and reads each of them. */
export const RUNS = 40

/** Whether enough scenes are drawn to speak of how often something occurs. */
export const isCounted = FACTOR >= 1

/** What moves the seeds of all properties; `effort-said.ts` draws one for the long form, and says it. */
export const SEED = numberIn('BIZACCESS_SEED', 0, 0)

export const seeded = (seed: number): number => seed + SEED
