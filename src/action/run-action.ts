import { actionProblem } from '../cli/action-problems.ts'
import type { Problem } from '../model/problem.ts'
import { errorReport } from '../report/report.ts'
import { drift, type Executor, manifestBusiness, plan, review, validate, write } from './execute.ts'
import { readWorkflowRun } from './github/event.ts'
import { addSummary, setOutputs } from './github/file-commands.ts'
import { createGitHub, type GitHub, GitHubError } from './github/github-api.ts'
import { type HeadFault, headFault } from './github/head.ts'
import { findReview, type Review, reviewKeyOf } from './github/reviewed-plan.ts'
import type { Runner } from './github/runner.ts'
import { annotationsOf, logLine, maskCommands } from './github/workflow-commands.ts'
import { type Inputs, readInputs, variableOf } from './inputs.ts'
import { type Publishing, publish } from './publish.ts'
import { isSettled, outputsOf, planOf, type Ran, stepCode } from './run-outcome.ts'

const SECRETS: readonly string[] = [
  'META_ACCESS_TOKEN',
  'META_APP_SECRET',
  'BIZACCESS_REVIEW_KEY',
  'GITHUB_TOKEN',
  variableOf('github-token'),
]

/** A business may have a token and a secret of its own: `META_ACCESS_TOKEN_1001`. */
const OF_BUSINESS = /^META_(?:ACCESS_TOKEN|APP_SECRET)_/

const secretsIn = (env: Runner['env']): readonly string[] => [
  ...SECRETS,
  ...Object.keys(env).filter((name) => OF_BUSINESS.test(name)),
]

/**
 * Runs the action and resolves to the exit code of the step. Secrets are masked before anything
 * else.
 */
export const runAction = async (runner: Runner): Promise<number> => {
  const { env } = runner
  if (env['GITHUB_ACTIONS'] !== 'true') {
    runner.writeError(logLine(actionProblem('action_outside', undefined).message))
    return 1
  }
  const mask = maskOnce(runner)
  for (const name of secretsIn(env)) mask(env[name] ?? '')
  const { value: inputs, problems } = readInputs(env)
  if (inputs === null) return refuse(problems, runner)
  const executor: Executor = { runner, inputs, mask }
  const { business: given, command } = inputs
  const business = needsBusiness(inputs) ? await manifestBusiness(executor) : null
  if (given !== null && business !== null && given !== business) {
    return refuse([actionProblem('action_business', { given, found: business })], runner)
  }
  const to: Publishing = {
    runner,
    inputs,
    business,
    run: readWorkflowRun(env),
    github: openGitHub(runner, inputs),
    reviewKey: reviewKeyOf(env),
  }
  const head = WRITING.has(command) ? await headFault(to.github, to.run) : null
  if (head !== null && isOutdated(head, to)) {
    return refuse([actionProblem('action_outdated', head)], runner)
  }
  const { ran, file } = await execute(executor, { ...to, head })
  await publish(ran, file, to)
  return stepCode(command, ran.code, inputs.detailed)
}

/** Whether the manifest's business must be known before the command has read the manifest. */
const needsBusiness = ({ business, comment, issue, expected }: Inputs): boolean =>
  business !== null || comment || issue || expected.type === 'reviewed'

const WRITING: ReadonlySet<Inputs['command']> = new Set(['apply', 'offboard'])

/**
 * If the branch cannot be looked up, a first attempt still counts as current; a review needs the
 * lookup.
 */
const isOutdated = ({ isKnown }: HeadFault, { inputs, run }: Publishing): boolean =>
  isKnown || (run.attempt > 1 && inputs.expected.type !== 'reviewed')

const maskOnce = (runner: Runner): ((secret: string) => void) => {
  const masked = new Set<string>()
  return (secret) => {
    if (masked.has(secret)) return
    masked.add(secret)
    runner.write(maskCommands(secret))
  }
}

const openGitHub = (runner: Runner, { githubToken }: Inputs): GitHub | null => {
  if (githubToken === null) return null
  try {
    const url = runner.env['GITHUB_API_URL'] || 'https://api.github.com'
    return createGitHub(url, githubToken, runner.env)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    runner.write(logLine(`No calls to GitHub: ${error.message}.`))
    return null
  }
}

/** Ends the step before any command has run. */
const refuse = (problems: readonly Problem[], runner: Runner): number => {
  for (const { message } of problems) runner.writeError(logLine(message))
  runner.write(annotationsOf(errorReport(problems), {}, ''))
  addSummary('### bizaccess: nothing was run\n\nSee the errors of the step.\n', runner)
  setOutputs({ ...outputsOf({ code: 1, told: [] }), plan_file: '', report_dir: '' }, runner)
  return 1
}

interface Executed {
  readonly ran: Ran
  /** Where the plan was saved; '' if it was not. */
  readonly file: string
}

/** What the work itself needs to know, besides what is published afterwards. */
interface Working extends Publishing {
  /** Why this commit may not be the last of its branch; null if it is. */
  readonly head: HeadFault | null
}

const execute = async (executor: Executor, to: Working): Promise<Executed> => {
  const { command, expected } = executor.inputs
  switch (command) {
    case 'validate':
      return { ran: await validate(executor), file: '' }
    case 'drift':
      return { ran: await drift(executor), file: '' }
    case 'review':
      return { ran: await review(executor), file: '' }
    case 'plan':
      return plan(executor)
    case 'apply':
    case 'offboard':
      switch (expected.type) {
        case 'any':
          return { ran: await write(executor, null), file: '' }
        case 'digest':
          return { ran: await writeExpected(executor, expected.digest), file: '' }
        case 'reviewed':
          return { ran: await applyReviewed(executor, to), file: '' }
      }
  }
}

/** Applies exactly what was reviewed. Without a review it only plans. */
const applyReviewed = async (executor: Executor, to: Working): Promise<Ran> => {
  const { runner } = executor
  const found = await reviewFor(to)
  if ('reason' in found) return planUnreviewed(executor, found.reason)
  runner.write(logLine(`Reviewed on the pull request: ${found.digest}`))
  return writeExpected(executor, found.digest)
}

/** Continues only with that digest. A repeated run ends well if everything is done. */
const writeExpected = async (executor: Executor, digest: string): Promise<Ran> => {
  const ran = await write(executor, digest)
  if (!isSettled(ran)) return ran
  executor.runner.write(logLine('Nothing of it is left to do.'))
  return { code: 0, told: ran.told.filter(({ report }) => report.kind === 'plan') }
}

const reviewFor = async (to: Working): Promise<Review> => {
  const { github, reviewKey: key, run, business, inputs, head } = to
  if (github === null) return { reason: 'there is no github-token to look it up with' }
  if (key === null) {
    return { reason: 'BIZACCESS_REVIEW_KEY is not set, or has fewer than 32 characters' }
  }
  if (business === null) return { reason: 'the manifest has errors' }
  if (head !== null) return { reason: head.reason }
  return findReview(github, { run, key, business, author: inputs.author })
}

/** Shows what was not reviewed, and fails if it would change anything. */
const planUnreviewed = async (executor: Executor, reason: string): Promise<Ran> => {
  const { ran } = await plan(executor)
  const found = planOf(ran)
  if (found !== undefined && found.steps.length === 0) return ran
  const digest = found?.steps_digest ?? 'its steps_digest'
  const problem = actionProblem('not_reviewed', { reason, digest })
  executor.runner.writeError(logLine(problem.message))
  const options = ran.told[0]?.options
  const report = errorReport([problem])
  return {
    code: 1,
    told: options === undefined ? ran.told : [...ran.told, { report, options }],
  }
}
