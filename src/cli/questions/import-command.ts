import { realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { withoutExamples } from '../../manifest/first-manifest.ts'
import { emptyManifest } from '../../model/manifest.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import type { ImportedFile, ImportReport } from '../../model/reports/import-report.ts'
import { importManifest } from '../../questions/import/import-manifest.ts'
import { importInto } from '../../questions/import/into.ts'
import { importMissing } from '../../questions/import/missing.ts'
import { readSides, type Sides } from '../changes/planning.ts'
import { cliProblem, stop, stopProblems } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfRead } from '../exit-codes.ts'
import { STDIN } from '../input/manifest-files.ts'
import {
  businessOf,
  type FromFiles,
  readSourceIfAny,
  readToChange,
} from '../input/manifest-source.ts'
import {
  placeSchemaFor,
  schemaFor,
  schemaSeenFrom,
  withWorkingSchema,
} from '../offline/schema-path.ts'
import { hint, showProblems, showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { checkFree, makeFolder, replaceWhole, writeAllWhole } from '../output/written-files.ts'
import { openSession, type Session } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

/** `import [PATH…]`: the live state as a manifest, or what a manifest is missing of it. */
export const importLive: CommandRun = async (context) => {
  const task = taskOf(context)
  const read = await task.read(context)
  const progress = createProgress(context)
  const session = await openSession(context, progress, businessRead(read))
  try {
    const source = 'manifest' in read ? read : await nothingOf(read.business, session, context)
    const more = { everything: true, seats: true, onBehalfOf: 'in_full' } as const
    const sides = await readSides(source, session, context, more)
    progress.clear()
    const made = task.make(sides, source, context)
    const { graph, live } = sides
    const report: ImportReport = {
      format_version: 1,
      kind: 'import',
      graph,
      business: live.business,
      complete: !hasErrors(live.problems),
      ...made,
    }
    show(report, context, { calls: live.calls })
    return exitOfRead(report)
  } finally {
    progress.clear()
    await session.close()
  }
}

type Made = Pick<ImportReport, 'files' | 'summary' | 'problems'>

/** A first import; `business` is null where nothing says which one it is. */
interface First {
  readonly business: string | null
}

interface Task {
  /** Loads what exists before the live state is read. */
  readonly read: (context: Context) => Promise<FromFiles | First>
  /** Builds the manifest and writes the files. */
  readonly make: (sides: Sides, source: FromFiles, context: Context) => Made
}

const businessRead = (read: FromFiles | First): string | null =>
  'manifest' in read ? read.manifest.business : (read.business ?? null)

/**
 * One mode at a time. Files that must not be overwritten are checked before the live state is
 * read.
 */
const taskOf = ({ flags, io }: Context): Task => {
  const { split, missing, into, force } = flags
  const [out] = flags.out ?? []
  const given = [
    split === undefined ? null : '--split',
    missing === true ? '--missing' : null,
    into === undefined ? null : '--into',
  ].filter((flag) => flag !== null)
  const places = [
    ...given.filter((flag) => flag !== '--missing'),
    ...(out === undefined ? [] : ['--out']),
  ]
  for (const flags of [given, places]) {
    if (flags.length > 1) stop(cliProblem('flags_contradict', { flags }))
  }
  if (out !== undefined && force !== true) checkFree([resolve(io.cwd, out)])
  if (into === STDIN) stop(cliProblem('stdin_written', undefined))
  if (into !== undefined) return intoTask(into)
  if (split !== undefined) return splitTask(split)
  return missing === true ? MISSING : WHOLE
}

const slashed = (path: string): string => path.split(sep).join('/')

const inputOf = ({ live, memory, asOf }: Sides, { flags }: Context) => ({
  live,
  memory,
  asOf,
  ...(flags.only === undefined ? {} : { only: flags.only }),
})

/** The manifest only says which business it is for. */
const readNothing = async (context: Context): Promise<First> => {
  const isSaid = context.flags.business !== undefined && context.args.length === 0
  const source = isSaid ? null : await readSourceIfAny(context.args, context)
  return { business: businessOf(source, context) }
}

/** A first import has no files. */
const nothingOf = async (
  said: string | null,
  session: Session,
  context: Context,
): Promise<FromFiles> => {
  const business = said ?? (await tokenBusiness(session, context, 'import'))
  return { manifest: emptyManifest(business), problems: [], files: [] }
}

/** Written to `-o`, or printed. What cannot be written is not lost: it is printed too. */
const placed = (files: readonly { readonly text: string }[], { flags, io }: Context): Placed => {
  const [out] = flags.out ?? []
  const printed = { files: files.map(({ text }) => ({ file: null, text, written: false })) }
  if (out === undefined) return { ...printed, lost: [] }
  const path = resolve(io.cwd, out)
  try {
    writeAllWhole(files.map(({ text }) => ({ path, text })))
    return { files: files.map(({ text }) => written(path, text, io.cwd)), lost: [] }
  } catch (error) {
    const lost = stopProblems(error)
    if (lost === null) throw error
    return { ...printed, lost }
  }
}

interface Placed {
  readonly files: readonly ImportedFile[]
  readonly lost: readonly Problem[]
}

const outFolder = ({ flags, io }: Context): string => {
  const [out] = flags.out ?? []
  return out === undefined ? io.cwd : dirname(resolve(io.cwd, out))
}

/** Whether `--out` is a file in a folder that is there, and no pipe or device. */
const isWrittenTo = ({ flags, io }: Context): boolean => {
  const [out] = flags.out ?? []
  if (out === undefined) return false
  const path = resolve(io.cwd, out)
  const isOther = statSync(path, { throwIfNoEntry: false })?.isFile() === false
  return !isOther && statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === true
}

const WHOLE: Task = {
  read: readNothing,
  make: (sides, _source, context) => {
    const folder = outFolder(context)
    const isFile = isWrittenTo(context)
    const schema = isFile ? schemaFor(folder) : schemaSeenFrom(folder)
    const made = importManifest({ ...inputOf(sides, context), schema })
    if (made.files.length === 0) stop(...made.problems)
    if (isFile) placeSchemaFor(folder)
    const { files, lost } = placed(made.files, context)
    return { ...made, files, problems: [...sides.problems, ...made.problems, ...lost] }
  },
}

const MISSING: Task = {
  read: (context) => readToChange(context.args, context),
  make: (sides, source, context) => {
    const schema = schemaSeenFrom(outFolder(context))
    const { manifest, files } = source
    const made = importMissing({ ...inputOf(sides, context), schema, manifest, files })
    const placing = placed(made.files, context)
    return {
      summary: made.summary,
      files: placing.files,
      problems: [...sides.problems, ...made.problems, ...placing.lost],
    }
  },
}

const splitTask = (folder: string): Task => ({
  read: readNothing,
  make: (sides, _source, context) => {
    const { cwd } = context.io
    const absolute = resolve(cwd, folder)
    const schema = schemaFor(absolute)
    const made = importManifest({ ...inputOf(sides, context), schema, split: true })
    if (made.files.length === 0) stop(...made.problems)
    const files = made.files.map(({ name, text }) => ({ path: join(absolute, name), text }))
    if (context.flags.force !== true) checkFree(files.map(({ path }) => path))
    makeFolder(absolute)
    placeSchemaFor(absolute)
    writeAllWhole(files)
    return {
      ...made,
      files: files.map(({ path, text }) => written(path, text, cwd)),
      problems: [...sides.problems, ...made.problems],
    }
  },
})

const written = (path: string, text: string, cwd: string): ImportedFile => ({
  file: slashed(relative(cwd, path)),
  text,
  written: true,
})

const intoTask = (path: string): Task => ({
  read: (context) => readToChange([path, ...context.args], context),
  make: (sides, source, context) => {
    const { cwd } = context.io
    const file = slashed(relative(cwd, resolve(cwd, path)))
    const before = source.files.find((each) => each.file === file)
    if (before === undefined) return stop(cliProblem('not_a_regular_file', { path }))
    const { manifest, files } = source
    const made = importInto({ ...inputOf(sides, context), manifest, files, into: file })
    const problems: readonly Problem[] = [...sides.problems, ...made.problems]
    if (made.text === null) return { summary: made.summary, files: [], problems }
    const folder = dirname(realpathSync(resolve(cwd, path)))
    const isOfInit = withoutExamples(before.text) !== before.text
    const text = withWorkingSchema(made.text, folder, isOfInit)
    replaceWhole(resolve(cwd, path), before.text, text)
    const added = { file, text, written: true }
    return { summary: made.summary, files: [added], problems }
  },
})

/** A printed manifest has stdout to itself; remarks about it go to stderr. */
const show = (
  report: ImportReport,
  context: Context,
  beside: { readonly calls: Sides['live']['calls'] },
): void => {
  const { flags, io } = context
  const isText = flags.format === 'text'
  const isPrinted = report.files.some(({ file }) => file === null)
  if (isText && isPrinted && report.problems.length > 0) showProblems(report.problems, io, flags)
  showReport(report, context, beside)
  const [first] = report.files
  const target = first?.written === true ? (flags.split ?? first.file) : null
  if (isText && target !== null && first !== undefined && flags.missing !== true) {
    hint(`Read it through, then: bizaccess plan ${target}`, context)
  }
}
