import { PERMITTED_TASKS, TASKS } from '../codec.ts'
import type { AccessEdge } from '../kind.ts'

/** What the edge of other businesses is like on most kinds. */
export const AGENCIES = {
  edge: 'agencies',
  subject: 'business',
  codec: PERMITTED_TASKS,
  remove: 'delete',
  sendsBusiness: false,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>

/** Of the people of a business [ref]. */
export const ASSIGNED_USERS = {
  edge: 'assigned_users',
  subject: 'user',
  codec: TASKS,
  remove: 'delete',
  sendsBusiness: true,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>
