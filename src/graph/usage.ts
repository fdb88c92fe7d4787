import { fieldOf, isObject, type Json, parseJson } from './json.ts'

/** Header names in lower case. */
export type Headers = ReadonlyMap<string, string>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * How long the usage headers of a refused call ask to wait, in milliseconds; null where they say
 * nothing. `object` is the digits of the asset the call was about: where the header names it, only
 * its own entry counts. X-App-Usage holds percentages and no time, so it never says how long.
 */
export const waitOf = (headers: Headers, object: string | null): number | null => {
  const waits = [
    ...businessWaits(headerJson(headers, 'x-business-use-case-usage'), object),
    // Seconds here, minutes there: the API's own units.
    seconds(fieldOf(headerJson(headers, 'x-ad-account-usage'), 'reset_time_duration')),
  ].filter((wait) => wait > 0)
  return waits.length === 0 ? null : Math.max(...waits)
}

const businessWaits = (usage: Json | undefined, object: string | null): readonly number[] => {
  if (!isObject(usage)) return []
  const own = object === null ? undefined : fieldOf(usage, object)
  const entries = own === undefined ? Object.values(usage).flat() : [own].flat()
  return entries.map((entry) => minutes(fieldOf(entry, 'estimated_time_to_regain_access')))
}

const headerJson = (headers: Headers, name: string): Json | undefined => {
  const text = headers.get(name)
  return text === undefined ? undefined : parseJson(text)
}

const minutes = (value: Json | undefined): number => clamp(value, MINUTE)
const seconds = (value: Json | undefined): number => clamp(value, 1000)

const clamp = (value: Json | undefined, unit: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(value * unit, DAY) : 0
