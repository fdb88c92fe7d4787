import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalOf } from '../../../src/manifest/names/canonical.ts'
import { type Node, plainOf } from '../../../src/manifest/text/node.ts'
import { canonicalJson } from '../../../src/model/text/digest.ts'
import { RUNS, seeded, times } from '../../support/effort.ts'

const at = { file: 'm.yaml', line: 1, column: 1 }
const text = fc.oneof(
  fc.constantFrom('', '__proto__', 'toString', '10', '9', 'é', '"', '\\', '\ud800'),
  fc.string(),
)
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    text.map((written): Node => ({ type: 'text', text: written, at })),
    fc.boolean().map((isReported): Node => ({ type: 'empty', isReported, at })),
    fc.array(tie('node')).map((items): Node => ({ type: 'list', items, at })),
    fc.array(fc.tuple(text, tie('node'))).map(
      (pairs): Node => ({
        ...{ type: 'block', at },
        entries: new Map(pairs.map(([key, value]) => [key, { key, value, at }])),
      }),
    ),
  ),
}))

test('is the canonical JSON of the same as plain data', () => {
  fc.assert(
    fc.property(node, (one) => {
      expect(canonicalOf(one)).toBe(canonicalJson(plainOf(one)))
    }),
    { numRuns: times(RUNS * 5), seed: seeded(1853) },
  )
})
