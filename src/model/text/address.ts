import { isRelationName, RELATIONS, type RelationName } from '../relations.ts'

/**
 * An address names one relation: `act_1111/agencies/2002`, `act_1111/users/6155…`,
 * `act_9999/request`, `act_1111/on_behalf_of/R`. If a person has no id yet, the alias takes its
 * place (`act_1111/users/dana`).
 */
export interface Address {
  readonly asset: string
  readonly relation: RelationName
  /** Id of the business, person or request; null if the relation names none. */
  readonly subject: string | null
}

export const addressOf = (asset: string, relation: RelationName, subject: string): string =>
  RELATIONS[relation].isNamed ? `${asset}/${relation}/${subject}` : `${asset}/${relation}`

export const agencyAddress = (asset: string, business: string): string =>
  addressOf(asset, 'agencies', business)
export const onBehalfOfAddress = (asset: string, request: string): string =>
  addressOf(asset, 'on_behalf_of', request)
/** Of one of our people by id, of somebody invited by e-mail in lower case. */
export const memberAddress = (business: string, member: string): string =>
  addressOf(business, 'members', member)
export const requestAddress = (asset: string): string => addressOf(asset, 'request', '')

/** The id of the node that an address begins with: an asset, a business or an asset group. */
export const nodeIn = (address: string): string => address.split('/', 1)[0] ?? ''

/** The parts of an address; null if the text is not one. */
export const parseAddress = (text: string): Address | null => {
  const match = /^((?:act_)?\d{1,25})\/([a-z_]+)(?:\/(.+))?$/.exec(text)
  if (match === null) return null
  const [, asset = '', relation = '', subject] = match
  if (!isRelationName(relation)) return null
  if (RELATIONS[relation].isNamed !== (subject !== undefined)) return null
  return { asset, relation, subject: subject ?? null }
}
