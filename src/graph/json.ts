/** A JSON value as the API sent it; nothing about its shape is taken for granted. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [name: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own field of an object; undefined for anything else, inherited names included. */
export const fieldOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** A field that is a text, else null. */
export const textOf = (value: Json | undefined, name: string): string | null => {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : null
}

/** A field that is a list, else null. */
export const listOf = (value: Json | undefined, name: string): readonly Json[] | null => {
  const field = fieldOf(value, name)
  return Array.isArray(field) ? (field as readonly Json[]) : null
}

/** The value of a JSON text, undefined where it is none. */
export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/**
 * What a list says of its next page: that there is none, the cursor it begins at, or words of what
 * is wrong. The end is where `next` is absent; a short or empty page is none [web].
 */
export type NextPage =
  | { readonly type: 'none' }
  | { readonly type: 'cursor'; readonly after: string }
  | { readonly type: 'broken'; readonly words: string }

export const nextPageOf = (answer: Json | undefined): NextPage => {
  const paging = fieldOf(answer, 'paging')
  // An empty map may come as an empty list.
  if (paging === undefined || paging === null || isEmptyList(paging)) return { type: 'none' }
  if (!isObject(paging)) return { type: 'broken', words: 'paging that is no map' }
  const next = fieldOf(paging, 'next')
  if (next === undefined) return { type: 'none' }
  if (typeof next !== 'string') return { type: 'broken', words: 'a next page that is no address' }
  const after = textOf(fieldOf(paging, 'cursors'), 'after')
  return after === null || after === ''
    ? { type: 'broken', words: 'a next page without a cursor' }
    : { type: 'cursor', after }
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0
