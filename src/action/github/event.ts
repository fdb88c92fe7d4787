import { readFileSync } from 'node:fs'

/** What GitHub says of the run: where it is, and what started it. */
export interface WorkflowRun {
  /** `owner/name` */
  readonly repository: string
  readonly event: string
  readonly sha: string
  /** Branch the run is on, '' where it is on none. */
  readonly branch: string
  /** From 1; more for a run that somebody started again. */
  readonly attempt: number
  /** Address of the run's own page. */
  readonly url: string
  readonly pull: PullRequest | null
}

/** The pull request that started the run. */
export interface PullRequest {
  readonly number: number
  /** Last commit of its branch. */
  readonly head: string
  /** From another repository: such a run gets no secrets, and a token that only reads. */
  readonly isFork: boolean
}

type Env = Readonly<Record<string, string | undefined>>

export const readWorkflowRun = (env: Env): WorkflowRun => {
  const of = (name: string): string => env[name] ?? ''
  const repository = of('GITHUB_REPOSITORY')
  const ref = of('GITHUB_REF')
  return {
    repository,
    event: of('GITHUB_EVENT_NAME'),
    sha: of('GITHUB_SHA'),
    branch: ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : '',
    attempt: Number(of('GITHUB_RUN_ATTEMPT')) || 1,
    url: `${of('GITHUB_SERVER_URL')}/${repository}/actions/runs/${of('GITHUB_RUN_ID')}`,
    pull: pullOf(eventOf(of('GITHUB_EVENT_PATH')), repository),
  }
}

interface EventFile {
  readonly pull_request?: {
    readonly number?: unknown
    readonly head?: {
      readonly sha?: unknown
      readonly repo?: { readonly full_name?: unknown } | null
    }
  }
}

const eventOf = (path: string): EventFile => {
  if (path === '') return {}
  return JSON.parse(readFileSync(path, 'utf8')) as EventFile
}

const pullOf = ({ pull_request: pull }: EventFile, repository: string): PullRequest | null =>
  typeof pull?.number === 'number' && typeof pull.head?.sha === 'string'
    ? {
        number: pull.number,
        head: pull.head.sha,
        // A deleted fork has no repository any more.
        isFork: pull.head.repo?.full_name !== repository,
      }
    : null
