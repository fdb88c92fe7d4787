import type { Ground } from '../../access/ground.ts'
import { EXPOSURE_QUESTIONS } from '../../model/exposure/exposure-questions.ts'
import type { Subject } from '../../model/plan.ts'
import type { Finding } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { nameOfExposed } from '../exposure/exposed-words.ts'
import type { ExposureRow } from '../exposure/exposure-rows.ts'
import { finding } from './finding-table.ts'

/**
 * Who can spend our money or see our data and is neither ours nor declared: one for each question and
 * business. Where no business is told, whoever it is stands in the words.
 */
export const exposureFindings = (
  ground: Ground,
  rows: readonly ExposureRow[],
): readonly Finding[] =>
  [...groupBy(rows.filter(isFound), keyOf).values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [found(ground, first, same)]
  })

const isFound = ({ exposure }: ExposureRow): boolean => exposure.findings.length > 0

const keyOf = ({ exposure: { question, who }, business }: ExposureRow): string =>
  JSON.stringify([question, business?.id ?? [who.type, who.id ?? who.name]])

const found = (ground: Ground, first: ExposureRow, same: readonly ExposureRow[]): Finding => {
  const { exposure, business } = first
  const { code, words } = EXPOSURE_QUESTIONS[exposure.question].finding
  const subject = subjectOf(ground, first)
  const names = [...new Set(same.flatMap((row) => callsOf(ground, row, subject)))]
  const message = names.length === 0 ? words : `${names.join(', ')}: ${words}`
  const assets = new Map(
    same.flatMap(({ exposure: { asset } }) => (asset === null ? [] : [[asset.id, asset]])),
  )
  const isUntold = code === 'foreign_data' && business === null
  return finding(
    code,
    { words: message },
    {
      subject,
      assets: [...assets.values()],
      ...(isUntold ? { severity: 'low' as const } : {}),
    },
  )
}

/** The business it is, or is of; a person of ours. */
const subjectOf = (
  { directory }: Ground,
  { exposure: { who }, business }: ExposureRow,
): Subject | null => {
  if (who.type === 'person' && who.id !== null) {
    return directory.subjectOf('users', who.id, who.name)
  }
  return business === null ? null : directory.subjectOf('agencies', business.id, business.name)
}

/** By what name it is called, if the subject does not tell. */
const callsOf = (
  { kinds }: Ground,
  { exposure: { who } }: ExposureRow,
  subject: Subject | null,
): readonly string[] =>
  subject?.id === who.id && who.id !== null ? [] : [nameOfExposed(who, kinds)]
