import type { PageData } from '../src/document/html/page-data.ts'
import { assetCell, cellOf, detailOf, headCell, made, unreadOf } from './cells.ts'
import type { Cells } from './filter.ts'
import { moved, type Place } from './moves.ts'

/** The elements of the matrix, which stand in the page. */
export interface MatrixElements {
  readonly scroller: HTMLElement
  readonly grid: HTMLTableElement
  readonly head: HTMLTableSectionElement
  readonly body: HTMLTableSectionElement
  readonly size: HTMLElement
  readonly detail: HTMLElement
}

/** Rows beyond the edges of what is seen. */
const BEYOND = 8

const EMPTY: Cells = { assets: [], columns: [], rows: new Map() }

/**
 * The matrix. Only the rows around what is seen stand in the document, between two spacers, so that
 * thousands of assets cost no more than a screen of them.
 */
export const createMatrix = (data: PageData, elements: MatrixElements) => {
  const { scroller, grid, head, body, size, detail } = elements
  const above = spacer()
  const below = spacer()
  let cells = EMPTY
  let shown = new Map<number, HTMLTableRowElement>()
  let active: Place = { row: 0, column: 0 }
  let height = 0

  const unread = unreadOf(data)
  const isHidden = (asset: number, column: number): boolean =>
    unread.get(asset)?.has(data.columns[column]?.rank ?? -1) === true

  const rowsIn = ({ row, column }: Place): readonly number[] => {
    const ofAsset = cells.rows.get(cells.assets[row] ?? -1)
    const key = cells.columns[column - 1]
    if (key !== undefined) return ofAsset?.get(key) ?? []
    return column === 0 ? [...(ofAsset?.values() ?? [])].flat() : []
  }

  const rowAt = (row: number): HTMLTableRowElement => {
    const known = shown.get(row)
    if (known !== undefined) return known
    const asset = cells.assets[row] ?? -1
    const ofAsset = cells.rows.get(asset)
    const made = document.createElement('tr')
    made.ariaRowIndex = String(row + 2)
    made.append(
      assetCell(data, asset),
      ...cells.columns.map((column) =>
        cellOf(data, {
          rows: ofAsset?.get(column) ?? [],
          hidden: isHidden(asset, column),
        }),
      ),
    )
    shown.set(row, made)
    return made
  }

  const draw = (): void => {
    const last = cells.assets.length
    const first = Math.max(0, Math.floor(scroller.scrollTop / (height || 1)) - BEYOND)
    const seen = Math.ceil(scroller.clientHeight / (height || 1))
    const from = Math.min(first, Math.max(0, last - 1))
    const to = Math.min(last, from + seen + 2 * BEYOND)
    for (const [row, element] of shown) {
      if (row >= from && row < to) continue
      element.remove()
      shown.delete(row)
    }
    let next: Element = below
    for (let row = to - 1; row >= from; row -= 1) {
      const element = rowAt(row)
      if (element.nextElementSibling !== next) body.insertBefore(element, next)
      next = element
    }
    stretch(above, from * height)
    stretch(below, (last - to) * height)
    mark()
  }

  /** The active cell has an id, which the grid names to whoever cannot see it. */
  const mark = (): void => {
    const before = document.getElementById('active')
    const cell = shown.get(active.row)?.cells[active.column]
    if (before !== null && before !== cell) before.removeAttribute('id')
    if (cell === undefined) grid.removeAttribute('aria-activedescendant')
    else {
      cell.id = 'active'
      grid.setAttribute('aria-activedescendant', 'active')
    }
  }

  const go = (to: Place): void => {
    active = to
    grid.classList.add('chosen')
    const top = to.row * height
    const room = scroller.clientHeight - head.offsetHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room
    draw()
    shown.get(to.row)?.cells[to.column]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    tell()
  }

  const tell = (): void => {
    const asset = cells.assets[active.row]
    detail.hidden = asset === undefined
    if (asset !== undefined)
      detail.replaceChildren(
        ...detailOf(data, {
          asset,
          rows: rowsIn(active),
          hidden: isHidden(asset, cells.columns[active.column - 1] ?? -1),
        }),
      )
  }

  grid.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / (height || 1)) - 2)
    const extent = { rows: cells.assets.length, columns: cells.columns.length + 1, page }
    const to = moved(event.key, active, extent, event.ctrlKey || event.metaKey)
    if (to === null || extent.rows === 0) return
    event.preventDefault()
    go(to)
  })
  grid.addEventListener('click', (event) => {
    const cell = event.target instanceof Element ? event.target.closest('td, th') : null
    const found = [...shown].find(([, element]) => element === cell?.parentElement)
    if (!(cell instanceof HTMLTableCellElement) || found === undefined) return
    go({ row: found[0], column: cell.cellIndex })
  })
  let isAsked = false
  const drawSoon = (): void => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      draw()
    })
  }
  scroller.addEventListener('scroll', drawSoon, { passive: true })
  new ResizeObserver(() => {
    height = measured(shown) || height
    drawSoon()
  }).observe(scroller)

  return (next: Cells): void => {
    cells = next
    shown = new Map()
    active = { row: 0, column: 0 }
    head.replaceChildren(headOf(data, cells))
    body.replaceChildren(above, below)
    for (const space of [above, below])
      space.cells[0]?.setAttribute('colspan', String(cells.columns.length + 1))
    grid.ariaRowCount = String(cells.assets.length + 1)
    grid.ariaColCount = String(cells.columns.length + 1)
    grid.style.setProperty('--columns', String(cells.columns.length))
    size.textContent = `${cells.assets.length} × ${cells.columns.length}`
    scroller.scrollTop = 0
    detail.hidden = true
    grid.classList.remove('chosen')
    if (cells.assets.length > 0) {
      body.insertBefore(rowAt(0), below)
      height = measured(shown) || height
    }
    draw()
  }
}

const spacer = (): HTMLTableRowElement => {
  const row = made('tr', 'space', document.createElement('td'))
  row.ariaHidden = 'true'
  return row
}

const stretch = (space: HTMLTableRowElement, height: number): void => {
  space.hidden = height <= 0
  const [cell] = space.cells
  if (cell !== undefined) cell.style.height = `${height}px`
}

const measured = (shown: ReadonlyMap<number, HTMLTableRowElement>): number => {
  const [first] = shown.values()
  return first?.getBoundingClientRect().height ?? 0
}

const headOf = (data: PageData, { columns }: Cells): HTMLTableRowElement => {
  const corner = made('th', '', 'Asset')
  corner.scope = 'col'
  const row = made('tr', '', corner, ...columns.map((column) => headCell(data, column)))
  row.ariaRowIndex = '1'
  return row
}
