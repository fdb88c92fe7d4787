import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { shardOf } from '../src/plan/shard.ts'
import { type Sandbox, startSandbox } from '../src/sandbox/server.ts'
import { parseWorld } from '../src/sandbox/world/world.ts'
import { childEnv } from './support/child-env.ts'
import { BROKEN, folderWith, IN_SYNC, MANIFEST, WORLD } from './support/run-cli.ts'

/** The examples for CI and clusters: parsed, and their scripts run against the sandbox. */

const ROOT = new URL('../', import.meta.url)
const pathOf = (file: string): string => fileURLToPath(new URL(file, ROOT))
const yamlOf = (file: string) => parse(readFileSync(pathOf(file), 'utf8'))
const MAIN = pathOf('dist/cli/main.js')

beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error('dist/cli/main.js is not there: run `npm run build`')
})

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
const folder = (
  files: Readonly<Record<string, string>>,
  sandboxes: ReadonlyMap<string, Sandbox> = new Map(served.map((one) => [one.token, one])),
) => {
  const cwd = folderWith(files)
  const bin = folderWith({})
  const cases = [...sandboxes].map(
    ([given, { url, token }]) =>
      `${given}) BIZACCESS_GRAPH_URL=${url} META_ACCESS_TOKEN=${token} ;;`,
  )
  const script = `#!/bin/sh
case "\${META_ACCESS_TOKEN-}" in
  ${cases.join('\n  ')}
  *) BIZACCESS_GRAPH_URL=http://127.0.0.1:9 ;;
esac
export BIZACCESS_GRAPH_URL
exec "${process.execPath}" "${MAIN}" "$@"\n`
  writeFileSync(join(bin, 'bizaccess'), script)
  chmodSync(join(bin, 'bizaccess'), 0o755)
  return { cwd, path: `${bin}:${process.env['PATH'] ?? ''}` }
}

interface Ended {
  readonly code: number | null
  readonly output: string
}

const run = (
  argv: readonly string[],
  { cwd, path }: { readonly cwd: string; readonly path: string },
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const [program = '', ...args] = argv
    const child = spawn(program, args, { cwd, env: childEnv({ PATH: path, ...env }) })
    let output = ''
    const take = (part: unknown): void => {
      output += part
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => resolve({ code, output }))
    child.stdin.end()
  })

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
  const runJob = (name: string, place: ReturnType<typeof folder>, env = {}) =>
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

  /** The container's own words, with the mounts where this machine has them. */
  const runContainer = (
    job: typeof cron,
    root: ReturnType<typeof folder>,
    env: Readonly<Record<string, string>>,
  ) => {
    const [container] = job.template.spec.containers
    const here = (text: string): string =>
      text.replaceAll(/\/(manifests|tokens|state)\b/g, `${root.cwd}/$1`)
    const own = Object.fromEntries(
      container.env.flatMap(({ name, value }: { name: string; value?: string }) =>
        value === undefined ? [] : [[name, here(value)]],
      ),
    )
    const cwd = here(container.workingDir ?? root.cwd)
    const argv = [...container.command, ...container.args].map(here)
    return run(argv, { ...root, cwd }, { ...own, ...env })
  }

  it('finds drift with a manifest as a ConfigMap mounts it', async () => {
    const { token } = await serve()
    for (const [manifest, code] of [
      [IN_SYNC, 0],
      [MANIFEST, 2],
    ] as const) {
      const root = folder({ 'manifests/..2026_11_22/access.yaml': manifest })
      symlinkSync('..2026_11_22', join(root.cwd, 'manifests/..data'))
      symlinkSync('..data/access.yaml', join(root.cwd, 'manifests/access.yaml'))
      const ended = await runContainer(jobs['drift-cronjob'], root, { META_ACCESS_TOKEN: token })
      expect(ended).toMatchObject({ code })
    }
  })

  const NAMES = ['northwind', 'fjord', 'harbor', 'tide'] as const
  const idOf = (name: string): string => `10${NAMES.indexOf(name as 'fjord')}1`

  const fleetFolder = async () => {
    const files: Record<string, string> = {
      'manifests/shared/people.yaml': 'version: 1\npartners: { brightside: "2002" }\n',
    }
    const sandboxes = new Map<string, Sandbox>()
    for (const name of NAMES) {
      const own = (text: string): string => text.replaceAll('"1001"', `"${idOf(name)}"`)
      sandboxes.set(`TOKEN-${name}`, await serve(own(WORLD)))
      files[`tokens/${name}`] = `TOKEN-${name}\n`
      files[`manifests/businesses/${name}/access.yaml`] = own(
        'version: 1\nbusiness: "1001"\nad_accounts: { act_1111: { agencies: {} } }\n',
      )
    }
    return folder(files, sandboxes)
  }

  it('looks after each business of a fleet exactly once', async () => {
    const root = await fleetFolder()
    const [container] = fleet.spec.template.spec.containers
    const shards = Number(
      container.env.find(({ name }: { name: string }) => name === 'SHARDS').value,
    )
    expect([fleet.spec.completionMode, fleet.spec.completions]).toEqual(['Indexed', shards])
    const indexes = [...Array(shards).keys()]
    const ends = await Promise.all(
      indexes.map((index) => runContainer(fleet.spec, root, { JOB_COMPLETION_INDEX: `${index}` })),
    )
    expect(ends.map(({ code }) => code)).toEqual(Array(shards).fill(0))
    const headers = ends.flatMap(({ output }) => output.match(/^Business \d+ "/gm) ?? [])
    expect([...headers].sort()).toEqual(NAMES.map((name) => `Business ${idOf(name)} "`).sort())
    expect(ends.filter(({ output }) => /^Business \d+ "/m.test(output)).length).toBeGreaterThan(1)
  })

  it('fails the pod that lacks the token of a business of its share, and no other', async () => {
    const root = await fleetFolder()
    rmSync(join(root.cwd, 'tokens/northwind'))
    const own = shardOf(idOf('northwind'), 4)
    const ends = [own, (own + 1) % 4].map((index) =>
      runContainer(fleet.spec, root, { JOB_COMPLETION_INDEX: `${index}` }),
    )
    const [failed, other] = await Promise.all(ends)
    expect([failed?.code, other?.code]).toEqual([1, 0])
    expect(failed?.output).toContain('[missing_token]')
  })
})
