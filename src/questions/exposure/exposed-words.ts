import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Exposure } from '../../model/reports/review-report.ts'

/** Who it is, in a line: `ad account act_1 EU Search`, `creator maria`. Not escaped. */
export const nameOfExposed = ({ type, id, name }: Exposure['who'], kinds: KindTable): string =>
  [wordOfExposed(type, kinds), id, name].filter((part) => part !== null).join(' ')

/** What kind of somebody it is. */
export const wordOfExposed = (type: Exposure['who']['type'], kinds: KindTable): string =>
  type === 'person' || type === 'creator' ? type : kindOf(type, kinds).label
