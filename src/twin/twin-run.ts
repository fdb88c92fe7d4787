import { applyPlan } from '../apply/apply-plan.ts'
import type { KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan } from '../model/plan.ts'
import type { ApplyReport, StepResult } from '../model/reports/apply-report.ts'
import { kindOf, SANDBOX_KINDS } from '../sandbox/kinds/sandbox-kinds.ts'
import type { CommittedWrite } from '../sandbox/sandbox-session.ts'
import { CONFIRMED, type Fault, type World } from '../sandbox/state.ts'
import { showsAgency } from '../sandbox/views/columns.ts'
import { type BrokenRail, type RailTerms, watchRails } from './rails/rails-of-world.ts'
import { makeTwin, type Twin } from './twin.ts'

/** One apply on a fresh twin. */
export interface TwinRun {
  readonly plan: Plan
  readonly live: LiveState
  readonly memory: Memory
  readonly settled: ReadonlyMap<string, StepResult>
  readonly kinds: KindTable
  readonly now: Date
  readonly world: World
  readonly faults: readonly Fault[]
  readonly terms: RailTerms
}

export interface TwinOutcome {
  readonly twin: Twin
  readonly report: ApplyReport
  readonly broken: readonly BrokenRail[]
  /** Writes that were made once more although nothing had shown that they were undone. */
  readonly doubled: readonly CommittedWrite[]
}

/** A write, and what was known when it was made. */
interface Made {
  readonly write: CommittedWrite
  readonly reads: number
  /** Whether lists show what it did. */
  readonly isShown: boolean
}

/** Applies a plan to a fresh twin, and looks at the world after every single write. */
export const runOnTwin = async (run: TwinRun): Promise<TwinOutcome> => {
  const { plan, live, settled, kinds, now: at, world, faults, terms, memory } = run
  const watch = watchRails(world, terms)
  const made: Made[] = []
  let before = world
  const mayLag = faults.some((fault) => (fault.do.stale_reads ?? 0) > 0)
  const twin: Twin = makeTwin({
    ...{ world, memory, now: at, faults },
    onCommit: (changed, write) => {
      watch.note(changed, write)
      const isShown = !mayLag && showsWhat(write, before, changed)
      made.push({ write, reads: twin.counts.reads, isShown })
      before = changed
    },
  })
  const { client, journal, now, sleep } = twin
  const report = await applyPlan({
    ...{ plan, live, settled, kinds, client, journal, now, sleep },
    readAt: now(),
  })
  return { twin, report, broken: watch.broken, doubled: doubledIn(made) }
}

/**
 * Whether lists can tell that the write was made: one that changed nothing they cannot, and a grant
 * that waits for somebody may be listed nowhere.
 */
const showsWhat = (
  { path, params }: CommittedWrite,
  { assets: former }: World,
  { assets, modes }: World,
): boolean => {
  const [, node = ''] = path.split('/')
  const [was, asset] = [former.get(node), assets.get(node)]
  if (was === undefined || asset === undefined) return true
  const [user, business] = [String(params['user']), String(params['business'])]
  if (params['user'] !== undefined) {
    return was.users.get(user)?.join() !== asset.users.get(user)?.join()
  }
  const [old, row] = [was.agencies.get(business), asset.agencies.get(business)]
  if (row === undefined) return true
  // An approval that is awaited looks like the request that it answers.
  const isPending = row.status !== CONFIRMED
  const wasPending = old !== undefined && old.status !== CONFIRMED
  const isSame = isPending ? wasPending : !wasPending && old?.tasks.join() === row.tasks.join()
  return !isSame && showsAgency(kindOf(SANDBOX_KINDS, asset.kind), modes, row)
}

/**
 * Writes that were made twice in a row, as far as their own target is concerned, although what the
 * first one did was to be seen, or nobody looked.
 */
const doubledIn = (made: readonly Made[]): readonly CommittedWrite[] => {
  const last = new Map<string, Made & { readonly text: string }>()
  return made.flatMap((one) => {
    const target = targetOf(one.write)
    const text = textOf(one.write)
    const earlier = last.get(target)
    last.set(target, { ...one, text })
    if (earlier === undefined || earlier.text !== text) return []
    return earlier.isShown || one.reads === earlier.reads ? [one.write] : []
  })
}

/** The same in whatever encoding it was sent. */
const textOf = ({ method, path, params }: CommittedWrite): string =>
  JSON.stringify([
    method,
    path,
    Object.entries(params)
      .map((entry) => entry.join('='))
      .sort(),
  ])

/** The node and whom it is about: what names them is no list, and no word of capitals. */
const targetOf = ({ path, params }: CommittedWrite): string => {
  const ids = Object.values(params).filter(
    (value) => typeof value === 'string' && !/^[A-Z_]+$/.test(value),
  )
  return [path, ...ids].join(' ')
}
