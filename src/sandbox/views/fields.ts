/** Parser of the `fields` parameter: `id,agencies.limit(5){id,permitted_tasks}`. */
import { refusal } from '../errors.ts'

/** One requested field with its arguments and the fields requested of it. */
export interface Selection {
  readonly name: string
  readonly args: ReadonlyMap<string, string>
  readonly fields?: readonly Selection[]
}

interface Cursor {
  readonly text: string
  at: number
}

/** Parses a field list; refuses what Graph's own parser refuses (code 2500). */
export function parseFields(text: string): readonly Selection[] {
  const cursor: Cursor = { text: text.replace(/\s+/g, ''), at: 0 }
  const fields = readList(cursor)
  if (cursor.at < cursor.text.length) throw syntaxError(cursor)
  return fields
}

function readList(cursor: Cursor): readonly Selection[] {
  const fields: Selection[] = []
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}') {
    fields.push(readSelection(cursor))
    if (cursor.text[cursor.at] !== ',') break
    cursor.at += 1
  }
  return fields
}

function readSelection(cursor: Cursor): Selection {
  const name = readName(cursor)
  const args = new Map<string, string>()
  while (cursor.text[cursor.at] === '.') {
    cursor.at += 1
    args.set(readName(cursor), readArgument(cursor))
  }
  if (cursor.text[cursor.at] !== '{') return { name, args }
  cursor.at += 1
  const fields = readList(cursor)
  expect(cursor, '}')
  return { name, args, fields }
}

function readName(cursor: Cursor): string {
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(cursor.text.slice(cursor.at, cursor.at + 200))?.[0]
  if (name === undefined) throw syntaxError(cursor)
  cursor.at += name.length
  return name
}

function readArgument(cursor: Cursor): string {
  expect(cursor, '(')
  const end = cursor.text.indexOf(')', cursor.at)
  if (end < 0) throw syntaxError(cursor)
  const value = cursor.text.slice(cursor.at, end)
  cursor.at = end + 1
  return value
}

function expect(cursor: Cursor, sign: string): void {
  if (cursor.text[cursor.at] !== sign) throw syntaxError(cursor)
  cursor.at += 1
}

function syntaxError(cursor: Cursor): Error {
  const rest = cursor.text.slice(cursor.at, cursor.at + 20)
  const where = rest === '' ? 'end of string' : `"${rest}" at character ${cursor.at}`
  return refusal('unknown_path', `Syntax error: unexpected ${where} in the fields parameter`)
}

/** The text of a selection list, as `paging.next` repeats it. */
export function printFields(fields: readonly Selection[]): string {
  return fields.map(printSelection).join(',')
}

function printSelection(field: Selection): string {
  const args = [...field.args].map(([name, value]) => `.${name}(${value})`).join('')
  return `${field.name}${args}${field.fields === undefined ? '' : `{${printFields(field.fields)}}`}`
}
