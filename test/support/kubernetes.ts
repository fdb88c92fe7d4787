import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { parseAllDocuments } from 'yaml'

/**
 * Objects of a cluster, checked against the types of the Kubernetes API as kubernetes-types has them:
 * each is written down as a constant of its type, and the compiler tells unknown fields, wrong types
 * and missing keys. What the types leave open (a string of a few, which keys go together) it cannot.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es5.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
}

/** `batch/v1` is of the group `batch`, `rbac.authorization.k8s.io/v1` of `rbac`, `v1` of the core. */
const moduleOf = (apiVersion: string): string => {
  const [group = '', version] = apiVersion.split('/')
  return `kubernetes-types/${version === undefined ? 'core' : group.split('.')[0]}/${version ?? group}`
}

const typed = (value: unknown): string => {
  const { apiVersion, kind } = Object(value)
  const names = [apiVersion, kind].every((name) => /^[\w./]+$/.test(name ?? ''))
  if (!names) return 'export const object: never = "an object without apiVersion or kind"\n'
  return `import type { ${kind} } from '${moduleOf(apiVersion)}'
export const object: ${kind} = ${JSON.stringify(value, null, 1)}\n`
}

/** In these types every number is a whole one. */
const fractionsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'number') return Number.isInteger(value) ? [] : [`${value} is not whole`]
  return value === null || typeof value !== 'object'
    ? []
    : Object.values(value).flatMap(fractionsIn)
}

/** What is wrong, as the compiler says it, with the line that it is about. */
const told = ({ messageText, file, start }: ts.Diagnostic): string => {
  const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0
  const about = file?.text.split('\n')[line]?.trim().replace(/,$/, '') ?? ''
  return `${about}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
}

const compiled = (sources: ReadonlyMap<string, string>): ts.Program => {
  const host = ts.createCompilerHost(OPTIONS)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (file) => sources.has(file) || fileExists(file)
  host.readFile = (file) => sources.get(file) ?? readFile(file)
  host.getSourceFile = (file, target, ...rest) => {
    const text = sources.get(file)
    if (text === undefined) return getSourceFile.call(host, file, target, ...rest)
    return ts.createSourceFile(file, text, target)
  }
  return ts.createProgram([...sources.keys()], OPTIONS, host)
}

/**
 * The faults of each text, in order: every document of it must be an object of the Kubernetes API.
 * One compilation for all of them, which takes a second or two.
 */
export const kubernetesFaults = (texts: readonly string[]): readonly (readonly string[])[] => {
  const documents = texts.flatMap((text, of) =>
    parseAllDocuments(text).map((document, at) => ({
      document,
      of,
      file: `${ROOT}${of}-${at}.ts`,
    })),
  )
  const values = documents.map((each) => ({ ...each, value: each.document.toJS() }))
  const program = compiled(new Map(values.map(({ file, value }) => [file, typed(value)])))
  const faults = values.map(({ document, of, file, value }) => ({
    of,
    faults: [
      ...[...document.errors, ...document.warnings].map(({ message }) => message),
      ...fractionsIn(value),
      ...ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(told),
    ],
  }))
  return texts.map((_text, of) => faults.flatMap((each) => (each.of === of ? each.faults : [])))
}
