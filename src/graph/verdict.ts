import { ruleOf } from './errors.ts'
import type { GraphError } from './graph-error.ts'
import { fieldOf, type Json, listOf, textOf } from './json.ts'
import type { Open } from './pack.ts'
import type { Fetched } from './want.ts'

/** What becomes of a want after an answer. */
export type Verdict =
  | { readonly type: 'done'; readonly fetched: Fetched }
  /** Ask again, or for the next page, at once. */
  | { readonly type: 'again' }
  | { readonly type: 'later'; readonly delay: number; readonly isPause: boolean }
  /** The token is of no use: the run ends. */
  | { readonly type: 'end' }

const MOST_TRIES = 5
const MOST_PAGES = 10_000

/** Takes a page or a node in. `broken` makes an error of ours. */
export const takeAnswer = (
  open: Open,
  answer: Json,
  broken: (words: string) => GraphError,
): Verdict => {
  open.tries = 0
  if (open.want.node === true) {
    return { type: 'done', fetched: { status: 'complete', rows: [answer], error: null } }
  }
  for (const row of listOf(answer, 'data') ?? []) open.rows.push(row)
  const paging = fieldOf(answer, 'paging')
  // The end is where there is no `next`; a short or empty page is none [web].
  if (textOf(paging, 'next') === null) {
    return { type: 'done', fetched: { status: 'complete', rows: open.rows, error: null } }
  }
  const after = textOf(fieldOf(paging, 'cursors'), 'after')
  if (after === null || open.cursors.has(after) || open.cursors.size >= MOST_PAGES) {
    const words = after === null ? 'a next page without a cursor' : 'the cursor repeats'
    return doneWith(open, 'unknown', broken(words))
  }
  open.cursors.add(after)
  open.after = after
  return { type: 'again' }
}

/** Whether an answer can be what was wanted at all. */
export const isShaped = (open: Open, answer: Json): boolean =>
  open.want.node === true ? fieldOf(answer, 'error') === undefined : listOf(answer, 'data') !== null

/** Judges an error by its rule. */
export const takeError = (open: Open, error: GraphError, chance: number): Verdict => {
  const rule = ruleOf(error)
  if (rule.family === 'token' && open.want.asset === undefined) return { type: 'end' }
  if (rule.family === 'token' || rule.family === 'permission') {
    return doneWith(open, 'unreadable', error)
  }
  if (rule.family === 'limit') {
    open.tries += 1
    const delay = error.retryAfterMs ?? limitDelay(open.tries)
    return { type: 'later', delay, isPause: rule.stop === 'run' }
  }
  if (rule.retry === 'reduce' && open.want.node !== true && open.limit > 1) {
    open.limit = Math.floor(open.limit / 2)
    return { type: 'again' }
  }
  if (rule.retry === 'no' && !error.isTransient) return doneWith(open, 'unknown', error)
  open.tries += 1
  if (open.tries >= MOST_TRIES) return doneWith(open, 'unknown', error)
  return { type: 'later', delay: backoff(open.tries, chance), isPause: false }
}

/** What a want that cannot go on ends as. */
export const doneWith = (
  open: Open,
  status: 'unknown' | 'unreadable',
  error: GraphError,
): Verdict => ({ type: 'done', fetched: { status, rows: open.rows, error } })

/** A limit that does not say how long: 15 s, doubling. */
const limitDelay = (tries: number): number => 15_000 * 2 ** (tries - 1)

/** Half a second, doubling, up to half of it left to chance. */
const backoff = (tries: number, chance: number): number =>
  Math.round(500 * 2 ** (tries - 1) * (0.5 + chance / 2))
