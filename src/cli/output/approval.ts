import { plural } from '../../document/plural.ts'
import type { Io } from '../io.ts'

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
