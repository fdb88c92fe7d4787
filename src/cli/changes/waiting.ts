import { setTimeout as pause } from 'node:timers/promises'
import { type Watched, waitForAnswers } from '../../apply/answers.ts'
import { plural } from '../../document/plural.ts'
import { GraphError } from '../../graph/errors/graph-error.ts'
import type { Problem } from '../../model/problem.ts'
import type { ApplyReport, Waited } from '../../model/reports/apply-report.ts'
import { cliProblem, stopProblems } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import type { Io } from '../io.ts'
import { hint } from '../output/output.ts'
import type { Progress } from '../output/progress.ts'
import { openSession, type Session } from '../session/session.ts'
import type { Prepared } from './prepared.ts'

interface Waiting {
  readonly business: string
  readonly prepare: (session: Session) => Promise<Prepared>
  readonly session: Session
  readonly progress: Progress
  readonly context: Context
  readonly waitMs: number
}

/**
 * Waits until people have answered what an apply left to them. Resolves to its report with their
 * answers.
 */
export const withAnswers = async (
  report: ApplyReport,
  watched: readonly Watched[],
  waiting: Waiting,
): Promise<ApplyReport> => {
  const { context, progress, waitMs } = waiting
  const { io } = context
  const problems: Problem[] = []
  hint(`Waiting for ${plural(watched.length, 'answer')}; Ctrl-C ends the wait.`, context)
  const wait = (): Promise<Waited> =>
    waitForAnswers({
      watched,
      waitMs,
      now: io.now,
      signal: io.signal,
      sleep: (ms) => sleep(io, ms),
      onPause: (open, leftMs) => {
        const left = Math.ceil(leftMs / 60_000)
        progress.show(`Waiting for ${plural(open, 'answer')}, ${left} min left`)
      },
      look: async () => {
        const looked = await look(waiting)
        if (!('problem' in looked)) return looked
        problems.push(looked.problem)
        return null
      },
    })
  const waited = await (context.fleet?.aside(wait) ?? wait())
  return {
    ...report,
    problems: [...report.problems, ...problems],
    ...(io.signal.aborted ? { interrupted: true as const } : {}),
    waited,
  }
}

const sleep = (io: Io, ms: number): Promise<void> =>
  io.sleep === undefined
    ? pause(ms, undefined, { signal: io.signal }).catch(() => undefined)
    : io.sleep(ms, io.signal)

/** Looks once more. A read that ends the wait is a problem of the wait, not of the apply. */
const look = async ({
  business,
  prepare,
  session,
  progress,
  context,
}: Waiting): Promise<Prepared | { readonly problem: Problem }> => {
  // For a sandbox, another process plays the people, so its world is loaded anew.
  const own = session.remembers ? await openSession(context, progress, business) : session
  try {
    return await prepare(own)
  } catch (error) {
    const [known] = stopProblems(error) ?? []
    const message = error instanceof GraphError ? error.message : known?.message
    if (message !== undefined) return { problem: cliProblem('wait_ended', { message }) }
    if (context.io.signal.aborted)
      return { problem: cliProblem('wait_ended', { message: 'interrupted' }) }
    throw error
  } finally {
    if (own !== session) await own.close()
  }
}
