/** Scenes per property. BIZACCESS_PROPERTY_RUNS asks for more, or fewer, than the suite's own. */
const asked = process.env['BIZACCESS_PROPERTY_RUNS']

export const RUNS = Number(asked ?? 80)

/** Whether enough scenes are drawn to speak of how often something occurs. */
export const isCounted = asked === undefined || RUNS >= 80

/** Seeds are fixed; BIZACCESS_PROPERTY_SEED moves all of them, for a search of other scenes. */
export const seeded = (seed: number): number =>
  seed + Number(process.env['BIZACCESS_PROPERTY_SEED'] ?? 0)
