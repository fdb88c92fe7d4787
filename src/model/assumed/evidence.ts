import { compareText } from '../text/text.ts'
import { VERDICTS, type Verdict } from './assumption.ts'
import { ASSUMPTION_IDS, ASSUMPTIONS, type AssumptionId } from './assumptions.ts'

/** What an answer showed of an assumption. */
export interface Evidence {
  readonly assumption: AssumptionId
  readonly verdict: Verdict
  /** Which object showed it, and what: ids and words of the API, to be escaped where it is shown. */
  readonly example: string
  /** The name of the reading that fits; absent where none is made for it. */
  readonly fits?: string
}

/**
 * All that was seen, one example of each, in the order of the table. Of several examples that say the
 * same the first by its words stays, in whatever order they were read.
 */
export const mergedEvidence = (
  ...found: readonly (readonly Evidence[] | undefined)[]
): readonly Evidence[] => {
  const first = new Map<string, Evidence>()
  for (const each of found.flatMap((some) => some ?? [])) {
    const key = keyOf(each)
    const known = first.get(key)
    if (known === undefined || compareText(each.example, known.example) < 0) first.set(key, each)
  }
  return [...first.values()].sort(compareEvidence)
}

const keyOf = ({ assumption, verdict, fits = '' }: Evidence): string =>
  `${assumption} ${verdict} ${fits}`

const compareEvidence = (one: Evidence, other: Evidence): number =>
  ASSUMPTION_IDS.indexOf(one.assumption) - ASSUMPTION_IDS.indexOf(other.assumption) ||
  VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict) ||
  compareText(one.fits ?? '', other.fits ?? '')

/**
 * What the answers say of the readings, by name. One that fits something seen is not ruled out by
 * anything else: the API may do both, on different assets. Readings that are absent are open.
 */
export const shownReadings = (evidence: readonly Evidence[]): ReadonlyMap<string, Verdict> =>
  new Map<string, Verdict>([
    ...evidence.flatMap(ruledOutBy).map((name) => [name, 'contradicted'] as const),
    ...evidence.flatMap(fittingTo).map((name) => [name, 'seen'] as const),
  ])

const fittingTo = ({ assumption, verdict, fits }: Evidence): readonly string[] => {
  if (fits !== undefined) return [fits]
  return verdict === 'seen' ? (ASSUMPTIONS[assumption].supports ?? []) : []
}

const ruledOutBy = ({ assumption, verdict, fits }: Evidence): readonly string[] => {
  const { rulesOut = {}, either = [] } = ASSUMPTIONS[assumption]
  const others = fits === undefined ? [] : either.filter((name) => name !== fits)
  return [...(rulesOut[verdict] ?? []), ...others]
}

/** The contradictions, one for each assumption. */
export const contradictionsIn = (evidence: readonly Evidence[]): readonly Evidence[] => {
  const all = mergedEvidence(evidence).filter(({ verdict }) => verdict === 'contradicted')
  return all.filter(
    ({ assumption }, place) => all.findIndex((each) => each.assumption === assumption) === place,
  )
}
