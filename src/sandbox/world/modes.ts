/** The `modes` and `faults` of a world file, read by the tables of their forms. */

import {
  DEFAULT_MODES,
  type Fault,
  type FaultEffect,
  type FaultMatch,
  type Modes,
} from '../state.ts'
import { EFFECT_FORMS, FAULTS_FORM, MATCH_FORMS } from './forms/fault-forms.ts'
import type { Form, Keys } from './forms/form.ts'
import { MODE_FORMS } from './forms/mode-forms.ts'
import {
  choiceAt,
  flagAt,
  mapAt,
  maybe,
  maybeChoiceAt,
  numberAt,
  refuseAt,
  type Tree,
  type TreeMap,
  textAt,
  wordsAt,
} from './world-reader.ts'

/** Reads `modes`; those left out are as in DEFAULT_MODES. */
export function readModes(tree: Tree | undefined): Modes {
  const map = mapAt(tree, 'modes', Object.keys(MODE_FORMS))
  return { ...DEFAULT_MODES, ...valuesOf(map, MODE_FORMS, 'modes') }
}

/** The values of the keys that are there, each read as its form says. */
function valuesOf(map: TreeMap, forms: Keys, path: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(forms)
      .filter(([key]) => map.has(key))
      .map(([key, form]) => [key, valueAt(map, key, path, form)]),
  )
}

type Read<T extends Form['type']> = (
  map: TreeMap,
  key: string,
  path: string,
  form: Extract<Form, { type: T }>,
) => unknown

const READERS: Readonly<Partial<{ [T in Form['type']]: Read<T> }>> = {
  text: textAt,
  choice: choiceAt,
  flag: (map, key, path) => flagAt(map, key, path, false),
  number: (map, key, path, { bounds }) => numberAt(map, key, path, bounds),
  words: (map, key, path) => wordsAt(map.get(key), `${path}.${key}`),
  entries: headersAt,
}

function valueAt(map: TreeMap, key: string, path: string, form: Form): unknown {
  const read = READERS[form.type] as Read<Form['type']> | undefined
  if (read === undefined) throw new Error(`no mode has the form ${form.type}`)
  return read(map, key, path, form)
}

/** Header texts; a map is taken as the JSON it stands for, numbers and all. */
function headersAt(map: TreeMap, key: string, path: string): ReadonlyMap<string, string> {
  return new Map(
    [...mapAt(map.get(key), `${path}.${key}`)].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(jsonOf(value)),
    ]),
  )
}

function jsonOf(tree: Tree): unknown {
  if (typeof tree === 'string') return /^\d+(\.\d+)?$/.test(tree) ? Number(tree) : tree
  if (tree instanceof Map) {
    return Object.fromEntries([...tree].map(([key, value]) => [key, jsonOf(value)]))
  }
  return (tree as readonly Tree[]).map(jsonOf)
}

/** Reads `faults`. */
export function readFaults(tree: Tree | undefined): readonly Fault[] {
  if (tree === undefined || tree === '') return []
  if (!Array.isArray(tree)) throw refuseAt('faults', 'expected a list')
  return (tree as readonly Tree[]).map((item, place) => readFault(item, `faults[${place}]`))
}

function readFault(tree: Tree, path: string): Fault {
  const map = mapAt(tree, path, Object.keys(FAULTS_FORM.of.keys))
  return {
    match: readMatch(map.get('match'), `${path}.match`),
    ...maybe('skip', numberAt(map, 'skip', path)),
    ...maybe('times', numberAt(map, 'times', path)),
    do: readEffect(map.get('do'), `${path}.do`),
  }
}

function readMatch(tree: Tree | undefined, path: string): FaultMatch {
  const map = mapAt(tree, path, Object.keys(MATCH_FORMS))
  return {
    ...maybe('method', textAt(map, 'method', path)?.toUpperCase()),
    ...maybe('path', patternAt(map, 'path', path)),
    ...maybe('tokenKind', maybeChoiceAt(map, 'tokenKind', path, MATCH_FORMS.tokenKind)),
    ...maybe('param', patternAt(map, 'param', path)),
  }
}

function patternAt(map: TreeMap, key: string, path: string): string | undefined {
  const text = textAt(map, key, path)
  if (text === undefined) return undefined
  try {
    return new RegExp(text).source
  } catch {
    throw refuseAt(`${path}.${key}`, 'expected a regular expression')
  }
}

function readEffect(tree: Tree | undefined, path: string): FaultEffect {
  const map = mapAt(tree, path, Object.keys(EFFECT_FORMS))
  const { headers, ...effect } = valuesOf(map, EFFECT_FORMS, path)
  const more = Object.fromEntries((headers as ReadonlyMap<string, string> | undefined) ?? [])
  return { ...effect, ...(Object.keys(more).length > 0 ? { headers: more } : {}) }
}
