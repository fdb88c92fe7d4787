import { type KindTable, labelOf } from '../../model/kinds.ts'
import type { PlanAsset } from '../../model/plan.ts'
import { assetName } from '../groups.ts'
import { placesOf } from '../layout.ts'
import type { Sign } from '../paint.ts'
import { plural } from '../plural.ts'
import { type Content, type Markup, tag } from './markup.ts'
import type { PageGroup, PageRow, Section } from './page.ts'

/** The sections of a page as markup: all of it can be read without a script. */

/** Classes by sign; the sign itself is always there. */
const SIGN_CLASSES: Readonly<Record<Sign, string>> = {
  '+': 'plus',
  '~': 'tilde',
  '-': 'minus',
  '!': 'bang',
  '?': 'ask',
  ' ': 'blank',
}

export const isEmpty = ({ groups }: Section): boolean => groups.length === 0

/** How many changes a section holds: the same change on many assets counts for each. */
export const countOf = ({ groups }: Section): number =>
  groups
    .flatMap(({ rows }) => rows)
    .reduce((count, { assets, column }) => count + (column === null ? 1 : assets.length), 0)

/** Sections as markup; their rows are numbered through, as the script knows them. */
export const sectionsMarkup = (
  sections: readonly Section[],
  kinds: KindTable,
): readonly Markup[] => {
  let next = 0
  return sections.map((section) => {
    const first = next
    next += section.groups.reduce((count, { rows }) => count + rows.length, 0)
    return sectionMarkup(section, { kinds, first })
  })
}

interface SectionOptions {
  readonly kinds: KindTable
  /** Number of the first row in it. */
  readonly first: number
}

const sectionMarkup = (section: Section, { kinds, first }: SectionOptions): Markup => {
  let next = first
  const groups = section.groups.map((group) => {
    const from = next
    next += group.rows.length
    return groupMarkup(group, { kinds, first: from })
  })
  const { id, title } = section
  const count = tag('span', { class: 'count' }, String(countOf(section)))
  return tag(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    tag('h2', { id: `${id}-title` }, `${title} `, count),
    groups,
  )
}

const groupMarkup = (group: PageGroup, { kinds, first }: SectionOptions): Markup =>
  tag(
    'div',
    { class: 'group' },
    headlineOf(group, kinds),
    tag(
      'ul',
      { role: 'list' },
      group.rows.map((row, at) => rowMarkup(row, { kinds, first: first + at })),
    ),
  )

const headlineOf = (group: PageGroup, kinds: KindTable): Content => {
  const { headline, sources, assets, words = '', note = '' } = group
  if (headline === '') return []
  if (headline !== null) {
    const said = words === '' ? [] : tag('p', { class: 'names' }, words)
    return [tag('h3', {}, headline, placeMarkup(placesOf(sources))), said]
  }
  const { title, names } = assetsOf(assets, kinds)
  return [tag('h3', {}, title, note), names]
}

/** One asset by its name, several by their number and then their names. */
const assetsOf = (
  assets: readonly PlanAsset[],
  kinds: KindTable,
  listed = LISTED,
): { readonly title: Content; readonly names: Content } => {
  const [first] = assets
  if (first === undefined) return { title: [], names: [] }
  const label = labelOf(first.kind, kinds)
  return assets.length === 1
    ? { title: [`${label} `, nameMarkup(first)], names: [] }
    : { title: plural(assets.length, label), names: namesMarkup(assets, listed) }
}

const nameMarkup = (asset: PlanAsset): Markup => tag('bdi', {}, assetName(asset))

/** So many names stand in the open; the others below a word that opens. */
const LISTED = 20
const LISTED_IN_ROW = 5

const namesMarkup = (assets: readonly PlanAsset[], listed: number): Content => {
  const listOf = (names: readonly PlanAsset[]): Content =>
    names.map((asset, at) => [at === 0 ? '' : ', ', nameMarkup(asset)])
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

const classOf = ({ sign, action, isAlarm }: PageRow): string =>
  [SIGN_CLASSES[sign], action === '' ? 'plain' : '', isAlarm ? 'alarm' : '']
    .filter((name) => name !== '')
    .join(' ')

const rowMarkup = (row: PageRow, { kinds, first }: SectionOptions): Markup => {
  const who = [row.word, row.subject].filter((part) => part !== '').join(' ')
  const isBare = who === '' && row.action === '' && row.column === null
  return tag(
    'li',
    { id: `r${first}`, class: classOf(row) },
    tag('b', { class: 'sign' }, row.sign),
    row.action === '' ? [] : [' ', tag('span', { class: 'do' }, row.action)],
    isBare || (row.listsAssets && who === '')
      ? []
      : [' ', tag('bdi', { class: 'who' }, who === row.action ? '' : who)],
    ' ',
    row.listsAssets
      ? listedMarkup(row, kinds)
      : [
          tag('span', { class: isBare ? 'what all' : 'what' }, row.what),
          placeMarkup(placesOf(row.sources)),
        ],
  )
}

/** What is true of the assets the row lists, kind by kind; where there is an action, that says it. */
const listedMarkup = (row: PageRow, kinds: KindTable): Markup => {
  const isAlone = row.action === '' && row.subject === ''
  const said = row.action === '' && row.what !== '' ? tag('p', { class: 'names' }, row.what) : []
  const ofKinds = kinds
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
