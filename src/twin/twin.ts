import type { NotedEvent } from '../apply/journal/journal-entry.ts'
import { memoryOf } from '../apply/journal/journal-memory.ts'
import type { Journal } from '../apply/journal/journal-type.ts'
import { clientOver, type GraphClient } from '../graph/client-over.ts'
import type { Memory } from '../model/memory.ts'
import { openSandbox } from '../sandbox/in-process.ts'
import type { CommittedWrite, Counts } from '../sandbox/sandbox-session.ts'
import type { Fault, World } from '../sandbox/state.ts'
import { INNER_ORIGIN, innerRoute } from './inner-route.ts'

export interface TwinOptions {
  readonly world: World
  /** What the journal of the real business remembers. */
  readonly memory: Memory
  /** The twin's clock starts here, and moves only when something waits. */
  readonly now: Date
  /** Faults besides those of the world. */
  readonly faults?: readonly Fault[]
  /** Called after each write that went through, whether or not it changed the twin. */
  readonly onCommit?: (world: World, write: CommittedWrite) => void
}

/**
 * A copy of a business that lives in this process: a sandbox without a socket, a client that can
 * reach nothing else, a journal without a file, and a clock that nobody waits for.
 */
export interface Twin {
  readonly client: GraphClient
  readonly journal: Journal
  /** What was remembered at first, and what the twin's journal has added. */
  readonly memory: () => Memory
  readonly world: () => World
  /** The writes that changed or confirmed the world, in order. */
  readonly commits: readonly CommittedWrite[]
  readonly counts: Readonly<Counts>
  readonly now: () => Date
  /** Moves the clock, and resolves at once. */
  readonly sleep: (ms: number) => Promise<void>
}

const A_DAY_MS = 24 * 3600 * 1000

/** Makes a twin of a world. Whatever is done to it, the world that was given stays as it is. */
export const makeTwin = (options: TwinOptions): Twin => {
  let at = options.now.getTime()
  const now = (): Date => new Date(at)
  const sleep = async (ms: number): Promise<void> => {
    at += ms
  }
  const { world, onCommit, faults = [] } = options
  const sandbox = openSandbox(
    {
      world,
      now,
      faults: [...faults, ...world.faults],
      ...(onCommit === undefined ? {} : { onCommit }),
    },
    INNER_ORIGIN,
  )
  const client = clientOver(() => innerRoute(sandbox), {
    url: INNER_ORIGIN,
    token: sandbox.token,
    now: () => at,
    random: () => 0.5,
    sleep,
    // Nobody sits there: what the limits of a real run would end must be seen to its end.
    maxWaitMs: A_DAY_MS,
  })
  const events: NotedEvent[] = []
  const memory = (): Memory => memoryOf(events, now().toISOString(), options.memory)
  return {
    client,
    journal: {
      append: async (...added) => {
        for (const event of added) events.push({ ...event, at: now().toISOString() })
      },
      close: async () => {},
      memory: options.memory,
    },
    memory,
    world: sandbox.world,
    commits: sandbox.commits,
    counts: sandbox.counts,
    now,
    sleep,
  }
}
