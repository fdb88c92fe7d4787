import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

/**
 * The frozen core: five functions, and every type that goes in and comes out of them. What other
 * people's programs are built on is kept as text; to change it is to change the snapshot, in a diff
 * that everybody sees, and to say so in CHANGELOG.md.
 */
const CORE = ['loadManifest', 'readLive', 'makePlan', 'applyPlan', 'render']

/** Handed through as they are: made by us, never written down by a caller. */
const OPAQUE: readonly string[] = ['GraphClient', 'KindTable']

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const FLAGS =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType

const program = (): ts.Program => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  return ts.createProgram([`${ROOT}src/index.ts`], options)
}

/** Every function and type of the core as a line or a few, sorted by name. */
const publishedTypes = (): string => {
  const made = program()
  const checker = made.getTypeChecker()
  const index = made.getSourceFile(`${ROOT}src/index.ts`)
  const module = index === undefined ? undefined : checker.getSymbolAtLocation(index)
  if (module === undefined) throw new Error('src/index.ts cannot be read')
  const followed = (symbol: ts.Symbol): ts.Symbol =>
    (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  const words = new Map<string, string>()

  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression
      const symbol = checker.getSymbolAtLocation(name)
      if (symbol !== undefined) collect(followed(symbol))
    }
    ts.forEachChild(node, visit)
  }

  const collect = (symbol: ts.Symbol): void => {
    const declaration = symbol.declarations?.find(
      (each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each),
    )
    const isOurs = declaration?.getSourceFile().fileName.startsWith(`${ROOT}src/`) === true
    if (declaration === undefined || !isOurs || OPAQUE.includes(symbol.name)) return
    const text = textOf(declaration as ts.InterfaceDeclaration | ts.TypeAliasDeclaration)
    const known = words.get(symbol.name)
    if (known === text) return
    if (known !== undefined) throw new Error(`two types of the core are called ${symbol.name}`)
    words.set(symbol.name, text)
    visit(declaration)
  }

  const textOf = (declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): string => {
    const type = checker.getTypeAtLocation(declaration)
    const head = declaration.typeParameters?.map((each) => each.getText()).join(', ')
    const name = `${declaration.name.text}${head === undefined ? '' : `<${head}>`}`
    if (ts.isTypeAliasDeclaration(declaration)) {
      const flags = FLAGS | ts.TypeFormatFlags.InTypeAlias
      return `type ${name} = ${checker.typeToString(type, undefined, flags)}`
    }
    const members = checker.getPropertiesOfType(type).map((property) => memberOf(property))
    return `interface ${name}\n${members.sort().join('')}`.trimEnd()
  }

  const memberOf = (property: ts.Symbol): string => {
    const [declaration] = property.declarations ?? []
    // What comes of a mapped type is declared nowhere; ours are all read-only.
    const isReadonly =
      declaration === undefined ||
      (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
    const type = checker.typeToString(
      declaration === undefined
        ? checker.getTypeOfSymbol(property)
        : checker.getTypeOfSymbolAtLocation(property, declaration),
      undefined,
      FLAGS,
    )
    return `  ${isReadonly ? 'readonly ' : ''}${property.name}${isOptional ? '?' : ''}: ${type}\n`
  }

  const exported = new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, followed(symbol)]),
  )
  const functions = CORE.map((name) => {
    const declaration = exported.get(name)?.valueDeclaration
    if (declaration === undefined) throw new Error(`${name} is not published`)
    if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      const { initializer } = declaration
      if (ts.isArrowFunction(initializer)) {
        for (const part of [...initializer.parameters, initializer.type]) {
          if (part !== undefined) visit(part)
        }
      }
    }
    return `${name}: ${checker.typeToString(checker.getTypeAtLocation(declaration), undefined, FLAGS)}`
  })
  const types = [...words].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text)
  return `${[...functions, ...types].join('\n\n')}\n`
}

/** The compiler lists the members of a union in the order it happened to meet them. */
const UNION = /(?:'[^']*'|null|true|false|undefined)(?: \| (?:'[^']*'|null|true|false|undefined))+/g

const sorted = (text: string): string =>
  text.replace(UNION, (union) => union.split(' | ').sort().join(' | '))

it('the core keeps its types', async () => {
  await expect(sorted(publishedTypes())).toMatchFileSnapshot('published-types.txt')
})
