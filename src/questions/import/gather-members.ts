import { viewsOf } from '../../access/views.ts'
import { escapeText } from '../../document/escape.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { Problem } from '../../model/problem.ts'
import { matchesAsset } from '../../plan/filter.ts'
import type { LeftOut } from './gather.ts'
import { importProblem } from './import-problems.ts'
import type { ImportSource } from './writing/relation-grants.ts'
import { membersOf, type WrittenMembers } from './writing/written-members.ts'

export interface GatheredMembers {
  /** Null if there is nobody, or not everybody who is there is known or can be named. */
  readonly members: WrittenMembers | null
  readonly leftOut: readonly LeftOut[]
  readonly problems: readonly Problem[]
}

/** Who belongs to the business, if that was asked for and read to its end. */
export const gatherMembers = ({ live, only, asOf }: ImportSource): GatheredMembers => {
  const none = { members: null, leftOut: [], problems: [] }
  const [view] = viewsOf({ live, kinds: [BUSINESS] })
  if (view === undefined || (only !== null && !matchesAsset(only, view.asset))) return none
  const asset = view.asset.id
  const status = view.scope('members')?.status ?? 'unknown'
  if (status !== 'complete') {
    return { ...none, leftOut: [{ kind: BUSINESS, asset, relation: 'members', status }] }
  }
  const members = membersOf(view, asOf)
  if (members.unnameable.length > 0) {
    const emails = members.unnameable.map((email) => escapeText(email)).join(', ')
    const why = `${emails} is invited and no line can name such an address, so the key would take the invitation back`
    return {
      ...none,
      problems: [importProblem('import_not_added', { asset: `${asset}/members`, why })],
    }
  }
  return { ...none, members: members.members.length === 0 ? null : members }
}
