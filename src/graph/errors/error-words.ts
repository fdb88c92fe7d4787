import { AGAIN, type ErrorRule } from './error-rule.ts'
import { ERROR_ROWS, type ErrorRow } from './error-table.ts'
import { LOCAL_RULES } from './matched-rule.ts'

/** A row of the error table in words. */
export interface ErrorWords {
  /** `190`, `190/463`, `200-299`, or an error of this program: `timeout`. */
  readonly word: string
  /** What its message or call has to look like, if the code alone does not decide; null if it does. */
  readonly only: string | null
  readonly meaning: string
  readonly advice: string | null
  readonly again: string
  /** What else it stops; null for nothing. */
  readonly stops: string | null
}

const STOPS: Readonly<Record<ErrorRule['stop'], string | null>> = {
  step: null,
  asset: 'nothing else is done on the asset',
  action: 'nothing else is done by the same action',
  run: 'the run stops',
}

const wordsOf = (rule: ErrorRule): Omit<ErrorWords, 'word' | 'only'> => ({
  meaning: rule.meaning,
  advice: rule.advice,
  again: rule.again ?? AGAIN[rule.retry],
  stops: STOPS[rule.stop],
})

const wordOf = ({ code, to, subcode }: ErrorRow): string =>
  to !== undefined ? `${code}-${to}` : subcode !== undefined ? `${code}/${subcode}` : `${code}`

const onlyOf = ({ words, call }: ErrorRow): string | null => {
  const parts = [
    ...(words === undefined ? [] : [`its message matches /${words.source}/`]),
    ...(call === undefined ? [] : [`the call matches /${call.source}/`]),
  ]
  return parts.length === 0 ? null : parts.join(' and ')
}

/** Every error that is known, in the order in which rows are matched; then those of this program. */
export const ERROR_WORDS: readonly ErrorWords[] = [
  ...ERROR_ROWS.map((row) => ({ word: wordOf(row), only: onlyOf(row), ...wordsOf(row) })),
  ...Object.entries(LOCAL_RULES).map(([word, rule]) => ({ word, only: null, ...wordsOf(rule) })),
]
