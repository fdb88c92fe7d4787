// Every problem code with its severity and words, read from the tables of the stages: each is the
// object that a file of src/ hands to `problemsOf`.
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const SOURCES = new URL('../../src/', import.meta.url)

/** `{ code, severity, words }` of every stage, in the order of the files and of their tables. */
export const problemRows = () =>
  readdirSync(SOURCES, { recursive: true })
    .filter((file) => file.endsWith('.ts') && file !== 'model/problem.ts')
    .sort()
    .flatMap((file) => rowsIn(file))

const rowsIn = (file) => {
  const text = readFileSync(new URL(file, SOURCES), 'utf8')
  if (!text.includes('problemsOf(')) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const nodes = everyNode(source)
  const names = nodes.filter(isTableUse).map((node) => node.arguments[0].text)
  return nodes
    .filter((node) => ts.isVariableDeclaration(node) && names.includes(node.name.text))
    .flatMap((node) => bare(node.initializer).properties.map((row) => rowOf(row, file)))
}

const everyNode = (node) => {
  const children = []
  ts.forEachChild(node, (child) => {
    children.push(...everyNode(child))
  })
  return [node, ...children]
}

const isTableUse = (node) =>
  ts.isCallExpression(node) &&
  node.expression.getText() === 'problemsOf' &&
  ts.isIdentifier(node.arguments[0])

/** An expression without `as const` and `satisfies` around it. */
const bare = (node) =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : node

const rowOf = (row, file) => {
  const value = (name) => row.initializer.properties.find((it) => it.name.text === name).initializer
  return {
    code: row.name.text,
    stage: file.replace(/^questions\//, '').split('/')[0],
    severity: value('severity').text,
    words: wordsOf(value('words').body),
  }
}

/** The words with a place holder for each argument; of two wordings the one that says more. */
const wordsOf = (node) => {
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression)
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(
      ({ expression, literal }) => wordsOf(expression) + literal.text,
    )
    return node.head.text + parts.join('')
  }
  if (ts.isConditionalExpression(node)) {
    const [one, other] = [wordsOf(node.whenTrue), wordsOf(node.whenFalse)]
    return one.length > other.length ? one : other
  }
  if (ts.isIdentifier(node)) return `{${node.text}}`
  if (ts.isPropertyAccessExpression(node)) return `{${node.name.text}}`
  if (ts.isCallExpression(node)) return wordsOfCall(node)
  return '{…}'
}

/** `names.join(', ')` and `listed(names)` stand for names; other calls for what they make. */
const wordsOfCall = ({ expression, arguments: given }) => {
  if (expression.getText() === 'meantOf') return ' Did you mean {…}?'
  if (ts.isPropertyAccessExpression(expression)) {
    return ['join', 'trim'].includes(expression.name.text) ? wordsOf(expression.expression) : '{…}'
  }
  return given.length > 0 ? wordsOf(given[0]) : '{…}'
}
