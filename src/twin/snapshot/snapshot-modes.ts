import { DEFAULT_MODES, type Modes } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'
import type { OurPeople } from './snapshot-people.ts'

/** How the API behaved, as far as the rows tell. */
export const modesOf = (_facts: Facts, { unlisted }: OurPeople): Modes => ({
  ...DEFAULT_MODES,
  unlisted,
})
