import { expect, it } from 'vitest'
import { framesOf, IS_LONG } from './bounds.ts'
import { enumerate } from './enumeration.ts'
import { KIND_NAMES } from './kinds.ts'
import { LEAST, noted } from './least.ts'

const KINDS = KIND_NAMES.slice(2)

it.each(KINDS)('every small world and manifest with one %s', (kind) => {
  const tallies = framesOf(kind).map((frame) => noted(frame, kind, enumerate(frame, kind)))
  const triples = tallies.reduce((sum, tally) => sum + tally.triples, 0)
  if (!IS_LONG) expect(triples).toBeGreaterThanOrEqual(LEAST[kind])
})
