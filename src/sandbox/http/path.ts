/** Graph paths: an optional version, a node, an edge. */
import { refusal } from '../errors.ts'
import { isVersion } from '../versions.ts'

export interface GraphPath {
  readonly segments: readonly string[]
  readonly version?: string
  /** Query text without the question mark. */
  readonly query: string
}

/** Splits a relative URL; the version falls back to the outer one, if any. */
export function pathOf(url: string, outerVersion?: string): GraphPath {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const all = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
  const [first] = all
  const own = first !== undefined && isVersion(first)
  const version = own ? first : outerVersion
  const segments = own ? all.slice(1) : all
  return { segments, query, ...(version === undefined ? {} : { version }) }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw refusal('unknown_path', `Unknown path components: /${segment}`)
  }
}
