import type { PageData } from '../src/document/html/page-data.ts'
import { bodyRow, columnsOf, type Drawn, headRow } from './grid.ts'
import { made } from './made.ts'
import { moved, type Place } from './moves.ts'
import type { Sheet } from './sheet.ts'
import { fitOf, type Span, spanOf, widthOf } from './span.ts'

/** The elements of the matrix, which stand in the page. */
export interface MatrixElements {
  readonly scroller: HTMLElement
  readonly grid: HTMLTableElement
  readonly head: HTMLTableSectionElement
  readonly body: HTMLTableSectionElement
  /** Below the grid: what reads the chosen cell whole. */
  readonly pane: HTMLElement
}

export interface MatrixOptions {
  readonly data: PageData
  readonly elements: MatrixElements
  /** Told of the cell that somebody chose. */
  readonly onChosen: (place: Place) => void
}

/** Room for the bar that scrolls down, in pixels. */
const SCROLLBAR = 18

const NOTHING: Span = { from: 0, to: 0 }

/**
 * The matrix. Only the rows and columns around what is seen stand in the document, so that thousands
 * of assets and hundreds of people cost no more than a screen of them.
 */
export const createMatrix = ({ data, elements, onChosen }: MatrixOptions) => {
  const { scroller, grid, head, body } = elements
  const columnGroup = grid.querySelector('colgroup') ?? made('colgroup', '')
  const above = spacer()
  const below = spacer()
  let sheet: Sheet | null = null
  let drawn: Drawn | null = null
  let shown = new Map<number, HTMLTableRowElement>()
  let active: Place = { row: 0, column: -1 }
  let height = 0
  let width = 0

  const cellAt = ({ row, column }: Place): HTMLTableCellElement | undefined => {
    const line = row < 0 ? head.rows[0] : shown.get(row)
    return [...(line?.cells ?? [])].find((cell) => cell.ariaColIndex === String(column + 2))
  }

  /** How wide columns are, and what they have room for; everything is drawn anew. */
  const measure = (of: Sheet): void => {
    const first = head.rows[0]?.cells[0]?.offsetWidth ?? 0
    const room = (scroller.parentElement?.clientWidth ?? 0) - first - SCROLLBAR
    width = widthOf(room, of.across.keys.length)
    grid.style.setProperty('--column', `${width}px`)
    grid.dataset.fit = fitOf(width)
    drawn = null
  }

  const columnsSeen = (of: Sheet): Span => {
    const first = head.rows[0]?.cells[0]?.offsetWidth ?? 0
    const room = scroller.clientWidth - first
    const count = of.across.keys.length
    return spanOf({ scrolled: scroller.scrollLeft, room, unit: width, count })
  }

  const redraw = (next: Drawn): void => {
    drawn = next
    for (const element of shown.values()) element.remove()
    shown = new Map()
    head.replaceChildren(headRow(next))
    for (const space of [above, below])
      space.cells[0]?.setAttribute('colspan', String(next.sheet.across.keys.length + 1))
  }

  const rowAt = (of: Drawn, row: number): HTMLTableRowElement => {
    const element = shown.get(row) ?? bodyRow(data, of, row)
    shown.set(row, element)
    return element
  }

  const draw = (): void => {
    if (sheet === null || scroller.clientWidth === 0) return
    // While rows that are drawn anew are out, the grid is shorter, and cannot be scrolled as far.
    const scrolled = scroller.scrollTop
    const columns = columnsSeen(sheet)
    if (drawn === null || drawn.columns.from !== columns.from || drawn.columns.to !== columns.to)
      redraw({ sheet, columns, isWide: grid.dataset.fit === 'words' })
    if (drawn === null) return
    const count = sheet.down.keys.length
    if (height === 0 && count > 0) {
      body.insertBefore(rowAt(drawn, 0), below)
      height = shown.get(0)?.getBoundingClientRect().height ?? 0
    }
    const seen = { scrolled, room: scroller.clientHeight, unit: height, count }
    place(drawn, count === 0 ? NOTHING : spanOf(seen), count)
    if (scroller.scrollTop !== scrolled) scroller.scrollTop = scrolled
    mark()
  }

  /** Puts these rows into the document, and takes the others out. */
  const place = (of: Drawn, { from, to }: Span, count: number): void => {
    for (const [row, element] of shown) {
      if (row >= from && row < to) continue
      element.remove()
      shown.delete(row)
    }
    let next: Element = below
    for (let row = to - 1; row >= from; row -= 1) {
      const element = rowAt(of, row)
      if (element.nextElementSibling !== next) body.insertBefore(element, next)
      next = element
    }
    stretch(above, from * height)
    stretch(below, (count - to) * height)
  }

  /** The active cell has an id, which the grid names to whoever cannot see it. */
  const mark = (): void => {
    const before = document.getElementById('active')
    const cell = cellAt(active)
    if (before !== null && before !== cell) before.removeAttribute('id')
    if (cell === undefined) grid.removeAttribute('aria-activedescendant')
    else {
      cell.id = 'active'
      grid.setAttribute('aria-activedescendant', 'active')
    }
    cross(active.column)
  }

  /** Shades the column, which is long to follow with the eye. */
  const cross = (column: number): void => {
    for (const old of columnGroup.querySelectorAll('.at')) old.classList.remove('at')
    if (column >= 0 && grid.classList.contains('chosen'))
      columnGroup.children[column + 1]?.classList.add('at')
  }

  const reveal = ({ row, column }: Place): void => {
    const first = head.rows[0]?.cells[0]?.offsetWidth ?? 0
    if (row >= 0)
      scroller.scrollTop = into(
        scroller.scrollTop,
        row * height,
        height,
        scroller.clientHeight - head.offsetHeight,
      )
    if (column >= 0)
      scroller.scrollLeft = into(
        scroller.scrollLeft,
        column * width,
        width,
        scroller.clientWidth - first,
      )
  }

  const go = (to: Place): void => {
    active = to
    grid.classList.add('chosen')
    // Rows have another height since the page has another width.
    if (height === 0) draw()
    reveal(to)
    draw()
    onChosen(to)
    uncover(cellAt(to))
  }

  /** Scrolls the page where the pane that reads the cell, which sticks to the window, lies over it. */
  const uncover = (cell: HTMLElement | undefined): void => {
    const pane = elements.pane.getBoundingClientRect()
    const hidden = (cell?.getBoundingClientRect().bottom ?? 0) - pane.top
    if (pane.height > 0 && hidden > 0) scrollBy(0, hidden)
  }

  const onKey = (event: KeyboardEvent): void => {
    if (sheet === null || sheet.down.keys.length === 0) return
    if (event.key === 'Enter') {
      cellAt(active)?.querySelector('a')?.click()
      return
    }
    const page = Math.max(
      1,
      Math.floor((scroller.clientHeight - head.offsetHeight) / (height || 1)) - 1,
    )
    const extent = { rows: sheet.down.keys.length, columns: sheet.across.keys.length, page }
    const to = moved(event.key, active, extent, event.ctrlKey || event.metaKey)
    if (to === null) return
    event.preventDefault()
    go(to)
  }

  const placeOf = ({ target }: Event): Place | null => {
    const cell = target instanceof Element ? target.closest('td, th') : null
    const column = Number(cell?.ariaColIndex ?? 0) - 2
    const row = Number(cell?.parentElement?.ariaRowIndex ?? 0) - 2
    return column < -1 || row < -1 ? null : { row, column }
  }

  grid.addEventListener('keydown', onKey)
  grid.addEventListener('click', (event) => {
    const place = placeOf(event)
    if (place !== null) go(place)
  })
  const soon = once(draw)
  scroller.addEventListener('scroll', soon, { passive: true })
  let wide = 0
  new ResizeObserver(() => {
    const { clientWidth } = scroller.parentElement ?? scroller
    if (sheet === null || clientWidth === wide) return
    wide = clientWidth
    height = 0
    measure(sheet)
    soon()
  }).observe(scroller.parentElement ?? scroller)

  return (next: Sheet): void => {
    sheet = next
    drawn = null
    active = { row: 0, column: -1 }
    height = 0
    body.replaceChildren(above, below)
    shown = new Map()
    const { down, across } = next
    columnGroup.replaceChildren(...columnsOf(across.keys.length))
    grid.ariaRowCount = String(down.keys.length + 1)
    grid.ariaColCount = String(across.keys.length + 1)
    grid.style.setProperty('--columns', String(across.keys.length))
    grid.classList.remove('chosen')
    head.replaceChildren(headRow({ sheet: next, columns: NOTHING, isWide: false }))
    scroller.scrollTo(0, 0)
    measure(next)
    draw()
  }
}

/** How far to scroll so that a thing is seen. */
const into = (scrolled: number, start: number, length: number, room: number): number => {
  if (start < scrolled) return start
  return start + length > scrolled + room ? start + length - room : scrolled
}

/** At most once before each frame. */
const once = (action: () => void): (() => void) => {
  let isAsked = false
  return () => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      action()
    })
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
