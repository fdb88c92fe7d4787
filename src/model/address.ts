/**
 * An address names one relation: `act_1111/agencies/2002`, `act_1111/users/6155…`,
 * `act_9999/request`, `act_1111/on_behalf_of/R`. Where a person has no id yet the alias stands in
 * its place (`act_1111/users/dana`).
 */

export type RelationType = 'agencies' | 'users' | 'request' | 'on_behalf_of'

export interface Address {
  readonly asset: string
  readonly relation: RelationType
  /** Id of the business, person or request; null for `request`. */
  readonly subject: string | null
}

export const agencyAddress = (asset: string, business: string): string =>
  `${asset}/agencies/${business}`
export const userAddress = (asset: string, user: string): string => `${asset}/users/${user}`
export const onBehalfOfAddress = (asset: string, request: string): string =>
  `${asset}/on_behalf_of/${request}`
export const requestAddress = (asset: string): string => `${asset}/request`

/** The parts of an address, or null where it is none. */
export const parseAddress = (text: string): Address | null => {
  const match = /^((?:act_)?\d{1,25})\/(?:(request)|(agencies|users|on_behalf_of)\/(.+))$/.exec(
    text,
  )
  if (match === null) return null
  const [, asset = '', request, relation, subject] = match
  if (request !== undefined) return { asset, relation: 'request', subject: null }
  return { asset, relation: relation as RelationType, subject: subject ?? null }
}
