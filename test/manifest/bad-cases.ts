import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { ManifestFile } from '../../src/manifest/load.ts'
import type { Problem } from '../../src/model/problem.ts'

/**
 * The bad manifests: a file or folder of test/manifest/bad each, named .txt so that no formatter
 * mends or moves what is meant to be as it is. A comment under a line says which
 * problem the line has, its caret standing under the very column:
 *
 *     user: { dana: [ANALYZE] }
 *   # ^ unknown_key
 *
 * Under column 1, where the # itself stands, it is written `#! code`.
 */
export interface BadCase {
  readonly name: string
  readonly files: readonly ManifestFile[]
  /** `file:line:column code`, in the order of the output. */
  readonly expected: readonly string[]
}

const FOLDER = new URL('./bad/', import.meta.url)
const EXPECTATION = /^(?:(\s*#\s*)\^|#!) (\w+)$/

export const found = ({ code, source }: Problem): string =>
  `${source?.file}:${source?.line}:${source?.column} ${code}`

const expectedOf = ({ file, text }: ManifestFile): readonly string[] => {
  let line = 0
  return text.split('\n').flatMap((written, index) => {
    const match = EXPECTATION.exec(written)
    if (match === null) {
      line = index + 1
      return []
    }
    const [, before = '', code] = match
    return [`${file}:${line}:${before.length + 1} ${code}`]
  })
}

const textOf = (path: string): string => readFileSync(new URL(path, FOLDER), 'utf8')

const filesOf = (name: string): readonly ManifestFile[] =>
  statSync(new URL(name, FOLDER)).isDirectory()
    ? readdirSync(new URL(`${name}/`, FOLDER), { recursive: true, encoding: 'utf8' })
        .filter((file) => statSync(new URL(`${name}/${file}`, FOLDER)).isFile())
        .sort()
        .map((file) => ({ file, text: textOf(`${name}/${file}`) }))
    : [{ file: name, text: textOf(name) }]

export const BAD_FILES: readonly BadCase[] = readdirSync(FOLDER)
  .sort()
  .map((name) => {
    const files = filesOf(name)
    return { name, files, expected: files.flatMap(expectedOf) }
  })

const text = (name: string, written: string, ...expected: readonly string[]): BadCase => ({
  name,
  files: [{ file: 'm', text: written }],
  expected: expected.map((line) => `m:${line}`),
})

const HEAD = 'version: 1\nbusiness: "1001"\n'

/** What a file with comments cannot show. */
export const BAD_TEXTS: readonly BadCase[] = [
  text('empty file', '', '1:1 empty_file'),
  text('only comments', '# nothing yet\n# at all\n', '1:1 empty_file'),
  text('only a byte order mark', '\uFEFF', '1:1 empty_file'),
  text('only a document start', '---\n', '1:4 empty_file'),
  text('a single word', 'manifest', '1:1 not_a_map'),
  text('an empty map', '{}', '1:1 missing_business', '1:1 missing_key'),
  text('tabs', `${HEAD}people:\n\tdana: dana@northwind.example\n`, '4:1 syntax'),
  text('CRLF', `${HEAD}poeple: {}\n`.replaceAll('\n', '\r\n'), '3:1 unknown_key'),
  text(
    'byte order mark',
    '\uFEFFversoin: 1\nbusiness: "1"\n',
    '1:1 missing_key',
    '1:1 unknown_key',
  ),
  text(
    'a name of 101 characters',
    `${HEAD}partners: { ${'b'.repeat(101)}: "2" }\n`,
    '3:13 bad_alias',
  ),
  text(
    'a name with an invisible character',
    `${HEAD}teams: { "a\\u202eb": [] }\n`,
    '3:10 bad_alias',
  ),
  text('a name that ends with a space', `${HEAD}people: { "dana ": "17" }\n`, '3:11 bad_alias'),
  text('unclosed quote', `${HEAD}people: { dana: "dana }\n`, '4:1 syntax'),
  text('JSON without a comma', '{"version": 1\n "business": "1001"}', '1:13 syntax'),
  text('JSON', '{"version":1,"business":"1001","users":{}}', '1:32 unknown_key'),
  text('too many characters', `${HEAD}#${'x'.repeat(11_000_000)}`, '1:1 file_too_large'),
  text(
    'too many values',
    `${HEAD}offboarded: [${'1,'.repeat(1_000_000)}]`,
    '3:2000000 file_too_large',
  ),
  text(
    'too deep by aliases',
    `${HEAD}a: [&a0 [],${Array.from({ length: 60 }, (_, i) => `&a${i + 1} [*a${i}]`).join()}]`,
    '3:586 too_deep',
  ),
  text(
    'a bomb of merge keys',
    `${HEAD}a: &a {${Array.from({ length: 2000 }, (_, i) => `k${i}: v`).join()}}\n${Array.from(
      { length: 600 },
      (_, i) => `b${i}: { <<: *a }\n`,
    ).join('')}`,
    '3:7 alias_bomb',
  ),
  text('too deep', `${HEAD}a: ${'['.repeat(60)}${']'.repeat(60)}`, '3:54 too_deep'),
]
