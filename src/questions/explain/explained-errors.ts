import type { ErrorWords, Explained } from '../../model/reports/explain-report.ts'
import { paragraph } from './paragraph.ts'

export const explainedErrors = (errors: readonly ErrorWords[]): readonly Explained[] =>
  errors.map(({ word, only, meaning, advice, again, stops }) => ({
    ...{ word, type: 'graph_error', of: null, severity: null },
    text: paragraph([
      meaning,
      advice,
      again,
      stops,
      only === null ? null : `This holds only where ${only}`,
    ]),
  }))

interface Asked {
  readonly code: number
  readonly subcode: string | undefined
}

/** `190`, `100/33`, `#100` or `(#100)`; null for anything else. */
const askedBy = (word: string): Asked | null => {
  const [, code = '', subcode] = /^\(?#?(-?\d{1,10})\)?(?:\/(\d{1,10}))?$/.exec(word) ?? []
  return code === '' ? null : { code: Number(code), subcode }
}

/**
 * The errors with a code, with all its subcodes. Of a subcode that no row names, and of a code that
 * only a range has, those that the table falls back to.
 */
export const errorsNamed = (word: string, errors: readonly ErrorWords[]): readonly ErrorWords[] => {
  const asked = askedBy(word)
  if (asked === null) return []
  const own = errors.filter((each) => each.word.split('/')[0] === `${asked.code}`)
  const exact = own.filter((each) => each.word === `${asked.code}/${asked.subcode}`)
  if (exact.length > 0) return exact
  const wanted = own.filter((each) => asked.subcode === undefined || !each.word.includes('/'))
  const isSettled = own.some((each) => each.word === `${asked.code}` && each.only === null)
  return isSettled ? wanted : [...wanted, ...errors.filter((each) => isInRange(each, asked.code))]
}

const isInRange = ({ word }: ErrorWords, code: number): boolean => {
  const [, from, to] = /^(-?\d+)-(-?\d+)$/.exec(word) ?? []
  return from !== undefined && code >= Number(from) && code <= Number(to)
}
