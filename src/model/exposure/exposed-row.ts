import { isGraphId } from '../text/graph-id.ts'
import type { Exposed, ToldBusiness } from './exposed.ts'

/** A row as the API sent it. Hardly any of these was ever recorded: nothing is taken for granted. */
export type RawRow = unknown

/** A field below a field; undefined where there is none. */
export const inRow = (row: RawRow, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined,
    row,
  )

/** A text that says something; null for anything else. */
export const wordIn = (row: RawRow, ...names: readonly string[]): string | null => {
  const value = inRow(row, ...names)
  return typeof value === 'string' && value !== '' ? value : null
}

/** An id, be it sent as a text or as a number that is exact. */
export const idIn = (row: RawRow, ...names: readonly string[]): string | null => {
  const value = inRow(row, ...names)
  const text = Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && isGraphId(text) ? text : null
}

/** The business under this field. */
export const businessIn = (row: RawRow, ...names: readonly string[]): ToldBusiness | null => {
  const id = idIn(row, ...names, 'id')
  return id === null ? null : { id, name: wordIn(row, ...names, 'name') }
}

/** What a row comes to: nothing, somebody, or that it cannot be read. */
export type Decoded = readonly Exposed[] | 'bad'

/** `status APPROVE`, behind words; nothing where there is no status. */
export const withStatus = (what: string, status: string | null): string =>
  status === null ? what : `${what} (${status})`

/** A business by which something is held. */
export const ofBusiness = (business: ToldBusiness | null, what: string): Decoded =>
  business === null ? 'bad' : [{ type: 'business', ...business, business, what }]

/** `500.00 USD`, of an amount in whatever form it comes; null where there is none. */
export const amountIn = (row: RawRow, name: string): string | null => {
  const value = inRow(row, name)
  if (typeof value === 'string' || typeof value === 'number') return `${value}`
  const amount = inRow(value, 'amount')
  const currency = wordIn(value, 'currency')
  return typeof amount === 'string' || typeof amount === 'number'
    ? [`${amount}`, currency].filter((part) => part !== null).join(' ')
    : null
}
