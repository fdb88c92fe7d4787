import { describe, expect, it } from 'vitest'
import { VOCABULARY } from '../../../src/cli/offline/explained-tables.ts'
import { ERROR_ROWS } from '../../../src/graph/errors/error-table.ts'
import { LOCAL_RULES } from '../../../src/graph/errors/matched-rule.ts'
import { ACTIONS } from '../../../src/model/actions.ts'
import { KINDS, withBusiness } from '../../../src/model/kinds.ts'
import { MANUAL_REASONS, REASONS, WAITING_STATES } from '../../../src/model/plan.ts'
import type { Explained, ExplainedType } from '../../../src/model/reports/explain-report.ts'
import { callsOf } from '../../../src/questions/explain/action-calls.ts'
import { explain, explainAll } from '../../../src/questions/explain/explain.ts'
import { FINDINGS } from '../../../src/questions/review/finding-table.ts'

const entriesOf = (word: string): readonly Explained[] => {
  const found = explain(word, VOCABULARY)
  return found.type === 'report' ? found.report.entries : []
}

const meansOf = (word: string): readonly string[] =>
  entriesOf(word).map(({ type, of }) => (of === null ? type : `${type} ${of}`))

/** Every word of every table, with what it is. */
const WORDS: readonly (readonly [ExplainedType, string])[] = [
  ...Object.values(VOCABULARY.stages)
    .flat()
    .flatMap((table) => Object.keys(table).map((code) => ['problem', code] as const)),
  ...Object.keys(FINDINGS).map((code) => ['finding', code] as const),
  ...ACTIONS.map((action) => ['action', action] as const),
  ...REASONS.map((reason) => ['reason', reason] as const),
  ...MANUAL_REASONS.map((reason) => ['manual_reason', reason] as const),
  ...WAITING_STATES.map((state) => ['waiting', state] as const),
  ...KINDS.flatMap(({ tasks, tolerated }) =>
    [...tasks, ...tolerated].map((task) => ['task', task] as const),
  ),
  ...withBusiness(KINDS).flatMap(({ roles }) =>
    Object.keys(roles).map((role) => ['role', role] as const),
  ),
  ['role', 'ADMIN'],
  ['role', 'EMPLOYEE'],
  ...ERROR_ROWS.map(
    ({ code, subcode }) =>
      ['graph_error', subcode === undefined ? `${code}` : `${code}/${subcode}`] as const,
  ),
  ...Object.keys(LOCAL_RULES).map((type) => ['graph_error', type] as const),
]

describe('explain', () => {
  it('explains every word of every table, in sentences', () => {
    expect(WORDS.length).toBeGreaterThan(400)
    const all = explainAll(VOCABULARY).entries
    const isThere = (type: ExplainedType, word: string): boolean =>
      (type === 'graph_error' ? entriesOf(word) : all).some(
        (each) => each.type === type && (type === 'graph_error' || each.word === word),
      )
    const missing = WORDS.filter(([type, word]) => !isThere(type, word))
    expect(missing).toEqual([])
    const unsaid = all.filter(({ text }) => !/^[^a-z\s].{15,}[.!?]$/.test(text))
    expect(unsaid).toEqual([])
    const torn = all.filter(({ text }) =>
      /undefined|null|NaN|\[object|function|=>| {2}|\.\./.test(text),
    )
    expect(torn.map(({ word, text }) => `${word}: ${text}`)).toEqual([])
  })

  it('lists each thing once, sorted by what it is', () => {
    const { entries, word } = explainAll(VOCABULARY)
    expect(word).toBeNull()
    const types = [...new Set(entries.map(({ type }) => type))]
    const sorted = types.flatMap((type) => entries.filter((each) => each.type === type))
    expect(entries).toEqual(sorted)
    const keys = entries
      .filter(({ type }) => type !== 'graph_error')
      .map(({ type, of, word: own }) => `${type} ${of} ${own}`)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })

  it.each([
    ['ADMIN', ['role ad_account', 'role catalog', 'role business']],
    ['mirror_differs', ['problem who', 'finding']],
    ['not_in_manifest', ['finding', 'reason']],
    ['offboarded', ['reason']],
    ['expired', ['reason']],
    ['people_unknown', ['problem live', 'waiting']],
    ['invitation_ended', ['finding', 'manual_reason']],
  ])('shows all that %s means', (word, means) => {
    expect(meansOf(word)).toEqual(means)
  })

  it('takes the words of a message from its table', () => {
    expect(entriesOf('unknown_profile')[0]).toEqual({
      word: 'unknown_profile',
      type: 'problem',
      of: 'manifest',
      severity: 'error',
      text: 'There is no profile `{name}`. Declare it under `profiles`.',
    })
  })

  it('says what a task brings, where it is written and which roles have it', () => {
    const [own] = entriesOf('ADVERTISE')
    expect(own?.text).toBe(
      'Create and edit ads. It brings ANALYZE, DRAFT. A manifest gives it under agencies and users of an asset. The built-in roles ADMIN, GENERAL_USER include it.',
    )
    expect(entriesOf('PROFILE_PLUS_ADVERTISE')[0]?.text).toMatch(
      /^The same as ADVERTISE, by its name on newer assets\. Create ads for the Page\./,
    )
    expect(entriesOf('CREATIVE')[0]?.text).toMatch(/nobody can ask for it/)
    expect(entriesOf('MANAGE')[0]?.text).toMatch(/Whoever holds it manages the ad account/)
  })

  it('knows the calls of an action from the edges of the kinds', () => {
    expect(callsOf('request', KINDS)).toEqual([
      'POST /BUSINESS/client_ad_accounts',
      'POST /BUSINESS/client_pages',
    ])
    expect(callsOf('unassign', KINDS)).toEqual(['DELETE /ASSET/assigned_users'])
    expect(callsOf('leave_group', KINDS)).toEqual(['DELETE /GROUP/assigned_users'])
    expect(callsOf('invite', KINDS)).toEqual(['POST /BUSINESS/business_users'])
    expect(callsOf('cancel', KINDS)).toEqual(['DELETE /REQUEST'])
  })
})

describe('the number of an error', () => {
  const wordsFor = (word: string): readonly string[] => entriesOf(word).map((each) => each.word)

  it('means its rows, with every subcode', () => {
    expect(wordsFor('4')).toEqual(['4/1504022', '4/1504039', '4'])
    expect(wordsFor('3989')).toEqual(['3989'])
  })

  it('with a subcode means that row, or what the table falls back to', () => {
    expect(wordsFor('100/33')).toEqual(['100/33'])
    expect(new Set(wordsFor('100/3'))).toEqual(new Set(['100']))
    expect(entriesOf('100/3').at(-1)?.text).toMatch(/^A parameter is invalid\./)
  })

  it.each([
    ['250', ['200-299']],
    ['294', ['294']],
    ['200/1', ['200', '200-299']],
    ['80042', ['80000-80099']],
    ['-3', ['-1000000--1']],
    ['200-299', ['200-299']],
    ['#3989', ['3989']],
    ['(#3989)', ['3989']],
    ['99999999', []],
    ['1e3', []],
  ])('%s is found where its code is: %j', (word, words) => {
    expect(wordsFor(word)).toEqual(words)
  })

  it('says where a row is only about some messages or calls', () => {
    expect(entriesOf('190').map(({ text }) => text)).toContain(
      "The call needs the Page's own token. Assign the token's own user to the asset with a managing task. Retrying does not help. Nothing else is done on the asset. This holds only where its message matches /page access token/.",
    )
  })
})

describe('a slip', () => {
  it.each([
    ['unknwn_task', 'unknown_task'],
    ['ANALIZE', 'ANALYZE'],
    ['witdraw', 'withdraw'],
    ['qqqqqqqqqq', null],
    ['constructor', null],
    ['__proto__', null],
    ['', null],
  ])('%j is nothing; near it is %j', (word, near) => {
    expect(explain(word, VOCABULARY)).toEqual({ type: 'unknown', near })
  })

  it('of case alone is understood', () => {
    expect(meansOf('analyze')).toEqual(meansOf('ANALYZE'))
    expect(meansOf('Revoke')).toEqual(['action'])
  })
})
