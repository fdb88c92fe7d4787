/** The lists of the page: every row of the report, in the groups and sections it stands in. */

interface Group {
  readonly element: HTMLElement
  readonly rows: readonly { readonly element: HTMLElement; readonly at: number }[]
}

interface Section {
  readonly element: HTMLElement
  readonly groups: readonly Group[]
}

const numberOf = (row: HTMLElement): number => Number(row.id.slice(1))

const sectionsOf = (): readonly Section[] =>
  [...document.querySelectorAll<HTMLElement>('main > section:has(.group)')].map((element) => ({
    element,
    groups: [...element.querySelectorAll<HTMLElement>('.group')].map((group) => ({
      element: group,
      rows: [...group.querySelectorAll<HTMLElement>('[id^="r"]')].map((row) => ({
        element: row,
        at: numberOf(row),
      })),
    })),
  }))

/** Hides what does not match, and the headlines over nothing. */
export const createLists = () => {
  const sections = sectionsOf()
  return (found: readonly (readonly number[])[]): void => {
    const isCut = found.some((assets) => assets.length === 0)
    for (const section of sections) {
      const shown = section.groups.map(({ element, rows }) => {
        // Notes are about the whole report: no filter is about them. What has a headline and no
        // row is an entry that no filter asks for.
        if (rows.length === 0) return show(element, !isCut || element.querySelector('h3') === null)
        const isShown = rows.map((row) => show(row.element, (found[row.at] ?? []).length > 0))
        return show(element, isShown.includes(true))
      })
      show(section.element, shown.includes(true))
    }
  }
}

/** Writes only what changes: a page may hold ten thousand rows. */
const show = (element: HTMLElement, isShown: boolean): boolean => {
  if (element.hidden === isShown) element.hidden = !isShown
  return isShown
}
