import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../../src/model/kinds.ts'
import { NO_MEMORY } from '../../../../src/model/memory.ts'
import { decide } from '../../../../src/questions/review/decisions/decide.ts'
import { readDecisions } from '../../../../src/questions/review/decisions/read-decisions.ts'
import { makeReview } from '../../../../src/questions/review/review.ts'
import { render } from '../../../../src/report/render.ts'
import { asset, HEAD, KIM, liveOf, row } from '../../../support/builders.ts'
import { manifestOf } from '../../../support/pipeline.ts'

const TEXT = `${HEAD}ad_accounts: { act_1: { users: {} } }\n`
const live = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
const report = makeReview({
  ...{ manifest: manifestOf(TEXT), live, graph: 'https://graph.test', toolVersion: '0.0.0' },
  readAt: '2026-11-22T09:00:00Z',
})
const CSV = render(report, { format: 'csv', color: false, width: 100, kinds: KINDS })
const decidedOn = (decision: string): string =>
  CSV.replace(/^(.*act_1.*),,,$/m, `$1,${decision},dana,`).replace(/\r/g, '')

const codes = (csv: string): readonly string[] => {
  const { rows, problems } = readDecisions(csv, 'review.csv')
  if (problems.length > 0) return problems.map(({ code, message }) => `${code} ${message}`)
  const made = decide({
    ...{ rows, file: 'review.csv', files: [{ file: 'access.yaml', text: TEXT }], report },
    plan: {
      ...{ manifest: manifestOf(TEXT), live, memory: NO_MEMORY, asOf: '2026-11-22' },
      ...{ graph: 'https://graph.test', toolVersion: '0.0.0', interactive: true },
    },
  })
  return made.problems.length > 0
    ? [
        ...made.problems.map(({ code, message }) => `${code} ${message}`),
        ...made.files.map(({ file }) => file),
      ]
    : made.results.map(({ row: at, status }) => `${at} ${status}`)
}

describe('a reviewed CSV', () => {
  it.each([
    ['as written', (csv: string) => csv],
    ['without its byte order mark', (csv: string) => csv.replace('\uFEFF', '')],
    ['with semicolons', (csv: string) => csv.replaceAll(',', ';')],
    ['with lines of Windows', (csv: string) => csv.replaceAll('\n', '\r\n')],
    ['with blanks and capitals', (csv: string) => csv.replace(',keep,', ', Keep ,')],
  ])('is read %s', (_, change) => {
    expect(codes(change(decidedOn('keep')))).toEqual(['1 written'])
  })

  it.each([
    ['no CSV', () => '{"kind":"review"}', /^decisions_not_csv .*review\.csv/],
    ['empty', () => '', /^decisions_not_csv/],
    ['an open quote', (csv: string) => csv.replace('act_1', '"act_1'), /^decisions_not_csv/],
    [
      'an unknown column',
      (csv: string) => csv.replace('reviewer', 'reviwer'),
      /^decisions_unknown_column .*reviwer.*Did you mean reviewer/,
    ],
    [
      'a missing column',
      (csv: string) =>
        csv.replace(',path,', ',reviewer,').replace('decision,reviewer', 'decision,source'),
      /^decisions_unknown_column/,
    ],
    [
      'an unknown decision',
      (csv: string) => csv.replace(',keep,', ',keeep,'),
      /^decisions_unknown_decision .*row 1.*keep/,
    ],
    [
      'an unknown task',
      (csv: string) => csv.replace(',keep,', ',tasks:FLY,'),
      /^decisions_unknown_decision .*row 1.*ANALYZE/,
    ],
    [
      'an unknown asset',
      (csv: string) => csv.replaceAll('act_1,', 'act_7,'),
      /^decisions_unknown_id .*row 1.*act_7/,
    ],
    [
      'an unknown person',
      (csv: string) => csv.replaceAll(KIM, '61550000000000777'),
      /^decisions_unknown_id .*row 1/,
    ],
    [
      'an id that a spreadsheet rounded',
      (csv: string) => csv.replaceAll(KIM, '61550000000000000'),
      /^decisions_rounded_id .*row 1.*15 digits/,
    ],
    [
      'an id that a spreadsheet shortened',
      (csv: string) => csv.replaceAll(KIM, '6.155E+16'),
      /^decisions_rounded_id .*row 1/,
    ],
    [
      'another business',
      (csv: string) => csv.replaceAll('\n1001,', '\n1002,'),
      /^decisions_other_business .*row 1/,
    ],
    [
      'a time that is none',
      (csv: string) => csv.replaceAll('2026-11-22T09:00:00Z', '22.11.26'),
      /^decisions_bad_time .*row 1/,
    ],
    [
      'two decisions on one grant',
      (csv: string) => csv + (csv.split('\n')[1] ?? '').replace(',keep,', ',revoke,'),
      /^decisions_twice .*rows 1 and/,
    ],
  ])('with %s is an error that names it, and writes nothing', (_, change, expected) => {
    const found = codes(change(decidedOn('keep')))
    expect(found[0]).toMatch(expected)
    expect(found).not.toContain('access.yaml')
  })
})
