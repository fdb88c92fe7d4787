import { escapeText, quoteName } from '../escape.ts'

interface Headed {
  readonly business: { readonly id: string; readonly name: string | null }
  readonly as_of: string
  readonly graph: string
  readonly preview?: boolean
}

const META = 'https://graph.facebook.com'

/** `Business 1001 "Northwind", as of 2026-11-22`, and anything unusual about it. */
export const headOf = ({ business, as_of, preview = false, graph }: Headed): string =>
  [
    `Business ${escapeText(business.id)}${business.name === null ? '' : ` ${quoteName(business.name)}`}`,
    `as of ${as_of}`,
    ...(preview ? ['a preview that is never applied'] : []),
  ].join(', ') + placeOfGraph(graph)

/** `, in the sandbox world brand`; '' for Meta's own API. */
export const placeOfGraph = (graph: string): string =>
  graph === META ? '' : `, ${elsewhere(graph)}`

/** What tells two world files of one name apart, which people need not read. */
const OF_FILE = /-[0-9a-f]{8}$/

const elsewhere = (graph: string): string =>
  graph.startsWith('sandbox:')
    ? `in the sandbox world ${escapeText(graph.slice('sandbox:'.length).replace(OF_FILE, ''))}`
    : `at ${escapeText(graph)}, which is not Meta's`
