import { resolve } from 'node:path'
import { loadTree } from '../../manifest/load.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { DesiredAsset } from '../../model/manifest.ts'
import { hasErrors } from '../../model/problem.ts'
import type { ValidateReport } from '../../model/reports/validate-report.ts'
import { type Fixed, fixedManifests } from '../../questions/fix/fixed.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfProblems } from '../exit-codes.ts'
import {
  FIRST_STEPS,
  type ManifestFile,
  readManifestFiles,
  STDIN,
} from '../input/manifest-files.ts'
import { DEFAULT_PATH } from '../input/manifest-source.ts'
import { noteUnread } from '../input/unread-files.ts'
import { showReport } from '../output/output.ts'
import { replaceAllWhole } from '../output/written-files.ts'

const NO_TREE = { value: [], problems: [] } as const

const HINT = `Name the manifest or its folder. ${FIRST_STEPS}`

/** Whether it is an asset, rather than the business itself. */
const isAsset = ({ kind }: DesiredAsset): boolean => kind !== BUSINESS.name

const NOTHING_FIXED: Fixed = { files: [], fixed: [], left: [] }

/** All of them or, where one has changed since it was read, none. Resolves to how the files are then. */
const writeFixed = (
  before: readonly ManifestFile[],
  fixed: readonly ManifestFile[],
  { io }: Context,
): readonly ManifestFile[] => {
  const texts = new Map(fixed.map(({ file, text }) => [file, text]))
  const changes = before.flatMap(({ file, text: old }) => {
    const text = texts.get(file)
    return text === undefined ? [] : [{ path: resolve(io.cwd, file), before: old, text }]
  })
  if (changes.length > 0) replaceAllWhole(changes)
  return before.map(({ file, text }) => ({ file, text: texts.get(file) ?? text }))
}

/** `validate [PATH…]`: offline checks of a whole tree; `--fix` takes out what warnings say to. */
export const validate: CommandRun = async (context) => {
  const { fix } = context.flags
  const paths = context.args.length > 0 ? context.args : [DEFAULT_PATH]
  if (fix === true && paths.includes(STDIN)) stop(cliProblem('stdin_written', undefined))
  const read = await readManifestFiles(paths, context.io, HINT)
  noteUnread(read.unread, context)
  const complete = !hasErrors(read.problems)
  const made = fix === true && complete ? fixedManifests(read.files) : NOTHING_FIXED
  const files = writeFixed(read.files, made.files, context)
  const tree = files.length > 0 ? loadTree(files, { complete }) : NO_TREE
  const problems = [...read.problems, ...tree.problems]
  const manifests = tree.value ?? []
  const report: ValidateReport = {
    format_version: 1,
    kind: 'validate',
    ok: !hasErrors(problems),
    summary: {
      files: read.files.length,
      businesses: manifests.length,
      assets: manifests.flatMap(({ assets }) => assets.filter(isAsset)).length,
    },
    ...(fix === true ? { fixed: made.fixed, left: made.left } : {}),
    problems,
  }
  showReport(report, context)
  return exitOfProblems(problems)
}
