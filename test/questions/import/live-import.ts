import { readLive } from '../../../src/live/read.ts'
import { seatsOf } from '../../../src/live/wants.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { makePlan } from '../../../src/plan/make-plan.ts'
import type { ImportInput } from '../../../src/questions/import/import-input.ts'
import { type Imported, importManifest } from '../../../src/questions/import/import-manifest.ts'
import { AS_OF, manifestOf, type Pipeline } from '../../support/pipeline.ts'

/** Everything in reach, as the command reads it. */
export const readAll = (pipeline: Pipeline, business = '1001'): Promise<LiveState> =>
  readLive(pipeline.client, {
    business,
    assets: 'all',
    declared: [seatsOf(business)],
    people: true,
    listings: 'all',
    onBehalfOf: 'in_full',
  })

export const importOf = (live: LiveState, input: Partial<ImportInput> = {}): Imported =>
  importManifest({
    live,
    kinds: KINDS,
    memory: NO_MEMORY,
    asOf: AS_OF,
    schema: 'manifest.schema.json',
    ...input,
  })

export const textOf = ({ files }: Imported): string => files.map(({ text }) => text).join('')

/** The text as it is once somebody took the mode lines out. */
export const withoutModes = (text: string): string => {
  const without = text
    .replace(/^defaults:\n(?: .*\n)+/m, '')
    .replace(/(?: {2}#.*\n)* {2}mode: additive\n/, '')
  if (text.includes('mode: additive }') && without === text) throw new Error('no mode lines')
  return without
}

/** The same state, with everything that has an order in another one. */
export const shuffled = (live: LiveState): LiveState => ({
  ...live,
  people: [...live.people].reverse(),
  invitations: [...live.invitations].reverse(),
  assets: [...live.assets].reverse(),
  scopes: [...live.scopes].reverse(),
  relations: [...live.relations]
    .reverse()
    .map((row) => ({ ...row, tasks: [...row.tasks].reverse() })),
})

/** A plan over what was read for the import itself: the second reading is another test's. */
export const planOver = (live: LiveState, text: string, memory: Memory = NO_MEMORY): Plan =>
  makePlan({
    manifest: manifestOf(text),
    live,
    memory,
    asOf: AS_OF,
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    interactive: true,
  })
