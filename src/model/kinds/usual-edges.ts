import { PERMITTED_TASKS, TASKS } from '../codec.ts'
import type { AccessEdge } from '../kind.ts'

/** The edge of other businesses as most kinds have it. */
export const AGENCIES = {
  edge: 'agencies',
  subject: 'business',
  codec: PERMITTED_TASKS,
  remove: 'delete',
  sendsBusiness: false,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>

/** The edge of a business's people as most kinds have it [ref]. */
export const ASSIGNED_USERS = {
  edge: 'assigned_users',
  subject: 'user',
  codec: TASKS,
  remove: 'delete',
  sendsBusiness: true,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>
