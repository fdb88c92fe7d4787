/** Versions of the Graph API this sandbox answers. */
import { refusal } from './errors.ts'

/** Oldest first. v20.0 expired in September 2026, v19.0 in May [web:ver]. */
const USABLE: readonly string[] = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0']

const OLDEST = 21
const NEWEST = 26

/** Whether a path segment is a version. */
export function isVersion(segment: string): boolean {
  return /^v\d+\.\d+$/.test(segment)
}

/**
 * The version that answers, as `facebook-api-version` tells it: an expired one is silently replaced
 * by the oldest usable one, a path without version gets that as well.
 */
export function answeringVersion(asked: string | undefined): string {
  const oldest = USABLE[0] ?? ''
  if (asked === undefined) return oldest
  if (USABLE.includes(asked)) return asked
  return Number.parseFloat(asked.slice(1)) > NEWEST ? (USABLE.at(-1) ?? oldest) : oldest
}

/** Refuses versions that do not exist yet, and for Marketing API nodes expired ones. */
export function checkVersion(asked: string | undefined, marketing: boolean): void {
  if (asked === undefined) return
  const major = Number.parseFloat(asked.slice(1))
  if (major > NEWEST) throw refusal('unknown_path', `Unknown path components: /${asked}`)
  if (marketing && major < OLDEST) {
    throw refusal('old_version', 'You are calling a deprecated version of the Ads API.')
  }
}
