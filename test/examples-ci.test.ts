import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { parseWorld } from '../src/sandbox/world/world.ts'
import { BROKEN, IN_SYNC, MANIFEST, WORLD } from './support/run-cli.ts'
import { type Place, placeWith, run, serveCommand } from './support/run-script.ts'

/** The examples for CI and clusters: parsed, and their scripts run against the sandbox. */

const ROOT = new URL('../', import.meta.url)
const pathOf = (file: string): string => fileURLToPath(new URL(file, ROOT))
const yamlOf = (file: string) => parse(readFileSync(pathOf(file), 'utf8'))

const command = await serveCommand()
afterAll(command.close)

const served: Sandbox[] = []
afterEach(async () => {
  await Promise.all(served.splice(0).map((sandbox) => sandbox.close()))
})

const serve = async (world = WORLD): Promise<Sandbox> => {
  const sandbox = await startSandbox({ world: parseWorld(world) })
  served.push(sandbox)
  return sandbox
}

/** A folder with these files, and a `bizaccess` on the path that knows the sandbox of each token. */
const folder = (files: Readonly<Record<string, string>>): Place => {
  const cases = served.map(({ url, token }) => `${token}) BIZACCESS_GRAPH_URL=${url} ;;`)
  const bizaccess = `case "\${META_ACCESS_TOKEN-}" in
  ${cases.join('\n  ')}
  *) BIZACCESS_GRAPH_URL=http://127.0.0.1:9 ;;
esac
export BIZACCESS_GRAPH_URL
${command.script}`
  return placeWith(files, { bizaccess })
}

it('every YAML file of the examples can be read', () => {
  const files = readdirSync(pathOf('examples'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.ya?ml$/.test(file),
  )
  expect(files).toEqual(expect.arrayContaining(['gitlab/.gitlab-ci.yml']))
  for (const file of files) expect(yamlOf(`examples/${file}`)).toBeTypeOf('object')
})

describe('examples/gitlab', () => {
  const ci = yamlOf('examples/gitlab/.gitlab-ci.yml')
  const jobs = Object.entries<Record<string, unknown>>(ci).filter(([, job]) => 'script' in job)
  const scriptOf = (name: string): readonly string[] => ci[name].script
  const runJob = (name: string, place: Place, env = {}) =>
    run(['sh', '-euc', scriptOf(name).join('\n')], place, {
      META_ACCESS_TOKEN: served[0]?.token ?? '',
      ...ci['.business'].variables,
      ...ci[name].variables,
      BIZACCESS_STATE_DIR: join(place.cwd, 'state'),
      ...env,
    })

  it('puts nothing into a script that somebody else has written', () => {
    const used = jobs.flatMap(
      ([name]) =>
        scriptOf(name)
          .join('\n')
          .match(/\$\{?\w+\}?/g) ?? [],
    )
    expect(new Set(used)).toEqual(new Set(['$REVIEWED', '$ALLOW_REVOCATIONS']))
    for (const [name] of jobs) {
      for (const line of scriptOf(name)) expect(line).not.toMatch(/[^"]\$\w|\$\w+[^"\w]/)
    }
  })

  it('gives the token to nothing that runs for everybody', () => {
    expect(JSON.stringify(ci['validate'])).not.toMatch(/TOKEN|\.business/)
    for (const name of ['plan', 'apply', 'drift', 'expire', 'review']) {
      expect([ci[name].extends].flat()).toContain('.business')
    }
    expect(ci['.business']).toMatchObject({ resource_group: 'bizaccess', interruptible: false })
    expect(JSON.stringify(ci)).not.toMatch(/"cache"/)
    expect(ci['apply'].rules).toEqual([expect.objectContaining({ when: 'manual' })])
  })

  it('plans, reports the counts, and applies what was reviewed', async () => {
    await serve()
    const place = folder({ 'access.yaml': MANIFEST })
    expect((await runJob('validate', place)).code).toBe(0)
    expect(await runJob('plan', place)).toMatchObject({ code: 0 })
    const { terraform, dotenv } = ci['plan'].artifacts.reports
    const counts = JSON.parse(readFileSync(join(place.cwd, terraform), 'utf8'))
    expect(counts).toEqual({ create: 1, update: 0, delete: 1 })
    const reviewed = readFileSync(join(place.cwd, dotenv), 'utf8').trim()
    const [, REVIEWED = ''] = /^REVIEWED=(sha256:[0-9a-f]{64})$/.exec(reviewed) ?? []
    const other = `sha256:${'0'.repeat(64)}`
    expect((await runJob('apply', place, { REVIEWED: other })).code).toBe(1)
    expect(served[0]?.commits).toHaveLength(0)
    expect(await runJob('apply', place, { REVIEWED })).toMatchObject({ code: 0 })
    expect(served[0]?.commits).toHaveLength(2)
    expect((await runJob('drift', place)).code).toBe(0)
  })

  it('keeps the pages of a plan and of a review, and fails for a high finding', async () => {
    await serve()
    const place = folder({ 'access.yaml': MANIFEST })
    for (const [name, code] of [
      ['plan', 0],
      ['review', 2],
    ] as const) {
      expect(await runJob(name, place)).toMatchObject({ code })
      for (const path of ci[name].artifacts.paths) {
        expect(readFileSync(join(place.cwd, path), 'utf8').length).toBeGreaterThan(500)
      }
    }
    expect(served[0]?.commits).toHaveLength(0)
    expect(ci['review'].artifacts.paths).toEqual(['review.html', 'review.csv', 'review.json'])
  })

  it('stops at a rail, until somebody names the number', async () => {
    await serve()
    const place = folder({ 'access.yaml': `${MANIFEST}policy: { max_revocations: 0 }\n` })
    expect((await runJob('plan', place)).code).toBe(4)
    const { steps_digest: REVIEWED } = JSON.parse(
      readFileSync(join(place.cwd, 'plan.json'), 'utf8'),
    )
    expect((await runJob('apply', place, { REVIEWED })).code).toBe(4)
    const allowed = { REVIEWED, ALLOW_REVOCATIONS: '1' }
    expect(await runJob('apply-revocations', place, allowed)).toMatchObject({ code: 0 })
  })

  it('tells drift, and takes away at night what has ended and nothing else', async () => {
    await serve()
    const ended = MANIFEST.replace(
      '{ robot: ADMIN }',
      '{ robot: ADMIN, kim: { role: GENERAL_USER, expires: 2020-01-31 } }',
    )
    const place = folder({ 'access.yaml': ended })
    expect((await runJob('drift', place)).code).toBe(2)
    expect(await runJob('expire', place)).toMatchObject({ code: 0 })
    expect(served[0]?.commits).toHaveLength(1)
  })
})

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = yamlOf('.pre-commit-hooks.yaml')

  it('validates the whole, offline', async () => {
    expect(hook).toMatchObject({ language: 'node', pass_filenames: false })
    const files = { 'good/a.yaml': IN_SYNC, 'bad/a.yaml': BROKEN }
    const argv = (path: string) => [...String(hook.entry).split(' '), path]
    expect(await run(argv('good'), folder(files))).toMatchObject({ code: 0 })
    const { code, output } = await run(argv('bad'), folder(files))
    expect([code, output]).toEqual([1, expect.stringContaining('bad/a.yaml:3:')])
  })

  it('runs when a manifest is committed, and names a program that is there', () => {
    const files = new RegExp(hook.files)
    expect(
      ['access.yaml', 'businesses/a/b.yml', 'a.json', 'README.md'].map((name) => files.test(name)),
    ).toEqual([true, true, true, false])
    const { bin } = JSON.parse(readFileSync(pathOf('package.json'), 'utf8'))
    expect(Object.keys(bin)).toContain(String(hook.entry).split(' ')[0])
  })
})

describe('examples/kubernetes', () => {
  const cron = yamlOf('examples/kubernetes/drift-cronjob.yaml')
  const fleet = yamlOf('examples/kubernetes/fleet-job.yaml')
  const jobs = { 'drift-cronjob': cron.spec.jobTemplate.spec, 'fleet-job': fleet.spec }

  it.each(Object.entries(jobs))('%s runs with as little as it can', (_name, job) => {
    const pod = job.template.spec
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    })
    const [container] = pod.containers
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    const mounted = container.volumeMounts.map(({ name }: { name: string }) => name)
    expect(mounted.sort()).toEqual(pod.volumes.map(({ name }: { name: string }) => name).sort())
    for (const { value } of container.env) expect(value ?? '').not.toMatch(/EAA|SANDBOX/)
  })
})
