import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import { anyTaskIn } from '../../../src/questions/review/any-task.ts'

const { keyOf, joined } = anyTaskIn(KINDS)

describe('sentences that differ in the managing task alone', () => {
  it('are one, and name each', () => {
    const texts = ['Assign somebody with MANAGE', 'Assign somebody with FULL_CONTROL']
    expect(new Set(texts.map(keyOf)).size).toBe(1)
    expect(joined(texts)).toBe('Assign somebody with MANAGE or FULL_CONTROL')
    expect(joined([...texts, 'Assign somebody with MANAGE or FULL_CONTROL'])).toBe(joined(texts))
  })

  it('stay apart if anything else differs', () => {
    expect(keyOf('only Kim has MANAGE')).not.toBe(keyOf('only Lee has MANAGE'))
    expect(joined(['nothing to do'])).toBe('nothing to do')
  })
})
