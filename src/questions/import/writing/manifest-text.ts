import type { LiveState } from '../../../model/live.ts'
import { blockLines, commentLines, type Entry, LAYOUT } from './yaml.ts'

/** The top-level keys, separated by empty lines except for the two that belong together. */
export const textOf = (
  schema: string,
  head: readonly string[],
  entries: readonly Entry[],
): string => {
  const lines = entries.flatMap((entry, place) => [
    ...(place < 2 ? [] : ['']),
    ...(entry.key === 'version' ? ['version: 1'] : blockLines([entry], 0)),
  ])
  const first = `# yaml-language-server: $schema=${schema}`
  return `${[first, ...commentLines(head, LAYOUT.width), ...lines].join('\n')}\n`
}

export const businessEntries = ({ business }: Pick<LiveState, 'business'>): readonly Entry[] => [
  { key: 'version', value: '1' },
  { key: 'business', value: business.id },
]

/** A top-level key; nothing if it would be empty. */
export const block = (
  key: string,
  entries: readonly Entry[],
  notes: readonly string[] = [],
): readonly Entry[] =>
  entries.length === 0 ? [] : [{ key, value: { pairs: entries, isSpaced: true }, notes }]
