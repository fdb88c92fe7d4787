import { checkedPath } from './endpoint.ts'

/** Parameters of a call. Only writes have lists. */
export type Params = Readonly<Record<string, string | readonly string[]>>

/**
 * One item of a batch in the API's form. If it contains a token, that is only in a request body.
 */
export interface BatchCall {
  readonly method: string
  readonly relative_url: string
  readonly body?: string
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

export const queryOf = (params: Params): string => {
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString()
  return query === '' ? '' : `?${query}`
}

export const relativeUrl = (path: string, params: Params): string =>
  `${checkedPath(path).slice(1)}${queryOf(params)}`

/** A list is sent as `tasks[0]=…`, the only form that all kinds of assets accept [observed]. */
export const formOf = (params: Params): string =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string'
        ? [[name, value]]
        : value.map((item, place) => [`${name}[${place}]`, item]),
    ),
  ).toString()
