import {
  type Group,
  groupOf,
  headlineOf,
  notesOf,
  type Row,
  rowOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText, quoteName } from '../../document/escape.ts'
import { FINDING_TITLES } from '../../document/wording/access-words.ts'
import { calledWords, partsOf, type RowOptions } from '../../document/wording/rows.ts'
import {
  EXPOSURE_NAMES,
  type ExposureName,
  type ExposureUnread,
} from '../../model/exposure/exposed.ts'
import { EXPOSURE_QUESTIONS } from '../../model/exposure/exposure-questions.ts'
import type { Exposure, ReviewReport } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { wordOfExposed } from './exposed-words.ts'

/** Who else can spend our money or see our data, question by question, and what was not answered. */
export const exposureSection = (report: ReviewReport, options: RowOptions): Section => {
  const groups = EXPOSURE_NAMES.flatMap((question) => questionGroups(question, report, options))
  const isAsked = report.exposure !== undefined
  return sectionOf({
    ...{ id: 'exposure', title: 'Exposure', rank: 3 },
    blocks: isAsked && groups.length === 0 ? [NOBODY] : groups,
  })
}

const NOBODY = notesOf([
  { sign: ' ', text: 'Nobody else was found, and every question was answered.' },
])

const questionGroups = (
  question: ExposureName,
  { exposure = [], exposure_unread: unread = [] }: ReviewReport,
  options: RowOptions,
): readonly Group[] => {
  const rows = [
    ...exposure
      .filter((each) => each.question === question)
      .map((each) => exposedRow(each, options)),
    ...unreadRows(unread.filter((each) => each.question === question)),
  ]
  return rows.length === 0 ? [] : [questionGroup(EXPOSURE_QUESTIONS[question].title, rows)]
}

const questionGroup = (title: string, rows: readonly Row[]): Group =>
  groupOf({ headline: headlineOf(`Exposure: ${title}`), rows })

const exposedRow = (
  { asset, who, what, ours, declared, findings }: Exposure,
  { kinds }: RowOptions,
): Row => {
  const standing = ours ? 'ours' : standingOf(declared)
  return rowOf({
    sign: ' ',
    word: wordOfExposed(who.type, kinds),
    ...whoOf(who),
    what: `${escapeText(what)}; ${standing}`,
    ...(asset === null ? {} : { asset, assets: [asset], lists: 'some' as const }),
    change: standing,
    isAlarm: findings.includes('foreign_spend'),
    findings: findings.map((code) => FINDING_TITLES[code]),
  })
}

/** Who it is, as everywhere; some have no id. */
const whoOf = (who: Exposure['who']): Pick<Row, 'subject' | 'subjectParts'> => {
  const { id, name, alias = null, email = null } = who
  if (id === null) return { subject: name === null ? '' : quoteName(name), subjectParts: null }
  const called = { name, email, alias, id }
  return { subject: calledWords(called), subjectParts: partsOf(called) }
}

const standingOf = (declared: Exposure['declared']): string => {
  if (declared === null) return 'of a business that is not told'
  return declared ? 'a declared partner' : 'undeclared'
}

/** The same refusal for many assets is one row. */
const unreadRows = (unread: readonly ExposureUnread[]): readonly Row[] =>
  [...groupBy(unread, ({ what }) => withoutIds(what)).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const assets = same.flatMap(({ asset }) => asset ?? [])
    return [
      rowOf({
        sign: 'unread',
        what: `not answered: ${escapeText(first.what)}`,
        change: 'not read',
        ...(assets.length === 0 ? {} : { assets, lists: 'some' as const }),
      }),
    ]
  })

/** The same answer to the same call on another object, with another trace. */
const withoutIds = (what: string): string =>
  what.replace(/trace \w+/g, '').replace(/^GET \/\w+/, '')
