import { KINDS } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import { NO_MEMORY } from '../../model/memory.ts'
import type { Step } from '../../model/plan.ts'
import { makePlan } from '../../plan/make-plan.ts'
import type { ImportInput } from './import-input.ts'
import type { ImportSource } from './writing/relation-grants.ts'

/** An input, completed with defaults. */
export const sourceOf = ({
  live,
  kinds = KINDS,
  memory = NO_MEMORY,
  asOf,
  only,
}: Pick<ImportInput, 'live' | 'kinds' | 'memory' | 'asOf' | 'only'>): ImportSource => ({
  live,
  kinds,
  memory,
  asOf,
  only: only ?? null,
})

/** The steps that a plan of this manifest would have. */
export const stepsOf = (source: ImportSource, manifest: Manifest): readonly Step[] =>
  makePlan({ ...source, manifest, graph: '', toolVersion: '', interactive: true }).steps
