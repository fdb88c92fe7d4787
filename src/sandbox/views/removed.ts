/**
 * What the API has removed. A call that still relies on it is refused instead of being silently
 * misread.
 */
import { refusal } from '../errors.ts'
import type { Params } from '../params.ts'
import type { Selection } from './fields.ts'

/**
 * Removed parameters, with what they were. The first four and `If-None-Match` were removed with
 * v26.0 and, since 2026-10-27, from every version; the others for new apps with v27.0 [web:
 * changelog].
 */
const REMOVED: ReadonlyMap<string, string> = new Map([
  ['ids', 'Reading several objects with ids'],
  ['pretty', 'The parameter pretty'],
  ['debug', 'The parameter debug'],
  ['date_format', 'The parameter date_format'],
  ['method', 'Overriding the HTTP method'],
  ['callback', 'JSONP'],
  ['asyncbatch', 'The asynchronous batch'],
])

/** Refuses parameters, and a condition in a header, that the API no longer supports. */
export function checkProtocol(params: Params, isConditional = false): void {
  const name = [...REMOVED.keys()].find((each) => params.has(each))
  const what = name === undefined ? undefined : REMOVED.get(name)
  if (what !== undefined) throw gone(what)
  if (isConditional) throw gone('The header If-None-Match')
}

/** Refuses `field.as(other)` at any depth. */
export function checkAliases(fields: readonly Selection[]): void {
  for (const { args, fields: nested } of fields) {
    if (args.has('as')) throw gone('Naming a field with as()')
    if (nested !== undefined) checkAliases(nested)
  }
}

function gone(what: string): Error {
  return refusal('deprecated', `${what} is deprecated for versions v26.0 and higher`)
}
