/** Versions of the Graph API that this sandbox answers. */
import { refusal } from './errors.ts'

/** Oldest first. v20.0 expired in September 2026, v19.0 in May [web:ver]. */
const USABLE: readonly string[] = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0', 'v27.0']

/** The oldest version of the Marketing API; v24.0 ended in November 2026 [web: versions]. */
const OLDEST_MARKETING = 25
const NEWEST = 27

/** Whether a path segment is a version. */
export function isVersion(segment: string): boolean {
  return /^v\d+\.\d+$/.test(segment)
}

/**
 * The version that answers, as in `facebook-api-version`: an expired one is silently replaced by
 * the oldest usable one, which a path without version gets as well.
 */
export function answeringVersion(asked: string | undefined): string {
  const oldest = USABLE[0] ?? ''
  if (asked === undefined) return oldest
  if (USABLE.includes(asked)) return asked
  return Number.parseFloat(asked.slice(1)) > NEWEST ? (USABLE.at(-1) ?? oldest) : oldest
}

/** Refuses versions that do not exist yet; with or without a token. */
export function checkKnown(asked: string | undefined): void {
  if (asked === undefined || Number.parseFloat(asked.slice(1)) <= NEWEST) return
  throw refusal('unknown_path', `Unknown path components: /${asked}`)
}

/** Refuses versions that the Marketing API has ended: always, or only if the Graph API has too. */
export function checkMarketing(asked: string | undefined, ended: 'upgrade' | 'refuse'): void {
  if (!isEnded(asked) || (ended === 'upgrade' && USABLE.includes(asked))) return
  throw refusal('old_version', 'You are calling a deprecated version of the Ads API.')
}

/** The text of the header if a call of an ended version is answered by a newer one [web]. */
export function versionWarning(asked: string | undefined): string | undefined {
  if (!isEnded(asked)) return undefined
  return `The call has been auto-upgraded to v${OLDEST_MARKETING}.0 as ${asked} has been deprecated.`
}

function isEnded(asked: string | undefined): asked is string {
  return asked !== undefined && Number.parseFloat(asked.slice(1)) < OLDEST_MARKETING
}
