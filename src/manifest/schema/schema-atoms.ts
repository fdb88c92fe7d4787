/** A JSON Schema, as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown }

export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })

export const closed = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
})

/**
 * Editors read a bare id as a number, which is allowed: bizaccess itself keeps every digit of it.
 */
export const ID_TYPE = ['string', 'integer'] as const

export const ID: JsonSchema = { type: ID_TYPE, pattern: '^[1-9][0-9]{0,24}$' }

export const MODE: JsonSchema = {
  title: 'Mode',
  description:
    'authoritative: what is not declared is taken away. additive: never unassigns, revokes or narrows.',
  type: 'string',
  enum: ['authoritative', 'additive'],
  examples: ['additive'],
}

export const USE: JsonSchema = {
  title: 'Use',
  description: 'Profiles whose access is added here.',
  type: 'array',
  items: { type: 'string' },
  examples: [['house']],
}

export const EXPIRES: JsonSchema = {
  title: 'Expires',
  description: 'Last day (UTC) of this access; from the next day on it counts as not declared.',
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  examples: ['2027-01-31'],
}

export const REASON: JsonSchema = {
  title: 'Reason',
  description: 'Why, for readers of plans and reviews.',
  type: 'string',
  examples: ['covers for Kim'],
}
