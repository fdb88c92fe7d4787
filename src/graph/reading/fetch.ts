import { GraphError, localFacts, redactedError } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import { type Json, listOf } from '../json.ts'
import { waitFor } from './delays.ts'
import { idOf, singleEdges, takeEdges } from './expansion.ts'
import type { FetchContext, Round } from './fetch-context.ts'
import { heldBack, slowDown } from './held.ts'
import type { Delayed, Open } from './open.ts'
import { isOfOptional } from './optional.ts'
import { callOf, isSpare, packsOf } from './pack.ts'
import { doneWith, isShaped, type Pass, takeAnswer, takeError, type Verdict } from './verdict.ts'

/** Sends what is ready. Waits if nothing is, or if a limit of the whole run requires it. */
export const runRound = (
  ready: readonly Open[],
  delayed: readonly Delayed[],
  context: FetchContext,
): Promise<Round> => {
  if (delayed.some((each) => each.isPause)) return waitFor(ready, delayed, context)
  const { free, held } = heldBack(ready, delayed, context)
  const all = [...delayed, ...held]
  return free.length === 0 ? waitFor([], all, context) : sendAll(free, all, context)
}

/**
 * One pass over all packs, with as many in parallel as allowed. Stops sending once a limit is
 * hit.
 */
const sendAll = async (
  ready: readonly Open[],
  delayed: readonly Delayed[],
  context: FetchContext,
): Promise<Round> => {
  const round: Round = {
    ready: [],
    delayed: [...delayed],
    done: new Map(),
    chance: context.random(),
    heardBefore: context.wire.heard(),
  }
  const queue = [...packsOf(ready)]
  const asked = new Set(queue.flat())
  for (const open of ready) if (!asked.has(open)) giveUp(open, noRoom(open, context), round)
  if (queue.length === 0) return round
  context.wire.beginRound()
  const work = async (): Promise<void> => {
    for (let pack = queue.shift(); pack !== undefined; pack = queue.shift()) {
      await slowDown(context)
      await sendPack(pack, round, context)
      if (round.delayed.some((each) => each.isPause)) round.ready.push(...queue.splice(0).flat())
    }
  }
  const stopOthers = (error: unknown): never => {
    queue.length = 0
    throw error
  }
  const workers = Array.from({ length: Math.min(context.concurrency, queue.length) }, work)
  await Promise.all(workers.map((worker) => worker.catch(stopOthers)))
  return round
}

/** The end of a spare want. */
const giveUp = (open: Open, error: GraphError, round: Round): void =>
  settle(open, doneWith(open, 'unknown', error), error, round)

const noRoom = ({ want }: Open, { redactor }: FetchContext): GraphError => {
  const facts = { call: `GET ${want.path}` }
  return redactedError(localFacts('no_answer', 'no batch had room for this call', facts), redactor)
}

const sendPack = async (
  pack: readonly Open[],
  round: Round,
  context: FetchContext,
): Promise<void> => {
  const answers = await timed(pack, context, () => answersOf(pack, context))
  if (answers instanceof GraphError) return takePackError(pack, answers, round, context)
  for (const [place, open] of pack.entries()) {
    take(open, answers[place] as Json | GraphError, round, context)
  }
}

const take = (open: Open, answer: Json | GraphError, round: Round, context: FetchContext): void => {
  const error = answer instanceof GraphError ? answer : shapeError(open, answer, context)
  if (error === null) takeValue(open, answer as Json, round, context)
  else if (isSpare(open)) giveUp(open, error, round)
  else if (isOfOptional(open, error, context.lacking)) round.ready.push(open)
  else settle(open, takeError(open, error, passOf(round, context)), error, round)
}

const takeValue = (open: Open, value: Json, round: Round, context: FetchContext): void => {
  const { rows, done, opens } = takeEdges(
    open,
    open.want.node ? [value] : (listOf(value, 'data') ?? []),
  )
  for (const [want, fetched] of done) round.done.set(want, fetched)
  round.ready.push(...opens)
  const verdict = takeAnswer(open, value, rows, (words) => broken(open, words, context))
  const isEndless = verdict.type === 'again' && isOverdue(open, context)
  settle(open, isEndless ? overdue(open, context) : verdict, null, round)
}

/**
 * A single want is sent as a plain GET, unless a parameter is a secret, which only a body may
 * contain.
 */
const answersOf = async (
  pack: readonly Open[],
  { wire, redactor, lacking }: FetchContext,
): Promise<readonly (Json | GraphError)[] | GraphError> => {
  const reads = pack.map((open) => callOf(open, lacking))
  const [only] = reads
  const isPlain = only !== undefined && !Object.values(only.params).some(redactor.holds)
  return reads.length === 1 && isPlain ? [await wire.readOne(only)] : wire.readMany(reads)
}

/**
 * A batch that failed as a whole is split until the guilty call is alone, and repeated by that
 * call's rule.
 */
const takePackError = (
  pack: readonly Open[],
  error: GraphError,
  round: Round,
  context: FetchContext,
): void => {
  const rule = ruleOf(error)
  if (rule.family === 'token') throw error
  const needed = pack.filter((open) => !isSpare(open))
  for (const open of pack) if (isSpare(open)) giveUp(open, error, round)
  const isSplit = needed.length > 1 && rule.stop !== 'run' && rule.family !== 'limit'
  for (const open of needed) {
    if (isSplit) open.packSize = Math.ceil(needed.length / 2)
    const isInnocent = isSplit && rule.family !== 'server'
    const verdict: Verdict = isInnocent
      ? { type: 'again' }
      : takeError(open, error, passOf(round, context))
    settle(open, verdict, error, round)
  }
}

const passOf = ({ chance, heardBefore }: Round, { wire }: FetchContext): Pass => ({
  chance,
  heardBefore,
  heard: wire.heard(),
})

/**
 * Measures how long the calls of these wants take. Time beyond a list's patience counts as
 * waiting.
 */
const timed = async <T>(
  pack: readonly Open[],
  { now, waits }: FetchContext,
  send: () => Promise<T>,
): Promise<T> => {
  const start = now()
  const answers = await send()
  const took = now() - start
  let over = 0
  for (const open of pack) {
    open.tookMs += took
    over = Math.max(over, Math.min(took, open.tookMs - waits.patienceForListMs))
  }
  waits.charge(start + took - over, start + took)
  return answers
}

/** Waiting for an endless list is limited like any other waiting. */
const isOverdue = (open: Open, { waits }: FetchContext): boolean =>
  open.tookMs > waits.patienceForListMs && waits.left() === 0

const overdue = (open: Open, context: FetchContext): Verdict =>
  doneWith(
    open,
    'unknown',
    broken(
      open,
      `the list did not end after ${open.answers} pages, and --max-wait is used up`,
      context,
    ),
  )

const settle = (open: Open, verdict: Verdict, error: GraphError | null, round: Round): void => {
  switch (verdict.type) {
    case 'done':
      round.done.set(open.want, verdict.fetched)
      return
    case 'again':
      round.ready.push(open)
      return
    case 'later':
      if (error !== null) round.delayed.push({ ...verdict, open, error })
      return
    case 'apart':
      round.done.set(open.want, { status: 'complete', rows: [], error: null })
      round.ready.push(...singleEdges(open, idOf(open.want)))
      return
    case 'end':
      throw error
  }
}

const shapeError = (open: Open, answer: Json, context: FetchContext): GraphError | null =>
  isShaped(open, answer)
    ? null
    : redactedError(
        localFacts(
          'unexpected_shape',
          'the answer has no list `data`, or is not what was asked for',
          {
            call: `GET ${open.want.path}`,
          },
        ),
        context.redactor,
      )

const broken = (open: Open, words: string, { redactor }: FetchContext): GraphError =>
  redactedError(localFacts('incomplete', words, { call: `GET ${open.want.path}` }), redactor)
