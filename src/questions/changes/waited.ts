import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import type { Answer, Waited } from '../../model/reports/apply-report.ts'

const OUTCOMES: Readonly<Record<Answer['outcome'], string>> = {
  granted: 'granted',
  gone: 'declined, or taken back: ask them; a request is sent again with --resend',
  waiting: 'not answered yet',
}

/** What people answered during `--wait`, and what to do about it. */
export const waitedLines = ({ minutes, answers, ready }: Waited): readonly string[] => [
  `Waited ${plural(minutes, 'minute')} for ${plural(answers.length, 'answer')}:`,
  ...answers.map(({ address, outcome }) => `  ${escapeText(address)}: ${OUTCOMES[outcome]}`),
  ...(ready === 0
    ? []
    : [`${plural(ready, 'step')} ${ready === 1 ? 'is' : 'are'} possible now: run apply again.`]),
]
