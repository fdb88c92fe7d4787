import type { PlanInput } from '../../src/plan/make-plan.ts'

/** What a golden case plans from, read once, and the lines that it expects. */
export interface Scene {
  readonly title: string
  readonly input: PlanInput
  readonly lines: readonly string[]
  /** The whole plan of a file's first case; else null. */
  readonly whole: string | null
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file with all scenes. */
    scenes: string
  }
}
