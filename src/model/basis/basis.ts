import { BASES_OF_ASSETS } from './bases-of-assets.ts'
import { BASES_OF_THE_BUSINESS } from './bases-of-business.ts'
import { BASES_OF_EXPOSURE } from './bases-of-exposure.ts'
import type { Basis, BasisRow } from './basis-row.ts'

export { BASES, type Basis, type BasisRow, DEFAULT_ROW } from './basis-row.ts'

/**
 * THE table of what each read rests on: a real answer that somebody published, Meta's own documents,
 * or a conclusion. The next edge or field that is read is the next row or word here; a test compares
 * the table with every read there is.
 */
export const READ_BASES: readonly BasisRow[] = [
  ...BASES_OF_THE_BUSINESS,
  ...BASES_OF_ASSETS,
  ...BASES_OF_EXPOSURE,
]

/** On what an edge itself rests: the surest thing that anything of it does. */
export const basisOf = ({ recorded, documented }: BasisRow): Basis =>
  recorded !== undefined ? 'recorded' : documented !== undefined ? 'documented' : 'inferred'
