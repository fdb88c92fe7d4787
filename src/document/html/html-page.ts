import type { KindTable } from '../../model/kinds.ts'
import { base64DigestOf } from '../../model/text/digest.ts'
import type { Document } from '../document.ts'
import { escapeJson } from '../escape.ts'
import { countsOf } from '../problem-words.ts'
import { filtersMarkup, matrixMarkup } from './controls.ts'
import { type Content, htmlOf, type Markup, newline, rawTag, tag } from './markup.ts'
import { dataOf } from './number.ts'
import type { PageData } from './page-data.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'
import { type Part, partsOf } from './parts.ts'
import { problemsMarkup } from './problems.ts'
import { countOf, sectionsMarkup } from './sections.ts'

/** The page may run this script, use this style, and do nothing else. */
const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${base64DigestOf(script)}'`,
    `style-src 'sha256-${base64DigestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** A document as a single page that loads nothing else. */
export const pageOf = (document: Document, kinds: KindTable): string => {
  const parts = partsOf(document, kinds)
  const data = dataOf(parts, kinds)
  const html = tag(
    'html',
    { lang: 'en', dir: 'ltr' },
    headOf(document),
    newline,
    bodyOf(document, parts, data, kinds),
  )
  return `<!doctype html>\n${htmlOf(html)}\n`
}

const headOf = ({ command, header: [header = ''] }: Document): Markup =>
  tag(
    'head',
    {},
    tag('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: policyOf(PAGE_SCRIPT, PAGE_STYLE),
    }),
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('meta', { name: 'robots', content: 'noindex' }),
    tag('title', {}, header === '' ? `bizaccess ${command}` : `${command}: ${header}`),
    rawTag('style', {}, PAGE_STYLE),
  )

const bodyOf = (
  document: Document,
  parts: readonly Part[],
  data: PageData,
  kinds: KindTable,
): Markup =>
  tag(
    'body',
    {},
    newline,
    tag(
      'header',
      {},
      tag('h1', {}, `bizaccess ${document.command}`),
      document.header.slice(0, 1).map((line) => tag('p', {}, line)),
    ),
    newline,
    tag(
      'main',
      { class: data.rows.length > MANY ? 'many' : undefined },
      verdictOf(document),
      navOf(document, parts, data),
      problemsMarkup(document.problems),
      filtersMarkup(data, document.filters),
      sectionsOf(document, parts, data, kinds),
      verbatimOf(document),
    ),
    newline,
    tag('footer', {}, noScriptOf(data), factsOf(document)),
    newline,
    rawTag('script', { type: 'application/json', id: 'data' }, jsonOf(data)),
    rawTag('script', {}, PAGE_SCRIPT),
  )

/** The sections, with the matrix where it belongs. */
const sectionsOf = (
  { matrixBefore }: Document,
  parts: readonly Part[],
  data: PageData,
  kinds: KindTable,
): Content => {
  const sections = sectionsMarkup(parts, kinds)
  const at = parts.findIndex(({ id }) => id === matrixBefore)
  const before = at < 0 ? sections.length : at
  return [sections.slice(0, before), matrixMarkup(data), sections.slice(before)]
}

const verbatimOf = ({ verbatim }: Document): Content =>
  verbatim === null ? [] : tag('pre', { class: 'verbatim' }, linesOf(verbatim))

/** Only the line ends are markup here; the rest of each line is escaped. */
const linesOf = (text: string): Content =>
  text
    .trimEnd()
    .split('\n')
    .flatMap((line) => [line, newline])

/** From this many rows on, rows outside the screen are not laid out. */
const MANY = 500

/** JSON that cannot end the element that contains it. */
const jsonOf = (data: PageData): string =>
  escapeJson(JSON.stringify(data)).replaceAll('<', '\\u003c')

const verdictOf = ({ tone, alerts, summary, header, problems }: Document): Markup => {
  const [headline = countsOf(problems), ...others] = summary
  const how = header.slice(1).filter((line) => !alerts.includes(line))
  return tag(
    'section',
    { id: 'verdict', class: tone, 'aria-label': 'Summary' },
    tag('p', { class: 'headline' }, headline),
    alerts.map((line) => tag('p', { class: 'alert' }, line)),
    [...others, ...how].map((line) => tag('p', {}, line)),
  )
}

const navOf = ({ problems }: Document, parts: readonly Part[], data: PageData): Content => {
  const link = (id: string, title: string, count: number): Markup =>
    tag('li', {}, tag('a', { href: `#${id}` }, `${title} `, tag('b', {}, String(count))))
  const links = [
    ...(problems.length === 0 ? [] : [link('problems', 'Problems', problems.length)]),
    ...parts.map((part) => link(part.id, part.title, countOf(part))),
  ]
  const matrix = tag(
    'li',
    { id: 'to-matrix', hidden: true },
    tag('a', { href: '#matrix' }, 'Matrix'),
  )
  return links.length === 0
    ? []
    : tag(
        'nav',
        { 'aria-label': 'Parts of the report' },
        tag('ul', { role: 'list' }, links, data.columns.length === 0 ? [] : matrix),
      )
}

const noScriptOf = (data: PageData): Content =>
  data.rows.length === 0
    ? []
    : tag(
        'noscript',
        {},
        tag(
          'p',
          {},
          'Without JavaScript there are no filters and no matrix, but the report is complete.',
        ),
      )

const factsOf = ({ facts }: Document): Content =>
  facts.length === 0
    ? []
    : tag(
        'dl',
        {},
        facts.map(([name, value]) => tag('div', {}, tag('dt', {}, name), tag('dd', {}, value))),
      )
