import { stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import type { Flags } from '../flags.ts'
import { fleetProblem } from './fleet-problems.ts'

const OF_ONE_PLAN = 'it accepts what one plan says, and each business has a plan of its own'
const OF_ONE_ADDRESS = 'an address is of one business'
const OF_ONE_MANIFEST = 'it changes the manifest of one business'

/** Flags that mean one business, and why. */
export const OF_ONE: Partial<Readonly<Record<keyof Flags, readonly [flag: string, why: string]>>> =
  {
    allowRevocations: ['--allow-revocations', OF_ONE_PLAN],
    allowRequests: ['--allow-requests', OF_ONE_PLAN],
    allowInvitations: ['--allow-invitations', OF_ONE_PLAN],
    allowOffboarded: ['--allow-offboarded', OF_ONE_PLAN],
    replace: ['--replace', OF_ONE_ADDRESS],
    resend: ['--resend', OF_ONE_ADDRESS],
    business: ['--business', 'the manifests say which businesses there are'],
    decisions: ['--decisions', OF_ONE_MANIFEST],
    fix: ['--fix', OF_ONE_MANIFEST],
  }

/** Throws `stop` for flags that mean one business. */
export const refuseFlagsOfOne = ({ flags }: Context, command: string): void => {
  const given = (Object.keys(OF_ONE) as (keyof Flags)[]).flatMap((key) =>
    flags[key] === undefined ? [] : [OF_ONE[key] as readonly [string, string]],
  )
  const [first] = given
  if (first === undefined) return
  const [, why] = first
  const alike = given.flatMap(([flag, other]) => (other === why ? [flag] : []))
  stop(fleetProblem('not_with_all', { flags: alike, why, command }))
}
