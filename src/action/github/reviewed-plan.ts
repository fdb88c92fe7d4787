import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '../../model/text/digest.ts'
import { commentMarker } from './comment.ts'
import type { WorkflowRun } from './event.ts'
import { type GitHub, GitHubError, type Row } from './github-api.ts'
import { type OwnRow, ownRows } from './own-rows.ts'

/**
 * How an apply learns what was reviewed. The run on the pull request writes the `steps_digest` into
 * its comment, sealed with a key that only the environments of the two jobs have. Whoever may comment,
 * or push a workflow that comments as the bot, cannot make such a seal, nor reuse one of another
 * commit, pull request, repository or business, nor change the text around a genuine digest: what
 * counts as reviewed is what people read. Whatever fails a check counts as not reviewed.
 */
export interface Reviewed {
  readonly repository: string
  readonly pull: number
  /** The commit that was planned: the last one on the pull request's branch. */
  readonly head: string
  readonly business: string
  /** The `steps_digest` of that plan. */
  readonly digest: string
  /** Everything in the comment after the seal: what its readers see. */
  readonly text: string
}

/** Characters. A shorter key could be guessed from a seal, which everybody may read. */
const SHORTEST_KEY = 32

/** The key in the environment; null if there is none or if it is too short. */
export const reviewKeyOf = (env: Readonly<Record<string, string | undefined>>): string | null => {
  const key = env['BIZACCESS_REVIEW_KEY']?.trim() ?? ''
  return key.length < SHORTEST_KEY ? null : key
}

const sealOf = (reviewed: Reviewed, key: string): string =>
  createHmac('sha256', key)
    .update(canonicalJson({ ...reviewed, text: textDigest(reviewed.text), version: 2 }))
    .digest('hex')

/** GitHub may store other line ends, or none at the end. */
const textDigest = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n').trimEnd()).digest('hex')

/** The hidden second line of the comment. */
export const reviewLine = (reviewed: Reviewed, key: string): string =>
  `<!-- bizaccess-review v2 head=${reviewed.head} steps=${reviewed.digest} seal=${sealOf(reviewed, key)} -->`

const LINE =
  /^<!-- bizaccess-review v2 head=([0-9a-f]{40,64}) steps=(sha256:[0-9a-f]{64}) seal=([0-9a-f]{64}) -->$/

export type Review = { readonly digest: string } | { readonly reason: string }

interface Search {
  readonly run: WorkflowRun
  readonly key: string
  readonly author: string
  readonly business: string
}

/** What was reviewed on the pull request whose merge started this run, or why nothing counts. */
export const findReview = async (github: GitHub, search: Search): Promise<Review> => {
  const { run } = search
  if (run.event !== 'push' || run.branch === '') {
    return { reason: 'only the push of a merge counts as a reviewed pull request' }
  }
  try {
    const merged = await mergedPulls(github, run)
    const [pull] = merged
    if (pull === undefined) return { reason: `no pull request was merged as ${short(run.sha)}` }
    if (merged.length > 1)
      return { reason: `several pull requests were merged as ${short(run.sha)}` }
    return await reviewOf(github, pull, search)
  } catch (error) {
    if (error instanceof GitHubError)
      return { reason: `it could not be looked up: ${error.message}` }
    throw error
  }
}

const short = (sha: string): string => sha.slice(0, 12)

interface MergedPull {
  readonly number: number
  readonly head: string
  readonly mergedAt: number
}

const mergedPulls = async (
  github: GitHub,
  { repository, sha, branch }: WorkflowRun,
): Promise<readonly MergedPull[]> => {
  const rows = await github.list(`/repos/${repository}/commits/${sha}/pulls`)
  return rows.flatMap((row) => {
    const { number, merged_at, merge_commit_sha, base, head } = row as Row & {
      readonly base?: { readonly ref?: unknown; readonly repo?: { readonly full_name?: unknown } }
      readonly head?: { readonly sha?: unknown }
    }
    const isMerge =
      merge_commit_sha === sha && base?.ref === branch && base?.repo?.full_name === repository
    const mergedAt = Date.parse(String(merged_at))
    return isMerge &&
      typeof number === 'number' &&
      typeof head?.sha === 'string' &&
      !Number.isNaN(mergedAt)
      ? [{ number, head: head.sha, mergedAt }]
      : []
  })
}

const reviewOf = async (
  github: GitHub,
  pull: MergedPull,
  { run, key, author, business }: Search,
): Promise<Review> => {
  const { repository } = run
  const rows = await github.list(`/repos/${repository}/issues/${pull.number}/comments`)
  const own = ownRows(rows, { author, marker: commentMarker(business) })
  const where = `pull request ${pull.number}`
  if (own.length === 0) return { reason: `${where} has no plan of business ${business}` }
  // Of two plans for one business, one may be an old one that somebody posted again.
  if (own.length > 1) return { reason: `${where} has more than one plan of business ${business}` }
  const [comment] = own as [OwnRow]
  const [, line = '', ...rest] = comment.body.split('\n')
  const [, head = '', digest = '', seal = ''] = LINE.exec(line) ?? []
  if (line.startsWith('<!-- bizaccess-review v1 ')) {
    return { reason: `the plan on ${where} was sealed by an earlier version of bizaccess` }
  }
  if (seal === '') return { reason: `the plan on ${where} is not sealed (BIZACCESS_REVIEW_KEY)` }
  if (head !== pull.head) return { reason: `the plan on ${where} is of another commit` }
  const text = rest.join('\n')
  const genuine = sealOf({ repository, pull: pull.number, head, business, digest, text }, key)
  if (!timingSafeEqual(Buffer.from(seal), Buffer.from(genuine))) {
    return { reason: `the seal of the plan on ${where} is not ours, or its text was changed` }
  }
  return Date.parse(comment.updatedAt) <= pull.mergedAt
    ? { digest }
    : { reason: `the plan on ${where} was written after the merge` }
}
