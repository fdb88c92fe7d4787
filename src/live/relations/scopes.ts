import { type Evidence, mergedEvidence } from '../../model/assumed/evidence.ts'
import { type AssetKind, edgesOf, type KindTable } from '../../model/kinds.ts'
import type { LiveRelation, Scope } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { RELATIONS } from '../../model/relations.ts'
import { addressOf } from '../../model/text/address.ts'
import { compareText } from '../../model/text/text.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import type { Section } from '../section.ts'
import type { Target } from './relation-rows.ts'

/** What was read of the requested scopes, in a fixed order. */
export interface ReadScopes {
  readonly relations: readonly LiveRelation[]
  readonly scopes: readonly Scope[]
  readonly problems: readonly Problem[]
  /** What their rows showed before they were decoded. */
  readonly evidence: readonly Evidence[]
}

/** Only a complete scope passes its rows on: half a list must not look like a whole one. */
export const scopesOf = (
  sections: ReadonlyMap<Target, Section<LiveRelation>>,
  kinds: KindTable,
  who: string,
): ReadScopes => {
  const order = orderOf(kinds)
  const read = [...sections].sort(([one], [other]) => order(one, other))
  return {
    relations: read.flatMap(([, section]) =>
      section.status === 'complete'
        ? [...section.rows].sort((one, other) => compareText(one.subject, other.subject))
        : [],
    ),
    scopes: read.map(([target, section]) => scopeOf(target, section, who)),
    problems: read.flatMap(([target, section]) => problemsIn(target, section)),
    evidence: mergedEvidence(...read.map(([, { shows }]) => shows)),
  }
}

const orderOf =
  (kinds: KindTable) =>
  (one: Target, other: Target): number =>
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    compareText(one.asset, other.asset) ||
    compareText(one.relation, other.relation)

const scopeOf = (target: Target, section: Section<LiveRelation>, who: string): Scope => ({
  kind: target.kind.name,
  asset: target.asset,
  relation: target.relation,
  status: section.status,
  what: WHATS[section.status](target, section, who),
})

type What = (target: Target, section: Section<LiveRelation>, who: string) => string | null

const WHATS: Readonly<Record<Scope['status'], What>> = {
  complete: () => null,
  unknown: (_target, section) => reasonOf(section),
  unreadable: (target, section, who) => `${toGrant(target, who)}: ${reasonOf(section)}`,
}

/** Requests, members and groups depend on lists of our own business; everything else on the asset. */
const toGrant = ({ kind, asset, relation }: Target, who: string): string =>
  RELATIONS[relation].holder === 'us' ||
  RELATIONS[relation].written === 'roles' ||
  edgesOf(kind).some(({ isOfAdmins }) => isOfAdmins)
    ? `make ${who} an admin of the business, or give the token business_management`
    : `assign ${who} to ${kind.label} ${asset}${managing(kind)}, or give the token the permissions this kind needs`

const managing = ({ managers: [task] }: AssetKind): string =>
  task === undefined ? '' : ` with ${task}`

const reasonOf = (section: Section<LiveRelation>): string =>
  section.bad ??
  (section.error === null ? 'a list it depends on failed' : errorWords(section.error))

const problemsIn = (target: Target, section: Section<LiveRelation>): readonly Problem[] => {
  if (section.status !== 'unknown') return []
  const where = `${target.kind.label} ${addressOf(target.asset, target.relation, '*')}`
  const code = section.bad === null ? 'scope_unknown' : 'bad_row'
  return [liveProblem(code, { where, what: reasonOf(section) })]
}
