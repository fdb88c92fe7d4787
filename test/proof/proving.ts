import { expect, it } from 'vitest'
import { IS_LONG, inForm } from '../support/effort.ts'
import { framesOf } from './bounds.ts'
import { enumerate } from './enumeration.ts'
import type { KindName } from './kinds.ts'
import { LEAST, noted } from './least.ts'

/** The proof for some kinds; it is in three test files, so that three workers share the work. */
export const prove = (kinds: readonly KindName[]): void => {
  it.each(kinds)(
    'every small world and manifest with one %s',
    (kind) => {
      const tallies = framesOf(kind).map((frame) => noted(frame, kind, enumerate(frame, kind)))
      const triples = tallies.reduce((sum, tally) => sum + tally.triples, 0)
      if (!IS_LONG) expect(triples).toBeGreaterThanOrEqual(LEAST[kind])
    },
    inForm(1_200_000, 48 * 3_600_000),
  )
}
