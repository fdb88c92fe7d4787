/** Elements. Text goes in as text: names are anybody's. */

type Child = Node | string

/** A new element with a class and children. */
export const made = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.append(...children)
  return element
}

/** A link to a place on the page, or to somebody's own view. */
export const linkTo = (hash: string, ...children: Child[]): HTMLAnchorElement => {
  const link = made('a', '', ...children)
  link.href = `#${hash}`
  return link
}
