import type { PageData } from '../src/document/html/page-data.ts'
import { createCards } from './cards.ts'
import { detailOf } from './detail.ts'
import type { Cells } from './filter.ts'
import { legendOf } from './legend.ts'
import { createMatrix } from './matrix.ts'
import { createOwnView } from './own-view.ts'
import { createSheets, type Sheet } from './sheet.ts'

/** Who holds what at a glance: a matrix, or cards where the screen is too narrow for one. */

const element = <T extends HTMLElement>(id: string): T | null =>
  document.getElementById(id) as T | null

/** Below this width cards are shown; the style has the same. */
const NARROW = '(max-width: 40rem)'

const partsOf = () => {
  const grid = element<HTMLTableElement>('grid')
  const [scroller, size, detail] = ['scroller', 'size', 'cell'].map((id) => element(id))
  const [cards, turn, help] = ['cards', 'turn', 'matrix-help'].map((id) => element(id))
  const [head, body] = [grid?.tHead, grid?.tBodies[0]]
  if (!grid || !head || !body || !scroller || !size || !detail || !cards || !turn || !help)
    return null
  return { grid, head, body, scroller, size, detail, cards, turn, help }
}

const WAYS = ['Assets by people and agencies', 'People and agencies by assets'] as const

/** Null where the page has no matrix. `all` are its cells without any filter. */
export const createOverview = (data: PageData, all: Cells) => {
  const parts = partsOf()
  if (parts === null) return null
  const { size, detail, cards, turn, grid } = parts
  for (const id of ['matrix', 'to-matrix']) element(id)?.removeAttribute('hidden')
  element('legend')?.replaceChildren(...legendOf(data))
  const sheets = createSheets(data)
  createOwnView(data, sheets, all)
  const narrow = matchMedia(NARROW)
  let cells = all
  let isTurned = false
  let sheet: Sheet = sheets(all, false)

  const showMatrix = createMatrix({
    data,
    elements: { ...parts, pane: detail },
    onChosen: (place) => {
      const shown = detailOf(data, { sheet, turned: sheets(cells, !isTurned), place })
      detail.replaceChildren(...shown)
      detail.hidden = shown.length === 0
    },
  })
  const showCards = createCards(data, cards)

  const update = (): void => {
    // A card is of whom people look for first.
    sheet = sheets(cells, narrow.matches ? !isTurned : isTurned)
    const { down, across } = sheet
    size.textContent = `${down.keys.length} × ${across.keys.length}`
    const way = WAYS[down.letter === 'a' ? 0 : 1]
    const other = WAYS[down.letter === 'a' ? 1 : 0]
    turn.textContent = `Show ${other.toLowerCase()}`
    if (grid.caption !== null) grid.caption.textContent = way
    detail.hidden = true
    if (narrow.matches) showCards(sheet)
    else showMatrix(sheet)
  }
  turn.addEventListener('click', () => {
    isTurned = !isTurned
    update()
  })
  narrow.addEventListener('change', update)
  return (next: Cells): void => {
    cells = next
    update()
  }
}
