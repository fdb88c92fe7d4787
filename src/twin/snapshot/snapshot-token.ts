import { SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import type { TokenState } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'
import type { OurPeople } from './snapshot-people.ts'

/** Whose token it is, and what it may do: everything, where that is not known. */
export const tokenOf = ({ us, token }: Facts, { self }: OurPeople): TokenState => {
  const { isOfPerson: _, scopes = ALL_SCOPES, ...more } = token
  return { business: us, user: self, scopes, ...more }
}

const ALL_SCOPES: readonly string[] = [
  ...new Set([
    ...['business_management', 'pages_show_list'],
    ...SANDBOX_KINDS.flatMap(({ readScopes, writeScopes, listScopes }) => [
      ...[...readScopes, ...writeScopes, ...listScopes],
    ]),
  ]),
]
