import { foldedOf } from './text.ts'

/** E-mails are compared without regard to case; one that is not known is like none. */
export const isSameEmail = (
  one: string | null | undefined,
  other: string | null | undefined,
): boolean => one != null && other != null && foldedOf(one) === foldedOf(other)
