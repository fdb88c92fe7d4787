import { type Item, type Items, notesOf, type Section, sectionOf } from '../../document/document.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import { BASES, type Basis, basisOf, READ_BASES } from '../../model/basis/basis.ts'
import type { ReadBasis } from '../../model/reports/doctor-report.ts'

/** Everything that is read, and on what it rests, as it is told. */
export const readBases = (): readonly ReadBasis[] =>
  READ_BASES.map((row) => ({
    of: row.of,
    edge: row.edge,
    rests_on: basisOf(row),
    recorded: row.recorded?.fields ?? [],
    documented: row.documented ?? [],
    inferred: row.inferred ?? [],
    source: row.source,
  }))

/** On what the reads rest: a line on a terminal, unless everything is asked for. */
export const basesSection = (reads: readonly ReadBasis[]): Section =>
  sectionOf({
    ...{ id: 'reads', title: 'What its reads rest on', rank: 3, isLong: true },
    blocks: [itemsOf(reads)],
    short: [notesOf([{ sign: ' ', text: `${countsOf(reads)} (--verbose lists them)` }])],
  })

const countsOf = (reads: readonly ReadBasis[]): string => {
  const count = (basis: Basis): number => reads.filter(({ rests_on: own }) => own === basis).length
  const some = reads.filter(({ inferred }) => inferred.length > 0).length
  return [
    `${plural(reads.length, 'list or object', 'lists and objects')} read:`,
    `${count('recorded')} rest on answers that were recorded,`,
    `${count('documented')} on documents alone; ${some} have fields that are inferred`,
  ].join(' ')
}

const COLOURS: Readonly<Record<Basis, Colour>> = {
  recorded: 'green',
  documented: 'dim',
  inferred: 'yellow',
}

const placeOf = ({ of, edge }: Pick<ReadBasis, 'of' | 'edge'>): string =>
  edge === null ? of : `${of}/${edge}`

const longest = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length))

const WIDTHS = { mark: longest(BASES), name: longest(READ_BASES.map(placeOf)) }

const itemsOf = (reads: readonly ReadBasis[]): Items => ({
  ...{ type: 'items', headline: '', widths: WIDTHS },
  items: reads.map(itemOf),
})

const itemOf = (read: ReadBasis, order: number): Item => ({
  ...{ mark: read.rests_on, colour: COLOURS[read.rests_on], sign: null },
  name: placeOf(read),
  words: BASES.filter((basis) => read[basis].length > 0)
    .map((basis) => `${basis} ${read[basis].join(', ')}`)
    .join('; '),
  details: [read.source],
  ...{ source: null, order, annotation: null },
})
