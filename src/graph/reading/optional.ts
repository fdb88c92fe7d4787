import type { GraphError } from '../errors/graph-error.ts'
import type { Optional, Want } from '../want.ts'
import { isExpanding, type Open } from './open.ts'

/** The sets of optional fields that the API has refused in this run, by their key. */
export type Lacking = Set<string>

type Params = Want['params']

/** Parameters without the optional fields that are known to be refused. */
export const withoutLacking = (
  params: Params,
  optional: readonly Optional[] | undefined,
  lacking: ReadonlySet<string>,
): Params => {
  const refused = (optional ?? [])
    .filter(({ of }) => lacking.has(of))
    .flatMap(({ fields }) => fields)
  if (refused.length === 0) return params
  const fields = (params['fields'] ?? '').split(',')
  return { ...params, fields: fields.filter((each) => !refused.includes(each)).join(',') }
}

/** The optional fields that a want's next call asks for. */
export const askedOf = (open: Open, lacking: ReadonlySet<string>): readonly Optional[] => {
  const edges = isExpanding(open) ? (open.want.edges ?? []) : []
  return [open.want, ...edges].flatMap(({ optional = [] }) =>
    optional.filter(({ of }) => !lacking.has(of)),
  )
}

/**
 * Whether an error only says that an optional field does not exist: then none of its set is asked
 * for again in this run. A field that the row itself must have too proves nothing.
 */
export const isOfOptional = (open: Open, error: GraphError, lacking: Lacking): boolean => {
  const named = NO_SUCH_FIELD.exec(error.message)?.[1]
  if (error.code !== 100 || named === undefined) return false
  const isNamed = ({ fields }: Optional): boolean => fields.some((each) => nameOf(each) === named)
  const { optional, params } = open.want
  const sure = optional === undefined ? (params['fields'] ?? '').split(',').map(nameOf) : []
  const refused = open.asked.filter(isNamed)
  if (refused.length === 0 || sure.includes(named)) return false
  for (const { of } of refused) lacking.add(of)
  return true
}

/** `Tried accessing nonexisting field (access_status) on node type (AdsPixel)` [observed]. */
const NO_SUCH_FIELD = /nonexisting field \((\w+)\)/i

/** `business` of `business{id}`. */
const nameOf = (field: string): string => field.replace(/\{.*$/, '')
