import type { PlanAsset, Reason, Step, Subject } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { planProblem } from './diagnostics.ts'

/** `--only GLOB` (asset ids), `--who NAME`, `--reason R,…`: only such steps. */
export interface PlanFilter {
  readonly only?: string
  readonly who?: readonly string[]
  readonly reasons?: readonly Reason[]
}

interface Entry {
  readonly asset: PlanAsset
  readonly subject?: Subject | null
}

/** Whether an entry of any list passes the filters on asset and subject. */
export const passes = (filter: PlanFilter, entry: Entry): boolean =>
  (filter.only === undefined || matchesGlob(filter.only, entry.asset.id)) &&
  (filter.who === undefined || isNamed(filter.who, entry.subject ?? null))

const isNamed = (names: readonly string[], subject: Subject | null): boolean =>
  subject !== null && names.some((name) => [subject.alias, subject.id, subject.name].includes(name))

/** `*` stands for any characters, `?` for one. */
export const matchesGlob = (glob: string, text: string): boolean => {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text)
}

/** Steps that pass; one whose needs were filtered out is left out too, and said. */
export const filterSteps = (
  steps: readonly Step[],
  filter: PlanFilter,
): { readonly steps: readonly Step[]; readonly problems: readonly Problem[] } => {
  const passing = steps.filter(
    (step) =>
      passes(filter, step) &&
      (filter.reasons === undefined || filter.reasons.includes(step.reason)),
  )
  const kept = new Set(passing.map((step) => step.address))
  const problems: Problem[] = []
  const whole = passing.filter((step) => {
    const needs = step.needs.filter((address) => !kept.has(address))
    if (needs.length === 0) return true
    problems.push(planProblem('filtered_needs', { address: step.address, needs }, step.source))
    return false
  })
  return { steps: whole, problems }
}
