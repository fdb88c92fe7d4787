import { dirname, resolve } from 'node:path'
import { readMemory } from '../../apply/journal/journal-reading.ts'
import { permissionsIn, permissionsWant, tokenIn } from '../../live/glance/token-facts.ts'
import { readLive } from '../../live/read.ts'
import { everythingOf } from '../../live/wants.ts'
import type { LiveState } from '../../model/live.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { addressOf } from '../../model/text/address.ts'
import { printWorld } from '../../sandbox/world/world.ts'
import { anonymized } from '../../twin/anonymize/anonymized.ts'
import { type SnapshotInput, snapshotOf } from '../../twin/snapshot.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { worldSchemaLine } from '../offline/schema-path.ts'
import { hint, warn } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { checkFree, writeWhole } from '../output/written-files.ts'
import { interruptible } from '../session/interrupt.ts'
import { openSession, type Session } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

/** `snapshot`: what is live, and what the journal remembers, as a world that a sandbox serves. */
export const snapshot: CommandRun = async (context) => {
  const { flags, io } = context
  const { force } = flags
  const [out] = flags.out ?? []
  if (out !== undefined && force !== true) checkFree([resolve(io.cwd, out)])
  const progress = createProgress(context)
  const session = await openSession(context, progress, flags.business ?? null)
  try {
    const business = await tokenBusiness(session, context, 'snapshot')
    const input = await interruptible(read(session, business, context), io.signal)
    const made = snapshotOf(input)
    const text = printWorld(flags.anonymize === true ? anonymized(made) : made)
    progress.clear()
    warn([...input.live.problems, ...unreadableIn(input.live)], context)
    if (out === undefined) io.stdout.write(text)
    else {
      const file = resolve(io.cwd, out)
      writeWhole(file, worldSchemaLine(dirname(file)) + text)
      hint(`See what a plan says of it: bizaccess plan --sandbox ${out}`, context)
    }
    return 0
  } finally {
    progress.clear()
    await session.close()
  }
}

/** Everything. What failed, or cannot be trusted, is no snapshot: throws `stop`, which names it. */
const read = async (
  { client, journals, before }: Session,
  business: string,
  { io }: Context,
): Promise<SnapshotInput & { readonly live: LiveState }> => {
  const live = await readLive(client, everythingOf(business))
  refuse(live.problems)
  const { memory, problems } = await readMemory({ dir: journals, business, before, now: io.now })
  refuse(problems)
  const want = permissionsWant()
  const [described, asked] = await Promise.all([client.describeToken(), client.fetchAll([want])])
  const told = tokenIn(described)
  const permissions = permissionsIn(asked.get(want))
  const scopes = told?.scopes ?? permissions?.granted
  return {
    ...{ live, memory },
    token: {
      isOfPerson: told?.type === 'user',
      ...(scopes === undefined ? {} : { scopes }),
      ...(permissions === null || permissions.refused.length === 0
        ? {}
        : { declined: permissions.refused }),
      ...(told === null || told.targets.size === 0 ? {} : { targets: told.targets }),
    },
    ...(told?.appId == null ? {} : { app: told.appId }),
  }
}

const refuse = (problems: readonly Problem[]): void => {
  const errors = problems.filter((problem) => hasErrors([problem]))
  if (errors.length > 0) stop(...errors)
}

/** How many are named. */
const NAMED = 10

const unreadableIn = ({ scopes }: LiveState): readonly Problem[] => {
  const addresses = scopes
    .filter(({ status }) => status === 'unreadable')
    .map(({ asset, relation }) => addressOf(asset, relation, '*'))
  const count = addresses.length
  if (count === 0) return []
  return [cliProblem('carried_unreadable', { addresses: addresses.slice(0, NAMED), count })]
}
