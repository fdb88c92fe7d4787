import { actionProblem } from '../cli/action-problems.ts'
import type { Told } from '../cli/io.ts'
import { render } from '../report/render.ts'
import { putComment } from './github/comment.ts'
import type { WorkflowRun } from './github/event.ts'
import { addSummary, setOutputs } from './github/file-commands.ts'
import { type GitHub, GitHubError } from './github/github-api.ts'
import { putIssue } from './github/issue.ts'
import { reviewLine } from './github/reviewed-plan.ts'
import type { Runner } from './github/runner.ts'
import { annotationsOf, logLine } from './github/workflow-commands.ts'
import type { Inputs } from './inputs.ts'
import {
  annotatedOf,
  businessOf,
  driftState,
  outputsOf,
  pagesOf,
  planOf,
  type Ran,
} from './run-outcome.ts'
import { saveReport } from './saved-report.ts'

export interface Publishing {
  readonly runner: Runner
  readonly inputs: Inputs
  readonly run: WorkflowRun
  /** Null without a token. */
  readonly github: GitHub | null
  /** The key to seal plans with; null if there is none. */
  readonly reviewKey: string | null
  /** The manifest's business; null if it could not be read. */
  readonly business: string | null
}

/**
 * Characters for each of the two documents in a summary. GitHub drops a summary over 1 MiB as a whole;
 * this many UTF-16 units, of at most three bytes each, stay under 900 KiB together.
 */
const SUMMARY_ROOM = 150_000

const markdownOf = ({ report, options }: Told, room?: number): string =>
  render(report, {
    ...options,
    format: 'markdown',
    color: false,
    whole: 'the log of the run',
    ...(room === undefined ? {} : { room }),
  })

/**
 * Publishes the result of a command everywhere it was asked for. Nothing here changes the result.
 */
export const publish = async (ran: Ran, file: string, to: Publishing): Promise<void> => {
  const { runner, inputs } = to
  setOutputs({ ...outputsOf(ran), plan_file: file, report_dir: saveReport(ran, runner) }, runner)
  if (inputs.annotations) {
    for (const { report, options } of annotatedOf(ran)) {
      runner.write(annotationsOf(report, options, inputs.folder))
    }
  }
  if (inputs.summary) {
    const pages = pagesOf(ran).slice(-2)
    addSummary(
      [...pages.map((page) => markdownOf(page, SUMMARY_ROOM)), digestLine(ran)].join('\n'),
      runner,
    )
  }
  if (inputs.comment) await publishComment(ran, to)
  if (inputs.issue) await publishIssue(ran, to)
}

const digestLine = (ran: Ran): string => {
  const digest = planOf(ran)?.steps_digest
  return digest === undefined ? '' : `steps_digest: \`${digest}\`\n`
}

const publishComment = async (ran: Ran, to: Publishing): Promise<void> => {
  const { runner, inputs, run, github } = to
  const { pull, repository } = run
  const business = businessOf(ran) ?? to.business ?? inputs.business
  const say = (words: string): void => runner.write(logLine(`No comment: ${words}.`))
  if (pull === null) return say('the run is not of a pull request')
  if (pull.isFork) return say('the pull request is from a fork, whose runs may only read')
  if (github === null) return say('there is no github-token')
  if (business === null) {
    return say('the manifest cannot be read, and the input business does not say whose it is')
  }
  const text = commentText(ran, business, to)
  const comment = {
    ...{ repository, pull: pull.number, author: inputs.author, business, text },
    // A review must not take the place of a plan that counts as reviewed.
    ...(inputs.command === 'review' ? { about: 'review' } : {}),
  }
  await warned(to, 'the comment was not written', 'pull-requests: write', () =>
    putComment(github, comment),
  )
}

const commentText = (ran: Ran, business: string, to: Publishing): string => {
  const { run } = to
  const pages = pagesOf(ran).slice(-1)
  const commit = run.pull === null ? '' : ` for commit ${run.pull.head.slice(0, 12)}`
  const foot = `[This run](${run.url})${commit}.`
  const text = [...pages.map((page) => markdownOf(page)), digestLine(ran), foot].join('\n')
  return [...sealLines(ran, { business, text }, to), text].join('\n')
}

/** Only a complete plan can be a reviewed one. */
const sealLines = (
  ran: Ran,
  { business, text }: { readonly business: string; readonly text: string },
  to: Publishing,
): readonly string[] => {
  const { inputs, run, reviewKey, runner } = to
  const plan = planOf(ran)
  if (inputs.command !== 'plan' || plan?.complete !== true || run.pull === null) return []
  if (reviewKey === null) {
    runner.write(
      logLine(
        'Not sealed: without a BIZACCESS_REVIEW_KEY no apply can know this plan as reviewed.',
      ),
    )
    return []
  }
  const { repository, pull } = run
  const { head, number } = pull
  const digest = plan.steps_digest
  return [reviewLine({ repository, pull: number, head, business, digest, text }, reviewKey)]
}

const publishIssue = async (ran: Ran, to: Publishing): Promise<void> => {
  const { runner, inputs, run, github } = to
  const business = businessOf(ran) ?? to.business ?? inputs.business
  if (github === null || business === null) {
    runner.write(logLine('No issue: there is no github-token, or no manifest to read.'))
    return
  }
  const text = [
    ...pagesOf(ran)
      .slice(-1)
      .map((page) => markdownOf(page)),
    `[This run](${run.url}).`,
  ].join('\n')
  const { repository } = run
  const issue = { repository, author: inputs.author, business, state: driftState(ran), text }
  await warned(to, 'the issue was not written', 'issues: write', () => putIssue(github, issue))
}

/** A refusal by GitHub is a warning and never changes the result. */
const warned = async (
  { runner }: Publishing,
  what: string,
  permission: string,
  act: () => Promise<void>,
): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const problem = actionProblem('github_refused', { what, reason: error.message, permission })
    runner.write(annotationsOf({ format_version: 1, kind: 'error', problems: [problem] }, {}, ''))
  }
}
