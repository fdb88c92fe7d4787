import type { Position, Problem } from '../../model/problem.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { assetName, listedWords, type NameOptions } from '../asset-groups.ts'
import { type Annotated, type Block, type Document, type Row, sumOf } from '../document.ts'
import { escapeCommand, escapeCommandProperty, escapeText } from '../escape.ts'

/** One annotation of a workflow run, attached to the manifest line it is about. */
interface Annotation {
  readonly level: Annotated['level']
  readonly title: string
  readonly message: string
  readonly source: Position | null
}

/** GitHub shows ten annotations of each level per step; the tenth says how many there were. */
const SHOWN = 10

/** A document as workflow commands for what matters, and a summary for the log. */
export const githubOf = (document: Document, options: NameOptions): string => {
  const { command, problems, sections } = document
  const annotations = [
    ...problems.map(ofProblem),
    ...sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => ofBlock(block, command, options)),
  ]
  return [
    ...[...groupBy(annotations, ({ level }) => level)].flatMap(([, alike]) =>
      atMost(alike).map(commandOf),
    ),
    ...sumOf(document).map(escapeText),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const atMost = (alike: readonly Annotation[]): readonly Annotation[] => {
  const [first] = alike
  if (first === undefined || alike.length <= SHOWN) return alike
  const hidden = alike.length - SHOWN + 1
  const more = {
    level: first.level,
    title: 'bizaccess',
    message: `and ${hidden} more: see the output as text or JSON`,
    source: null,
  }
  return [...alike.slice(0, SHOWN - 1), more]
}

const commandOf = ({ level, title, message, source }: Annotation): string => {
  const place =
    source === null
      ? []
      : [
          `file=${escapeCommandProperty(escapeText(source.file))}`,
          `line=${source.line}`,
          `col=${source.column}`,
        ]
  const properties = [...place, `title=${escapeCommandProperty(escapeText(title))}`]
  return `::${level} ${properties.join(',')}::${escapeCommand(message)}`
}

const ofProblem = ({ severity, code, message, source }: Problem): Annotation => ({
  level: severity,
  title: code,
  message: message.split('\n').map(escapeText).join('\n'),
  source,
})

const ofBlock = (block: Block, command: string, options: NameOptions): readonly Annotation[] => {
  switch (block.type) {
    case 'asset_rows':
      return block.rows.flatMap((row) => ofRow(row, command, rowMessage(row)))
    case 'group': {
      const head = block.headline?.text ?? ''
      const before = head === '' ? '' : `${head}: `
      return block.rows.flatMap((row) =>
        ofRow(
          { ...row, sources: [...row.sources, ...block.sources] },
          command,
          before + (row.lists === null ? rowMessage(row) : listedWords(row, options)),
        ),
      )
    }
    case 'items':
      return block.items.flatMap(({ words, details, source, annotation }) =>
        annotated(annotation, command, [words, ...details].join('\n'), source),
      )
    case 'table':
    case 'notes':
      return []
  }
}

const ofRow = (row: Row, command: string, message: string): readonly Annotation[] =>
  annotated(row.annotation, command, message, row.sources[0] ?? null)

const rowMessage = ({ asset, word, subject, what }: Row): string =>
  `${assetName(asset)}: ${[word, subject].filter((part) => part !== '').join(' ')}: ${what}`

const annotated = (
  annotation: Annotated | null,
  command: string,
  message: string,
  source: Position | null,
): readonly Annotation[] =>
  annotation === null
    ? []
    : [
        {
          level: annotation.level,
          title: `${command}: ${annotation.title}`,
          message,
          source: annotation.source ?? source,
        },
      ]
