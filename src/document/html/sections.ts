import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type { Position } from '../../model/problem.ts'
import { listedKinds } from '../asset-groups.ts'
import type { Arranged, Group, Item, Items, Notes, Row, Table } from '../document.ts'
import type { Sign } from '../paint.ts'
import { plural } from '../plural.ts'
import { placesOf } from '../problem-words.ts'
import { COLOUR_CLASSES, classOfSign } from './marks.ts'
import { type Content, type Markup, tag } from './markup.ts'
import { assetData, namedMarkup, subjectData } from './named-markup.ts'
import type { Part } from './parts.ts'

/** The sections of a page as markup. Everything can be read without the script. */

/** How many entries a part has; the same change on many assets counts once for each. */
export const countOf = ({ count, blocks }: Part): number =>
  count ?? blocks.reduce((count, block) => count + entriesIn(block), 0)

const entriesIn = (block: Arranged): number => {
  switch (block.type) {
    case 'group':
      return block.rows.reduce(
        (count, { assets, column }) => count + (column === null ? 1 : assets.length),
        0,
      )
    case 'items':
      return block.items.length
    case 'table':
      return block.rows.length
    case 'notes':
      return block.lines.length
  }
}

/** Parts as markup. Their rows are numbered consecutively, as in the script's data. */
export const sectionsMarkup = (parts: readonly Part[], kinds: KindTable): readonly Markup[] => {
  let next = 0
  const numbered = (block: Arranged): Content => {
    const first = next
    if (block.type === 'group') next += block.rows.length
    return blockMarkup(block, { kinds, first })
  }
  return parts.map((part) => {
    const { id, title, blocks, isFolded } = part
    const content = blocks.map(numbered)
    const count = tag('span', { class: 'count' }, String(countOf(part)))
    return tag(
      'section',
      { id, 'aria-labelledby': `${id}-title` },
      tag('h2', { id: `${id}-title` }, `${title} `, count),
      isFolded
        ? tag('details', {}, tag('summary', {}, `Show all ${countOf(part)}`), content)
        : content,
    )
  })
}

interface SectionOptions {
  readonly kinds: KindTable
  /** Number of its first row. */
  readonly first: number
}

const blockMarkup = (block: Arranged, options: SectionOptions): Content => {
  switch (block.type) {
    case 'group':
      return groupMarkup(block, options)
    case 'items':
      return itemsMarkup(block)
    case 'table':
      return tableMarkup(block)
    case 'notes':
      return notesMarkup(block)
  }
}

const groupMarkup = (group: Group, { kinds, first }: SectionOptions): Markup =>
  tag(
    'div',
    { class: 'group' },
    headOf(group, kinds),
    tag(
      'ul',
      { role: 'list' },
      group.rows.map((row, at) => rowMarkup(row, { kinds, first: first + at })),
    ),
  )

const headOf = (group: Group, kinds: KindTable): Content => {
  const { headline, sources, assets, words, assetNote } = group
  if (headline === null) {
    const { title, names } = assetsOf(assets, kinds)
    return [tag('h3', {}, title, assetNote), names]
  }
  const { mark, text, code } = headline
  if (text === '') return []
  const title = [mark === '' ? '' : `${mark}: `, text, code === '' ? '' : ` ${code}`].join('')
  const said = words === '' ? [] : tag('p', { class: 'names' }, words)
  return [tag('h3', {}, title, placeMarkup(placesOf(sources))), said]
}

const itemsMarkup = ({ headline, items }: Items): Markup =>
  tag(
    'div',
    { class: 'group' },
    headline === '' ? [] : tag('h3', {}, headline),
    tag('ul', { role: 'list', class: 'items' }, items.map(itemMarkup)),
  )

const itemMarkup = (item: Item): Markup =>
  tag(
    'li',
    { class: COLOUR_CLASSES[item.colour] },
    tag('b', { class: 'sign' }, item.sign ?? ' '),
    ' ',
    tag('span', { class: 'do' }, item.mark),
    item.name === '' ? [] : [' ', tag('span', { class: 'who' }, item.name)],
    ' ',
    tag(
      'div',
      { class: item.name === '' ? 'what wide' : 'what' },
      tag('p', { class: 'names' }, item.words, placeMarkup(placesOf(sourcesOf(item)))),
      item.details.map((line) => tag('p', { class: 'names' }, line)),
    ),
  )

const sourcesOf = ({ source }: Item): readonly Position[] => (source === null ? [] : [source])

const tableMarkup = ({ heads, rows, legend }: Table): Content => [
  tag(
    'table',
    { class: 'cells' },
    tag(
      'thead',
      {},
      tag(
        'tr',
        {},
        tag('td', {}),
        heads.map((head) => tag('th', { scope: 'col' }, head)),
      ),
    ),
    tag(
      'tbody',
      {},
      rows.map(({ head, cells }) =>
        tag(
          'tr',
          {},
          tag('th', { scope: 'row' }, head),
          cells.map(({ text, colour }) =>
            tag('td', { class: colour === null ? undefined : COLOUR_CLASSES[colour] }, text),
          ),
        ),
      ),
    ),
  ),
  legend === '' ? [] : tag('p', { class: 'count' }, legend),
]

const notesMarkup = ({ lines }: Notes): Markup =>
  tag(
    'div',
    { class: 'group' },
    tag(
      'ul',
      { role: 'list' },
      lines.map(({ sign, text }) =>
        tag(
          'li',
          { class: `${classOfSign(sign)} plain` },
          markOf(sign),
          ' ',
          tag('span', { class: 'what all' }, text),
        ),
      ),
    ),
  )

/** A single asset by its name; several by their number, then their names. */
const assetsOf = (
  assets: readonly PlanAsset[],
  kinds: KindTable,
  listed = LISTED,
): { readonly title: Content; readonly names: Content } => {
  const [first] = assets
  if (first === undefined) return { title: [], names: [] }
  const label = kindOf(first.kind, kinds).label
  return assets.length === 1
    ? { title: namedMarkup(assetData(first, kinds)), names: [] }
    : { title: plural(assets.length, label), names: namesMarkup(assets, { kinds, listed }) }
}

/** Without the kind, which the headline says. */
const nameMarkup = (asset: PlanAsset, kinds: KindTable): Content =>
  namedMarkup({ ...assetData(asset, kinds), word: '' })

/** This many names are visible; the others are inside an element that opens. */
const LISTED = 20
const LISTED_IN_ROW = 5

const namesMarkup = (
  assets: readonly PlanAsset[],
  { kinds, listed }: { readonly kinds: KindTable; readonly listed: number },
): Content => {
  const listOf = (names: readonly PlanAsset[]): Content =>
    names.map((asset, at) => [at === 0 ? '' : ', ', nameMarkup(asset, kinds)])
  const hidden = assets.slice(listed)
  return [
    tag('p', { class: 'names' }, listOf(assets.slice(0, listed))),
    hidden.length === 0
      ? []
      : tag(
          'details',
          { class: 'names' },
          tag('summary', {}, `and ${hidden.length} more`),
          tag('p', {}, listOf(hidden)),
        ),
  ]
}

const placeMarkup = (place: string): Content =>
  place === '' ? [] : [' ', tag('code', { class: 'at' }, place)]

/** What a row does, or what is: a word in either case. */
const deedOf = ({ sign, action }: Row): string => (sign.length > 1 ? sign : action)

/** A sign has a column of its own; a word in its place is shown as an action is. */
const markOf = (sign: Sign, deed: string = sign.length > 1 ? sign : ''): Content => [
  tag('b', { class: 'sign' }, sign.length > 1 ? ' ' : sign),
  deed === '' ? [] : [' ', tag('span', { class: 'do' }, deed)],
]

const classOf = (row: Row): string =>
  [classOfSign(row.sign), deedOf(row) === '' ? 'plain' : '', row.isAlarm ? 'alarm' : '']
    .filter((name) => name !== '')
    .join(' ')

/** Whom a row is about; where the matrix has them, the script makes it lead to their own view. */
const whoMarkup = ({ column, subject, subjectParts, word }: Row, who: string): Markup =>
  tag(
    column === null || column.parts === null ? 'span' : 'a',
    { class: 'who' },
    subjectParts === null || subject === ''
      ? tag('bdi', {}, who)
      : namedMarkup(subjectData(subjectParts, word)),
  )

const rowMarkup = (row: Row, { kinds, first }: SectionOptions): Markup => {
  const who = [row.word, row.subject].filter((part) => part !== '').join(' ')
  const deed = deedOf(row)
  const isBare = who === '' && deed === '' && row.column === null
  return tag(
    'li',
    { id: `r${first}`, class: classOf(row) },
    markOf(row.sign, deed),
    isBare || (row.lists !== null && who === '')
      ? []
      : [' ', whoMarkup(row, who === deed ? '' : who)],
    ' ',
    row.lists !== null
      ? listedMarkup(row, kinds)
      : [
          tag('span', { class: isBare ? 'what all' : 'what' }, row.what),
          placeMarkup(placesOf(row.sources)),
        ],
  )
}

/**
 * What is true of the assets that the row lists, kind by kind. If there is an action, that says
 * it.
 */
const listedMarkup = (row: Row, kinds: KindTable): Markup => {
  const isAlone = row.action === '' && row.subject === ''
  const said = row.action === '' && row.what !== '' ? tag('p', { class: 'names' }, row.what) : []
  const ofKinds = listedKinds(kinds)
    .map(({ name }) => row.assets.filter(({ kind }) => kind === name))
    .filter((assets) => assets.length > 0)
    .map((assets) => assetsOf(assets, kinds, LISTED_IN_ROW))
  return tag(
    'div',
    { class: isAlone ? 'what all' : 'what wide' },
    said,
    ofKinds.map(({ title, names }) => [tag('p', { class: 'names' }, title), names]),
    row.action === '' ? placeMarkup(placesOf(row.sources)) : [],
  )
}
