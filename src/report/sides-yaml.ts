import { escapeText, escapeYaml, quoteName } from '../document/escape.ts'
import { assetKindOf, type KindTable } from '../model/kinds.ts'
import { RELATION_NAMES, RELATIONS, type Relation, type RelationName } from '../model/relations.ts'
import { groupBy } from '../model/text/grouping.ts'
import { compareText } from '../model/text/text.ts'
import type { Sides } from './sides.ts'

/** What changes on one asset, as YAML in the manifest's form, once for each side. */
export interface AssetYaml {
  readonly live: string
  readonly declared: string
}

export const yamlOf = (sides: readonly Sides[], kinds: KindTable): AssetYaml => {
  const sorted = [...sides].sort(
    (one, other) =>
      RELATION_NAMES.indexOf(one.relation) - RELATION_NAMES.indexOf(other.relation) ||
      compareText(one.subject.id, other.subject.id),
  )
  const head = headOf(sorted, kinds)
  const blocks = [...groupBy(sorted, ({ relation }) => relation)].map(([, rows]) => ({
    head: rows.slice(0, 1).flatMap(keyLineOf),
    rows: rows.map(rowOf),
  }))
  const sideText = (side: keyof Row): string =>
    [...head, ...blocks.flatMap((block) => [...block.head, ...block.rows.flatMap((r) => r[side])])]
      .map((line) => `${line}\n`)
      .join('')
  return { live: sideText('live'), declared: sideText('declared') }
}

/** The key of a relation that has lines of its own below it. */
const keyLineOf = ({ relation }: Sides): readonly string[] => {
  if (isOfBusiness(relation)) return ['  users:']
  return RELATIONS[relation].isNamed ? [`    ${relation}:`] : []
}

/** Of the business itself there is only one, so its section needs no id. */
const isOfBusiness = (relation: RelationName): boolean => RELATIONS[relation].written === 'roles'

const headOf = (sides: readonly Sides[], kinds: KindTable): readonly string[] => {
  const [first] = sides
  if (first === undefined) return []
  const { asset, relation } = first
  const { section } = assetKindOf(asset.kind, kinds)
  const name = asset.name === null ? '' : ` # ${quoteName(asset.name)}`
  return isOfBusiness(relation)
    ? [`${section}:${name}`]
    : [`${section}:`, `  ${escapeYaml(asset.id)}:${name}`]
}

/** The lines of one relation; none on a side that does not have it. */
interface Row {
  readonly live: readonly string[]
  readonly declared: readonly string[]
}

const rowOf = (sides: Sides): Row => {
  const { live, declared, who, why } = sides
  const isChange = live !== null && declared !== null
  // Even if no task distinguishes the two sides, they are different.
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
  return [`${beginningOf(relation, subjectKeyword(subject), tasks.map(escapeYaml))}${comment}`]
}

const beginningOf = (relation: RelationName, key: string, tasks: readonly string[]): string =>
  BEGINNINGS[RELATIONS[relation].written](relation, key, tasks)

const listOf = (tasks: readonly string[]): string => `[${tasks.join(', ')}]`

const BEGINNINGS: Readonly<
  Record<
    Relation['written'],
    (relation: RelationName, key: string, tasks: readonly string[]) => string
  >
> = {
  grant: (relation, _key, tasks) => `    ${relation}: ${listOf(tasks)}`,
  grants: (_relation, key, tasks) => `      ${key}: ${listOf(tasks)}`,
  names: (_relation, key) => `      - ${key}`,
  // A role is one word; somebody whose role is not known has an empty list, as on an asset.
  roles: (_relation, key, [role = '[]']) => `    ${key}: ${role}`,
}

const subjectKeyword = ({ alias, id, type }: Sides['subject']): string =>
  escapeYaml(type === 'obo_request' ? id : (alias ?? id))
