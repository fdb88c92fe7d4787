import { APP, KINDS, type KindTable, withEverything } from '../../../model/kinds.ts'
import type { PlanAsset, Subject } from '../../../model/plan.ts'
import { type Checked, type Problem, problemsOf } from '../../../model/problem.ts'
import { SUBJECT_TYPES } from '../../../model/relations.ts'
import {
  FINDING_CODES,
  FINDING_SEVERITIES,
  FINDING_STATES,
  type Finding,
} from '../../../model/reports/review-report.ts'

export const SINCE_PROBLEMS = {
  since_not_review: {
    severity: 'error',
    words: (a: { file: string; reason: string }) =>
      `${a.file} is no earlier review: ${a.reason}. Give the JSON that review wrote (review --format json -o review.json), or leave --since out`,
  },
  since_damaged: {
    severity: 'error',
    words: (a: { file: string; where: string; reason: string }) =>
      `${a.file} is damaged: ${a.where} ${a.reason}. Take the file as review wrote it, say from the commit or artifact that holds it, or leave --since out`,
  },
  since_newer: {
    severity: 'error',
    words: (a: { file: string; version: string; code: string }) =>
      `${a.file} was written by bizaccess ${a.version} and has the finding ${a.code}, which this version does not know. Use that version or a later one`,
  },
  since_other_business: {
    severity: 'error',
    words: (a: { file: string; found: string; business: string }) =>
      `${a.file} is a review of business ${a.found}, and this is business ${a.business}. Give the earlier review of ${a.business}, or leave --since out`,
  },
  since_partial: {
    severity: 'warning',
    words: (a: { file: string; why: readonly string[] }) =>
      `${a.file} did not look at everything (${a.why.join('; ')}): what it left out counts as new here`,
  },
} as const

const problem = problemsOf(SINCE_PROBLEMS)

/** What an earlier review found, as far as a later one compares itself with it. */
export interface EarlierReview {
  /** The file's name for people. */
  readonly file: string
  readonly business: string
  /** ISO time (UTC). */
  readonly readAt: string
  readonly manifestDigest: string | null
  /** What stood then; what was gone already is left out. */
  readonly findings: readonly Finding[]
  /** Why it is not the whole truth of its time, in words; empty if it is. */
  readonly gaps: readonly string[]
  readonly hasExposure: boolean
}

type Json = Readonly<Record<string, unknown>>

/** A document of many businesses has the review of each. `business`: whose is asked for, if that is known. */
interface Asked {
  readonly business?: string | null
  readonly kinds?: KindTable
}

/**
 * Reads an earlier review from what `parseReview` gave. Nothing in it is believed: what is not formed as
 * review forms it is an error. Problems: the `since_*` codes above. Null with a warning alone
 * (`since_partial`) for a business that an earlier run over many did not look at: there is nothing to
 * compare with, so all is new.
 */
export const earlierReview = (
  whole: Json | string,
  file: string,
  { business: asked = null, kinds = KINDS }: Asked = {},
): Checked<EarlierReview> => {
  const refused = (...problems: readonly Problem[]): Checked<EarlierReview> => ({
    value: null,
    problems,
  })
  const isFleet = typeof whole !== 'string' && whole['kind'] === 'fleet' && asked !== null
  const parsed = isFleet ? memberOf(whole, asked) : whole
  if (parsed === null) {
    const why = [`it has no review of business ${asked}`]
    return refused(problem('since_partial', { file, why }))
  }
  if (typeof parsed === 'string')
    return refused(problem('since_not_review', { file, reason: parsed }))
  const { kind, format_version: version, business, read_at: readAt, findings } = parsed
  if (kind !== 'review' || version !== 1) {
    const reason = `it is of kind ${JSON.stringify(kind) ?? 'none'}, format_version ${JSON.stringify(version) ?? 'none'}`
    return refused(problem('since_not_review', { file, reason }))
  }
  const id = isObject(business) ? business['id'] : null
  const lacks = [
    ...(isText(id) ? [] : ['business']),
    ...(isText(readAt) && !Number.isNaN(Date.parse(readAt)) ? [] : ['read_at']),
    ...(Array.isArray(findings) ? [] : ['findings']),
  ]
  if (lacks.length > 0 || !isText(id) || !isText(readAt) || !Array.isArray(findings)) {
    const where = `its ${lacks.join(', ')}`
    return refused(problem('since_damaged', { file, where, reason: 'cannot be read' }))
  }
  const names = [...withEverything(kinds), APP].map(({ name }) => name)
  const stood: Finding[] = []
  for (const [place, found] of findings.entries()) {
    const fault = faultOf(found, names)
    if (fault === null) {
      if (found.state !== 'gone') stood.push(found as Finding)
    } else {
      const where = `finding ${place + 1}`
      return refused(
        fault.type === 'unknown'
          ? problem('since_newer', {
              file,
              version: wordOf(parsed['tool_version']),
              code: fault.code,
            })
          : problem('since_damaged', { file, where, reason: fault.reason }),
      )
    }
  }
  const digest = parsed['manifest_digest']
  return {
    value: {
      ...{ file, business: id, readAt, findings: stood, gaps: gapsOf(parsed) },
      manifestDigest: isText(digest) ? digest : null,
      hasExposure: Array.isArray(parsed['exposure']),
    },
    problems: [],
  }
}

/** What hinders comparing with it: another business, or that it did not look at everything. */
export const fitProblems = (
  { file, business: found, gaps, hasExposure }: EarlierReview,
  { business, isExposed }: { readonly business: string; readonly isExposed: boolean },
): readonly Problem[] => {
  if (found !== business) return [problem('since_other_business', { file, found, business })]
  const why = [...gaps, ...(isExposed && !hasExposure ? ['it had no --exposure'] : [])]
  return why.length === 0 ? [] : [problem('since_partial', { file, why })]
}

/** The review of one business among those of many; null if there is none. */
const memberOf = ({ businesses }: Json, asked: string): Json | null => {
  const members: readonly unknown[] = Array.isArray(businesses) ? businesses : []
  const found = members.find((member) => {
    const business = isObject(member) && member['kind'] === 'review' ? member['business'] : null
    return isObject(business) && business['id'] === asked
  })
  return isObject(found) ? found : null
}

/** The document, or why it is none. */
export const parseReview = (text: string): Json | string => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : 'it is not a JSON object'
  } catch {
    return 'it is not JSON'
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'

const wordOf = (value: unknown): string =>
  isText(value) ? value.slice(0, 40) : 'of another version'

const gapsOf = (parsed: Json): readonly string[] => {
  const { filters, complete, unread } = parsed
  return [
    ...(Array.isArray(filters) && filters.length > 0 ? ['it was filtered'] : []),
    ...(complete === true ? [] : ['it is incomplete']),
    ...(Array.isArray(unread) && unread.length > 0 ? ['it could not read some lists'] : []),
  ]
}

type Fault =
  | { readonly type: 'unknown'; readonly code: string }
  | { readonly type: 'shape'; readonly reason: string }

const faultOf = (found: unknown, kinds: readonly string[]): Fault | null => {
  if (!isObject(found)) return { type: 'shape', reason: 'is no object' }
  const { code } = found
  if (isText(code) && !isOneOf(FINDING_CODES, code)) {
    return { type: 'unknown', code: code.slice(0, 80) }
  }
  const bad = Object.entries(SHAPE).find(([key, test]) => !test(found[key], kinds))
  return bad === undefined ? null : { type: 'shape', reason: `has no ${bad[0]} that can be read` }
}

const isOneOf = (words: readonly string[], word: unknown): boolean =>
  typeof word === 'string' && words.includes(word)

/** What a finding has to look like. */
const SHAPE: Readonly<Record<string, (value: unknown, kinds: readonly string[]) => boolean>> = {
  code: (code) => isOneOf(FINDING_CODES, code),
  severity: (word) => isOneOf(FINDING_SEVERITIES, word),
  state: (word) => word === undefined || isOneOf(FINDING_STATES, word),
  message: isText,
  what_to_do: isText,
  subject: (subject) => subject === null || isSubject(subject),
  assets: (assets, kinds) =>
    Array.isArray(assets) && assets.every((asset) => isAsset(asset, kinds)),
  addresses: (addresses) => Array.isArray(addresses) && addresses.every(isText),
  days: (days) => days === null || Number.isInteger(days),
}

const isSubject = (value: unknown): value is Subject =>
  isObject(value) &&
  isOneOf(SUBJECT_TYPES, value['type']) &&
  isText(value['id']) &&
  isTextOrNull(value['name']) &&
  isTextOrNull(value['alias'])

const isAsset = (value: unknown, kinds: readonly string[]): value is PlanAsset =>
  isObject(value) &&
  isOneOf(kinds, value['kind']) &&
  isText(value['id']) &&
  isTextOrNull(value['name'])
