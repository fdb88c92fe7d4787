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
          'p',
          { id: 'matrix-help' },
          'Assets by people and agencies. Choose a cell, or move with the arrow keys, to read it whole below.',
        ),
        tag('div', { id: 'scroller' }, gridMarkup),
        tag('div', { id: 'cell', hidden: true }),
      )

const gridMarkup: Markup = tag(
  'table',
  { id: 'grid', role: 'grid', tabindex: 0, 'aria-describedby': 'matrix-help' },
  tag('caption', {}, 'Assets by people and agencies'),
  tag('thead', {}),
  tag('tbody', {}),
)
