import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssetKind, assetKindOf, KINDS } from '../../../../src/model/kinds.ts'
import { isSatisfied } from '../../../../src/model/tasks.ts'
import { grantOf } from '../../../../src/questions/import/writing/grant.ts'
import { seeded, times } from '../../../support/effort.ts'
import { manifestOf } from '../../../support/pipeline.ts'

const AD_ACCOUNT = assetKindOf('ad_account', KINDS)
const PAGE = assetKindOf('page', KINDS)

describe('what is held, as one writes it', () => {
  it.each([
    [AD_ACCOUNT, ['MANAGE', 'ADVERTISE', 'ANALYZE'], 'ADMIN'],
    [AD_ACCOUNT, ['MANAGE'], 'ADMIN'],
    [AD_ACCOUNT, ['ADVERTISE', 'ANALYZE', 'DRAFT', 'AA_ANALYZE', 'CREATIVE'], 'GENERAL_USER'],
    [AD_ACCOUNT, ['ANALYZE', 'DRAFT'], 'REPORTS_ONLY'],
    [AD_ACCOUNT, ['ADVERTISE'], ['ADVERTISE']],
    [AD_ACCOUNT, ['ANALYZE', 'SOMETHING_NEW'], 'REPORTS_ONLY'],
    [AD_ACCOUNT, ['DRAFT'], ['DRAFT']],
    [AD_ACCOUNT, ['SOMETHING_NEW'], null],
    [AD_ACCOUNT, ['CREATIVE'], null],
    [AD_ACCOUNT, [], null],
    [PAGE, ['PROFILE_PLUS_FULL_CONTROL'], 'MANAGER'],
    [PAGE, ['PROFILE_PLUS_ADVERTISE', 'PROFILE_PLUS_ANALYZE'], 'ADVERTISER'],
    [PAGE, ['MODERATE', 'ADVERTISE', 'ANALYZE'], 'MODERATOR'],
    [PAGE, ['MODERATE'], ['MODERATE']],
    [PAGE, ['MODERATE', 'ANALYZE'], ['MODERATE']],
    [PAGE, ['MESSAGING', 'ADVERTISE', 'ANALYZE'], ['MESSAGING', 'ADVERTISE', 'ANALYZE']],
    [PAGE, ['ANALYZE', 'CASHIER_ROLE'], ['ANALYZE', 'CASHIER_ROLE']],
    [PAGE, ['DRAFT'], null],
  ] as const)('%o holds %j: %j', (kind, held, grant) => {
    expect(grantOf(kind, held)).toEqual(grant)
  })

  /** What a manifest with this grant wants: read by the manifest stage, and by nobody else. */
  const wantedOf = (kind: AssetKind, grant: string | readonly string[]): readonly string[] => {
    const manifest = manifestOf(`version: 1
business: "1001"
people: { x: "1" }
${kind.section}: { "${kind.id.example}": { users: { x: ${JSON.stringify(grant)} } } }`)
    return manifest.assets[0]?.users?.paths[0]?.tasks ?? []
  }

  it.each(KINDS)('is what the planner takes for it: any tasks of $name', (kind) => {
    const task = fc.constantFrom(...kind.tasks, ...kind.tolerated, 'SOMETHING_NEW')
    fc.assert(
      fc.property(fc.uniqueArray(task, { maxLength: 6 }), (held) => {
        const grant = grantOf(kind, held)
        if (grant !== null) {
          expect(isSatisfied(kind, wantedOf(kind, grant), held)).toBe(true)
          expect(grantOf(kind, [...held].reverse())).toEqual(grant)
          return
        }
        // Nothing that can be asked for is held.
        expect(held.filter((each) => kind.tasks.includes(each))).toEqual([])
      }),
      { seed: seeded(41), numRuns: times(150) },
    )
  })
})
