import { expect, it } from 'vitest'
import { framesOf, IS_LONG } from './bounds.ts'
import { enumerate } from './enumeration.ts'
import { HALVES, LEAST, noted } from './least.ts'

/** In two files, so that two workers share the work. */

it.each(HALVES.two)(
  'every small world and manifest with one %s',
  (kind) => {
    const tallies = framesOf(kind).map((frame) => noted(frame, kind, enumerate(frame, kind)))
    const triples = tallies.reduce((sum, tally) => sum + tally.triples, 0)
    if (!IS_LONG) expect(triples).toBeGreaterThanOrEqual(LEAST[kind])
  },
  1_200_000,
)
