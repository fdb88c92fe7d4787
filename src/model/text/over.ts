/**
 * Whether a status says that something is over: DECLINE, EXPIRED, CANCELED, REVOKED, and those with
 * such a word inside. An unknown word does not.
 */
export const isOver = (status: string | null): boolean =>
  status !== null && /DECLIN|EXPIRE|CANCEL|REVOK/i.test(status)
