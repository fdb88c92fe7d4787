import { ASSET_GROUP, BUSINESS, KINDS } from '../../model/kinds.ts'
import type { Problem } from '../../model/problem.ts'
import {
  CHECK_IDS,
  CHECK_STATUSES,
  type Check,
  type DoctorReport,
} from '../../model/reports/doctor-report.ts'
import { abilitiesOf, type JudgedAbility } from './abilities.ts'
import { actionChecks, assetChecks, type KindCase } from './asset-checks.ts'
import { assumedOf } from './assumed.ts'
import { businessChecks } from './business-checks.ts'
import type { DoctorInput } from './check.ts'
import { connectionChecks } from './connection-checks.ts'
import { readBases } from './describe-bases.ts'
import { concerned, manifestChecks } from './manifest-checks.ts'
import { planReads } from './plan-reads.ts'
import { tokenChecks } from './token-checks.ts'

/**
 * Judges what was read. Pure: the same facts give the same bytes. An `error` is what keeps plan and
 * apply from working: with a manifest, what the manifest needs; without one, what everything needs.
 */
export const examine = (input: DoctorInput, problems: readonly Problem[] = []): DoctorReport => {
  const { facts, manifest } = input
  const business = businessChecks(input)
  const isReached = !business.some(({ id, status }) => id === 'business' && status === 'error')
  const cases = isReached ? casesOf(input) : []
  const checks = sorted([
    ...connectionChecks(input),
    ...tokenChecks(input),
    ...business,
    ...cases.flatMap(assetChecks),
    ...(manifest === null ? actionChecks(cases) : manifestChecks(manifest, cases)),
  ])
  return {
    format_version: 1,
    kind: 'doctor',
    tool_version: input.toolVersion,
    graph: facts.graph,
    business: { id: facts.business, name: facts.reach?.business.name ?? null },
    as_of: input.now.slice(0, 10),
    ready: checks.every(({ status }) => status !== 'error'),
    summary: summaryOf(checks),
    checks,
    actions: [...cases.flatMap(({ abilities }) => abilities), ...ofNodes(input, cases)].map(
      ({ advice: _, ...ability }) => ability,
    ),
    assumptions: assumedOf(facts.reach?.evidence ?? []),
    reads: readBases(),
    problems,
  }
}

const casesOf = ({ facts, manifest, kinds = KINDS }: DoctorInput): readonly KindCase[] =>
  kinds.flatMap((kind): readonly KindCase[] => {
    const own = facts.reach?.kinds.find((row) => row.kind === kind.name)
    if (own === undefined) return []
    const isDeclared = manifest?.assets.some((asset) => asset.kind === kind.name) === true
    const mattering = concerned(own, manifest)
    const abilities = abilitiesOf(kind, mattering, facts)
    const reads = planReads(manifest)
    const failsUnread = manifest?.policy.unreadable === 'fail'
    return [{ kind, facts: own, concerned: mattering, abilities, isDeclared, reads, failsUnread }]
  })

/**
 * Groups and the business itself are not listed beforehand: permissions, the role and the lists of
 * people are all there is to go by.
 */
const ofNodes = ({ facts }: DoctorInput, cases: readonly KindCase[]): readonly JudgedAbility[] =>
  cases.length === 0
    ? []
    : [ASSET_GROUP, BUSINESS].flatMap((kind) =>
        abilitiesOf(
          kind,
          { kind: kind.name, lists: {}, assets: [], hasMore: false, samples: [] },
          facts,
        ),
      )

const sorted = (checks: readonly Check[]): readonly Check[] =>
  [...checks].sort((one, other) => CHECK_IDS.indexOf(one.id) - CHECK_IDS.indexOf(other.id))

const summaryOf = (checks: readonly Check[]): DoctorReport['summary'] => {
  const counted = CHECK_STATUSES.map((status) => [
    status,
    checks.filter((check) => check.status === status).length,
  ])
  return Object.fromEntries(counted) as DoctorReport['summary']
}
