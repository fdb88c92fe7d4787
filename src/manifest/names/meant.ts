import { KINDS } from '../../model/kinds.ts'
import { isEmail, isId } from './identity.ts'

/**
 * What a text that is neither an id nor an e-mail address was meant to be, and what is wrong with
 * it.
 */
export interface Meant {
  readonly meant: string
  readonly why: string
}

/** An e-mail address, with whatever a mail program put around it. */
const EMAIL = /[^\s@<>()[\]\\,;:"?]+@[^\s@<>()[\]\\,;:"?/]+/

/** Prefixes of ids: those of the asset kinds, and none for everything else. */
const PREFIXES = [...new Set(['', ...KINDS.map(({ id }) => id.prefix)])]

const withoutZeros = (text: string): string | null => {
  const ids = PREFIXES.filter((prefix) => text.startsWith(`${prefix}0`)).map(
    (prefix) => [prefix, text.slice(prefix.length).replace(/^0+/, '')] as const,
  )
  const [found] = ids.filter(([, digits]) => isId(digits))
  return found === undefined ? null : found.join('')
}

/** Null if nothing similar would be an id or an e-mail address. */
export const idMeantBy = (text: string): Meant | null => {
  const id = withoutZeros(text)
  if (id !== null) return { meant: id, why: 'An id has no leading zero' }
  const [email = ''] = EMAIL.exec(text) ?? []
  return email !== text && isEmail(email)
    ? { meant: email, why: 'An e-mail address is written without anything around it' }
    : null
}
