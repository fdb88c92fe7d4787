import { type Shard, shardOf } from '../../plan/shard.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import type { Flags } from '../flags.ts'
import { hint } from '../output/output.ts'

/**
 * The shard of `--shard-by business`; null if whole businesses are not divided. Throws `stop` where it
 * is not said which part this is.
 */
export const businessShard = ({ shard, shardBy }: Flags): Shard | null => {
  if (shardBy !== 'business') return null
  const words = '--shard-by says what --shard divides: pass --shard I/N too'
  return shard ?? stop(cliProblem('usage', { words }))
}

/**
 * Whether `--shard-by business` leaves this business to another run. If so, it says so, in JSON if
 * that is the format. Nothing of the business is read and nothing is done.
 */
export const isLeftToOthers = (business: string, context: Context): boolean => {
  const { flags, io } = context
  const shard = businessShard(flags)
  if (shard === null) return false
  const own = shardOf(business, shard.count)
  if (own === shard.index) return false
  const { index, count } = shard
  hint(
    `Business ${business} is left to --shard ${own}/${count}; this is ${index}/${count}.`,
    context,
  )
  if (flags.format === 'json') io.stdout.write(`${JSON.stringify(skipped(business, own, shard))}\n`)
  return true
}

const skipped = (business: string, own: number, shard: { index: number; count: number }) => ({
  format_version: 1,
  kind: 'skipped',
  business: { id: business },
  shard: { ...shard, own },
  problems: [],
})
