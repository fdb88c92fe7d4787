import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** A file of src, parsed: what the rules of the architecture are checked on. */
export interface SourceFile {
  /** `plan/order.ts`. */
  readonly path: string
  /** First folder, or '' for a file beside the folders. */
  readonly layer: string
  readonly imports: readonly string[]
  /** Text of every string, template part and regular expression. */
  readonly literals: readonly string[]
  /** Names of properties in object literals and types. */
  readonly keys: readonly string[]
  /** Identifiers in expressions, with what they are a member of: `Date.now`, `process`. */
  readonly names: readonly string[]
  /** Types that `as` and `<T>` cast to. */
  readonly casts: readonly string[]
  /** `new Date()` and the like: constructors called without an argument. */
  readonly bare: readonly string[]
  readonly hasDefaultExport: boolean
}

const SRC = resolve(import.meta.dirname, '../../src')

/** Every file of src by its path in it, sorted, and its text. */
export const sourceTexts = (): readonly { readonly path: string; readonly text: string }[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({
      path: file.replaceAll('\\', '/'),
      text: readFileSync(join(SRC, file), 'utf8'),
    }))

export const sourceFiles = (): readonly SourceFile[] =>
  sourceTexts().map(({ path, text }) => sourceFile(path, text))

export const sourceFile = (path: string, text: string): SourceFile => {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const nodes = everyNode(tree)
  const pick = <T extends ts.Node>(is: (node: ts.Node) => node is T): readonly T[] =>
    nodes.filter(is)
  return {
    path,
    layer: path.includes('/') ? path.slice(0, path.indexOf('/')) : '',
    imports: nodes.flatMap((node) => specifierOf(node) ?? []).map((name) => resolved(path, name)),
    literals: nodes.flatMap((node) => literalOf(node) ?? []),
    keys: [...pick(ts.isPropertyAssignment), ...pick(ts.isPropertySignature)].map(({ name }) =>
      name.getText(),
    ),
    names: nodes.flatMap((node) => nameOf(node) ?? []),
    casts: [...pick(ts.isAsExpression), ...pick(ts.isTypeAssertionExpression)].map(({ type }) =>
      type.getText(),
    ),
    bare: pick(ts.isNewExpression)
      .filter((made) => (made.arguments?.length ?? 0) === 0)
      .map((made) => made.expression.getText()),
    hasDefaultExport: nodes.some(isDefaultExport),
  }
}

const everyNode = (root: ts.Node): readonly ts.Node[] => {
  const nodes: ts.Node[] = [root]
  for (const node of nodes) node.forEachChild((child) => void nodes.push(child))
  return nodes
}

/** What a node imports: static, dynamic, re-exported or as a type. */
const specifierOf = (node: ts.Node): string | null => {
  const from =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
        ? node.argument.literal
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined
  return from !== undefined && ts.isStringLiteral(from) ? from.text : null
}

/** A relative import as its path in src, a package as its name. */
const resolved = (path: string, name: string): string => {
  if (name.startsWith('.')) {
    return relative(SRC, resolve(SRC, path, '..', name)).replaceAll('\\', '/')
  }
  return name.startsWith('node:') || name.startsWith('@')
    ? name
    : name.slice(0, (name.indexOf('/') + 1 || name.length + 1) - 1)
}

const literalOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteral(node) && specifierOf(node.parent) === node.text) return null
  return ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node)
    ? node.text
    : null
}

const nameOf = (node: ts.Node): string | null => {
  if (ts.isPropertyAccessExpression(node)) return node.getText()
  const isExpression =
    ts.isIdentifier(node) &&
    !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
    !ts.isPropertyAssignment(node.parent) &&
    !ts.isPropertySignature(node.parent)
  return isExpression ? node.text : null
}

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword
    ? !ts.isDefaultClause(node.parent) && !ts.isDefaultClause(node)
    : ts.isExportSpecifier(node) && node.name.text === 'default'
