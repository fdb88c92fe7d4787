import { foldedOf } from './text.ts'

/** Whether two e-mails are the same, regardless of case. An unknown one is never the same. */
export const isSameEmail = (
  one: string | null | undefined,
  other: string | null | undefined,
): boolean => one != null && other != null && foldedOf(one) === foldedOf(other)

/** Whether a text can be an e-mail in an address or a call: no blanks, no control characters. */
export const isEmail = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= 254 && /^[^\s@/\p{C}]+@[^\s@/\p{C}]+$/u.test(text)

/** The e-mail itself. Throws `Error` if it is not one: they are checked before a call is formed. */
export const checkedEmail = (text: unknown): string => {
  if (!isEmail(text)) throw new Error('not an e-mail')
  return text
}
