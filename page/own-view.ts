import type { PageData } from '../src/document/html/page-data.ts'
import { nameOf } from './cells.ts'
import { countsOf, entryList } from './entries.ts'
import type { Cells } from './filter.ts'
import { made } from './made.ts'
import type { Sheets } from './sheet.ts'

/**
 * The own view of a person, an agency or an asset: all that one holds, or all who hold something on
 * it, whatever is filtered. It is a place on the page (`#k12`), so that the browser's way back
 * leads out of it.
 */
export const createOwnView = (data: PageData, sheets: Sheets, all: Cells): void => {
  const dialog = document.getElementById('own') as HTMLDialogElement | null
  const content = document.getElementById('own-content')
  if (dialog === null || content === null) return
  const byLetter = { a: sheets(all, false), k: sheets(all, true) }

  const showOf = (hash: string): boolean => {
    const [, letter, digits] = /^#([ak])(\d+)$/.exec(hash) ?? []
    if (letter !== 'a' && letter !== 'k') return false
    const sheet = byLetter[letter]
    const key = Number(digits)
    const head = sheet.down.heads[key]
    if (head === undefined) return false
    const row = sheet.down.keys.indexOf(key)
    const title = made('h2', '', ...nameOf(head))
    title.id = 'own-title'
    content.replaceChildren(title, countsOf(data, sheet, row), entryList(data, sheet, row))
    content.scrollTop = 0
    return true
  }
  const update = (): void => {
    const isOwn = showOf(location.hash)
    if (isOwn && !dialog.open) dialog.showModal()
    else if (!isOwn && dialog.open) dialog.close()
  }
  dialog.addEventListener('close', () => {
    if (/^#[ak]\d+$/.test(location.hash)) history.replaceState(null, '', '#')
  })
  document.getElementById('own-close')?.addEventListener('click', () => dialog.close())
  // Beside it is out of it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  addEventListener('hashchange', update)
  update()
}
