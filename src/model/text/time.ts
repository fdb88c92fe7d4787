/** A time as ISO text (UTC) to the second: `2026-11-22T09:00:00Z`. */
export const toSeconds = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z')

/** Whole days from one UTC date or ISO time to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
