import type { ErrorRule } from '../errors/error-rule.ts'
import type { GraphError, LocalType } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import { fieldOf, type Json, listOf, nextPageOf } from '../json.ts'
import { limitDelay } from '../pace/limit-delay.ts'
import type { Fetched } from '../want.ts'
import { isExpanding, type Open } from './open.ts'
import { isWorthGoingOn } from './seek.ts'

/** What happens to a want after an answer. */
export type Verdict =
  | { readonly type: 'done'; readonly fetched: Fetched }
  /** Ask again, or for the next page, at once. */
  | { readonly type: 'again' }
  | { readonly type: 'later'; readonly delay: number; readonly isPause: boolean }
  /** The edges of this node are read one by one. */
  | { readonly type: 'apart' }
  /** The token is no use: the run ends. */
  | { readonly type: 'end' }

const MOST_TRIES = 5
/** A read with edges is given up sooner, because it may well succeed without them. */
const MOST_EXPANDED_TRIES = 3
const MOST_PAGES = 10_000
/**
 * Pages this small are read without edges instead of being halved further to find the guilty row.
 */
const LEAST_SUSPECT = 25
/** A page with edges that is too large is not made smaller than this. */
const LEAST_EXPANDED = 3

const AGAIN: Verdict = { type: 'again' }

/** Takes in a page or a node: its rows, without their edges. `broken` makes a local error. */
export const takeAnswer = (
  open: Open,
  answer: Json,
  rows: readonly Json[],
  broken: (words: string) => GraphError,
): Verdict => {
  settleExpansion(open)
  open.tries = 0
  open.answers += 1
  if (open.want.node === true) {
    return { type: 'done', fetched: { status: 'complete', rows, error: null } }
  }
  for (const row of rows) open.rows.push(row)
  const next = nextPageOf(answer)
  if (next.type === 'none') {
    return { type: 'done', fetched: { status: 'complete', rows: open.rows, error: null } }
  }
  if (!isWorthGoingOn(open, rows)) {
    return { type: 'done', fetched: { status: 'cut', rows: open.rows, error: null } }
  }
  if (next.type === 'broken') return doneWith(open, 'unknown', broken(next.words))
  const { after } = next
  if (open.cursors.has(after)) return doneWith(open, 'unknown', broken('the cursor repeats'))
  if (open.cursors.size >= MOST_PAGES) {
    return doneWith(open, 'unknown', broken(`the list did not end after ${MOST_PAGES} pages`))
  }
  open.cursors.add(after)
  open.after = after
  return AGAIN
}

/**
 * After a page without edges, the next page is asked for with them, unless two in a row were
 * refused.
 */
const settleExpansion = (open: Open): void => {
  if (isExpanding(open)) {
    open.refusedPages = 0
    open.limit = Math.min(open.ceiling, open.limit * 2)
  } else if (open.expansion === 'skip') {
    open.refusedPages += 1
    open.expansion = open.refusedPages > 1 ? 'off' : 'on'
    if (open.expansion === 'off') open.limit = open.ceiling
  }
}

/** Whether an answer has the shape that the want needs. */
export const isShaped = (open: Open, answer: Json): boolean =>
  open.want.node === true ? fieldOf(answer, 'error') === undefined : listOf(answer, 'data') !== null

/** What is relevant about the pass in which a want failed. */
export interface Pass {
  /** A random number, shared so that calls that fail together are retried together. */
  readonly chance: number
  /** How many answers the API had given when the pass began, and has given so far. */
  readonly heardBefore: number
  readonly heard: number
}

/** Judges an error by its rule. */
export const takeError = (open: Open, error: GraphError, pass: Pass): Verdict => {
  const { chance, heard } = pass
  const rule = ruleOf(error)
  if (open.tries === 0) open.heard = pass.heardBefore
  if (isBarred(rule, error) || endsReading(rule, open)) return { type: 'end' }
  if (rule.family === 'limit') return limitError(open, error, rule)
  if (isExpanding(open)) return expandedError(open, error, chance)
  if (rule.family === 'permission' || isOfAssetToken(rule, open)) {
    return doneWith(open, 'unreadable', error)
  }
  if (rule.retry === 'reduce' && open.want.node !== true && open.limit > 1) {
    return smaller(open)
  }
  if (!isTransient(rule, error)) return doneWith(open, 'unknown', error)
  open.tries += 1
  if (open.tries >= MOST_TRIES) {
    return isDeaf(open, error, heard) ? { type: 'end' } : doneWith(open, 'unknown', error)
  }
  return { type: 'later', delay: backoff(open.tries, chance), isPause: false }
}

/** Whether the run's own token is no use. */
const endsReading = ({ family, stop }: ErrorRule, { want }: Open): boolean =>
  family === 'token' && stop === 'run' && want.asset === undefined

/**
 * A user whose role on the asset is gone may not read there, permanently; other users are not
 * affected.
 */
const isOfAssetToken = ({ family }: ErrorRule, { want }: Open): boolean =>
  family === 'token' && want.asset !== undefined

/**
 * A limit of the user, but also the answer for a whole listing if one of its accounts is
 * throttled [observed].
 */
const USER_LIMIT = 17

/**
 * A listing that expands its rows may be refused because of one of them. Then the page is read
 * without edges and each row on its own. If the limit were the user's, the plain page would be
 * refused as well.
 */
const limitError = (open: Open, error: GraphError, rule: ErrorRule): Verdict => {
  const { want, home } = open
  const isOfUser = error.code === USER_LIMIT
  if (isExpanding(open) && want.node !== true && (isOfUser || rule.stop === 'asset')) {
    home.isThrottled ||= isOfUser
    return unexpanded(open)
  }
  open.tries += 1
  const delay = error.retryAfterMs || limitDelay(open.tries)
  const isOfRow = isOfUser && want.node === true && home.isThrottled
  return { type: 'later', delay, isPause: rule.stop === 'run' && !isOfRow }
}

/** Something on our side, such as a proxy, blocks every call. */
const isBarred = ({ retry, stop }: ErrorRule, { code, isTransient }: GraphError): boolean =>
  code === null && stop === 'run' && retry === 'no' && !isTransient

/** Errors that mean that nobody answers. */
const SILENCE: ReadonlySet<string> = new Set<LocalType>([
  'no_connection',
  'connection_lost',
  'timeout',
  'not_json',
  'not_the_api',
])

/**
 * Whether there was repeatedly no answer, and none to any other call in the meantime either: then
 * other calls would fail in the same way.
 */
export const isDeaf = (open: Open, { code, type }: GraphError, heard: number): boolean =>
  code === null && (type === NOBODY || (SILENCE.has(type) && open.heard === heard))

const NOBODY: LocalType = 'no_connection'

const isTransient = (rule: ErrorRule, error: GraphError): boolean =>
  rule.retry !== 'no' || error.isTransient

/**
 * A single row, edge or permission can make a whole page fail. A node is asked for its edges one by
 * one. A page is halved, then read without edges, so that only the guilty row is affected.
 */
const expandedError = (open: Open, error: GraphError, chance: number): Verdict => {
  const rule = ruleOf(error)
  const isNode = open.want.node === true
  if (rule.retry === 'reduce') {
    return isNode || open.limit <= LEAST_EXPANDED ? unexpanded(open) : smaller(open)
  }
  if (isTransient(rule, error)) {
    open.tries += 1
    if (open.tries >= MOST_EXPANDED_TRIES) return unexpanded(open, 'off')
    return { type: 'later', delay: backoff(open.tries, chance), isPause: false }
  }
  if (isNode || open.limit <= LEAST_SUSPECT) return unexpanded(open)
  open.limit = Math.ceil(open.limit / 2)
  return AGAIN
}

const smaller = (open: Open): Verdict => {
  open.limit = Math.floor(open.limit / 2)
  open.ceiling = open.limit
  return AGAIN
}

const unexpanded = (open: Open, expansion: 'skip' | 'off' = 'skip'): Verdict => {
  open.tries = 0
  open.expansion = expansion
  if (open.want.onlyEdges !== true) return AGAIN
  open.home.refused += 1
  return { type: 'apart' }
}

/** The end of a want that cannot continue. */
export const doneWith = (
  open: Open,
  status: 'unknown' | 'unreadable',
  error: GraphError,
): Verdict => ({ type: 'done', fetched: { status, rows: open.rows, error } })

/** Milliseconds: half a second, doubling each time, of which up to half is left to chance. */
const backoff = (tries: number, chance: number): number =>
  Math.round(500 * 2 ** (tries - 1) * (0.5 + chance / 2))
