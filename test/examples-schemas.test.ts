import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { workflowsFor } from '../src/cli/offline/workflows.ts'
import { gitlabFaults, gitlabJobs } from './support/gitlab.ts'
import { kubernetesFaults } from './support/kubernetes.ts'

/** The examples for clusters and CI hosts, against what their readers publish of the form they take. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const textOf = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8')
const filesUnder = (folder: string, name: RegExp): readonly string[] =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .sort()

/** A text with one place changed; throws where it is not there. */
const changed = (text: string, from: string | RegExp, to: string): string => {
  const after = text.replace(from, to)
  if (after === text) throw new Error(`there is no ${from} to change`)
  return after
}

describe('objects of a cluster', () => {
  const isObject = (text: string): boolean => /^apiVersion:/m.test(text)
  const files = filesUnder('examples', /\.ya?ml$/).filter((file) => isObject(textOf(file)))
  const fenced = ['README.md', ...filesUnder('docs', /\.md$/)].flatMap((file) =>
    [...textOf(file).matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)]
      .map(([, text = '']) => ({ name: file, text }))
      .filter(({ text }) => isObject(text)),
  )
  const objects = [...files.map((name) => ({ name, text: textOf(name) })), ...fenced]

  it('are of the types of the Kubernetes API, in the examples and the documents', () => {
    expect(files).toEqual(filesUnder('examples/kubernetes', /\.ya?ml$/))
    const faults = kubernetesFaults(objects.map(({ text }) => text))
    expect(objects.map(({ name }, at) => ({ name, faults: faults[at] }))).toEqual(
      objects.map(({ name }) => ({ name, faults: [] })),
    )
  })

  it('would be found out with an unknown field, a wrong type, or without a key', () => {
    const cron = textOf('examples/kubernetes/drift-cronjob.yaml')
    const job = textOf('examples/kubernetes/fleet-job.yaml')
    const broken: readonly (readonly [string, RegExp])[] = [
      [changed(cron, 'restartPolicy:', 'restartPolcy:'), /'"restartPolcy"' does not exist/],
      [changed(cron, / *concurrencyPolicy: .*\n/, ''), /^$/],
      [changed(job, 'mountPath: /state', 'mountpath: /state'), /'"mountpath"' does not exist/],
      [changed(job, 'completions: 4', 'completions: "4"'), /^"completions": "4": .*'number'/],
      [changed(job, 'completions: 4', 'completions: 4.5'), /^4\.5 is not whole$/],
      [changed(job, 'value: "1"', 'value: 1'), /^"value": 1: .*'string'/],
      [changed(cron, / *schedule: .*\n/, ''), /'schedule' is missing/],
      [changed(cron, '- name: drift\n', '- tty: false\n'), /'name' is missing/],
      [changed(job, ', mountPath: /state', ''), /'mountPath' is missing/],
      [changed(job, 'kind: Job', 'kind: Jobb'), /no exported member.* 'Jobb'/],
      [changed(job, 'apiVersion: batch/v1', 'apiVersion: batch/v9'), /Cannot find module/],
      [changed(job, 'kind: Job', ''), /without apiVersion or kind/],
      [`${job}---\nkind: Job\n`, /without apiVersion or kind/],
      [changed(job, 'parallelism: 4', 'completions: 4'), /unique/],
    ]
    const faults = kubernetesFaults(broken.map(([text]) => text))
    expect(faults.map((own) => own.join('\n'))).toEqual(
      broken.map(([, expected]) => expect.stringMatching(expected)),
    )
  })
})

describe('pipelines of GitLab', () => {
  const files = filesUnder('examples', /gitlab-ci\.ya?ml$/)
  const MERGE_REQUEST = { CI_PIPELINE_SOURCE: 'merge_request_event', CI_COMMIT_BRANCH: '' }

  it('are pipelines by the schema that GitLab publishes, as `init` writes them too', async () => {
    expect(files).toHaveLength(2)
    const written = workflowsFor('gitlab', '7007').map(({ text }) => text)
    const texts = [...new Set([...files.map(textOf), ...written])]
    expect(await Promise.all(texts.map(gitlabFaults))).toEqual(texts.map(() => ''))
  })

  it('would be found out with an unknown key, a wrong type, or a job that is not there', async () => {
    const pipeline = textOf('examples/gitlab/.gitlab-ci.yml')
    const typo = changed(pipeline, 'terraform: terraform', 'terraforms: terraform')
    const typed = changed(typo, 'interruptible: false', 'interruptible: "no"')
    const listed = changed(typed, 'access: developer', 'access: everybody')
    const [schema, needs] = await Promise.all([
      gitlabFaults(listed),
      gitlabFaults(changed(pipeline, 'needs: [plan]', 'needs: [plam]')),
    ])
    expect(schema).toContain("'terraforms' property is not expected to be here at plan.artifacts")
    expect(schema).toContain("'interruptible' property type must be boolean at plan")
    expect(schema).toContain("'access' property must be one of [none, developer, maintainer, all]")
    expect(needs).toContain('needs: [plam] for apply could not be found')
  })

  /** What GitLab sets for each. */
  const PIPELINES = [
    ['a merge request', MERGE_REQUEST, ['validate on_success']],
    [
      'a merge request between protected branches',
      { ...MERGE_REQUEST, CI_COMMIT_REF_PROTECTED: 'true' },
      ['validate on_success', 'plan on_success'],
    ],
    [
      'the default branch',
      { CI_PIPELINE_SOURCE: 'push' },
      ['validate on_success', 'plan on_success', 'apply manual'],
    ],
    ['a night', { CI_PIPELINE_SOURCE: 'schedule', NIGHTLY: 'expire' }, ['expire on_success']],
  ] as const

  it.each(PIPELINES)('have for %s the jobs that are meant', async (_name, variables, expected) => {
    const jobs = await Promise.all(files.map((file) => gitlabJobs(textOf(file), variables)))
    // With many businesses in a run, there is no number of revocations to allow.
    const common = jobs.map((own) => own.filter((job) => job !== 'apply-revocations manual'))
    expect(common).toEqual(files.map(() => expected))
  })
})
