import type { Section } from './abstract.ts'

type Brings = Readonly<Record<string, readonly string[]>>

/** What a task brings along, by the API's role maps; all of it, at once. */
const BRINGS: Readonly<Record<Section, Brings>> = {
  ad_accounts: { MANAGE: ['ADVERTISE', 'ANALYZE'], ADVERTISE: ['ANALYZE'] },
  pages: {
    MANAGE: ['MESSAGING', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    CREATE_CONTENT: ['MODERATE', 'ADVERTISE', 'ANALYZE'],
    MODERATE: ['ADVERTISE', 'ANALYZE'],
    ADVERTISE: ['ANALYZE'],
  },
  pixels: { ADVERTISE: ['ANALYZE'], EDIT: ['UPLOAD'], UPLOAD: ['EDIT'] },
  catalogs: { MANAGE: ['ADVERTISE', 'MANAGE_AR'] },
  instagram_accounts: {
    FULL_CONTROL: ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE'],
  },
  whatsapp_accounts: { MANAGE: ['DEVELOP', 'MESSAGING', 'VIEW_COST'] },
}

/** What the API may give with a task without being asked. */
const MAY_GIVE: Readonly<Partial<Record<Section, Brings>>> = {
  instagram_accounts: { ADVERTISE: ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ANALYZE'] },
}

const withAll = (brings: Brings, tasks: readonly string[]): readonly string[] => [
  ...new Set(tasks.flatMap((task) => [task, ...(brings[task] ?? [])])),
]

/** What holding these tasks comes to. */
export const inEffect = (section: Section, tasks: readonly string[]): ReadonlySet<string> =>
  new Set(withAll(BRINGS[section], tasks))

/** What asking for these tasks may come to. */
export const atMost = (section: Section, tasks: readonly string[]): readonly string[] =>
  withAll(MAY_GIVE[section] ?? {}, tasks)

/** Whether what is held is what was wanted, or what the API may have made of it. */
export const isSameInEffect = (
  section: Section,
  held: readonly string[],
  wanted: readonly string[],
): boolean => {
  const has = inEffect(section, held)
  const needs = inEffect(section, wanted)
  const may = inEffect(section, atMost(section, wanted))
  return [...needs].every((task) => has.has(task)) && [...has].every((task) => may.has(task))
}
