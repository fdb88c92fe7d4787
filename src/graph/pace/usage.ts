import { fieldOf, isObject, type Json, parseJson } from '../json.ts'

/** Header values by name in lower case. */
export type Headers = ReadonlyMap<string, string>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * How long the usage headers of a refused call ask to wait, in milliseconds; null if they do not say.
 * `object` is the digits of the asset that the call was about: if the header names it, only that
 * entry counts. X-App-Usage has percentages but no time, so it never says how long.
 */
export const waitOf = (headers: Headers, object: string | null): number | null => {
  const waits = [
    ...businessWaits(headerJson(headers, 'x-business-use-case-usage'), object),
    // The API uses seconds here and minutes there.
    seconds(fieldOf(headerJson(headers, 'x-ad-account-usage'), 'reset_time_duration')),
  ].filter((wait) => wait > 0)
  return waits.length === 0 ? null : Math.max(...waits)
}

/**
 * Whether the headers say explicitly that there is no wait, for the object or for the only one
 * named.
 */
export const tellsNoWait = (headers: Headers, object: string | null): boolean => {
  const usage = headerJson(headers, 'x-business-use-case-usage')
  const all = isObject(usage) ? Object.values(usage) : []
  const own = object === null ? undefined : fieldOf(usage, object)
  return [
    fieldOf(headerJson(headers, 'x-ad-account-usage'), 'reset_time_duration'),
    ...[own ?? (all.length === 1 ? all[0] : undefined)]
      .flat()
      .map((entry) => fieldOf(entry, 'estimated_time_to_regain_access')),
  ].includes(0)
}

const businessWaits = (usage: Json | undefined, object: string | null): readonly number[] => {
  if (!isObject(usage)) return []
  const own = object === null ? undefined : fieldOf(usage, object)
  const entries = own === undefined ? Object.values(usage).flat() : [own].flat()
  return entries.map((entry) => minutes(fieldOf(entry, 'estimated_time_to_regain_access')))
}

/** How much of a bucket of calls is used up, according to one answer. */
export interface Usage {
  /**
   * Digits of the object that the bucket belongs to; null for the app's bucket, from which every
   * call draws.
   */
  readonly object: string | null
  readonly percent: number
  /** Milliseconds until calls are accepted again; 0 if they are accepted now. */
  readonly waitMs: number
}

/** More than the API names in one header [web]. */
const MOST_OBJECTS = 100

/** What all three usage headers say. `object` is what the call was about. */
export const usageOf = (headers: Headers, object: string | null): readonly Usage[] => {
  const account = headerJson(headers, 'x-ad-account-usage')
  const accountPercent = percent(fieldOf(account, 'acc_id_util_pct'))
  const business = headerJson(headers, 'x-business-use-case-usage')
  const app = worstPercent(headerJson(headers, 'x-app-usage'))
  return [
    { object: null, percent: app, waitMs: 0 },
    ...Object.entries(isObject(business) ? business : {})
      .slice(0, MOST_OBJECTS)
      .map(([id, entries]) => ({
        object: id,
        percent: Math.max(0, ...[entries].flat().map(worstPercent)),
        waitMs: Math.max(0, ...businessWaits({ [id]: entries }, id)),
      })),
    ...(object === null
      ? []
      : [
          {
            object,
            percent: accountPercent,
            waitMs: accountPercent < 100 ? 0 : seconds(fieldOf(account, 'reset_time_duration')),
          },
        ]),
  ].filter((usage) => usage.percent > 0 || usage.waitMs > 0)
}

const METRICS = ['call_count', 'total_time', 'total_cputime']

const worstPercent = (entry: Json | undefined): number =>
  Math.max(...METRICS.map((name) => percent(fieldOf(entry, name))))

const percent = (value: Json | undefined): number =>
  typeof value === 'number' && value > 0 ? Math.min(value, 1000) : 0

const headerJson = (headers: Headers, name: string): Json | undefined => {
  const text = headers.get(name)
  return text === undefined ? undefined : parseJson(text)
}

const minutes = (value: Json | undefined): number => clamp(value, MINUTE)
const seconds = (value: Json | undefined): number => clamp(value, 1000)

const clamp = (value: Json | undefined, unit: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(value * unit, DAY) : 0
