import { type Item, notesOf, type Section, sectionOf } from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { ASSUMPTION_IDS } from '../../model/assumed/assumptions.ts'
import {
  type Assumed,
  EVIDENCE_WORDS,
  type EvidenceWord,
} from '../../model/reports/doctor-report.ts'

/** Order of output: what somebody has to look at comes first. */
const WORST_FIRST = ['contradicted', 'seen', 'not seen'] as const satisfies readonly EvidenceWord[]

const COLOURS: Readonly<Record<EvidenceWord, Colour>> = {
  contradicted: 'yellow',
  seen: 'green',
  'not seen': 'dim',
}

/**
 * What is assumed about the API, and what it showed of that. On a terminal only what it contradicts,
 * unless everything is asked for.
 */
export const assumedSection = (assumed: readonly Assumed[]): Section => {
  const isShown = assumed.some(({ evidence }) => evidence !== 'not seen')
  const sorted = WORST_FIRST.flatMap((word) => assumed.filter(({ evidence }) => evidence === word))
  const wrong = sorted.filter(({ evidence }) => evidence === 'contradicted')
  return sectionOf({
    ...{ id: 'assumptions', title: 'What it assumes of the API', rank: 3, isLong: true },
    blocks: isShown ? [itemsOf(sorted)] : [],
    short: [
      ...(wrong.length === 0 ? [] : [itemsOf(wrong)]),
      notesOf([{ sign: ' ', text: `${countsOf(assumed)} (--verbose lists them)` }]),
    ],
  })
}

const countsOf = (assumed: readonly Assumed[]): string =>
  WORST_FIRST.map(
    (word) => `${assumed.filter(({ evidence }) => evidence === word).length} ${word}`,
  ).join(', ')

const longest = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length))

const WIDTHS = { mark: longest(EVIDENCE_WORDS), name: longest(ASSUMPTION_IDS) }

const itemsOf = (assumed: readonly Assumed[]) =>
  ({ type: 'items', headline: '', items: assumed.map(itemOf), widths: WIDTHS }) as const

const itemOf = (each: Assumed, order: number): Item => {
  const { id, statement, evidence, follows, source, shown_by, examples } = each
  const isWrong = evidence === 'contradicted'
  return {
    mark: evidence,
    colour: COLOURS[evidence],
    sign: null,
    name: id,
    words: statement,
    details: [
      evidence === 'not seen' ? `${source}; shown by ${shown_by}` : escapeText(examples.join('; ')),
      `-> ${follows}${isWrong ? '; see what an apply would do: bizaccess rehearse' : ''}`,
    ],
    source: null,
    order,
    annotation: isWrong ? { level: 'warning', title: id } : null,
  }
}
