import {
  type Document,
  documentOf,
  groupOf,
  headlineOf,
  notesOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import {
  EXPLAINED_TYPES,
  type Explained,
  type ExplainedType,
  type ExplainReport,
} from '../../model/reports/explain-report.ts'

const TITLES: Readonly<Record<ExplainedType, readonly [one: string, many: string]>> = {
  problem: ['problem', 'Problems'],
  finding: ['finding of a review', 'Findings of a review'],
  action: ['action', 'Actions'],
  reason: ['reason of a step', 'Reasons of steps'],
  manual_reason: ['to be done by hand', 'Reasons why something is to be done by hand'],
  waiting: ['waits', 'What waits'],
  task: ['task', 'Tasks'],
  role: ['role', 'Roles'],
  graph_error: ['error of a call', 'Errors of calls'],
}

/** What a word means, or, on a terminal in short, all words. */
export const describeExplain = ({ word, entries, problems }: ExplainReport): Document =>
  documentOf({
    command: 'explain',
    tone: 'calm',
    summary:
      word === null
        ? ['What one of them means: bizaccess explain WORD (--verbose says it of all).']
        : [],
    problems,
    sections: EXPLAINED_TYPES.map((type) => sectionFor(type, word, entries)),
  })

const sectionFor = (
  type: ExplainedType,
  word: string | null,
  entries: readonly Explained[],
): Section => {
  const own = entries.filter((each) => each.type === type)
  const words = [...new Set(own.map((each) => each.word))].join(', ')
  return sectionOf({
    ...{ id: type, title: TITLES[type][1], isLong: word === null },
    blocks: own.map((each) =>
      groupOf({
        headline: headlineOf(escapeText(each.word), { code: `[${kindOf(each)}]` }),
        words: escapeText(each.text),
        rows: [],
      }),
    ),
    short:
      word === null && own.length > 0 ? [notesOf([{ sign: ' ', text: escapeText(words) }])] : [],
  })
}

/** `problem: error, plan`, `task: ad_account`, `action`. */
const kindOf = ({ type, severity, of }: Explained): string => {
  const [one] = TITLES[type]
  const more = [severity, of].filter((part) => part !== null)
  return more.length === 0 ? one : `${one}: ${more.join(', ')}`
}
