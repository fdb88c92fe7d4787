import { resolve } from 'node:path'
import { hasErrors, type Problem } from '../../model/problem.ts'
import {
  DECISION_STATUSES,
  type DecisionResult,
  type DecisionsReport,
} from '../../model/reports/decisions-report.ts'
import { toSeconds } from '../../model/text/time.ts'
import { type Decided, decide } from '../../questions/review/decisions/decide.ts'
import { readDecisions } from '../../questions/review/decisions/read-decisions.ts'
import { makeReview } from '../../questions/review/review.ts'
import { planSides, readSides, rolesOf, withGroups } from '../changes/planning.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfDecisions } from '../exit-codes.ts'
import { type ManifestFile, STDIN } from '../input/manifest-files.ts'
import { readToChange } from '../input/manifest-source.ts'
import { readTextFile } from '../input/text-file.ts'
import { hint, showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { replaceAllWhole } from '../output/written-files.ts'
import { readVersion } from '../own-package.ts'
import { openSession } from '../session/session.ts'

/** Flags that look at something else than what was decided. */
const OTHERS = {
  since: '--since',
  failOn: '--fail-on',
  exposure: '--exposure',
  only: '--only',
  who: '--who',
} as const

/** `review --decisions FILE.csv [PATH…]`: writes what was decided, and shows the plan. Calls nothing. */
export const decideReviewed: CommandRun = async (context) => {
  const { flags, io } = context
  const path = flags.decisions ?? ''
  const others = Object.entries(OTHERS).filter(
    ([key]) => flags[key as keyof typeof OTHERS] !== undefined,
  )
  if (others.length > 0) {
    stop(
      cliProblem('flags_contradict', { flags: ['--decisions', ...others.map(([, flag]) => flag)] }),
    )
  }
  const { rows, problems: faults } = readDecisions(await readTextFile(path, io.cwd), path)
  if (hasErrors(faults)) stop(...faults)
  if (context.args.includes(STDIN)) stop(cliProblem('stdin_written', undefined))
  const source = await readToChange(context.args, context)
  const progress = createProgress(context)
  const session = await openSession(context, progress, source.manifest.business)
  try {
    const read = await readSides(source, session, context, { everything: true, seats: true })
    const sides = await withGroups(read, session, context)
    const { manifest, live, graph } = sides
    const report = makeReview({
      ...{ manifest, live, graph, toolVersion: readVersion() },
      readAt: toSeconds(io.now()),
    })
    const { input } = planSides(sides, session, context)
    const decided = decide({ rows, file: path, files: source.files, report, plan: input })
    if (hasErrors(decided.problems)) stop(...decided.problems)
    write(decided, source.files, context)
    const { plan } = planSides({ ...sides, manifest: decided.manifest }, session, context)
    const made = reportOf(path, decided, {
      ...{ business: live.business, complete: report.complete, plan: plan.summary },
      problems: report.problems,
    })
    progress.clear()
    showReport(made, context, {
      ...{ plan, calls: { ...live.calls, ...session.client.counts() } },
      ...rolesOf(decided.manifest),
    })
    if (flags.format === 'text' && made.files.length > 0) {
      hint('Read the change through (git diff), and open a pull request with it', context)
    }
    return exitOfDecisions(made)
  } finally {
    progress.clear()
    await session.close()
  }
}

/** All files or none. */
const write = ({ files }: Decided, before: readonly ManifestFile[], { io }: Context): void => {
  replaceAllWhole(
    files.map(({ file, text }) => ({
      ...{ path: resolve(io.cwd, file), text },
      before: before.find((each) => each.file === file)?.text ?? '',
    })),
  )
}

const reportOf = (
  path: string,
  { files, results }: Decided,
  said: Pick<DecisionsReport, 'business' | 'complete' | 'plan'> & {
    readonly problems: readonly Problem[]
  },
): DecisionsReport => ({
  format_version: 1,
  kind: 'decisions',
  business: said.business,
  decisions: path,
  complete: said.complete,
  files: files.map(({ file }) => file),
  summary: countsOf(results),
  results,
  plan: said.plan,
  problems: said.problems,
})

const countsOf = (results: readonly DecisionResult[]): DecisionsReport['summary'] =>
  Object.fromEntries(
    DECISION_STATUSES.map((status) => [
      status,
      results.filter((result) => result.status === status).length,
    ]),
  ) as DecisionsReport['summary']
