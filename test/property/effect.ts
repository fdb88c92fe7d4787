import type { Section } from './abstract.ts'

/** What a task brings along, by the API's role maps; MANAGE brings everything. */
const BRINGS: Readonly<Record<Section, readonly string[]>> = {
  ad_accounts: ['ADVERTISE', 'ANALYZE'],
  pages: ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
}

/** What holding these tasks comes to. */
export const inEffect = (section: Section, tasks: readonly string[]): ReadonlySet<string> => {
  const chain = BRINGS[section]
  if (tasks.includes('MANAGE')) return new Set(['MANAGE', 'MESSAGING', ...chain])
  const first = Math.min(...tasks.map((task) => chain.indexOf(task)).filter((at) => at >= 0))
  return new Set([...tasks, ...(Number.isFinite(first) ? chain.slice(first) : [])])
}

export const isSameInEffect = (
  section: Section,
  one: readonly string[],
  other: readonly string[],
): boolean => {
  const held = inEffect(section, one)
  const wanted = inEffect(section, other)
  return held.size === wanted.size && [...held].every((task) => wanted.has(task))
}
