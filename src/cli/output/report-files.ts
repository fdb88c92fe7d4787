import type { Format } from '../../report/formats.ts'

/** A file that a report is written to. */
export interface ReportFile {
  /** As it was typed. */
  readonly path: string
  readonly format: Format
  /** 0600 for what nobody else should read. */
  readonly mode?: number
}

/** Where a report goes: to stdout in one format, and to each file in its own. */
export interface Outputs {
  readonly format: Format
  readonly files: readonly ReportFile[]
}

/** The format that an ending names. Every other ending takes that of `--format`. */
export const ENDINGS = {
  '.json': 'json',
  '.html': 'html',
  '.md': 'markdown',
  '.csv': 'csv',
  '.diff': 'diff',
} as const satisfies Readonly<Record<string, Format>>

/** Endings of manifests, policies and worlds: no report is written where one of these may be. */
const OF_MANIFESTS: readonly string[] = ['.yaml', '.yml']

export const isNamedAsManifest = (path: string): boolean =>
  OF_MANIFESTS.some((ending) => path.toLowerCase().endsWith(ending))

/** Formats that a file with this ending may have beside the one it names. */
const ALSO: Partial<Readonly<Record<Format, Format>>> = {
  // GitLab's report is JSON, and its examples call it so.
  json: 'gitlab',
}

export interface Asked {
  /** Paths of `-o`, as they were typed. */
  readonly paths: readonly string[]
  readonly format: Format
  /** Whether `--format` was given. */
  readonly isExplicit: boolean
  /** What the command has. */
  readonly formats: readonly Format[]
  readonly command: string
  /** For an ending that names nothing, where no `--format` was given. */
  readonly unnamed: Format
  /** Whether JSON is a document that other commands take, so that nothing else may be called so. */
  readonly isSaved: boolean
}

/** Returns words instead if a file is asked for in a format that it cannot have. */
export const outputsOf = (asked: Asked): Outputs | string => {
  const { paths, format } = asked
  if (paths.length === 0) return { format, files: [] }
  const files = paths.map((path) => fileOf(path, asked))
  const wrong = files.find((file) => typeof file === 'string')
  if (wrong !== undefined) return wrong
  return {
    format: format === 'json' ? 'json' : 'text',
    files: files.filter((file) => typeof file !== 'string'),
  }
}

/** What `-o` takes where the output is itself a file, and the ending that fits it among ours. */
const MADE: Readonly<Record<string, Made>> = {
  init: { what: 'a manifest in YAML', format: null, isYaml: true },
  import: { what: 'a manifest in YAML', format: null, isYaml: true },
  snapshot: { what: 'a world in YAML', format: null, isYaml: true },
  schema: { what: 'a JSON Schema', format: 'json', isYaml: false },
  completion: { what: 'a script', format: null, isYaml: false },
}

const OTHER = { what: 'its output', format: null, isYaml: false } as const satisfies Made

interface Made {
  readonly what: string
  readonly format: Format | null
  readonly isYaml: boolean
}

/** Returns words if what a command makes is to be written where its ending promises something else. */
export const refusedFile = (command: string, path: string): string | null => {
  const ending = endingOf(path)
  const { what, format, isYaml } = MADE[command] ?? OTHER
  if (!isYaml && isNamedAsManifest(path)) {
    return `-o ${path}: ${command} writes ${what} there, which is no YAML.`
  }
  return ending === null || ENDINGS[ending] === format
    ? null
    : `-o ${path}: ${command} writes ${what} there, which is no ${ENDINGS[ending]}.`
}

const fileOf = (path: string, asked: Asked): ReportFile | string => {
  const { format, isExplicit, formats, command, unnamed, isSaved } = asked
  const ending = endingOf(path)
  if (isNamedAsManifest(path)) {
    return `-o ${path}: a manifest is called so, and ${command} writes no manifest. It has ${formats.map(shownFormat).join(', ')}.`
  }
  if (ending === null) return { path, format: isExplicit ? format : unnamed }
  const named = ENDINGS[ending]
  if (!formats.includes(named)) {
    return `-o ${path}: ${command} has no ${named}. It has ${formats.map(shownFormat).join(', ')}.`
  }
  if (!isExplicit || format === 'json' || format === named) return { path, format: named }
  if (ALSO[named] === format && !isSaved) return { path, format }
  return `-o ${path} is ${named} by its ending, but --format is ${format}. Leave --format out, or give the file another ending.`
}

/** The endings under which `-o` writes these formats. */
export const endingsOf = (formats: readonly string[]): readonly string[] =>
  Object.entries(ENDINGS).flatMap(([ending, format]) => (formats.includes(format) ? [ending] : []))

type Ending = keyof typeof ENDINGS

const endingOf = (path: string): Ending | null =>
  (Object.keys(ENDINGS) as Ending[]).find((each) => path.toLowerCase().endsWith(each)) ?? null

/** `markdown (.md)`. */
const shownFormat = (format: Format): string => {
  const [ending] = Object.entries(ENDINGS).find(([, named]) => named === format) ?? []
  return ending === undefined ? format : `${format} (${ending})`
}
