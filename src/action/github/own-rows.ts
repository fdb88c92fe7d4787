import type { Row } from './github-api.ts'

/** A comment or an issue that this action may have written. */
export interface OwnRow {
  readonly id: number
  readonly number: number
  readonly body: string
  readonly updatedAt: string
}

/**
 * The rows that this action wrote: they have its author and begin with the marker. A stranger's row
 * that has the marker does not count, nor does one of its own author that only quotes it.
 */
export const ownRows = (
  rows: readonly Row[],
  { author, marker }: { readonly author: string; readonly marker: string },
): readonly OwnRow[] =>
  rows.filter((row) => isBy(row, author)).flatMap((row) => ownRowOf(row, marker))

const isBy = ({ user }: Row, author: string): boolean => {
  const { login, type } = (user ?? {}) as { readonly login?: unknown; readonly type?: unknown }
  return login === author && (!author.endsWith('[bot]') || type === 'Bot')
}

const ownRowOf = (row: Row, marker: string): readonly OwnRow[] => {
  const { id, number, body, updated_at } = row
  if (typeof id !== 'number' || typeof body !== 'string') return []
  // Text that was edited on the web comes back with the web's line ends.
  const text = body.replaceAll('\r\n', '\n')
  if (!text.startsWith(`${marker}\n`)) return []
  return [
    {
      id,
      number: typeof number === 'number' ? number : 0,
      body: text,
      updatedAt: typeof updated_at === 'string' ? updated_at : '',
    },
  ]
}
