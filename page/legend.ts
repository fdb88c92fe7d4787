import type { PageData } from '../src/document/html/page-data.ts'
import { made } from './made.ts'

/** What letters, shades and marks stand for: those that the page has. */
export const legendOf = (data: PageData): readonly HTMLElement[] => [
  ...levelsOf(data),
  ...data.changes
    .filter(({ mark }, at) => mark !== '' && data.rows.some(({ c, k }) => c === at && k >= 0))
    .map(({ mark, words, tone }) => made('li', tone, made('i', 'mark', mark), ` ${plain(words)}`)),
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

/** Without the sign, which the mark is. */
const plain = (words: string): string => words.replace(/^\W /, '')
