import type { Offboarded } from '../../model/manifest.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { problem, type Report } from '../manifest-problems.ts'
import { entryOf, type Text, textsOf } from '../text/node.ts'
import { isId } from './identity.ts'
import type { Merged } from './merged.ts'
import { knownNames, type Names } from './names.ts'

/** The people, system users and partners that may hold nothing: without duplicates, sorted. */
export const readOffboarded = (
  merged: Merged,
  names: Names,
  report: Report,
): readonly Offboarded[] => {
  const found = new Map<string, Offboarded>()
  const written = merged.roots.flatMap((root) => textsOf(entryOf(root, 'offboarded')?.value))
  for (const text of written) {
    const entry = offboardedOf(text, names, report)
    if (entry === null) continue
    const key = entry.alias ?? entry.id ?? ''
    if (!found.has(key)) found.set(key, entry)
  }
  const sortKey = ({ alias, id }: Offboarded): string => `${alias ?? ''} ${id ?? ''}`
  return [...found.values()].sort((one, other) => compareText(sortKey(one), sortKey(other)))
}

const offboardedOf = ({ text, at }: Text, names: Names, report: Report): Offboarded | null => {
  const alias = isId(text) ? (names.byIdentity.get(text) ?? null) : text
  if (alias === null) return { alias: null, id: text, email: null, source: at }
  const partner = names.partners.get(alias)
  if (partner !== undefined) return { alias, id: partner.id, email: null, source: at }
  const person = names.people.get(alias)
  if (person !== undefined) {
    const isEmail = person.by === 'email'
    const [id, email] = isEmail ? [null, person.value] : [person.value, null]
    return { alias, id, email, source: at }
  }
  reportUnresolved({ text, at }, names, report)
  return null
}

const reportUnresolved = (
  { text, at }: Pick<Text, 'text' | 'at'>,
  names: Names,
  report: Report,
): void => {
  const named = names.all.get(text)
  if (named?.is === 'team') report(problem('team_offboarded', { team: text }, at))
  if (named !== undefined) return
  const alias = names.byIdentity.get(foldedOf(text))
  if (alias !== undefined) {
    report(problem('raw_id', { id: text, alias, section: 'people' }, at))
    return
  }
  const known = knownNames(names, 'people and partners')
  report(problem('unknown_name', { name: text, wanted: WANTED, known }, at))
}

const WANTED = 'a name of `people` or `partners`, or an id,'

/** Warns of every team that still lists an offboarded person. */
export const checkOffboardedMembers = (
  names: Names,
  offboarded: ReadonlySet<string>,
  report: Report,
): void => {
  for (const team of names.teams.values()) {
    for (const { text, at } of team.members) {
      if (offboarded.has(text)) report(problem('offboarded_named', { name: text }, at))
    }
  }
}
