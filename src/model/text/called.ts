/** What somebody is known by; null or absent for what is not known. */
export interface Called {
  readonly name: string | null
  readonly email?: string | null
  readonly alias: string | null
  readonly id: string
}

/**
 * `Kim Poole · kim@northwind.example (kim) 61550000000000009`: whom a report means, by everything that
 * is known, so that whatever one looks for is found. Parts that are unknown, or said already, are left
 * out. Not escaped.
 */
export const calledOf = ({ name, email = null, alias, id }: Called): string => {
  // Who is only invited has no other id than the e-mail.
  const mail = email ?? (id.includes('@') ? id : null)
  const known = [name === null ? null : named(name), mail].filter((part) => part !== null)
  const isSaid = id === mail || (id === alias && known.length > 0)
  return [
    [...new Set(known)].join(' · '),
    alias === null || (alias === id && known.length === 0) ? '' : `(${alias})`,
    isSaid ? '' : id,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** Letters, short numbers and what is usual between them: nothing that could pass for another part. */
const PLAIN = /^[\p{L}\d](?:[\p{L}\p{M}\d'’.&-]| (?! ))*$/u

/** Digits in a row that could be read as an id. */
const MANY_DIGITS = /\d{4}/

/** A name comes from strangers: one that could be read as an e-mail, an alias or an id is in quotes. */
const named = (name: string): string =>
  PLAIN.test(name) && /\p{L}/u.test(name) && !MANY_DIGITS.test(name) && !name.endsWith(' ')
    ? name
    : `"${name.replace(/["\\]/g, (character) => `\\${character}`)}"`
