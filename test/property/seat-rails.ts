import type { World } from '../../src/sandbox/state.ts'
import type { Pipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
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

/** Lists that leave somebody out look whole once no asset shows them any more. */
export const areListsTold = ({ world: { people } }: Scene, after: World): boolean => {
  const hidden = Object.keys(people.seats).filter((id) => people.seats[id]?.isUnlisted === true)
  const onAssets = new Set([...after.assets.values()].flatMap(({ users }) => [...users.keys()]))
  return hidden.every((id) => onAssets.has(id))
}
