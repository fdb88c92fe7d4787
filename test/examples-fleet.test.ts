import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { shardOf } from '../src/plan/shard.ts'
import { COMMAND } from './support/built.ts'
import { EXAMPLE_WORLDS, FLEET_IDS, FLEET_WORLDS, type Fleet, startFleet } from './support/fleet.ts'
import { type Ended, type Place, placeWith, run, serveCommand } from './support/run-script.ts'

/** The examples for many businesses, their scripts run over examples/fleet and three sandboxes. */

const ROOT = new URL('../', import.meta.url)
const pathOf = (file: string): string => fileURLToPath(new URL(file, ROOT))
const textOf = (file: string): string => readFileSync(pathOf(file), 'utf8')
const yamlOf = (file: string) => parse(textOf(file))

const TREE = Object.fromEntries(
  readdirSync(pathOf('examples/fleet'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('world.yaml'))
    .map((file) => file.replaceAll('\\', '/'))
    .map((file) => [file, textOf(`examples/fleet/${file}`)]),
)
const command = await serveCommand()
afterAll(command.close)
const PROGRAMS = { bizaccess: command.script, npm: ':' }
const BUILT = { bizaccess: COMMAND }

/** Old Mill is back on Harbor's account, which nobody declares. */
const OLD_MILL = '"2003": { tasks: [ANALYZE], status: CONFIRMED }'
const DRIFTED = FLEET_WORLDS.harbor.replace('"2002": { tasks', `${OLD_MILL}\n      $&`)
const IDS = Object.values(FLEET_IDS)

let fleet: Fleet
const start = async (worlds: Parameters<typeof startFleet>[0] = {}): Promise<void> => {
  await fleet.close()
  fleet = await startFleet(worlds)
}
beforeEach(async () => {
  fleet = await startFleet()
})
afterEach(() => fleet.close())

const envOf = (own: Readonly<Record<string, string>> = {}) => ({
  BIZACCESS_GRAPH_URL: fleet.url,
  ...fleet.tokens,
  ...own,
})
const commits = (): readonly number[] =>
  Object.values(fleet.sandboxes).map((sandbox) => sandbox.commits.length)
const asked = (): readonly string[] =>
  Object.entries(fleet.sandboxes)
    .filter(([, sandbox]) => sandbox.requests.length > 0)
    .map(([name]) => name)

it('examples/fleet is valid as a whole', async () => {
  const ended = await run(['bizaccess', 'validate', '--all', '.'], placeWith(TREE, BUILT))
  expect(ended).toMatchObject({ code: 0 })
  expect(Object.keys(TREE).filter((file) => file.startsWith('businesses/'))).toHaveLength(3)
})

it('examples/fleet is tried without a token, as its first file says', async () => {
  const worlds = Object.entries(EXAMPLE_WORLDS).map(([name, text]) => [
    `examples/fleet/businesses/${name}/world.yaml`,
    text,
  ])
  const tree = Object.entries(TREE).map(([path, text]) => [`examples/fleet/${path}`, text])
  const place = placeWith(Object.fromEntries([...tree, ...worlds]), PROGRAMS)
  const [, words = ''] =
    /^# Try it without a token: (.+)$/m.exec(TREE['shared/house.yaml'] ?? '') ?? []
  const planned = await run(words.split(' '), place)
  expect(planned).toMatchObject({ code: 0 })
  const told = ['Plan: 1 to grant.', 'Plan: 1 to unassign, 1 to revoke, 1 to remove.', 'No changes']
  for (const each of told) expect(planned.output).toContain(each)
  const applied = words.replace(' plan ', ' apply --auto-approve ').split(' ')
  expect(await run(applied, place)).toMatchObject({ code: 0 })
  const again = await run([...words.split(' '), '--detailed-exitcode'], place)
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('3 businesses: 3 ok.') })
})

describe('examples/kubernetes', () => {
  const cron = yamlOf('examples/kubernetes/drift-cronjob.yaml').spec.jobTemplate.spec
  const job = yamlOf('examples/kubernetes/fleet-job.yaml').spec

  /** The container's own words with the mounts where this machine has them, `$(NAME)` as in a pod. */
  const runContainer = (
    { template }: typeof job,
    place: Place,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> => {
    const [container] = template.spec.containers
    const here = (text: string): string =>
      text
        .replaceAll(/\/(manifests|state)\b/g, `${place.cwd}/$1`)
        .replaceAll(/\$\((\w+)\)/g, (whole, name) => env[name] ?? whole)
    const own = container.env.map(({ name, value }: Record<string, string>) => [
      name,
      here(value ?? ''),
    ])
    const argv = [...container.command, ...container.args].map(here)
    return run(argv, place, { ...envOf(), ...Object.fromEntries(own), ...env })
  }

  it('finds drift with manifests as a ConfigMap mounts them', async () => {
    const { items } = cron.template.spec.volumes[0].configMap
    const paths = items.map(({ path }: { path: string }) => path)
    expect(paths.sort()).toEqual(Object.keys(TREE).sort())
    const mounted = Object.entries(TREE).map(([path, text]) => [`manifests/..1/${path}`, text])
    const place = placeWith(Object.fromEntries(mounted), BUILT)
    symlinkSync('..1', join(place.cwd, 'manifests/..data'))
    for (const folder of ['shared', 'businesses']) {
      symlinkSync(`..data/${folder}`, join(place.cwd, 'manifests', folder))
    }
    expect(await runContainer(cron, place)).toMatchObject({ code: 0 })
    await start({ harbor: DRIFTED })
    const ended = await runContainer(cron, place)
    expect(ended).toMatchObject({ code: 2, output: expect.stringContaining('2003') })
    expect(asked()).toEqual(Object.keys(FLEET_IDS))
  })

  it('gives each pod the tokens alone', () => {
    for (const { template } of [cron, job]) {
      const [{ envFrom, env }] = template.spec.containers
      expect(envFrom).toEqual([{ secretRef: { name: 'bizaccess-tokens' } }])
      expect(JSON.stringify(env)).not.toMatch(/TOKEN|SECRET/)
    }
  })

  const manifests = () =>
    placeWith(
      Object.fromEntries(Object.entries(TREE).map(([path, text]) => [`manifests/${path}`, text])),
      PROGRAMS,
    )

  it('looks after each business of a fleet exactly once', async () => {
    const [, shards] = /^--shard=\$\(JOB_COMPLETION_INDEX\)\/(\d+)$/m.exec(
      job.template.spec.containers[0].args.join('\n'),
    ) ?? ['']
    expect([job.completionMode, job.completions]).toEqual(['Indexed', Number(shards)])
    const place = manifests()
    for (let index = 0; index < job.completions; index += 1) {
      await start()
      const ended = await runContainer(job, place, { JOB_COMPLETION_INDEX: String(index) })
      expect(ended).toMatchObject({ code: 0 })
      const own = Object.entries(FLEET_IDS).filter(
        ([, id]) => shardOf(id, job.completions) === index,
      )
      expect(asked()).toEqual(own.map(([name]) => name))
    }
  })

  it('fails the pod that lacks the token of a business of its share, and no other', async () => {
    const [lost = ''] = IDS
    const others = { JOB_COMPLETION_INDEX: '', [`META_ACCESS_TOKEN_${lost}`]: '' }
    const own = shardOf(lost, job.completions)
    const place = manifests()
    const ends = await Promise.all(
      [own, (own + 1) % job.completions].map((index) =>
        runContainer(job, place, { ...others, JOB_COMPLETION_INDEX: String(index) }),
      ),
    )
    expect(ends.map(({ code }) => code)).toEqual([1, 0])
    expect(ends[0]?.output).toContain('[missing_token]')
  })
})

describe('examples/gitlab/fleet', () => {
  const ci = yamlOf('examples/gitlab/fleet/.gitlab-ci.yml')
  const runJob = (name: string, place: Place, env: Readonly<Record<string, string>> = {}) =>
    run(['sh', '-euc', ci[name].script.join('\n')], place, {
      ...envOf(),
      ...ci[name].variables,
      BIZACCESS_STATE_DIR: join(place.cwd, 'state'),
      ...env,
    })
  const reviewed = (place: Place): string =>
    /^REVIEWED=(.*)$/m.exec(readFileSync(join(place.cwd, 'reviewed.env'), 'utf8'))?.[1] ?? ''

  it('plans all of them, and applies what was looked at', async () => {
    await start({ harbor: DRIFTED })
    const place = placeWith(TREE, PROGRAMS)
    expect(await runJob('validate', place)).toMatchObject({ code: 0 })
    expect(await runJob('plan', place)).toMatchObject({ code: 0 })
    for (const path of ci['plan'].artifacts.paths) {
      expect(readFileSync(join(place.cwd, path), 'utf8').length).toBeGreaterThan(500)
    }
    const REVIEWED = reviewed(place)
    expect(REVIEWED).toMatch(/^sha256:[0-9a-f]{64}$/)
    const other = REVIEWED.replace(/[0-9a-f]{64}$/, '0'.repeat(64))
    expect(await runJob('apply', place, { REVIEWED: other })).toMatchObject({ code: 1 })
    expect(commits()).toEqual([0, 0, 0])
    expect(await runJob('apply', place, { REVIEWED })).toMatchObject({ code: 0 })
    expect(commits()).toEqual([0, 1, 0])
    expect(await runJob('drift', place)).toMatchObject({ code: 0 })
    expect(await runJob('expire', place)).toMatchObject({ code: 0 })
    expect(commits()).toEqual([0, 1, 0])
  })

  it('applies the others where one has no token, and fails in the end', async () => {
    await start({ harbor: DRIFTED })
    const place = placeWith(TREE, PROGRAMS)
    const without = { META_ACCESS_TOKEN_1003: '' }
    expect(await runJob('plan', place, without)).toMatchObject({ code: 1 })
    const ended = await runJob('apply', place, { ...without, REVIEWED: reviewed(place) })
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining('[missing_token]') })
    expect(commits()).toEqual([0, 1, 0])
  })

  it('keeps the reports of a review', async () => {
    const place = placeWith(TREE, PROGRAMS)
    await runJob('review', place)
    for (const path of ci['review'].artifacts.paths) {
      expect(readFileSync(join(place.cwd, path), 'utf8').length).toBeGreaterThan(500)
    }
    expect(commits()).toEqual([0, 0, 0])
  })

  it('gives the tokens to nothing that runs for everybody, and puts nothing foreign into a shell', () => {
    const jobs = Object.keys(ci).filter((name) => 'script' in ci[name])
    for (const name of jobs.filter((each) => each !== 'validate')) {
      expect([ci[name].extends].flat()).toContain('.fleet')
    }
    const used = jobs.flatMap((name) => ci[name].script.join('\n').match(/\$\{?\w+/g) ?? [])
    expect(new Set(used)).toEqual(new Set(['${failed', '$REVIEWED']))
    expect(JSON.stringify(ci)).not.toMatch(/"cache"/)
  })
})

describe('examples/github/fleet', () => {
  const jobOf = (file: string, name: string) => yamlOf(`examples/github/fleet/${file}`).jobs[name]

  /** The commands of a job one after the other, as the runner does; ends with the first that fails. */
  const runJob = async (
    job: ReturnType<typeof jobOf>,
    place: Place,
    env: Readonly<Record<string, string>>,
  ): Promise<Ended> => {
    let whole = ''
    for (const step of job.steps.filter(
      ({ run: script }: { run?: string }) => script !== undefined,
    )) {
      const plain = Object.entries<string>(step.env ?? {}).filter(
        ([, value]) => !value.includes('${{'),
      )
      const given = { ...envOf(), ...Object.fromEntries(plain), ...env }
      const ended = await run(['bash', '-ec', step.run], place, given)
      whole += ended.output
      const isFailure = ended.code !== 0 && step['continue-on-error'] !== true
      if (isFailure) return { code: ended.code, output: whole }
    }
    return { code: 0, output: whole }
  }

  /** `gh` writes down what it was asked for, and knows this as the last commit of main. */
  const runner = () => {
    const place = placeWith(TREE, {
      ...PROGRAMS,
      gh: `echo "$@" >> gh.log; case "$1" in api) echo abc ;; pr) cp plan.md comment.md ;; esac`,
    })
    const env = {
      GITHUB_OUTPUT: join(place.cwd, 'output'),
      GITHUB_STEP_SUMMARY: join(place.cwd, 'summary.md'),
      GITHUB_REPOSITORY: 'northwind/access',
      GITHUB_SHA: 'abc',
      NUMBER: '7',
      RUN: 'https://github.example/run',
    }
    return { place, env, file: (name: string) => readFileSync(join(place.cwd, name), 'utf8') }
  }

  it('comments on a pull request with a line for each business', async () => {
    await start({ harbor: DRIFTED })
    const { place, env, file } = runner()
    expect(await runJob(jobOf('plan.yml', 'plan'), place, env)).toMatchObject({ code: 0 })
    expect(file('gh.log')).toBe('pr comment 7 --edit-last --create-if-none --body-file plan.md\n')
    for (const id of IDS) expect(file('comment.md')).toContain(id)
    expect(file('plan.html')).toContain('<html')
    expect(commits()).toEqual([0, 0, 0])
  })

  it('applies after the merge what was looked at, from the last commit alone', async () => {
    await start({ harbor: DRIFTED })
    const { place, env, file } = runner()
    expect(await runJob(jobOf('apply.yml', 'plan'), place, env)).toMatchObject({ code: 0 })
    for (const id of IDS) expect(file('summary.md')).toContain(id)
    const [, REVIEWED = ''] = /^reviewed=(.*)$/m.exec(file('output')) ?? []
    const apply = jobOf('apply.yml', 'apply')
    const old = await runJob(apply, place, { ...env, REVIEWED, GITHUB_SHA: 'aaa' })
    expect([old.code, commits()]).toEqual([1, [0, 0, 0]])
    for (const wrong of [REVIEWED.replace(/[0-9a-f]{64}$/, '0'.repeat(64)), '']) {
      const other = await runJob(apply, place, { ...env, REVIEWED: wrong })
      expect([other.code, commits()]).toEqual([1, [0, 0, 0]])
    }
    expect(await runJob(apply, place, { ...env, REVIEWED })).toMatchObject({ code: 0 })
    expect(commits()).toEqual([0, 1, 0])
  })

  it('looks after them at night', async () => {
    await start({ harbor: DRIFTED })
    const { place, env, file } = runner()
    expect(await runJob(jobOf('nightly.yml', 'expire'), place, env)).toMatchObject({ code: 0 })
    expect(commits()).toEqual([0, 0, 0])
    expect(await runJob(jobOf('nightly.yml', 'drift'), place, env)).toMatchObject({ code: 2 })
    for (const id of IDS) expect(file('drift.md')).toContain(id)
  })
})
