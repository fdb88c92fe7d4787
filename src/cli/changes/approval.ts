import { plural } from '../../document/plural.ts'
import type { Io } from '../io.ts'
import type { Prepared } from './prepared.ts'

/** How many steps would be sent. */
export const openIn = ({ plan, settled }: Pick<Prepared, 'plan' | 'settled'>): number => {
  const held = new Set(plan.held?.map(({ address }) => address))
  return plan.steps.filter(({ address }) => settled?.has(address) !== true && !held.has(address))
    .length
}

/** What a person is asked to approve. */
export interface Asked {
  /** How many steps would be sent. */
  readonly changes: number
  /** Where: `"Northwind" (1001)`. */
  readonly to: string
  /** How many steps a rail holds. */
  readonly held: number
}

/** Whether the person agrees: only by the whole word. */
export const approves = async ({ changes, to, held }: Asked, ask: Io['ask']): Promise<boolean> => {
  const these = changes === 1 ? 'this change' : `these ${plural(changes, 'change')}`
  const others = held === 0 ? '' : `, and leave ${held} that a rail holds`
  const question = `Apply ${these} to ${to}${others}? Only 'yes' is accepted: `
  return (await ask?.(question))?.trim() === 'yes'
}
