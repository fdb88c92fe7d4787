/**
 * A small YAML printer: block maps, flow lists, quoted ids. Fast for worlds with thousands of
 * assets.
 */

/** What can be printed. Undefined entries are left out. */
export type Printable =
  | string
  | number
  | boolean
  | readonly Printable[]
  | ReadonlyMap<string, Printable | undefined>

/** Text that needs no quotes under any YAML schema. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*$/
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i

/** The YAML text of a map. */
export function printTree(tree: ReadonlyMap<string, Printable | undefined>): string {
  const lines: string[] = []
  addLines(lines, tree, '')
  return `${lines.join('\n')}\n`
}

/** All onto one list: a section may have more lines than a call can have arguments. */
function addLines(
  lines: string[],
  map: ReadonlyMap<string, Printable | undefined>,
  indent: string,
): void {
  for (const [key, value] of map) {
    if (value === undefined) continue
    const head = `${indent}${scalar(key)}:`
    if (isTree(value) && value.size > 0) {
      lines.push(head)
      addLines(lines, value, `${indent}  `)
    } else lines.push(`${head} ${flow(value)}`)
  }
}

function isTree(value: Printable): value is ReadonlyMap<string, Printable | undefined> {
  return value instanceof Map
}

function flow(value: Printable): string {
  if (typeof value === 'string') return scalar(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isTree(value)) {
    const entries = [...value].flatMap(([key, item]) =>
      item === undefined ? [] : [`${scalar(key)}: ${flow(item)}`],
    )
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  return `[${value.map(flow).join(', ')}]`
}

/** A text as a scalar, in quotes if necessary: every JSON string is a YAML string. */
function scalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text)
}
