import type { TokenOwner } from '../model/review.ts'
import type { Ground } from '../plan/ground.ts'
import { selfIn } from './people.ts'

/** Whose token read all this; never the token. */
export const tokenOf = ({ live, directory }: Pick<Ground, 'live' | 'directory'>): TokenOwner => {
  const person = selfIn(live)
  return {
    id: live.self.id === '' ? null : live.self.id,
    name: live.self.name ?? person?.name ?? null,
    person: person === null ? null : directory.subjectOf('users', person.id, person.name),
  }
}
