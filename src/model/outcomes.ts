/** How a run ends, and the exit code that says so. */
export const EXIT = {
  ok: 0,
  failed: 1,
  differs: 2,
  waits: 3,
  blocked: 4,
  interrupted: 130,
} as const

export type Outcome = keyof typeof EXIT

/** If several apply, the first of these wins. */
export const PRECEDENCE: readonly Outcome[] = [
  'interrupted',
  'failed',
  'blocked',
  'differs',
  'waits',
  'ok',
]

/** The outcome of an exit code; one that is none of ours is a failure. */
export const outcomeOf = (code: number): Outcome =>
  PRECEDENCE.find((outcome) => EXIT[outcome] === code) ?? 'failed'

/** The outcome that several come to together. */
export const worstOf = (outcomes: readonly Outcome[]): Outcome =>
  PRECEDENCE.find((outcome) => outcomes.includes(outcome)) ?? 'ok'
