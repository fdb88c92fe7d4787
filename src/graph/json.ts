/** A JSON value as the API sent it. Nothing about its shape is taken for granted. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [name: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's own field; undefined for anything else, inherited names included. */
export const fieldOf = (value: Json | undefined, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** A field that is a text; otherwise null. */
export const textOf = (value: Json | undefined, name: string): string | null => {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : null
}

/** A field that is a list; otherwise null. */
export const listOf = (value: Json | undefined, name: string): readonly Json[] | null => {
  const field = fieldOf(value, name)
  return Array.isArray(field) ? (field as readonly Json[]) : null
}

/** The value of a JSON text; undefined if it is not valid JSON. */
export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/**
 * What a list says about its next page: that there is none, the cursor where it starts, or what is
 * wrong. The list ends where `next` is absent; a short or empty page is not the end [web].
 */
export type NextPage =
  | { readonly type: 'none' }
  | { readonly type: 'cursor'; readonly after: string }
  | { readonly type: 'broken'; readonly words: string }

export const nextPageOf = (answer: Json | undefined): NextPage => {
  const paging = fieldOf(answer, 'paging')
  // An empty map may arrive as an empty list.
  if (paging === undefined || paging === null || isEmptyList(paging)) return { type: 'none' }
  if (!isObject(paging)) return { type: 'broken', words: '`paging` is not a map' }
  const next = fieldOf(paging, 'next')
  if (next === undefined) return { type: 'none' }
  if (typeof next !== 'string') return { type: 'broken', words: 'the next page is not an address' }
  const after = textOf(fieldOf(paging, 'cursors'), 'after')
  return after === null || after === ''
    ? { type: 'broken', words: 'the next page has no cursor' }
    : { type: 'cursor', after }
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0
