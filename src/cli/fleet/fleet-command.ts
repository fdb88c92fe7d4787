import { EXIT, type Outcome } from '../../model/outcomes.ts'
import type { Problem } from '../../model/problem.ts'
import { isInShard } from '../../plan/shard.ts'
import { stepsOfAll, summaryOf, worstLine } from '../../report/fleet/fleet-report.ts'
import { businessShard } from '../changes/sharding.ts'
import type { CommandRow, CommandRun, Context } from '../context.ts'
import { warn } from '../output/output.ts'
import {
  applyShown,
  approvedOf,
  leftAlone,
  type Planned,
  planFirst,
  unexpectedIn,
} from './apply-all.ts'
import { type Board, openBoard } from './board.ts'
import { type Fleet, openFleet } from './fleet.ts'
import { refuseFlagsOfOne } from './fleet-flags.ts'
import { type FleetOutput, fleetOutput } from './fleet-output.ts'
import { fleetProblem } from './fleet-problems.ts'
import { inOrder } from './in-order.ts'
import type { Ran } from './member-run.ts'
import { readTree, type TreeMember } from './tree.ts'

/** `COMMAND --all [PATH…]`: the command for every business of a tree, each as if it were alone. */
export const overAll =
  (row: CommandRow): CommandRun =>
  async (context) => {
    refuseFlagsOfOne(context, row.name)
    const count = argsBeforePaths(row)
    const names = context.args.slice(0, count)
    const tree = await readTree(context.args.slice(count), context)
    warn(tree.problems, context)
    const { own, left } = divided(tree.members, context)
    const fleet = await openFleet(row, names, context)
    const output = fleetOutput(row.name, context)
    const board = openBoard(output, own.length, context)
    try {
      const run = asksOnce(row, context) ? applyAsking : runEach
      const found = await run({ fleet, board, context }, own)
      board.clear()
      return endOf({ row, names, left, tree: tree.problems, found, output, board, context })
    } finally {
      board.clear()
      output.discard()
      await fleet.close()
    }
  }

/** How many words come before the paths: `who NAME [PATH…]`. */
const argsBeforePaths = ({ args }: CommandRow): number => args.match(/<\w+>/g)?.length ?? 0

/**
 * Without anybody to ask, each business decides for itself, as it does alone; but not where all
 * together must come to what was looked at.
 */
const asksOnce = ({ name }: CommandRow, { flags, io }: Context): boolean =>
  name === 'apply' &&
  (flags.expect !== undefined || (io.ask !== null && flags.autoApprove !== true))

interface Divided {
  readonly own: readonly TreeMember[]
  /** How many are of other shards. */
  readonly left: number
}

const divided = (members: readonly TreeMember[], { flags }: Context): Divided => {
  const shard = businessShard(flags)
  if (shard === null) return { own: members, left: 0 }
  const own = members.filter(({ business, folder }) => isInShard(shard, business ?? folder))
  return { own, left: members.length - own.length }
}

interface Running {
  readonly fleet: Fleet
  readonly board: Board
  readonly context: Context
}

/** How far a business may be ahead of the first that is not done: what is done waits to be shown. */
const MOST_AHEAD = 64

/** Whoever waits for people holds nobody up. */
const aheadIn = ({ flags }: Context): number =>
  flags.wait === undefined ? MOST_AHEAD : Number.POSITIVE_INFINITY

/** Works on all of them. Resolves to what is wrong with all together. */
type Run = (running: Running, members: readonly TreeMember[]) => Promise<readonly Problem[]>

const runEach: Run = async ({ fleet, board, context }, members) => {
  await inOrder(
    members,
    (member) => fleet.run(member),
    (ran, member) => board.show(member, ran),
    aheadIn(context),
  )
  return []
}

/** Shows every plan, asks once, and applies what was shown. */
const applyAsking: Run = async ({ fleet, board, context }, members) => {
  const planned = new Map<TreeMember, Planned>()
  await inOrder(
    members,
    (member) => planFirst(fleet, member, context),
    (result, member) => {
      planned.set(member, result)
      if (result.plan !== null) board.preview(member, result)
    },
    Number.POSITIVE_INFINITY,
  )
  board.clear()
  const all = [...planned.values()]
  const unexpected = context.io.signal.aborted ? null : unexpectedIn(all, context)
  const approved = unexpected === null && (await approvedOf(all, context))
  await inOrder(
    members,
    async (member): Promise<Ran> => {
      const first = planned.get(member) as Planned
      const { ran, plan } = first
      if (plan === null) return ran
      if (unexpected !== null) return leftAlone(first)
      return approved ? applyShown(fleet, { member, plan }) : { ...ran, shown: null }
    },
    (ran, member) => board.show(member, ran),
    Number.POSITIVE_INFINITY,
  )
  return unexpected === null ? [] : [unexpected]
}

interface Ended {
  readonly row: CommandRow
  readonly names: readonly string[]
  readonly left: number
  /** Of the tree itself. */
  readonly tree: readonly Problem[]
  /** Of all of its businesses together. */
  readonly found: readonly Problem[]
  readonly output: FleetOutput
  readonly board: Board
  readonly context: Context
}

/** The summary of all, and the exit code of the whole. */
const endOf = ({ row, names, left, tree, found, output, board, context }: Ended): number => {
  const lines = board.lines()
  const { isNobody, idle } = board.mistakes()
  const [name = ''] = names
  const businesses = lines.length
  const own = [
    ...found,
    ...(isNobody ? [fleetProblem('nobody_anywhere', { name, businesses })] : []),
    ...(idle.length > 0 ? [fleetProblem('matches_nowhere', { filters: idle, businesses })] : []),
  ]
  const outcome = withFailure(worstLine(lines), own.length > 0)
  const lost = output.end({
    command: row.name,
    results: lines,
    summary: summaryOf(lines, left),
    ...(row.name === 'plan' ? { steps_digest: stepsOfAll(board.steps()) } : {}),
    exit_code: EXIT[outcome],
    problems: [...tree, ...own],
  })
  warn(lost, context)
  return EXIT[withFailure(outcome, lost.length > 0)]
}

const withFailure = (outcome: Outcome, hasFailed: boolean): Outcome =>
  hasFailed && outcome !== 'interrupted' ? 'failed' : outcome
