import type { Finding, FindingState, ReviewReport } from '../../../model/reports/review-report.ts'
import { nodeIn } from '../../../model/text/address.ts'
import { foldedOf } from '../../../model/text/text.ts'
import { compareFindings } from '../findings.ts'
import type { EarlierReview } from './earlier-review.ts'
import { type Looked, lookedAtBy, type Old } from './looked-at.ts'

/** Findings against an earlier review: what stands, the most severe first, then what is gone. */
export const remembered = (
  looked: Looked,
  findings: readonly Finding[],
  { findings: earlier }: EarlierReview,
): readonly Finding[] => {
  const before = new Set(earlier.flatMap(keysOf))
  const now = new Set(findings.flatMap(keysOf))
  const told = findings.map((found) =>
    inState(found, keysOf(found).some((key) => !before.has(key)) ? 'new' : 'open'),
  )
  const rest = unique(earlier.flatMap(partsOf).filter((old) => !now.has(keyOf(old))))
  const gone = new Set(rest.filter(lookedAtBy(looked)))
  const left = rest.filter((old) => !gone.has(old))
  return [
    ...[
      ...told,
      ...whole(left).map((found) => ({ ...inState(found, 'open'), not_read: true as const })),
    ].sort(compareFindings),
    ...whole([...gone])
      .map((found) => inState(found, 'gone'))
      .sort(compareFindings),
  ]
}

export const sinceOf = ({
  readAt,
  manifestDigest,
}: EarlierReview): NonNullable<ReviewReport['since']> => ({
  read_at: readAt,
  manifest_digest: manifestDigest,
})

const inState = ({ state: _, not_read: __, ...found }: Finding, state: FindingState): Finding => {
  const { code, severity, ...rest } = found
  return { code, severity, state, ...rest }
}

/** A finding is a code, a subject and an asset; one about several assets is several. */
const partsOf = (found: Finding): readonly Old[] => {
  const { assets, addresses } = found
  const ids = new Set(assets.map(({ id }) => id))
  const isThroughGroup = addresses.some((address) => !ids.has(nodeIn(address)))
  return (assets.length === 0 ? [null] : assets).map((asset) => ({ found, asset, isThroughGroup }))
}

const keysOf = (found: Finding): readonly string[] => partsOf(found).map(keyOf)

/** Where no business and no person is told, whoever can spend or see stands in the words. */
const IN_WORDS: readonly Finding['code'][] = ['foreign_spend', 'foreign_data']

const keyOf = ({ found: { code, subject, message }, asset }: Old): string => {
  const who = subject === null ? null : foldedOf(subject.id)
  const words = who === null && IN_WORDS.includes(code) ? message : null
  return JSON.stringify([code, who, words, asset?.kind ?? null, asset?.id ?? null])
}

const unique = (olds: readonly Old[]): readonly Old[] => [
  ...new Map(olds.map((old) => [keyOf(old), old])).values(),
]

/** The parts of one finding together again, with the addresses of these assets alone. */
const whole = (olds: readonly Old[]): readonly Finding[] => {
  const parts = new Map<Finding, Old[]>()
  for (const old of olds) {
    const same = parts.get(old.found)
    if (same === undefined) parts.set(old.found, [old])
    else same.push(old)
  }
  return [...parts].map(([found, same]) => {
    const assets = same.flatMap(({ asset }) => asset ?? [])
    const own = new Set(assets.map(({ id }) => id))
    const rest = new Set(found.assets.flatMap(({ id }) => (own.has(id) ? [] : [id])))
    return {
      ...found,
      assets,
      addresses: found.addresses.filter((address) => !rest.has(nodeIn(address))),
      // Its line may be another one by now.
      source: null,
    }
  })
}
