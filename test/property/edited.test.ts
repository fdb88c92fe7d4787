import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resumePlan } from '../../src/apply/resume.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { type Plan, REASONS, type Step } from '../../src/model/plan.ts'
import { planDigestOf } from '../../src/plan/make-plan.ts'
import { verifyPlan } from '../../src/plan/saved/saved.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, planOf, row } from '../support/builders.ts'
import { seeded, times } from '../support/effort.ts'
import { manifestOf } from '../support/pipeline.ts'

const ASSETS = ['act_1', 'act_2', 'act_3']
const tasks = fc.constantFrom(MANAGES, ['ADVERTISE', 'ANALYZE'], ['ANALYZE'])
const holds = fc.dictionary(fc.constantFrom(LEE, KIM), tasks, { noNullPrototype: true })

/** What is live on three accounts, and how many revocations are let go without a word. */
const scene = fc.record({
  users: fc.tuple(holds, holds, holds),
  agencies: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  limit: fc.constantFrom(0, 2, 12),
  isOffboarding: fc.boolean(),
  isBeside: fc.boolean(),
})

/** Everything that neither digest of the steps covers, as somebody may write it. */
const edit = fc.record({
  // One for all, or those of the file are in another order.
  reasons: fc.oneof(
    fc.constantFrom(...REASONS).map((reason) => [reason]),
    fc.array(fc.constantFrom(...REASONS), { minLength: 12, maxLength: 12 }),
  ),
  allowed: fc.option(fc.nat(12), { nil: undefined }),
  keepsNeeds: fc.boolean(),
  keepsProblems: fc.boolean(),
  given: fc.option(fc.nat(12), { nil: undefined, freq: 3 }),
})

const isTaking = ({ action, before, after }: Step): boolean =>
  action === 'unassign' ||
  action === 'revoke' ||
  (action === 'reassign' && (before?.length ?? 0) > (after?.length ?? 0))

const seen = { applied: 0, refused: 0 }

describe('a saved plan edited where its steps_digest does not look', () => {
  it('never takes away more than the reviewed plan under it, with the number that is given', () => {
    fc.assert(
      fc.property(scene, edit, (from, change) => {
        const live = liveOf(
          ASSETS.map((id) => asset(id)),
          ASSETS.flatMap((id, place) => [
            row(id, 'users', OWN, MANAGES),
            ...Object.entries(from.users[place] ?? {}).map(([who, held]) =>
              row(id, 'users', who, held),
            ),
            ...(from.agencies[place] ? [row(id, 'agencies', '2003', ['ANALYZE'])] : []),
          ]),
        )
        const text = `policy: { max_revocations: ${from.limit}, keep_managers: 0 }
${from.isOffboarding ? 'offboarded: [kim]' : ''}
ad_accounts:
${ASSETS.map((id) => `  ${id}: { users: { own: ADMIN, lee: [ANALYZE] }, agencies: {} }`).join('\n')}
`
        const reviewed = planOf(text, live)
        const edited: Plan = {
          ...reviewed,
          problems: change.keepsProblems ? reviewed.problems : [],
          steps: reviewed.steps.map((step, place) => ({
            ...step,
            reason: change.reasons[place % change.reasons.length] ?? step.reason,
            needs: change.keepsNeeds ? step.needs : [],
          })),
          ...(change.allowed === undefined ? {} : { allowed_revocations: change.allowed }),
        }
        expect(edited.steps_digest).toBe(reviewed.steps_digest)
        const sealed = { ...edited, plan_digest: planDigestOf(edited) }
        const { value } = verifyPlan(JSON.stringify(sealed))
        // Reasons that would come in another order are refused at once.
        if (value === null) return
        const manifest = from.isBeside ? manifestOf(HEAD + text) : null
        const { given: allowRevocations } = change
        const { plan, problems } = resumePlan(value, live, NO_MEMORY, {
          manifest,
          ...(allowRevocations === undefined ? {} : { allowRevocations }),
        })
        if (problems.length > 0) {
          seen.refused += 1
          return
        }
        seen.applied += 1
        const taken = plan.steps.filter(isTaking)
        const counted = taken.filter(
          ({ subject }) => !(from.isBeside && from.isOffboarding && subject.id === KIM),
        )
        const most = allowRevocations ?? from.limit
        expect(counted.length).toBeLessThanOrEqual(most)
        expect(plan.steps.map(({ address }) => address)).toEqual(
          reviewed.steps.map(({ address }) => address),
        )
        if (from.isBeside) {
          expect(plan.steps.map(({ reason, needs }) => [reason, needs])).toEqual(
            reviewed.steps.map(({ reason, needs }) => [reason, needs]),
          )
        }
      }),
      { seed: seeded(31), numRuns: times(400) },
    )
    expect(seen.applied).toBeGreaterThan(40)
    expect(seen.refused).toBeGreaterThan(40)
  }, 60_000)
})
