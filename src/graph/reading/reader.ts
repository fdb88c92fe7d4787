import { setImmediate as turn } from 'node:timers/promises'
import type { Fetched, Want } from '../want.ts'
import { withEdges } from './expansion.ts'
import { runRound } from './fetch.ts'
import type { FetchContext } from './fetch-context.ts'
import { type Delayed, type Open, openOf } from './open.ts'

/** Reads wants to their end. Throws only what ends the run. */
export type Read = (
  wants: readonly Want[],
  options?: { readonly isQuiet?: boolean },
) => Promise<ReadonlyMap<Want, Fetched>>

interface Caller {
  readonly opens: readonly Open[]
  readonly isQuiet: boolean
  readonly resolve: (fetched: ReadonlyMap<Want, Fetched>) => void
  readonly reject: (error: unknown) => void
}

/** What is in progress, for all callers together. */
interface Work {
  readonly callers: Set<Caller>
  readonly done: Map<Want, Fetched>
  ready: readonly Open[]
  delayed: readonly Delayed[]
  /** Wants answered before; used only to show progress. */
  answered: number
}

/**
 * Reads in rounds. What is open is packed into batches; each answer says whether its want is done,
 * continues at once, or continues later. All callers share the rounds, so parallel requests cost no
 * more calls or rounds than one, and nobody waits for another caller's long list. A token that is no
 * use, or a limit of the whole run that outlasts the allowed wait, ends the reading for all callers.
 */
export const createReader = (context: FetchContext): Read => {
  const work: Work = { callers: new Set(), done: new Map(), ready: [], delayed: [], answered: 0 }
  let isRunning = false
  const run = async (): Promise<void> => {
    isRunning = true
    try {
      // A caller that has its answer may ask for more before the next round is sent.
      for (await turn(); work.callers.size > 0; await turn()) await step(work, context)
    } catch (error) {
      for (const { reject } of work.callers) reject(error)
      Object.assign(work, { ready: [], delayed: [] })
      work.callers.clear()
      work.done.clear()
    }
    work.answered = 0
    isRunning = false
  }
  return (wants, { isQuiet = false } = {}) =>
    new Promise((resolve, reject) => {
      const opens = [...new Set(wants)].map((want) => openOf(want))
      if (opens.length === 0) {
        resolve(new Map())
        return
      }
      work.callers.add({ opens, isQuiet, resolve, reject })
      work.ready = [...work.ready, ...opens]
      if (!isRunning) void run()
    })
}

const step = async (work: Work, context: FetchContext): Promise<void> => {
  const { ready, delayed } = work
  work.ready = []
  const round = await runRound(ready, delayed, context)
  for (const [want, fetched] of round.done) work.done.set(want, fetched)
  work.ready = [...round.ready, ...work.ready]
  work.delayed = round.delayed
  emitProgress(work, context)
  for (const caller of work.callers) if (isAnswered(caller, work.done)) answer(caller, work)
}

const emitProgress = (work: Work, { emit }: FetchContext): void => {
  if ([...work.callers].every(({ isQuiet }) => isQuiet)) return
  const done = work.answered + work.done.size
  emit({ type: 'progress', done, total: done + work.ready.length + work.delayed.length })
}

const isAnswered = ({ opens }: Caller, done: ReadonlyMap<Want, Fetched>): boolean =>
  opens.every(({ want }) => done.has(want)) &&
  opens.every(({ home }) =>
    [...home.reads.values()].every((reads) => [...reads.values()].every((want) => done.has(want))),
  )

const answer = (caller: Caller, work: Work): void => {
  work.callers.delete(caller)
  caller.resolve(new Map(caller.opens.map((open) => [open.want, withEdges(open, work.done)])))
  const size = work.done.size
  for (const { want, home } of caller.opens) {
    work.done.delete(want)
    for (const reads of home.reads.values())
      for (const each of reads.values()) work.done.delete(each)
  }
  work.answered += size - work.done.size
}
