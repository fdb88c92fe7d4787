/**
 * The two APIs end a version separately, the Marketing API far earlier; it decides about all edges
 * of ad accounts.
 */
export const VERSIONED_APIS = ['Graph API', 'Marketing API'] as const

export type VersionedApi = (typeof VERSIONED_APIS)[number]

/**
 * The last day of each version, by API. That of the newest is not announced yet; the oldest is only
 * known to be over. The Graph API answers an expired version with the next usable one, the
 * Marketing API refuses it or moves the call [web:ver][web: marketing-api-changelog/versions]. A
 * version that is newer than this table has no row.
 */
const LAST_DAYS: Readonly<Record<string, Readonly<Record<VersionedApi, string | null>>>> = {
  'v19.0': { 'Graph API': '2026-05-21', 'Marketing API': 'over' },
  'v20.0': { 'Graph API': '2026-09-24', 'Marketing API': 'over' },
  'v21.0': { 'Graph API': '2027-01-21', 'Marketing API': 'over' },
  'v22.0': { 'Graph API': '2027-05-20', 'Marketing API': '2026-02-19' },
  'v23.0': { 'Graph API': '2027-10-08', 'Marketing API': '2026-06-09' },
  'v24.0': { 'Graph API': '2028-02-18', 'Marketing API': '2026-11-10' },
  'v25.0': { 'Graph API': '2028-07-29', 'Marketing API': '2027-02-23' },
  'v26.0': { 'Graph API': null, 'Marketing API': null },
  'v27.0': { 'Graph API': null, 'Marketing API': null },
}

/** How long an API still answers a version. */
export interface VersionEnd {
  readonly api: VersionedApi
  /** `YYYY-MM-DD`; null if no day is announced. */
  readonly lastDay: string | null
  /** Whole days that are left, negative once it is over; null if no end is announced. */
  readonly daysLeft: number | null
}

/** The ends of a version on a day (ISO date or time, UTC); empty for a version without a row. */
export const versionEnds = (version: string, now: string): readonly VersionEnd[] => {
  const row = Object.hasOwn(LAST_DAYS, version) ? LAST_DAYS[version] : undefined
  if (row === undefined) return []
  return VERSIONED_APIS.map((api) => {
    const lastDay = row[api]
    if (lastDay === null) return { api, lastDay, daysLeft: null }
    if (lastDay === 'over') return { api, lastDay: null, daysLeft: -1 }
    return { api, lastDay, daysLeft: daysTo(lastDay, now) }
  })
}

/** Whole days until a last day is over, including that day. */
const daysTo = (day: string, now: string): number =>
  Math.floor((Date.parse(day) - Date.parse(now.slice(0, 10))) / 86_400_000)

/** `the Graph API ends it on 2028-07-29`; for the Marketing API also which edges follow it. */
export const endWords = ({ api, lastDay, daysLeft }: VersionEnd): string => {
  const whose = api === 'Marketing API' ? `the ${api} (ad accounts)` : `the ${api}`
  if (daysLeft === null) return `${whose} has announced no end of it yet`
  if (daysLeft < 0) return `${whose} ended it${lastDay === null ? '' : ` on ${lastDay}`}`
  return `${whose} ends it on ${lastDay}`
}
