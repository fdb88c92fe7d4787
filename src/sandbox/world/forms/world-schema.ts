/** The JSON Schema of worlds, made of the tables that worlds are read by. */
import { SANDBOX_KINDS, type SandboxKind } from '../../kinds/sandbox-kinds.ts'
import type { ChoiceForm, Form, MapForm } from './form.ts'
import { worldForm } from './world-form.ts'

export type Schema = Readonly<Record<string, unknown>>

/** JSON Schema of draft 2020-12. */
export function worldSchema(kinds: readonly SandboxKind[] = SANDBOX_KINDS): Schema {
  const { description, ...rest } = mapSchema(worldForm(kinds))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'World of the bizaccess sandbox',
    description,
    ...rest,
  }
}

/** YAML without quotes may make a number or a flag of a text; worlds are read as texts. */
const SCALAR = ['string', 'number', 'boolean']
/** Where a key may stand without a value. */
const OR_NOTHING = 'null'
const YEAR_FIRST = '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])([T ]\\d{2}:\\d{2}.*)?)?)?$'

type Made = { readonly [T in Form['type']]: (form: Extract<Form, { type: T }>) => Schema }

const SCHEMAS: Made = {
  text: ({ untold }) =>
    untold === true ? { type: [...SCALAR, OR_NOTHING] } : { type: SCALAR, minLength: 1 },
  time: () => ({ type: 'string', pattern: YEAR_FIRST, examples: ['2026-11-01T09:00:00Z'] }),
  flag: () => ({ enum: [true, false, 'true', 'false'] }),
  number: ({ bounds: [minimum, maximum] = [0, Number.MAX_SAFE_INTEGER] }) => ({
    type: ['integer', 'string'],
    ...{ minimum, maximum, pattern: '^\\d+$' },
  }),
  choice: (form) => ({ oneOf: choicesOf(form) }),
  words: ({ known }) => ({
    type: 'array',
    items: known === undefined ? { type: SCALAR, minLength: 1 } : { enum: known },
  }),
  map: (form) => mapSchema(form),
  entries: ({ key, of }) => ({
    type: ['object', OR_NOTHING],
    ...(key === undefined ? {} : { propertyNames: { pattern: key } }),
    additionalProperties: schemaOf(of),
  }),
  list: ({ of }) => ({ type: ['array', OR_NOTHING], items: schemaOf(of) }),
  either: ({ forms }) => ({ anyOf: forms.map(schemaOf) }),
  header: () => ({}),
}

function schemaOf(form: Form): Schema {
  const make = SCHEMAS[form.type] as (form: Form) => Schema
  return { description: aboutOf(form), ...make(form) }
}

/** Some editors show no description but the property's own, so it has the words as well. */
function aboutOf(form: Form): string {
  if (form.type !== 'choice') return form.about
  const lines = Object.entries(form.words).map(([word, meaning]) => `\n- ${word}: ${meaning}`)
  return `${form.about}${lines.join('')}`
}

function choicesOf({ words }: ChoiceForm): readonly Schema[] {
  return Object.entries(words).map(([word, description]) => ({
    ...(/^\d+$/.test(word) ? { enum: [Number(word), word] } : { const: word }),
    description,
  }))
}

function mapSchema({ about, keys, needs = [], defaults = {} }: MapForm): Schema {
  const defaultOf = (name: string): Schema =>
    defaults[name] === undefined ? {} : { default: defaults[name] }
  return {
    description: about,
    type: needs.length === 0 ? ['object', OR_NOTHING] : 'object',
    additionalProperties: false,
    ...(needs.length === 0 ? {} : { required: needs }),
    properties: Object.fromEntries(
      Object.entries(keys).map(([name, each]) => [name, { ...schemaOf(each), ...defaultOf(name) }]),
    ),
  }
}
