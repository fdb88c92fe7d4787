import type { Ground } from '../../access/ground.ts'
import {
  EXPOSURE_NAMES,
  type ExposedType,
  type ExposureUnread,
  type LiveExposed,
  type LiveExposure,
  type ToldBusiness,
} from '../../model/exposure/exposed.ts'
import { EXPOSURE_QUESTIONS } from '../../model/exposure/exposure-questions.ts'
import type { EdgeName } from '../../model/relations.ts'
import type { Exposure } from '../../model/reports/review-report.ts'
import { compareText } from '../../model/text/text.ts'

/** One row of the report, and whose it is. */
export interface ExposureRow {
  readonly exposure: Exposure
  readonly business: ToldBusiness | null
}

/** Everybody who was found, each once for a question and an asset, in the order of the questions. */
export const exposureRows = (ground: Ground, live: LiveExposure): readonly ExposureRow[] => {
  const own = new Set(
    ground.live.assets.filter(({ ownership }) => ownership === 'owned').map(({ id }) => id),
  )
  const rows = live.rows.map((row) => rowOf(ground, row, { own, apps: live.apps }))
  return joined(rows).sort(
    ({ exposure: one }, { exposure: other }) =>
      EXPOSURE_NAMES.indexOf(one.question) - EXPOSURE_NAMES.indexOf(other.question) ||
      compareText(one.asset?.id ?? '', other.asset?.id ?? '') ||
      compareText(one.who.name ?? '', other.who.name ?? '') ||
      compareText(one.who.id ?? '', other.who.id ?? '') ||
      compareText(one.what, other.what),
  )
}

/** The same row may come by several edges, or by the ways of several partners: the one that tells most stays. */
const joined = (rows: readonly ExposureRow[]): ExposureRow[] => {
  const byKey = new Map<string, ExposureRow>()
  for (const row of rows) {
    const { question, asset, who, what } = row.exposure
    const key = JSON.stringify([question, asset?.id, who.type, who.id ?? who.name, what])
    const before = byKey.get(key)
    if (before === undefined || (before.business === null && row.business !== null)) {
      byKey.set(key, row)
    }
  }
  return [...byKey.values()]
}

interface Ours {
  readonly own: ReadonlySet<string>
  readonly apps: ReadonlySet<string>
}

const rowOf = (ground: Ground, row: LiveExposed, { own, apps }: Ours): ExposureRow => {
  const { question, asset, type, id, business, what } = row
  const ours =
    business !== null
      ? business.id === ground.manifest.business
      : type === 'person' || (id !== null && (type === 'app' ? apps.has(id) : own.has(id)))
  const declared = ours || business === null ? null : isDeclared(ground, business.id)
  const { code } = EXPOSURE_QUESTIONS[question].finding
  return {
    business,
    exposure: {
      ...{ question, asset, who: whoOf(ground, row), what, ours, declared },
      findings: isFound(ground, row, { ours, declared }) ? [code] : [],
    },
  }
}

/** Whom a row names, with what else is known of them. */
const whoOf = ({ directory }: Ground, { type, id, name }: LiveExposed): Exposure['who'] => {
  const relation = SUBJECT_OF[type]
  if (relation === undefined || id === null) return { type, id, name }
  const subject = directory.subjectOf(relation, id, name)
  const email = relation === 'users' ? (directory.person(id)?.email ?? null) : null
  return {
    ...{ type, id, name },
    ...(subject.alias === null ? {} : { alias: subject.alias }),
    ...(email === null ? {} : { email }),
  }
}

/** By which relation an alias may stand for them. */
const SUBJECT_OF: Readonly<Partial<Record<ExposedType, EdgeName>>> = {
  person: 'users',
  business: 'agencies',
}

const isDeclared = ({ manifest, directory }: Ground, business: string): boolean =>
  [...manifest.partners.values()].some(({ id }) => id === business) &&
  !directory.isOffboarded(business)

/** Whoever is neither ours nor declared; of our own people those who are offboarded. */
const isFound = (
  { directory }: Ground,
  { type, id, isReceived = false }: LiveExposed,
  { ours, declared }: Pick<Exposure, 'ours' | 'declared'>,
): boolean => {
  if (isReceived) return false
  if (type === 'person') return id !== null && directory.isOffboarded(id)
  return !ours && declared !== true
}

/** Each thing that could not be found out, once. */
export const exposureUnread = ({ unread }: LiveExposure): readonly ExposureUnread[] => [
  ...new Map(
    unread.map(({ question, asset, what }) => [
      JSON.stringify([question, asset?.id, what]),
      { question, asset, what },
    ]),
  ).values(),
]
