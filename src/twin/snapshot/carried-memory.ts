import { DAMAGED_MEMORY, type Memory, NO_MEMORY } from '../../model/memory.ts'
import type { World } from '../../sandbox/state.ts'

/** What a world remembers of the journal of the business that it was copied from. */
export const memoryIn = ({ remembered }: Pick<World, 'remembered'>): Memory => {
  if (remembered === undefined) return NO_MEMORY
  const { damaged, ...maps } = remembered
  return damaged === true ? DAMAGED_MEMORY : { present: true, ...maps }
}

/** The same the other way: nothing where there is no journal. */
export const rememberedOf = (memory: Memory): Pick<World, 'remembered'> => {
  const { present, damaged, requests, approvals, kept } = memory
  if (!present && damaged !== true) return {}
  const { invitations = new Map(), seen = new Map() } = memory
  return {
    remembered: {
      ...(damaged === true ? { damaged } : {}),
      ...{ requests, approvals, kept, invitations, seen },
    },
  }
}
