import { foldedOf } from './text.ts'

/** Whether two e-mails are the same, regardless of case. An unknown one is never the same. */
export const isSameEmail = (
  one: string | null | undefined,
  other: string | null | undefined,
): boolean => one != null && other != null && foldedOf(one) === foldedOf(other)
