import { GraphError } from '../graph/errors/graph-error.ts'
import { type Reread, readAgain } from '../live/read.ts'
import type { Scope } from '../model/live.ts'
import type { Step } from '../model/plan.ts'
import { groupBy } from '../model/text/grouping.ts'
import { noteReadFailure, record } from './attempt/attempt.ts'
import type { Relied } from './guard.ts'
import { holdBack, isDue, sendable } from './next-batch.ts'
import { finishStep, type Run } from './run-state.ts'
import { standingOf } from './standing.ts'

/** How many steps are read again at a time; fewer if that takes too long. */
const WINDOWS = [50, 10, 1] as const

/**
 * Reads again what the next steps that take something away rely on, if the reading is too old: rails
 * must hold at the moment a step is sent. A step that has been done meanwhile counts as done; one that
 * no longer matches the live state is not sent.
 */
export const refresh = async (run: Run): Promise<void> => {
  for (const most of WINDOWS) {
    if (!sendable(run, run.ramp.size()).some((step) => isDue(run, step))) return
    await reread(
      run,
      sendable(run, most).filter((step) => isDue(run, step)),
    )
  }
  const [first] = sendable(run, 1)
  if (first !== undefined && isDue(run, first)) {
    holdBack(run, first, `${first.asset.id} could not be read again within a minute`)
  }
}

const reread = async (run: Run, steps: readonly Step[]): Promise<void> => {
  if (steps.length === 0) return
  const { client, plan } = run.input
  const at = run.now()
  const relied = steps.flatMap(run.guard.reliesOn)
  const assets = [...groupBy(relied, ({ id }) => id)].map(([id, own]) => {
    const [{ kind }] = own as readonly [Relied]
    return { kind, id, relations: [...new Set(own.map(({ relation }) => relation))] }
  })
  const read = await readAgain(client, plan.business.id, assets, run.kinds).catch(asGraphError)
  if (read instanceof GraphError) {
    noteReadFailure(run, read)
    return
  }
  run.readings.note(relied, at)
  run.guard.renew({ ...read, scopes: [...read.scopes, ...unreadIn(read, relied)] })
  for (const step of steps) await compare(run, step, read)
}

/** What was asked for and is not in what was read, such as people of an asset that nobody listed. */
const unreadIn = ({ scopes }: Reread, relied: readonly Relied[]): readonly Scope[] =>
  relied
    .filter(
      ({ id, relation }) =>
        !scopes.some((scope) => scope.asset === id && scope.relation === relation),
    )
    .map(({ kind, id, relation }) => ({
      ...{ kind, asset: id, relation },
      ...{ status: 'unknown', what: null },
    }))

const asGraphError = (error: unknown): GraphError => {
  if (error instanceof GraphError) return error
  throw error
}

/** Compares the new reading with the step. If nothing changed, the step goes on. */
const compare = async (run: Run, step: Step, read: Reread): Promise<void> => {
  const standing = standingOf(step, read, run.kinds)
  if (standing.type === 'ready') return
  if (standing.type === 'stale') return holdBack(run, step, standing.why)
  const { address, action } = step
  const result = { address, action, status: standing.type }
  // Only what was sent belongs in the journal.
  if (run.earlier.has(step)) await record(run, new Map([[step, { result, problems: [] }]]))
  else finishStep(run, step, result)
}
