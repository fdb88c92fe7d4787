import type { Ground } from '../../access/ground.ts'
import { LEAVING } from '../../document/wording/access-words.ts'
import { type Subject, shortNameOf } from '../../model/plan.ts'
import {
  type Access,
  FINDING_CODES,
  FINDING_SEVERITIES,
  type Finding,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { compareText } from '../../model/text/text.ts'
import { daysBetween } from '../../model/text/time.ts'
import { withEmail } from '../holders/with-email.ts'
import { exposureFindings } from './exposure-findings.ts'
import { aboutHolds, type Facts, type Hold, managingOn } from './finding-facts.ts'
import { finding } from './finding-table.ts'
import { memberFindings } from './member-findings.ts'
import { mirrorFindings } from './mirror-findings.ts'

/** Everything worth pointing out, the most severe first. */
export const findingsOf = (facts: Facts): readonly Finding[] => {
  const holds = facts.assets.flatMap(({ kind, id, name, access }) =>
    access.map((row) => ({ asset: { kind, id, name }, row })),
  )
  return [
    ...HOLDS.flatMap((look) => look(facts, holds)),
    ...managerFindings(facts),
    ...memberFindings(facts, holds),
    ...mirrorFindings(facts.ground, facts.differences),
    ...exposureFindings(facts.ground, facts.exposed),
  ]
    .map((found) => ({
      ...found,
      subject: found.subject === null ? null : withEmail(facts.ground, found.subject),
    }))
    .sort(compareFindings)
}

/** The most severe first. */
export const compareFindings = (one: Finding, other: Finding): number =>
  FINDING_SEVERITIES.indexOf(one.severity) - FINDING_SEVERITIES.indexOf(other.severity) ||
  FINDING_CODES.indexOf(one.code) - FINDING_CODES.indexOf(other.code) ||
  compareText(nameOf(one.subject), nameOf(other.subject)) ||
  compareText(one.subject?.id ?? '', other.subject?.id ?? '') ||
  compareText(one.assets[0]?.id ?? '', other.assets[0]?.id ?? '') ||
  compareText(one.message, other.message)

const nameOf = (subject: Subject | null): string => subject?.alias ?? subject?.name ?? ''

type Look = (facts: Facts, holds: readonly Hold[]) => readonly Finding[]

/** Findings about holdings, one for each subject, or for each subject and day. */
const each = (
  holds: readonly Hold[],
  key: (hold: Hold) => string,
  found: (same: readonly Hold[], first: Hold) => Finding,
): readonly Finding[] =>
  [...groupBy(holds, (hold) => `${hold.row.subject.id} ${key(hold)}`).values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [found(same, first)]
  })

const noKey = (): string => ''

const expired: Look = (_facts, holds) =>
  each(
    holds.filter(({ row }) => row.standing === 'expired'),
    ({ row }) => row.expires ?? '',
    (same, { row }) => finding('expired_still_held', { ended: row.expires }, aboutHolds(same)),
  )

const managingBy = (facts: Facts, holds: readonly Hold[]): { readonly managing: string } => ({
  managing: managingOn(
    facts,
    holds.map(({ asset }) => asset),
  ),
})

const agencies: Look = (facts, holds) =>
  each(
    holds.filter(
      ({ row }) =>
        row.manages &&
        row.path === 'agency_share' &&
        row.subject.id !== facts.ground.manifest.business,
    ),
    noKey,
    (same) => finding('agency_manages', managingBy(facts, same), aboutHolds(same)),
  )

const systemUsers: Look = (facts, holds) =>
  each(
    holds.filter(({ row }) => row.manages && row.subject.type === 'system_user'),
    noKey,
    (same) => finding('system_user_manages', managingBy(facts, same), aboutHolds(same)),
  )

/** From this many days on, what is waiting has been forgotten rather than not yet answered. */
const LONG_DAYS = 30

const pending: Look = ({ ground }, holds) => {
  const ageOf = ({ since }: Access): number =>
    since === null ? 0 : daysBetween(since, ground.asOf)
  return each(
    holds.filter(({ row }) => row.path === 'pending' && ageOf(row) > LONG_DAYS),
    ({ row }) => `${ageOf(row)}`,
    (same, { row }) =>
      finding('pending_long', { days: ageOf(row) }, { ...aboutHolds(same), days: ageOf(row) }),
  )
}

const unrecognised: Look = ({ ground }, holds) => {
  const words = new Map(
    ground.live.relations.map((row) => [`${row.asset} ${row.subject}`, row.apiStatus]),
  )
  const wordOf = ({ asset, row }: Hold): string =>
    words.get(`${asset.id} ${row.subject.id}`) ?? 'no status'
  return each(
    holds.filter(({ row }) => row.path === 'unrecognised'),
    noKey,
    (same) =>
      finding(
        'unrecognised_status',
        { statuses: [...new Set(same.map(wordOf))] },
        aboutHolds(same),
      ),
  )
}

const ending: Look = ({ ground, ending: days }, holds) => {
  const dayOf = ({ row }: Hold): string => days.get(row.address) ?? ''
  return each(
    holds.filter((hold) => dayOf(hold) !== ''),
    dayOf,
    (same, first) =>
      finding(
        'expiring_soon',
        { expires: dayOf(first) },
        { ...aboutHolds(same), days: daysBetween(ground.asOf, dayOf(first)) },
      ),
  )
}

const HOLDS: readonly Look[] = [expired, agencies, systemUsers, pending, unrecognised, ending]

/** Our own assets that none of our people, or only one, manages. */
const managerFindings = (facts: Facts): readonly Finding[] =>
  facts.assets.flatMap(({ kind, id, name, managers, access }) => {
    const { ground, isOfSome } = facts
    const about = { assets: [{ kind, id, name }] }
    const words = { managing: managingOn(facts, about.assets) }
    const managing = access.filter((row) => row.manages && row.path === 'direct')
    const uncounted = managing.map((row) => uncountedWords(ground.directory, row))
    if (managers === 0 && !isOfSome) {
      const but = uncounted.filter((each) => each !== null).join(' and ')
      return [finding('no_manager', { ...words, but: but === '' ? null : but }, about)]
    }
    const only = managing.find((_, place) => uncounted[place] === null)
    if (managers !== 1 || only === undefined) return []
    const manager = shortNameOf(only.subject)
    return [finding('one_manager', { ...words, manager }, { ...about, addresses: [only.address] })]
  })

/** Who manages something and does not count, in words; null for whoever counts. */
const uncountedWords = (
  { isSelf, isLeaving }: Ground['directory'],
  { subject }: Access,
): string | null => {
  if (isSelf(subject.id)) return "the token's own user"
  return isLeaving(subject.id) ? `${shortNameOf(subject)}, who is ${LEAVING}` : null
}
