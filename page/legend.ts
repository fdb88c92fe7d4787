import type { PageData } from '../src/document/html/page-data.ts'
import { made } from './made.ts'

/** What letters, shades and marks stand for: those that the page has. */
export const legendOf = (data: PageData): readonly HTMLElement[] => [
  ...levelsOf(data),
  ...data.marks
    .filter(({ mark }, at) => mark !== '' && data.rows.some(({ m, k }) => m === at && k >= 0))
    .map(({ mark, words, tone }) => made('li', tone, made('i', 'mark', mark), ` ${words}`)),
]

/** Tasks by what they let people do, the most first. */
const levelsOf = ({ powers }: PageData): readonly HTMLElement[] =>
  [...new Set(powers.map(({ words }) => words))].map((level) =>
    made(
      'li',
      '',
      ...powers
        .filter(({ words }) => words === level)
        .flatMap(({ letter, task, level: shade }) => [
          made('b', `chip p${shade}`, letter),
          ` ${task} `,
        ]),
      made('span', 'count', level),
    ),
  )
