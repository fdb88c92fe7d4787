import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { openJournal } from '../../src/apply/journal/journal.ts'
import { readMemory } from '../../src/apply/journal/journal-reading.ts'
import type { Journal } from '../../src/apply/journal/journal-type.ts'
import type { ApplyInput } from '../../src/apply/run-state.ts'
import { createGraphClient, type GraphClient, type GraphOptions } from '../../src/graph/client.ts'
import { addGroups } from '../../src/live/groups/read-groups.ts'
import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { loadManifest } from '../../src/manifest/load.ts'
import { KINDS, type KindTable } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import type { Memory } from '../../src/model/memory.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { furtherOf } from '../../src/plan/look-further.ts'
import { makePlan, type PlanInput } from '../../src/plan/make-plan.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import type { World } from '../../src/sandbox/state.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'

/** The whole way over real HTTP: a sandbox world, the real client, a journal in a folder of its own. */
export interface Pipeline {
  readonly sandbox: Sandbox
  readonly client: GraphClient
  readonly dir: string
  /** Reads, remembers and plans; `last` holds what the plan was made from. */
  plan(manifest: Manifest, options?: PlanOptions): Promise<Plan>
  apply(plan: Plan, options?: ApplyOptions): Promise<ApplyReport>
  readonly last: () => { readonly live: LiveState; readonly memory: Memory }
  close(): Promise<void>
}

export type PlanOptions = Partial<
  Pick<
    PlanInput,
    | 'asOf'
    | 'filter'
    | 'replace'
    | 'resend'
    | 'allowRequests'
    | 'allowRevocations'
    | 'allowInvitations'
    | 'allowOffboarded'
    | 'interactive'
    | 'preview'
  >
> & { readonly memory?: Memory }

export interface ApplyOptions
  extends Pick<ApplyInput, 'settled' | 'signal' | 'onEvent' | 'sleep' | 'now' | 'readAt'> {
  /** Puts something between the run and its journal, or the API. */
  readonly journal?: (journal: Journal) => Journal
  readonly client?: (client: GraphClient) => GraphClient
}

export const AS_OF = '2026-11-22'
export const NOW = new Date('2026-11-22T09:00:00Z')

export interface PipelineOptions {
  /** A world file's text, or a world that was made. */
  readonly world: string | World
  readonly kinds?: KindTable
  readonly sandboxKinds?: readonly SandboxKind[]
  readonly client?: Pick<GraphOptions, 'timeoutMs' | 'maxWaitMs' | 'sleep' | 'onEvent'>
  /** Milliseconds since 1970 for everybody, which all sleeping moves on; without it time stands still. */
  readonly clock?: { now: number }
  /** Called after every single write that changed the world. */
  readonly onChange?: SandboxOptions['onChange']
}

export const startPipeline = async (options: PipelineOptions): Promise<Pipeline> => {
  const { world, kinds = KINDS, sandboxKinds = SANDBOX_KINDS, clock } = options
  const now = (): Date => (clock === undefined ? NOW : new Date(clock.now))
  const sleep = async (ms: number): Promise<void> => {
    if (clock !== undefined) clock.now += ms
  }
  const sandbox = await startSandbox({
    world: typeof world === 'string' ? parseWorld(world, sandboxKinds) : world,
    kinds: sandboxKinds,
    now,
    ...(options.onChange === undefined ? {} : { onChange: options.onChange }),
  })
  const client = createGraphClient({
    url: sandbox.url,
    token: sandbox.token,
    sleep,
    ...(clock === undefined ? {} : { now: () => clock.now }),
    ...options.client,
  })
  const dir = await mkdtemp(join(tmpdir(), 'bizaccess-test-'))
  let last: { live: LiveState; memory: Memory } | null = null
  const lastOrThrow = () => {
    if (last === null) throw new Error('nothing was planned yet')
    return last
  }
  return {
    sandbox,
    client,
    dir,
    last: lastOrThrow,
    plan: async (manifest, { memory: given, ...planOptions } = {}) => {
      const read = (everything: boolean): Promise<LiveState> =>
        readLive(client, readRequestOf(manifest, kinds, { everything }), kinds)
      const past = await readMemory({ dir, business: manifest.business, now: () => NOW })
      const memory = given ?? past.memory
      const planFrom = (from: LiveState): Plan => {
        last = { live: from, memory }
        return makePlan({ ...planInputOf(manifest, last, planOptions), kinds })
      }
      const { filter } = planOptions
      let live = await read(false)
      let plan = planFrom(live)
      if (furtherOf(plan, live, filter).everything) {
        live = await read(true)
        plan = planFrom(live)
      }
      return furtherOf(plan, live, filter).groups
        ? planFrom(await addGroups(client, live, kinds))
        : plan
    },
    apply: async (plan, { journal: wrapJournal, client: wrapClient, ...applyOptions } = {}) => {
      const journal = await openedJournal(dir, plan.business.id)
      try {
        const { live } = lastOrThrow()
        return await applyPlan({
          plan,
          client: wrapClient?.(client) ?? client,
          journal: wrapJournal?.(journal) ?? journal,
          live,
          kinds,
          sleep,
          now,
          readAt: now(),
          ...applyOptions,
        })
      } finally {
        await journal.close()
      }
    },
    close: async () => {
      await client.close()
      await sandbox.close()
      await rm(dir, { recursive: true })
    },
  }
}

/** What `plan` plans from. */
export const planInputOf = (
  manifest: Manifest,
  sides: Pick<PlanInput, 'live' | 'memory'>,
  options: PlanOptions,
): PlanInput => ({
  manifest,
  asOf: AS_OF,
  graph: 'https://graph.test',
  toolVersion: '0.0.0',
  interactive: true,
  ...options,
  ...sides,
})

const openedJournal = async (dir: string, business: string): Promise<Journal> => {
  const { value, problems } = await openJournal({ dir, business, now: () => NOW })
  if (value === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

/** A manifest from text, or an error with its problems. */
export const manifestOf = (text: string, kinds: KindTable = KINDS): Manifest => {
  const { value, problems } = loadManifest([{ file: 'access.yaml', text }], { kinds })
  if (value === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}
