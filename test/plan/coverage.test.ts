import { describe, expect, it } from 'vitest'
import { type AssetKind, KINDS } from '../../src/model/kinds.ts'
import type { Mode } from '../../src/model/manifest.ts'
import { ACTIONS, MANUAL_REASONS, REASONS, WAITING_STATES } from '../../src/model/plan.ts'
import { PLAN_PROBLEMS } from '../../src/plan/plan-problems.ts'
import { readCases } from './case-files.ts'

const BOTH: readonly Mode[] = ['authoritative', 'additive']
/** What takes something away has no additive form: there it is `unmanaged`, which has its own rows. */
const TAKING: readonly Mode[] = ['authoritative']

/** Kinds that can be asked for, owned and shared: they have every row. */
const canBeAskedFor = ({ relations }: AssetKind): boolean => relations.request !== undefined

/** Kinds that are shared with partners, who then accept, and that nobody can ask for. */
const isOnlyShared = ({ relations }: AssetKind): boolean =>
  relations.agencies !== undefined && relations.request === undefined

const hasOnBehalfOf = ({ relations }: AssetKind): boolean => relations.on_behalf_of !== undefined

/** Every row of the case table, as the line that a golden case must have for it. */
const ROWS: readonly {
  readonly row: string
  readonly line: RegExp
  readonly modes: readonly Mode[]
  /** Kinds the row exists for; default those that can be asked for. */
  readonly has?: (kind: AssetKind) => boolean
}[] = [
  { row: 'nothing live, request', line: /^request .*\(missing_in_live\)/, modes: BOTH },
  {
    row: 'people hang on a request',
    line: /^waiting .*users.* client_response needs/,
    modes: BOTH,
  },
  { row: 'beyond max_open_requests', line: /^waiting .*request: queued/, modes: BOTH },
  { row: 'our request pending', line: /^waiting .*request: client_response/, modes: BOTH },
  { row: 'pending, other tasks', line: /^manual .*: asked_other_tasks/, modes: BOTH },
  { row: 'our request gone', line: /^manual .*: declined_or_vanished/, modes: BOTH },
  { row: 'seen held, and gone', line: /^manual .*: client_revoked/, modes: BOTH },
  { row: 'access differs from request', line: /^manual .*: request_tasks_differ/, modes: BOTH },
  { row: 'pending withdrawn', line: /^withdraw .*\(given_up\)/, modes: TAKING },
  { row: 'they ask, declared', line: /^grant .*\(accepts_request\)/, modes: BOTH },
  { row: 'they ask, not declared', line: /^waiting .*: incoming_request/, modes: BOTH },
  { row: 'an admin must approve', line: /^waiting .*agencies.*: admin_approval$/, modes: BOTH },
  { row: 'invited', line: /^waiting .*: invitation/, modes: BOTH },
  { row: 'not in the business', line: /^waiting .*: not_in_business/, modes: BOTH },
  { row: 'not in the business, holds back', line: /^warning unassign_held/, modes: TAKING },
  { row: 'agency differs, report', line: /^manual .*: agency_tasks_differ/, modes: BOTH },
  { row: 'agency differs, try', line: /^regrant .*\(tasks_differ\)$/, modes: BOTH },
  { row: 'agency differs, replace', line: /^regrant .* gap$/, modes: TAKING },
  { row: 'agencies on a foreign asset', line: /^error agencies_not_owner/, modes: BOTH },
  { row: 'request on our own', line: /^error request_on_own_asset/, modes: BOTH },
  { row: 'agency missing', line: /^grant .*\(missing_in_live\)/, modes: BOTH },
  { row: 'agency unwanted', line: /^revoke .*\(not_in_manifest\)/, modes: TAKING },
  { row: 'agency left alone', line: /^unmanaged .*agencies/, modes: ['additive'] },
  { row: 'agency expired', line: /^revoke .*\(expired\)/, modes: TAKING },
  { row: 'agency offboarded', line: /^revoke .*\(offboarded\)/, modes: BOTH },
  { row: 'person missing', line: /^assign .*\(missing_in_live\)/, modes: BOTH },
  { row: 'person differs', line: /^reassign .*\(tasks_differ\)/, modes: BOTH },
  { row: 'person unwanted', line: /^unassign .*\(not_in_manifest\)/, modes: TAKING },
  { row: 'person left alone', line: /^unmanaged .*users\/61550000000000009/, modes: ['additive'] },
  { row: 'person expired', line: /^unassign .*\(expired\)/, modes: TAKING },
  { row: 'person offboarded', line: /^unassign .*\(offboarded\)/, modes: BOTH },
  { row: 'MANAGE handed over', line: /^unassign .* needs .*users/, modes: TAKING },
  { row: 'revoke needs grants', line: /^revoke .* needs .*agencies/, modes: TAKING },
  {
    row: 'revoke waits on an approval',
    line: /^waiting .*agencies.* admin_approval needs/,
    modes: TAKING,
  },
  { row: 'status nobody knows', line: /^manual .*: unrecognised_status/, modes: BOTH },
  { row: 'api keeps tasks', line: /^manual .*: api_keeps_tasks/, modes: TAKING },
  { row: 'unreadable', line: /^unreadable /, modes: BOTH },
  {
    row: 'person who cannot be taken off',
    line: /^manual .*users.*: no_removal_in_api/,
    modes: TAKING,
    has: ({ relations }) => relations.users?.remove === 'none',
  },
  {
    row: 'shared, not accepted',
    line: /: partner_response$/,
    modes: TAKING,
    has: isOnlyShared,
  },
  { row: 'shared by us alone', line: /^grant /, modes: TAKING, has: isOnlyShared },
  { row: 'shared, taken back', line: /^revoke /, modes: TAKING, has: isOnlyShared },
  {
    row: "another's, and nobody can ask for it",
    line: /^error asset_not_found/,
    modes: BOTH,
    has: (kind) => !canBeAskedFor(kind),
  },
  {
    row: 'taken off, of every kind that can be',
    line: /^unassign /,
    modes: TAKING,
    has: ({ relations }) => relations.users?.remove === 'delete',
  },
  ...(['assign', 'reassign'] as const).map((action) => ({
    row: `${action} on every kind`,
    line: new RegExp(`^${action} `),
    modes: TAKING,
    has: () => true,
  })),
  ...(
    [
      ['OBO sent, listed; received, listed', /^waiting .*: obo_in_progress$/, BOTH],
      ['OBO sent, not listed', /^cancel .*\(not_in_manifest\)$/, TAKING],
      ['OBO sent, left alone', /^unmanaged .*on_behalf_of\/5501$/, ['additive']],
      ['OBO sent, offboarded', /^cancel .*\(offboarded\)$/, BOTH],
      ['OBO received, not listed', /^manual .*: obo_received$/, BOTH],
      ['OBO approved, not listed', /^manual .*: obo_not_listed$/, TAKING],
      ['OBO listed, none there', /^manual .*: obo_missing$/, BOTH],
    ] as const
  ).map(([row, line, modes]) => ({ row, line, modes, has: hasOnBehalfOf })),
]

/** Vocabulary that belongs to other tests. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // Filters: test/plan/filter.test.ts.
  'only_matches_nothing',
  'who_matches_nobody',
  // On part of a view: test/cli/narrowed.test.ts.
  'who_not_seen',
  'filtered_needs',
  // The count and protection rails: test/plan/order/rails.test.ts.
  'rail_max_revocations',
  'rail_allow_revocations',
  'rail_max_invitations',
  'rail_allow_invitations',
  'rail_max_offboarded',
  'rail_allow_offboarded',
  'rail_protected',
  'rail_protected_unknown',
  'rail_protected_doubtful',
  'rail_own_user_unknown',
  // Policy files: test/cli/policy.test.ts.
  'policy_name_differs',
  // The command offboard: test/plan/judge/leftovers.test.ts.
  'not_visible',
  'business_relation',
  'offboard_nobody',
  // The same: test/plan/judge/judge-asked.test.ts, test/plan/order/held-steps.test.ts.
  'asked_by_offboarded',
  'shared_with_offboarded',
  'approval_of_offboarded',
  'request_of_unknown',
  'system_user_set_up',
  'rail_held',
  // Saved plans: test/plan/forged.test.ts.
  'rail_max_open_requests',
  'rail_step',
  'saved_incomplete',
  // The same, against flags and lists: test/apply/recheck.test.ts.
  'rail_allow_requests',
  'rail_open_requests_unknown',
  // A list that is not read to its end: test/apply/open-requests.test.ts.
  'open_requests_unknown',
  // Clocks: test/plan/clock.test.ts.
  'clock_differs',
  'clock_holds_steps',
])

const cases = readCases()
const linesOf = (golden: (typeof cases)[number]): readonly string[] => [
  ...golden.plan,
  ...(golden.after ?? []),
]

describe('golden cases cover', () => {
  it('every row of the case table for every kind and mode where it applies', () => {
    const missing = ROWS.flatMap(({ row, line, modes, has = canBeAskedFor }) =>
      KINDS.filter(has).flatMap((kind) =>
        modes
          .filter(
            (mode) =>
              !cases.some(
                (golden) =>
                  golden.kind === kind &&
                  golden.mode === mode &&
                  linesOf(golden).some((text) => line.test(text)),
              ),
          )
          .map((mode) => `${row} × ${kind.name} × ${mode}`),
      ),
    )
    expect(missing).toEqual([])
  })

  it('every action, reason, waiting state, manual reason and problem', () => {
    const text = cases.flatMap(linesOf).join('\n')
    const words = [
      ...ACTIONS.map((action) => ({ word: action, line: new RegExp(`^${action} `, 'm') })),
      ...REASONS.map((reason) => ({ word: reason, line: new RegExp(`\\(${reason}\\)`) })),
      ...WAITING_STATES.map((state) => ({
        word: state,
        line: new RegExp(`^waiting .*: ${state}`, 'm'),
      })),
      ...MANUAL_REASONS.map((reason) => ({
        word: reason,
        line: new RegExp(`^manual .*: ${reason}$`, 'm'),
      })),
      ...Object.keys(PLAN_PROBLEMS).map((code) => ({
        word: code,
        line: new RegExp(`^(error|warning) ${code}$`, 'm'),
      })),
    ]
    const missing = words.filter(({ word, line }) => !ELSEWHERE.has(word) && !line.test(text))
    expect(missing.map(({ word }) => word)).toEqual([])
  })
})
