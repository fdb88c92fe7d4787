const DAY = 86_400_000

/** Whole days from now until a time; negative once it has passed. Both are ISO times. */
export const daysUntil = (time: string, now: string): number =>
  Math.floor((Date.parse(time) - Date.parse(now)) / DAY)

/** `on 2026-12-01, today`, `on 2026-12-01, in 9 days`. */
export const whenWords = (time: string, now: string): string => {
  const days = daysUntil(time, now)
  const how = days === 0 ? 'in less than a day' : `in ${days} day${days === 1 ? '' : 's'}`
  return `on ${time.slice(0, 10)}, ${how}`
}
