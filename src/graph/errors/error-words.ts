import type { ErrorWords } from '../../model/reports/explain-report.ts'
import { AGAIN, type ErrorRule } from './error-rule.ts'
import { ERROR_ROWS, type ErrorRow } from './error-table.ts'
import { LOCAL_RULES } from './matched-rule.ts'

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
