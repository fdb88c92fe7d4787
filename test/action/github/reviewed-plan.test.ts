import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Reviewed, reviewLine } from '../../../src/action/github/reviewed-plan.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import {
  BOT,
  type FakeGitHub,
  type FakeRow,
  REPOSITORY,
  startFakeGitHub,
} from '../../support/fake-github.ts'
import { HEAD, MERGE, REVIEW_KEY, runAction, runActionHere } from '../../support/run-action.ts'
import { IN_SYNC, MANIFEST, WORLD } from '../../support/run-cli.ts'

/** How an apply learns what was reviewed, and everything that must not pass for it. */

let sandbox: Sandbox
let github: FakeGitHub

beforeEach(async () => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
  github = await startFakeGitHub()
  github.pulls.set(MERGE, [PULL])
  github.branches.set('main', MERGE)
})

afterEach(async () => {
  await sandbox.close()
  await github.close()
})

const PULL: FakeRow = {
  number: 7,
  merged_at: '2026-11-22T11:00:00Z',
  merge_commit_sha: MERGE,
  base: { ref: 'main', repo: { full_name: REPOSITORY } },
  head: { sha: HEAD },
}

const env = () => ({
  BIZACCESS_GRAPH_URL: sandbox.url,
  META_ACCESS_TOKEN: sandbox.token,
  BIZACCESS_REVIEW_KEY: REVIEW_KEY,
})

const REVIEWED = { command: 'apply', expect: 'reviewed' }

const planned = async (run = runActionHere) =>
  run({
    inputs: { command: 'plan', comment: 'true' },
    files: { 'access.yaml': MANIFEST },
    github,
    env: env(),
  })

const merged = (run = runActionHere, extra: Record<string, string> = {}, manifest = MANIFEST) =>
  run({
    inputs: REVIEWED,
    files: { 'access.yaml': manifest },
    github,
    event: 'push',
    env: { ...env(), ...extra },
  })

const commentOf = (): FakeRow => github.comments[0] as FakeRow

describe('an apply of what was reviewed', () => {
  it('plans again from the merged commit and goes on', async () => {
    const { outputs } = await planned(runAction)
    const { code, stdout } = await merged(runAction)
    expect(code).toBe(0)
    expect(stdout).toContain(`Reviewed on the pull request: ${outputs['steps_digest']}`)
    expect(sandbox.commits).toHaveLength(2)
    // Nothing of the pull request's comment was changed.
    expect(github.calls.filter((call) => !call.startsWith('GET'))).toHaveLength(1)
  })

  it('stops where live has moved since', async () => {
    await planned()
    await sandbox.close()
    sandbox = await startSandbox({
      world: parseWorld(WORLD.replace('[ADVERTISE, ANALYZE]\n  act_2222', '[ANALYZE]\n  act_2222')),
    })
    const { code, stdout } = await merged()
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=steps_digest_differs::/m)
    expect(sandbox.commits).toEqual([])
  })

  it('that is run again has nothing left to do', async () => {
    await planned()
    await merged()
    const { code, stdout } = await merged()
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing of it is left to do.')
    expect(sandbox.commits).toHaveLength(2)
  })

  it('needs no review where there is nothing to do', async () => {
    const { code, outputs } = await merged(runActionHere, {}, IN_SYNC)
    expect(code).toBe(0)
    expect(outputs['has_changes']).toBe('false')
  })
})

const sealed = (over: Partial<Reviewed>, key = REVIEW_KEY): string => {
  const digest = /steps=(sha256:[0-9a-f]{64})/.exec(String(commentOf()['body']))?.[1] ?? ''
  const text = '### bizaccess plan'
  const own = { repository: REPOSITORY, pull: 7, head: HEAD, business: '1001', digest, text }
  return `<!-- bizaccess:1001 -->\n${reviewLine({ ...own, ...over }, key)}\n${text}`
}

/** What an attacker who may comment or push could leave, and why it does not count. */
const FORGERIES: readonly (readonly [string, () => void, RegExp])[] = [
  ['no comment at all', () => github.comments.splice(0), /has no plan of business 1001/],
  [
    'the comment of a person',
    () => Object.assign(commentOf(), { user: { login: 'mallory', type: 'User' } }),
    /has no plan of business 1001/,
  ],
  [
    'a comment by the bot without a seal',
    () => {
      const body = String(commentOf()['body']).replace(/^<!-- bizaccess-review.*\n/m, '')
      Object.assign(commentOf(), { body })
    },
    /is not sealed/,
  ],
  [
    'a seal made with another key',
    () =>
      Object.assign(commentOf(), { body: sealed({}, 'a key that somebody made up themselves') }),
    /seal of the plan on pull request 7 is not ours/,
  ],
  [
    'a genuine seal around another digest',
    () => {
      const body = String(commentOf()['body']).replace(/steps=sha256:./, (it) =>
        it.endsWith('0') ? 'steps=sha256:1' : 'steps=sha256:0',
      )
      Object.assign(commentOf(), { body })
    },
    /is not ours/,
  ],
  [
    'a genuine seal and its digest under a text that was changed',
    () => {
      const body = String(commentOf()['body']).replace('61550000000000009', '61550000000000008')
      expect(body).not.toBe(commentOf()['body'])
      Object.assign(commentOf(), { body })
    },
    /is not ours, or its text was changed/,
  ],
  [
    'a genuine seal with words before the plan',
    () => {
      const body = String(commentOf()['body']).replace(/\n###/, '\nAll checks passed.\n###')
      expect(body).not.toBe(commentOf()['body'])
      Object.assign(commentOf(), { body })
    },
    /its text was changed/,
  ],
  [
    'a seal of an earlier version, which held the digest alone',
    () => {
      const body = String(commentOf()['body']).replace('bizaccess-review v2', 'bizaccess-review v1')
      Object.assign(commentOf(), { body })
    },
    /sealed by an earlier version/,
  ],
  ...(
    [
      ['pull request', { pull: 8 }],
      ['business', { business: '2002' }],
      ['repository', { repository: 'northwind/other' }],
    ] as const
  ).map(
    ([what, over]) =>
      [
        `a genuine seal of another ${what}`,
        () => void Object.assign(commentOf(), { body: sealed(over) }),
        /is not ours/,
      ] as const,
  ),
  [
    'a genuine seal of an earlier commit',
    () => Object.assign(commentOf(), { body: sealed({ head: 'd4'.repeat(20) }) }),
    /is of another commit/,
  ],
  [
    'an older plan posted beside the last one',
    () => github.comments.push({ id: 9, issue: 7, user: BOT, body: sealed({}), updated_at: '' }),
    /more than one plan/,
  ],
  [
    'a plan written after the merge',
    () => Object.assign(commentOf(), { updated_at: '2026-11-22T11:00:01Z' }),
    /written after the merge/,
  ],
  [
    'a pull request that was merged into another branch',
    () =>
      github.pulls.set(MERGE, [{ ...PULL, base: { ref: 'dev', repo: { full_name: REPOSITORY } } }]),
    /no pull request was merged as b2b2b2b2b2b2/,
  ],
  [
    'a pull request of another repository that holds the commit',
    () =>
      github.pulls.set(MERGE, [
        { ...PULL, base: { ref: 'main', repo: { full_name: 'mallory/access' } } },
      ]),
    /no pull request was merged/,
  ],
  [
    'a pull request that only contains the commit',
    () => github.pulls.set(MERGE, [{ ...PULL, merge_commit_sha: 'e5'.repeat(20) }]),
    /no pull request was merged/,
  ],
  [
    'a pull request that is not merged',
    () => github.pulls.set(MERGE, [{ ...PULL, merged_at: null }]),
    /no pull request was merged/,
  ],
  [
    'a GitHub that does not answer',
    () => Object.assign(github, { refuses: 'everything' }),
    /could not be looked up: GitHub answered 403/,
  ],
]

describe('a run of a commit that is not the last of its branch', () => {
  const NEXT = 'f6'.repeat(20)
  const writing = (inputs: Record<string, string>, extra: Record<string, string> = {}) =>
    runActionHere({
      inputs,
      files: { 'access.yaml': MANIFEST },
      github,
      event: 'push',
      env: { ...env(), ...extra },
    })

  it.each<[string, Record<string, string>]>([
    ['a reviewed apply', REVIEWED],
    ['an apply of anything', { command: 'apply', expect: 'any' }],
    ['an apply by digest', { command: 'apply', expect: `sha256:${'0'.repeat(64)}` }],
    ['an offboard', { command: 'offboard', name: '61550000000000009' }],
  ])('%s writes nothing, and says so', async (_, inputs) => {
    await planned()
    github.branches.set('main', NEXT)
    const { code, stdout, stderr } = await writing(inputs, { GITHUB_RUN_ATTEMPT: '2' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=action_outdated::/m)
    expect(stderr).toContain(
      'b2b2b2b2b2b2 is not the last commit of main any more, f6f6f6f6f6f6 is',
    )
    expect(sandbox.commits).toEqual([])
  })

  it('does not give back what a later merge took, when an old run is started again', async () => {
    await planned()
    expect((await merged()).code).toBe(0)
    expect(sandbox.commits).toHaveLength(2)
    // A later merge takes away what the first gave, and is applied.
    github.branches.set('main', NEXT)
    await sandbox.close()
    sandbox = await startSandbox({ world: parseWorld(WORLD) })
    const again = await merged(runActionHere, { GITHUB_RUN_ATTEMPT: '2' })
    expect(again.code).toBe(1)
    expect(sandbox.commits).toEqual([])
  })

  it('of which that cannot be told: a first run goes on, a run again and a review do not', async () => {
    github.branches.clear()
    const any = { command: 'apply', expect: 'any' }
    expect((await writing(any, { GITHUB_RUN_ATTEMPT: '2' })).code).toBe(1)
    expect(sandbox.commits).toEqual([])
    await planned()
    const reviewed = await merged()
    expect(reviewed.code).toBe(1)
    expect(reviewed.stdout).toMatch(/not_reviewed.*still is the last commit of main could not be/)
    expect(sandbox.commits).toEqual([])
    expect((await writing(any)).code).toBe(0)
    expect(sandbox.commits).toHaveLength(2)
  })

  it('may only plan, and plans', async () => {
    github.branches.set('main', NEXT)
    expect((await writing({ command: 'plan' })).code).toBe(0)
    expect(github.calls).toEqual([])
  })

  it('is known by the whole name of the branch', async () => {
    github.branches.set('release/2026 a', NEXT)
    const ref = { GITHUB_REF: 'refs/heads/release/2026 a' }
    const { code, stderr } = await writing({ command: 'apply', expect: 'any' }, ref)
    expect([code, stderr]).toEqual([1, expect.stringContaining('of release/2026 a any more')])
  })
})

describe('nothing is written on the word of', () => {
  it.each(FORGERIES)('%s', async (_, forge, reason) => {
    const { outputs } = await planned()
    forge()
    const { code, stdout } = await merged()
    expect(code).toBe(1)
    const said = stdout.split('\n').find((line) => line.startsWith('::error title=not_reviewed::'))
    expect(said).toMatch(reason)
    expect(said).toContain(`expect: ${outputs['steps_digest']}`)
    expect(sandbox.commits).toEqual([])
  })

  it.each([
    ['no key', { BIZACCESS_REVIEW_KEY: '' }, /BIZACCESS_REVIEW_KEY is not set/],
    ['no token of GitHub', { 'INPUT_GITHUB-TOKEN': '' }, /no github-token/],
    ['a run by hand', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, /only the push of a merge/],
    ['a tag', { GITHUB_REF: 'refs/tags/v1' }, /only the push of a merge/],
  ])('%s', async (_, extra, reason) => {
    await planned()
    const { code, stdout } = await merged(runActionHere, extra)
    expect(code).toBe(1)
    expect(stdout).toMatch(reason)
    expect(sandbox.commits).toEqual([])
  })
})
