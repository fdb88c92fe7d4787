import { loadTree } from '../../manifest/load.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { DesiredAsset } from '../../model/manifest.ts'
import { hasErrors } from '../../model/problem.ts'
import type { ValidateReport } from '../../report/report.ts'
import type { CommandRun } from '../context.ts'
import { exitOfProblems } from '../exit-codes.ts'
import { FIRST_STEPS, readManifestFiles } from '../input/manifest-files.ts'
import { DEFAULT_PATH } from '../input/manifest-source.ts'
import { noteUnread } from '../input/unread-files.ts'
import { showReport } from '../output/output.ts'

const NO_TREE = { value: [], problems: [] } as const

const HINT = `Name the manifest or its folder. ${FIRST_STEPS}`

/** Whether it is an asset, rather than the business itself. */
const isAsset = ({ kind }: DesiredAsset): boolean => kind !== BUSINESS.name

/** `validate [PATH…]`: offline checks of a whole tree. */
export const validate: CommandRun = async (context) => {
  const paths = context.args.length > 0 ? context.args : [DEFAULT_PATH]
  const read = await readManifestFiles(paths, context.io, HINT)
  noteUnread(read.unread, context)
  const complete = !hasErrors(read.problems)
  const tree = read.files.length > 0 ? loadTree(read.files, { complete }) : NO_TREE
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
    problems,
  }
  showReport(report, context)
  return exitOfProblems(problems)
}
