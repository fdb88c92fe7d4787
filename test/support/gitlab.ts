import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { childEnv } from './child-env.ts'
import { folderWith } from './run-cli.ts'

/**
 * A pipeline of GitLab as gitlab-ci-local reads it: a runner of such files that carries the JSON
 * schema GitLab publishes for them (the one its editor checks with), and asks no network for it.
 */

const RUNNER = createRequire(import.meta.url).resolve('gitlab-ci-local')
const MISSING = new URL('set-union.mjs', import.meta.url).href

/** A commit on the default branch, as the runner finds out about what it is in. */
const repositoryWith = (text: string): string => {
  const cwd = folderWith({})
  const git = (...args: readonly string[]): void => {
    const own = ['-c', 'user.name=Dana', '-c', 'user.email=dana@northwind.example']
    const { status, stderr } = spawnSync('git', [...own, ...args], { cwd, env: childEnv() })
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  }
  git('init', '--quiet', '--initial-branch=main')
  git('commit', '--quiet', '--allow-empty', '--message=Begin')
  writeFileSync(join(cwd, '.gitlab-ci.yml'), text)
  return cwd
}

interface Said {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const runner = (text: string, args: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const cwd = repositoryWith(text)
    const env = { ...childEnv(), HOME: cwd, NO_COLOR: '1' }
    const child = spawn(process.execPath, ['--import', MISSING, RUNNER, ...args], { cwd, env })
    const said = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (part) => {
        said[stream] += part
      })
    }
    child.on('close', (code) => resolve({ code, ...said }))
  })

/** The faults of a pipeline by GitLab's schema, and what the runner says of `needs` and stages. */
export const gitlabFaults = async (text: string): Promise<string> => {
  const { code, stdout, stderr } = await runner(text, ['--preview'])
  if (code === 0) return ''
  return `${stdout}${stderr}`.replace(/\nFor further[\s\S]*/, '')
}

/** The names of the jobs that a pipeline has where these variables are set, with when they start. */
export const gitlabJobs = async (
  text: string,
  variables: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const given = Object.entries(variables).map(([name, value]) => `--variable=${name}=${value}`)
  const known = `--ignore-predefined-vars=${Object.keys(variables).join(',')}`
  const args = ['--list-csv', '--no-json-schema-validation', known, ...given]
  const { code, stdout, stderr } = await runner(text, args)
  if (code !== 0) throw new Error(`${stdout}${stderr}`)
  const [head = '', ...rows] = stdout.trim().split('\n')
  const at = ['name', 'when'].map((name) => head.split(';').indexOf(name))
  return rows.map((row) => at.map((column) => row.split(';')[column]).join(' '))
}
