import { base64DigestOf } from '../../model/digest.ts'
import type { KindTable } from '../../model/kinds.ts'
import { escapeJson } from '../escape.ts'
import { filtersMarkup, matrixMarkup } from './controls.ts'
import type { PageData } from './data.ts'
import { type Content, htmlOf, type Markup, newline, rawTag, tag } from './markup.ts'
import { dataOf } from './number.ts'
import type { Page } from './page.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'
import { problemsMarkup } from './problems.ts'
import { countOf, isEmpty, sectionsMarkup } from './sections.ts'

/** What the page may do: run this script, use this style, and nothing else. */
const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${base64DigestOf(script)}'`,
    `style-src 'sha256-${base64DigestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** A page as one file that needs nothing else. */
export const documentOf = (page: Page, kinds: KindTable): string => {
  const data = dataOf(page, kinds)
  const shown = { ...page, sections: page.sections.filter((section) => !isEmpty(section)) }
  const html = tag(
    'html',
    { lang: 'en', dir: 'ltr' },
    headOf(page),
    newline,
    bodyOf(shown, data, kinds),
  )
  return `<!doctype html>\n${htmlOf(html)}\n`
}

const headOf = ({ command, header }: Page): Markup =>
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

const bodyOf = (page: Page, data: PageData, kinds: KindTable): Markup =>
  tag(
    'body',
    {},
    newline,
    tag(
      'header',
      {},
      tag('h1', {}, `bizaccess ${page.command}`),
      page.header === '' ? [] : tag('p', {}, page.header),
    ),
    newline,
    tag(
      'main',
      { class: data.rows.length > MANY ? 'many' : undefined },
      verdictOf(page),
      navOf(page, data),
      problemsMarkup(page.problems),
      filtersMarkup(data, page.filters),
      partsOf(page, data, kinds),
    ),
    newline,
    tag('footer', {}, noScriptOf(data), factsOf(page)),
    newline,
    rawTag('script', { type: 'application/json', id: 'data' }, jsonOf(data)),
    rawTag('script', {}, PAGE_SCRIPT),
  )

/** The sections, and the matrix where it belongs. */
const partsOf = ({ sections, matrixBefore }: Page, data: PageData, kinds: KindTable): Content => {
  const parts = sectionsMarkup(sections, kinds)
  const at = sections.findIndex(({ id }) => id === matrixBefore)
  const before = at < 0 ? parts.length : at
  return [parts.slice(0, before), matrixMarkup(data), parts.slice(before)]
}

/** From this many rows on, those off the screen are not laid out. */
const MANY = 500

/** JSON that cannot end the element it stands in. */
const jsonOf = (data: PageData): string =>
  escapeJson(JSON.stringify(data)).replaceAll('<', '\\u003c')

const verdictOf = ({ tone, alerts, summary }: Page): Markup => {
  const [headline = '', ...others] = summary
  return tag(
    'section',
    { id: 'verdict', class: tone, 'aria-label': 'Summary' },
    tag('p', { class: 'headline' }, headline),
    alerts.map((line) => tag('p', { class: 'alert' }, line)),
    others.map((line) => tag('p', {}, line)),
  )
}

const navOf = ({ sections, problems }: Page, data: PageData): Content => {
  const link = (id: string, title: string, count: number): Markup =>
    tag('li', {}, tag('a', { href: `#${id}` }, `${title} `, tag('b', {}, String(count))))
  const links = [
    ...(problems.length === 0 ? [] : [link('problems', 'Problems', problems.length)]),
    ...sections.map((section) => link(section.id, section.title, countOf(section))),
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
        tag('p', {}, 'Without JavaScript there is no filter and no matrix; the report is whole.'),
      )

const factsOf = ({ facts }: Page): Content =>
  facts.length === 0
    ? []
    : tag(
        'dl',
        {},
        facts.map(([name, value]) => tag('div', {}, tag('dt', {}, name), tag('dd', {}, value))),
      )
