import type { WorkflowRun } from './event.ts'
import { type GitHub, GitHubError } from './github-api.ts'

/** Why the commit of a run must not be written from, or why that could not be found out. */
export interface HeadFault {
  readonly reason: string
  /**
   * Whether the branch is known to have moved on, rather than merely not known to be where it
   * was.
   */
  readonly isKnown: boolean
}

/**
 * A run may be started again long after later ones of its branch. It would then plan from the manifest
 * of that time and give back what a later merge took away, so only the last commit of a branch is
 * written from. Null if the commit is the last one, or if the run does not belong to a branch.
 */
export const headFault = async (
  github: GitHub | null,
  run: WorkflowRun,
): Promise<HeadFault | null> => {
  const { branch } = run
  if (branch === '') return null
  const commit = short(run.sha)
  try {
    const head = await headOf(github, run)
    if (head === run.sha) return null
    const reason = `${commit} is not the last commit of ${branch} any more, ${short(head)} is`
    return { reason, isKnown: true }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const whether = `whether ${commit} still is the last commit of ${branch}`
    return { reason: `${whether} could not be looked up: ${error.message}`, isKnown: false }
  }
}

const headOf = async (
  github: GitHub | null,
  { repository, branch }: WorkflowRun,
): Promise<string> => {
  if (github === null) throw new GitHubError('there is no github-token')
  const ref = branch.split('/').map(encodeURIComponent).join('/')
  const { object } = await github.get(`/repos/${repository}/git/ref/heads/${ref}`)
  const { sha } = (object ?? {}) as { readonly sha?: unknown }
  if (typeof sha !== 'string') throw new GitHubError('GitHub did not answer with a commit')
  return sha
}

const short = (sha: string): string => sha.slice(0, 12)
