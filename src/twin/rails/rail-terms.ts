import type { Manifest, Offboarded } from '../../model/manifest.ts'
import type { Plan } from '../../model/plan.ts'
import type { World } from '../../sandbox/state.ts'
import { manifestOf, type Origin } from '../replan.ts'
import type { RailTerms } from './rails-of-world.ts'

/** What the rails are for a plan: those it was made by, with the numbers that were allowed. */
export const termsOf = (
  { policy, allowed_revocations: revocations }: Plan,
  origin: Origin,
  world: World,
): RailTerms => {
  const { allowInvitations: invitations, allowOffboarded: offboarded } =
    origin.type === 'manifest' ? origin.input : origin.options
  return {
    policy,
    allowed: {
      ...(revocations === undefined ? {} : { revocations }),
      ...(invitations === undefined ? {} : { invitations }),
      ...(offboarded === undefined ? {} : { offboarded }),
    },
    // A plan file is not believed about who is offboarded.
    offboarded: offboardedBy(manifestOf(origin), world),
  }
}

const offboardedBy = (manifest: Manifest | null, world: World): readonly ReadonlySet<string>[] =>
  (manifest?.offboarded ?? []).map((entry) => namesOf(entry, world))

/** The id and the e-mail by which somebody may be known, whichever of the two is declared. */
const namesOf = ({ id, email }: Offboarded, { businesses, token }: World): ReadonlySet<string> => {
  const names = [id, email?.toLowerCase()].filter((name) => name != null)
  const people = [...(businesses.get(token.business)?.users.values() ?? [])].map((person) => [
    person.id,
    ...(person.email === undefined ? [] : [person.email.toLowerCase()]),
  ])
  return new Set([
    ...names,
    ...people.filter((own) => own.some((name) => names.includes(name))).flat(),
  ])
}
