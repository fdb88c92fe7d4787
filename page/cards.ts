import type { PageData } from '../src/document/html/page-data.ts'
import { nameOf } from './cells.ts'
import { countsOf, entryList } from './entries.ts'
import { made } from './made.ts'
import type { Sheet } from './sheet.ts'

/** This many cards are shown at once; a button shows as many more. */
const SHOWN = 100

/** From this many on, cards are closed until somebody opens one. */
const MANY = 12

/** The matrix where it would be too narrow to read: a card for each person, or for each asset. */
export const createCards = (data: PageData, cards: HTMLElement) => {
  const cardOf = (sheet: Sheet, row: number): HTMLElement => {
    const { keys, heads } = sheet.down
    const head = heads[keys[row] ?? -1]
    const card = made('details', 'card')
    card.append(
      made('summary', '', ...(head === undefined ? [] : nameOf(head)), countsOf(data, sheet, row)),
    )
    const fill = (): void => {
      if (card.childElementCount === 1) card.append(entryList(data, sheet, row))
    }
    card.addEventListener('toggle', fill)
    if (keys.length < MANY) {
      fill()
      card.open = true
    }
    return card
  }

  const show = (sheet: Sheet, from: number): void => {
    const { length } = sheet.down.keys
    const to = Math.min(length, from + SHOWN)
    for (let row = from; row < to; row += 1) cards.append(cardOf(sheet, row))
    if (to === length) return
    const more = made('button', '', `${length - to} more`)
    more.type = 'button'
    more.addEventListener('click', () => {
      more.remove()
      show(sheet, to)
      cards.querySelectorAll('summary')[to]?.focus()
    })
    cards.append(more)
  }

  return (sheet: Sheet): void => {
    cards.replaceChildren()
    show(sheet, 0)
  }
}
