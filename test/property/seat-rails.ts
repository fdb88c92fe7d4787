import type { World } from '../../src/sandbox/state.ts'
import type { Pipeline } from '../support/pipeline.ts'
import { US } from './abstract.ts'

/** What must hold of the business's people after every single write, whatever else happens. */

/** How many people are admins of the business: no system users, nobody on the way out. */
export const adminsIn = (world: World): number =>
  [...(world.businesses.get(US)?.users.values() ?? [])].filter(
    ({ role, markedForRemoval }) => role.toUpperCase() === 'ADMIN' && markedForRemoval !== true,
  ).length

/** The e-mails to which more than one invitation was sent, as far as anybody took it. */
export const invitedTwice = ({ sandbox }: Pick<Pipeline, 'sandbox'>): readonly string[] => {
  const sent = sandbox.commits.flatMap(({ method, path, params }) =>
    method === 'POST' && path === `/${US}/business_users`
      ? [String(params['email']).toLowerCase()]
      : [],
  )
  return sent.filter((email, place) => sent.indexOf(email) !== place)
}
