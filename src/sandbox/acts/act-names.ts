/** Who and what the address of an act names. Each throws `Error` with what was meant instead. */

import { type Asset, type Business, businessOfPerson, type Person, type World } from '../state.ts'
import type { AssetGroup } from '../world/asset-group.ts'
import { meant, type Named, shown } from './near.ts'

export const assetNamed = (asset: Asset | AssetGroup): Named => ({
  id: asset.id,
  words: [asset.name],
})

export const businessNamed = ({ id, name }: Business): Named => ({ id, words: [name] })

export const personNamed = ({ id, name, email = '' }: Person): Named => ({
  id,
  words: [name, email],
})

/** Somebody, and the business they belong to. */
export interface Found {
  readonly business: Business
  readonly person: Person
}

/** Everybody of every business. */
function everybody(world: World): readonly Person[] {
  return [...world.businesses.values()].flatMap((business) => peopleOf(business))
}

export function peopleOf({ users, systemUsers }: Business): readonly Person[] {
  return [...users.values(), ...systemUsers.values()]
}

export function assetOf(world: World, id: string): Asset {
  const asset = world.assets.get(id)
  if (asset !== undefined) return asset
  const all = [...world.assets.values(), ...world.groups.values()].map(assetNamed)
  throw new Error(`there is no asset ${id} in this world.${meant(id, all)}`)
}

export function businessOf(world: World, id: string): Business {
  const business = world.businesses.get(id)
  if (business !== undefined) return business
  const all = [...world.businesses.values()].map(businessNamed)
  throw new Error(`there is no business ${id} in this world.${meant(id, all)}`)
}

/** By id, or by e-mail where only one person has it. */
export function personOf(world: World, word: string, of: readonly Person[] = everybody(world)) {
  const found = of.filter(
    ({ id, email }) => id === word || email?.toLowerCase() === word.toLowerCase(),
  )
  const [only, ...others] = found
  if (only === undefined) {
    throw new Error(`there is no person ${word}.${meant(word, of.map(personNamed))}`)
  }
  if (others.length > 0) {
    const ids = found.map((each) => shown(personNamed(each)))
    throw new Error(`${word} is several people. Say which by id: ${ids.join(' or ')}`)
  }
  const place = businessOfPerson(world, only.id)
  if (place === undefined) throw new Error(`${word} belongs to no business`)
  return place
}
