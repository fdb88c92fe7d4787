import { fieldOf, type Json, listOf, textOf } from '../../graph/json.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import { idIn } from '../../model/exposure/exposed-row.ts'
import {
  type PermissionFacts,
  TOKEN_TYPES,
  type TokenFacts,
  type TokenType,
} from '../../model/reports/doctor-report.ts'
import { timeOf } from '../decode.ts'

export const permissionsWant = (): Want => ({
  path: '/me/permissions',
  params: { fields: 'permission,status' },
})

/** What `debug_token` answered; null if that was not a description of a token. */
export const tokenIn = ({ status, rows }: Fetched): TokenFacts | null => {
  const data = fieldOf(rows[0], 'data')
  if (status !== 'complete' || typeof fieldOf(data, 'is_valid') !== 'boolean') return null
  const apiType = textOf(data, 'type')
  return {
    apiType,
    type: typeOf(apiType),
    isValid: fieldOf(data, 'is_valid') === true,
    // A text, or a number [observed].
    appId: idIn(data, 'app_id'),
    appName: textOf(data, 'application'),
    expires: endIn(data, 'expires_at'),
    dataExpires: endIn(data, 'data_access_expires_at'),
    scopes: textsIn(data, 'scopes'),
    targets: targetsIn(data),
  }
}

const typeOf = (apiType: string | null): TokenType | null =>
  apiType !== null && Object.hasOwn(TOKEN_TYPES, apiType) ? (TOKEN_TYPES[apiType] ?? null) : null

/** A time from seconds since 1970, or `never` for 0. Null if the field is absent. */
const endIn = (data: Json | undefined, name: string): string | null => {
  const end = fieldOf(data, name)
  return end === 0 ? 'never' : timeOf(typeof end === 'number' ? end : undefined)
}

const textsIn = (data: Json | undefined, name: string): readonly string[] | null =>
  listOf(data, name)?.filter((text): text is string => typeof text === 'string') ?? null

/** A scope without a list of targets holds for every object; one with a list only for those. */
const targetsIn = (data: Json | undefined): TokenFacts['targets'] =>
  new Map(
    (listOf(data, 'granular_scopes') ?? []).flatMap((row): [string, readonly string[]][] => {
      const scope = textOf(row, 'scope')
      const targets = textsIn(row, 'target_ids')
      return scope === null || targets === null || targets.length === 0 ? [] : [[scope, targets]]
    }),
  )

const GRANTED = 'granted'

/** A permission that was not used for 90 days has to be granted again [spec]. */
const EXPIRED = 'expired'

/** What `me/permissions` answered; null if it was not answered to the end. */
export const permissionsIn = (fetched: Fetched | undefined): PermissionFacts | null => {
  if (fetched?.status !== 'complete') return null
  const rows = fetched.rows.map((row) => ({
    permission: textOf(row, 'permission') ?? '',
    status: textOf(row, 'status'),
  }))
  const namesOf = (is: (status: string | null) => boolean): readonly string[] =>
    rows.filter(({ status }) => is(status)).map(({ permission }) => permission)
  return {
    granted: namesOf((status) => status === GRANTED),
    refused: namesOf((status) => status !== GRANTED),
    unused: namesOf((status) => status === EXPIRED),
  }
}
