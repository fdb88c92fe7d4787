import type { Document } from '../document.ts'
import { type Content, type Markup, tag } from './markup.ts'
import type { PageData } from './page-data.ts'

/** Controls that need the script are hidden in the page until the script shows them. */

/** The filters: by words, and by what rows have in common. */
export const filtersMarkup = (data: PageData, { change, finding }: Document['filters']): Content =>
  data.rows.length === 0
    ? []
    : tag(
        'div',
        { id: 'filters', role: 'search', 'aria-label': 'Filter the report', hidden: true },
        tag(
          'label',
          { class: 'by-name' },
          'Name or words ',
          tag('input', {
            id: 'by-name',
            type: 'search',
            autocomplete: 'off',
            spellcheck: 'false',
            placeholder: 'asset, person, agency, id, file',
          }),
        ),
        choiceMarkup('by-task', 'Task', data.tasks),
        choiceMarkup('by-change', change, data.changes),
        choiceMarkup('by-finding', finding, data.findings),
        tag('button', { id: 'show-all', type: 'button' }, 'Show all'),
        tag('p', { id: 'shown', role: 'status', 'aria-live': 'polite' }),
      )

const choiceMarkup = (id: string, label: string, choices: readonly string[]): Content =>
  choices.length === 0
    ? []
    : tag(
        'label',
        {},
        `${label} `,
        tag(
          'select',
          { id, autocomplete: 'off' },
          tag('option', { value: '-1' }, 'any'),
          choices.map((choice, at) => tag('option', { value: at }, choice)),
        ),
      )

/** The frame of the matrix, which the script fills. */
export const matrixMarkup = (data: PageData): Content =>
  data.columns.length === 0
    ? []
    : tag(
        'section',
        { id: 'matrix', 'aria-labelledby': 'matrix-title', hidden: true },
        tag('h2', { id: 'matrix-title' }, 'Matrix ', tag('span', { class: 'count', id: 'size' })),
        tag(
          'div',
          { class: 'bar' },
          tag(
            'p',
            { id: 'matrix-help' },
            'A name leads to all that one holds. Choose a cell, or move with the arrow keys, to read it whole below.',
          ),
          tag('button', { id: 'turn', type: 'button' }),
        ),
        tag('ul', { id: 'legend', role: 'list', 'aria-label': 'Letters, shades and marks' }),
        tag('div', { id: 'scroller' }, gridMarkup),
        tag('div', { id: 'cards' }),
        tag('div', { id: 'cell', hidden: true }),
        ownMarkup,
      )

/** One person, agency or asset with everything of it. */
const ownMarkup: Markup = tag(
  'dialog',
  { id: 'own', 'aria-labelledby': 'own-title' },
  tag('button', { id: 'own-close', type: 'button' }, 'Close'),
  tag('div', { id: 'own-content', tabindex: 0 }),
)

const gridMarkup: Markup = tag(
  'table',
  { id: 'grid', role: 'grid', tabindex: 0, 'aria-describedby': 'matrix-help' },
  tag('caption', {}, 'Assets by people and agencies'),
  tag('colgroup', {}),
  tag('thead', {}),
  tag('tbody', {}),
)
