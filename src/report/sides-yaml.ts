import type { RelationType } from '../model/address.ts'
import { groupBy } from '../model/groups.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import { compareText } from '../model/text.ts'
import { escapeText, escapeYaml, quoteName } from './escape.ts'
import type { Sides } from './sides.ts'

/** What changes on one asset, as YAML in the manifest's form, once for each side. */
export interface AssetYaml {
  readonly live: string
  readonly declared: string
}

/** Relations in the order in which a manifest has them. */
const RELATIONS: readonly RelationType[] = ['request', 'agencies', 'users', 'on_behalf_of']

export const yamlOf = (sides: readonly Sides[], kinds: KindTable): AssetYaml => {
  const sorted = [...sides].sort(
    (one, other) =>
      RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation) ||
      compareText(one.subject.id, other.subject.id),
  )
  const head = headOf(sorted, kinds)
  const blocks = [...groupBy(sorted, ({ relation }) => relation)].map(([relation, rows]) => ({
    head: relation === 'request' ? [] : [`    ${relation}:`],
    rows: rows.map(rowOf),
  }))
  const textOf = (side: keyof Row): string =>
    [...head, ...blocks.flatMap((block) => [...block.head, ...block.rows.flatMap((r) => r[side])])]
      .map((line) => `${line}\n`)
      .join('')
  return { live: textOf('live'), declared: textOf('declared') }
}

const headOf = (sides: readonly Sides[], kinds: KindTable): readonly string[] => {
  const asset = sides[0]?.asset
  if (asset === undefined) return []
  const name = asset.name === null ? '' : ` # ${quoteName(asset.name)}`
  return [`${kindOf(asset.kind, kinds).section}:`, `  ${escapeYaml(asset.id)}:${name}`]
}

/** The lines of one relation, none on the side that does not have it. */
interface Row {
  readonly live: readonly string[]
  readonly declared: readonly string[]
}

const rowOf = (sides: Sides): Row => {
  const { live, declared, who, why } = sides
  const isChange = live !== null && declared !== null
  // Where no task tells the two apart, they are different all the same.
  const isAlike = isChange && live.join() === declared.join()
  const besideLive = [...who, ...(isAlike ? ['live'] : []), ...(isChange ? [] : why)]
  return {
    live: lineOf(sides, live, besideLive),
    declared: lineOf(sides, declared, [...who, ...why]),
  }
}

const lineOf = (
  { relation, subject }: Sides,
  tasks: readonly string[] | null,
  words: readonly string[],
): readonly string[] => {
  if (tasks === null) return []
  const comment = words.length === 0 ? '' : ` # ${escapeText(words.join('; '))}`
  const list = `[${tasks.map(escapeYaml).join(', ')}]`
  return [`${beginningOf(relation, keyOf(subject), list)}${comment}`]
}

const beginningOf = (relation: RelationType, key: string, list: string): string => {
  switch (relation) {
    case 'request':
      return `    request: ${list}`
    case 'on_behalf_of':
      return `      - ${key}`
    case 'agencies':
    case 'users':
      return `      ${key}: ${list}`
  }
}

const keyOf = ({ alias, id, type }: Sides['subject']): string =>
  escapeYaml(type === 'obo_request' ? id : (alias ?? id))
