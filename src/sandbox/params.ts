/** Parameters of a call, in any of the encodings that the API accepts. */
import { missingParam, refusal } from './errors.ts'

/** How the parameters were sent. It matters for kinds whose form bodies cannot contain a list. */
export type Encoding = 'query' | 'json' | 'form'

/** Values by parameter name: strings from queries and forms, anything from JSON. */
export type Params = ReadonlyMap<string, unknown>

/** Parameters of a query string or a form body; `tasks[0]=A` and `tasks[]=A` make a list. */
export function formParams(text: string): Map<string, unknown> {
  const params = new Map<string, unknown>()
  for (const [key, value] of new URLSearchParams(text)) {
    const name = /^([^[\]]+)\[\d*\]$/.exec(key)?.[1]
    if (name === undefined) params.set(key, value)
    else params.set(name, [...itemsOf(params.get(name)), value])
  }
  return params
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Parameters of a JSON body; an empty body and `{}` have none. */
export function jsonParams(text: string): Map<string, unknown> {
  if (text.trim() === '') return new Map()
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal('invalid_parameter', 'Failed to parse the request body parameters')
  }
  return new Map(Object.entries(value))
}

/** The text of a parameter; numbers and booleans count as their text. */
export function textParam(params: Params, name: string): string | undefined {
  const value = params.get(name)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The text of a required parameter. Throws `MissingParam` if it is absent. */
export function requiredParam(params: Params, name: string): string {
  const value = textParam(params, name)
  if (value === undefined) throw missingParam(name)
  return value
}

/** A list of words: a JSON array, an indexed form list, or single-quoted pseudo-JSON. */
export function listParam(params: Params, name: string): readonly string[] {
  const value = params.get(name)
  if (value === undefined) return []
  const list = typeof value === 'string' ? pseudoJson(value) : value
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) {
    throw refusal('invalid_parameter', `Param ${name} must be an array.`)
  }
  return [...new Set(list)]
}

function pseudoJson(text: string): unknown {
  return parsed(text) ?? parsed(text.replaceAll("'", '"'))
}

/** The JSON value of a text; undefined if it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const SECRETS: ReadonlySet<string> = new Set(['access_token', 'appsecret_proof', 'input_token'])

/** The parameters as they may be recorded: without tokens, and lists as lists. */
export function recordedParams(params: Params): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = Object.create(null)
  for (const [name, value] of params) {
    if (SECRETS.has(name)) continue
    const list = typeof value === 'string' && value.startsWith('[') ? pseudoJson(value) : undefined
    kept[name] = Array.isArray(list) ? list : value
  }
  return kept
}
