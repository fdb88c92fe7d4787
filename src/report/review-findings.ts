import type { Finding, ReviewReport } from '../model/review.ts'
import type { TextOptions } from './blocks.ts'
import { escapeText } from './escape.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import type { Colour } from './paint.ts'
import { someAssets } from './review-groups.ts'
import { FINDING_TITLES } from './review-words.ts'
import { nameOf, type Row } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

const COLOURS: Readonly<Record<Finding['severity'], Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
}

/** One block for each code: its title, what to do, and whom it is about. */
export const findingBlocks = (
  { findings, token }: Pick<ReviewReport, 'findings' | 'token'>,
  options: TextOptions,
): readonly (readonly string[])[] =>
  groupsBy(findings, ({ code }) => code).map(([, alike]) => {
    const [{ code, severity, message, what_to_do: what }] = alike as readonly [Finding]
    const isSame = alike.every((other) => other.message === message)
    const title = `${options.paint(severity, COLOURS[severity])}  ${options.paint(FINDING_TITLES[code], 'bold')} ${options.paint(`[${code}]`, 'dim')}`
    const words = isSame ? `${escapeText(message)}. ${what}.` : `${what}.`
    return [
      title,
      ...wrapTo(words, options.width - 2).map((line) => `  ${line}`),
      ...linesOfRows(
        groupsBy(alike, (found) => JSON.stringify([found.subject?.id, found.message]))
          .map(([, same]) => findingRow(same, { isTold: isSame, own: token.person?.id }, options))
          .filter(({ subject, what }) => subject !== '' || what !== ''),
        options.width,
        options.paint,
      ),
    ]
  })

interface Told {
  /** Whether the message stands above already. */
  readonly isTold: boolean
  /** The token's own user. */
  readonly own: string | undefined
}

const findingRow = (same: readonly Finding[], { isTold, own }: Told, options: TextOptions): Row => {
  const [first] = same as readonly [Finding]
  const assets = same.flatMap((found) => found.assets)
  const on = assets.length === 0 ? '' : someAssets(assets, options)
  const isOwn = first.subject !== null && first.subject.id === own
  const said = [isTold ? '' : escapeText(first.message), isOwn ? "the token's own user" : '']
    .filter((part) => part !== '')
    .join('; ')
  return {
    sign: '!',
    asset: { kind: '', id: '', name: null },
    word: first.subject === null ? '' : SUBJECTS[first.subject.type],
    subject: first.subject === null ? '' : nameOf(first.subject, 30),
    what: [said, on].filter((part) => part !== '').join(': '),
    sources: same.flatMap(({ source }) => (source === null ? [] : [source])),
  }
}
