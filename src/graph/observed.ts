import { isObject, type Json, parseJson, textOf } from './json.ts'
import { type Headers, type Usage, usageOf } from './pace/usage.ts'
import type { Redactor } from './secrets/redact.ts'

/** What the headers of all answers so far have said. */
export interface Observed {
  /** The API version that answered last; null if no answer has said. */
  readonly answered: string | null
  /** The Marketing API's warning about a call that it moved to another version [web]. */
  readonly versionWarning: string | null
  /**
   * How far the API's clock is ahead of ours, in milliseconds, accurate to a second; null if not
   * known.
   */
  readonly skewMs: number | null
  /** The latest report on each bucket of calls. */
  readonly usage: readonly Usage[]
  /** The app's access tier to the Marketing API: `development_access` or `standard_access`. */
  readonly tier: string | null
}

export interface Observer {
  readonly note: (headers: Headers, object: string | null) => void
  readonly observed: () => Observed
}

const LONGEST = 200

export const createObserver = (now: () => number, redactor: Redactor): Observer => {
  const usage = new Map<string | null, Usage>()
  let facts: Omit<Observed, 'usage'> = {
    answered: null,
    versionWarning: null,
    skewMs: null,
    tier: null,
  }
  const told = (headers: Headers, name: string): string | null => {
    const text = headers.get(name)
    return text === undefined ? null : cleaned(text)
  }
  const cleaned = (text: string): string =>
    redactor.redact(text.slice(0, 2 * LONGEST)).slice(0, LONGEST)
  const cleanedTier = (headers: Headers): string | null => {
    const tier = tierOf(headers)
    return tier === null ? null : cleaned(tier)
  }
  const note: Observer['note'] = (headers, object) => {
    for (const each of usageOf(headers, object)) usage.set(each.object, each)
    facts = {
      answered: told(headers, 'facebook-api-version') ?? facts.answered,
      versionWarning: told(headers, 'x-ad-api-version-warning') ?? facts.versionWarning,
      skewMs: skewOf(headers, now) ?? facts.skewMs,
      tier: cleanedTier(headers) ?? facts.tier,
    }
  }
  return { note, observed: () => ({ ...facts, usage: [...usage.values()] }) }
}

const DAY_MS = 86_400_000

/** The UTC date by the API's clock if `now` is more than a day off; otherwise null. */
export const apiDayOf = ({ skewMs }: Pick<Observed, 'skewMs'>, now: Date): string | null =>
  skewMs === null || Math.abs(skewMs) <= DAY_MS
    ? null
    : new Date(now.getTime() + skewMs).toISOString().slice(0, 10)

const skewOf = (headers: Headers, now: () => number): number | null => {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) ? null : date - now()
}

const TIER = 'ads_api_access_tier'

const tierOf = (headers: Headers): string | null => {
  const account = parsed(headers, 'x-ad-account-usage')
  const business = parsed(headers, 'x-business-use-case-usage')
  const entries = isObject(business) ? Object.values(business).flat() : []
  return (
    [account, ...entries].map((entry) => textOf(entry, TIER)).find((tier) => tier !== null) ?? null
  )
}

const parsed = (headers: Headers, name: string): Json | undefined => {
  const text = headers.get(name)
  return text === undefined ? undefined : parseJson(text)
}
