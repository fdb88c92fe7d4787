/** A time as ISO text (UTC) to the second: `2026-11-22T09:00:00Z`. */
export const toSeconds = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z')
