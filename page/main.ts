import type { PageData } from '../src/document/html/page-data.ts'
import { cellsOf, isFiltering, matches, type Query, textsOf } from './filter.ts'
import { createLists } from './lists.ts'
import { createOverview } from './overview.ts'

/** Brings a page to life: the filters, the lists they cut, and the matrix. */

const element = <T extends HTMLElement>(id: string): T | null =>
  document.getElementById(id) as T | null

const data = JSON.parse(element('data')?.textContent ?? 'null') as PageData

const choiceOf = (id: string): number => Number(element<HTMLSelectElement>(id)?.value ?? -1)

const queryOf = (): Query => ({
  words: (element<HTMLInputElement>('by-name')?.value ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== ''),
  task: choiceOf('by-task'),
  change: choiceOf('by-change'),
  finding: choiceOf('by-finding'),
})

/** A row with a place in the matrix counts for each of its assets. */
const countOf = (found: readonly (readonly number[])[]): number =>
  found.reduce(
    (count, assets, at) =>
      count + ((data.rows[at]?.k ?? -1) < 0 ? Math.min(1, assets.length) : assets.length),
    0,
  )

const start = (filters: HTMLElement): void => {
  const texts = textsOf(data)
  const showLists = createLists()
  filters.hidden = false
  const everywhere = data.rows.map(({ a }) => (a.length === 0 ? [-1] : a))
  const showOverview = createOverview(data, cellsOf(data, everywhere))
  const everything = countOf(everywhere)
  linkNames()
  const status = element('shown')

  const update = (): void => {
    const query = queryOf()
    const found = matches(data, texts, query)
    showLists(found)
    showOverview?.(cellsOf(data, found))
    document.body.classList.toggle('filtered', isFiltering(query))
    if (status === null) return
    const count = countOf(found)
    status.textContent = isFiltering(query)
      ? `Shows ${count} of ${everything} entries; the filter hides the rest.`
      : `Shows all ${everything} entries.`
  }

  let isAsked = false
  const updateSoon = (): void => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      update()
    })
  }
  filters.addEventListener('input', updateSoon)
  element('show-all')?.addEventListener('click', () => {
    for (const field of filters.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'input, select',
    )) {
      field.value = field.tagName === 'SELECT' ? '-1' : ''
    }
    update()
    element('by-name')?.focus()
  })
  update()
}

/** Names in the lists lead to their own view. */
const linkNames = (): void => {
  for (const name of document.querySelectorAll<HTMLAnchorElement>('li[id^="r"] > a.who')) {
    name.href = `#k${data.rows[Number(name.parentElement?.id.slice(1))]?.k}`
  }
}

/** On paper nothing can be opened. */
const openForPrint = (): void => {
  const closed = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')]
  for (const details of closed) details.open = true
  const close = (): void => {
    for (const details of closed) details.open = false
  }
  addEventListener('afterprint', close, { once: true })
}

const filters = element('filters')
if (filters !== null) start(filters)
addEventListener('beforeprint', openForPrint)
