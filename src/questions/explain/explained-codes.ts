import { FINDING_TITLES } from '../../document/wording/access-words.ts'
import { ACTION_TABLE, ACTIONS, type Action } from '../../model/actions.ts'
import type { KindTable } from '../../model/kinds.ts'
import { MANUAL_REASONS, REASONS, WAITING_STATES } from '../../model/plan.ts'
import type { Explained } from '../../model/reports/explain-report.ts'
import type { FindingCode } from '../../model/reports/review-report.ts'
import { MANUAL_WORDS, WAITING_WORDS } from '../../plan/judge/step-words.ts'
import { FINDINGS } from '../review/finding-table.ts'
import { callsOf } from './action-calls.ts'
import { REASON_MEANINGS, WAITING_MEANINGS } from './code-meanings.ts'
import { paragraph } from './paragraph.ts'
import { placeholderWords } from './placeholder-words.ts'

/** The codes of plans and reviews, each from the table that its messages come from. */

const EVERYWHERE = { of: null, severity: null } as const

const findingOf = (code: FindingCode): Explained => {
  const { severity, words, what_to_do: todo } = FINDINGS[code]
  return {
    word: code,
    type: 'finding',
    of: null,
    severity,
    text: paragraph([
      FINDING_TITLES[code],
      placeholderWords(words),
      typeof todo === 'string' ? todo : placeholderWords(todo),
    ]),
  }
}

const findings = (): readonly Explained[] =>
  (Object.keys(FINDINGS) as readonly FindingCode[]).map(findingOf)

const actionOf = (action: Action, kinds: KindTable): Explained => {
  const row = ACTION_TABLE[action]
  const { waits, words } = row
  const takes = row.sign !== '+' && row.isRevocation
  return {
    ...{ word: action, type: 'action', ...EVERYWHERE },
    text: paragraph([
      words.does,
      `The call: ${callsOf(action, kinds).join(' or ')}`,
      takes ? 'Where it takes something away, max_revocations counts it' : null,
      row.asks ? 'It asks somebody outside, once, and counts against max_open_requests' : null,
      row.invites ? 'It counts against max_invitations' : null,
      row.after.length > 0 ? `It is made after every ${row.after.join(', ')} of the asset` : null,
      row.mayHaveGap ? 'With --replace nothing is held for a moment in between' : null,
      waits === null ? null : `Until it shows, it waits (${waits}): ${words.waitsFor}`,
      words.next,
      row.isResendable ? null : 'It is never sent a second time by itself',
    ]),
  }
}

const reasons = (): readonly Explained[] =>
  REASONS.map((word) => ({
    ...{ word, type: 'reason', ...EVERYWHERE },
    text: paragraph([REASON_MEANINGS[word]]),
  }))

const NO_CALL = 'No call is made for it: a person has to do it'

const manualReasons = (): readonly Explained[] =>
  MANUAL_REASONS.map((word) => ({
    ...{ word, type: 'manual_reason', ...EVERYWHERE },
    text: paragraph([placeholderWords(MANUAL_WORDS[word]), NO_CALL]),
  }))

const waitingStates = (): readonly Explained[] =>
  WAITING_STATES.map((word) => {
    const { who, where } = WAITING_WORDS[word]
    return {
      ...{ word, type: 'waiting', ...EVERYWHERE },
      text: paragraph([WAITING_MEANINGS[word], `Next: ${who('{name}')}: ${where}`]),
    }
  })

export const explainedCodes = (kinds: KindTable): readonly Explained[] => [
  ...findings(),
  ...ACTIONS.map((action) => actionOf(action, kinds)),
  ...reasons(),
  ...manualReasons(),
  ...waitingStates(),
]
