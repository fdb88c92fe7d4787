import { escapeHtml } from '../escape.ts'

/** HTML to be written. Text only gets into it through `tag`, which escapes it. */
export interface Markup {
  readonly html: string
}

/** What an element contains: text, which is escaped, and elements. */
export type Content = string | Markup | readonly Content[]

/** `true` is an attribute without a value; false and undefined leave the attribute out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

const VOID: readonly string[] = ['meta', 'input']

/**
 * An element. Its name and attribute names are always our own; values and text may come from
 * anybody.
 */
export const tag = (name: string, attributes: Attributes, ...content: Content[]): Markup => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`))
  const open = `<${name}${written.join('')}>`
  return { html: VOID.includes(name) ? open : `${open}${htmlOf(content)}</${name}>` }
}

export const htmlOf = (content: Content): string => {
  if (typeof content === 'string') return escapeHtml(content)
  return 'html' in content ? content.html : content.map(htmlOf).join('')
}

/**
 * An element whose text is not escaped: our own script and style, and data. Throws `Error` if the
 * text would end the element.
 */
export const rawTag = (name: string, attributes: Attributes, text: string): Markup => {
  if (/<[/!]/.test(text)) throw new Error(`the text of <${name}> would end it`)
  const { html } = tag(name, attributes)
  const end = html.lastIndexOf('</')
  return { html: html.slice(0, end) + text + html.slice(end) }
}

/** A line end of the markup. Line ends in a stranger's text are shown, not obeyed. */
export const newline: Markup = { html: '\n' }
