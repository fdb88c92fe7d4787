import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { BOT, type FakeGitHub, GITHUB_TOKEN, startFakeGitHub } from '../support/fake-github.ts'
import {
  type ActionCase,
  type ActionResult,
  REVIEW_KEY,
  readJournal,
  rewrite,
  runAction,
  runActionHere,
} from '../support/run-action.ts'
import { BROKEN, IN_SYNC, MANIFEST, REQUEST, TOO_MANY, WORLD } from '../support/run-cli.ts'

/** The action from outside: the committed bundle against the sandbox and a GitHub of our own. */

const SECRET = 'the app secret of the run'
const PAGES = `${WORLD}pages:
  "3333": { name: Shop, owner: "1001", users: { "61550000000000001": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE] } }
`

let sandbox: Sandbox
let github: FakeGitHub

beforeEach(async () => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
  github = await startFakeGitHub()
})

afterEach(async () => {
  await sandbox.close()
  await github.close()
})

const acting =
  (run: typeof runAction) =>
  ({ env = {}, ...given }: ActionCase): Promise<ActionResult> =>
    run({
      github,
      files: { 'access.yaml': MANIFEST },
      ...given,
      env: {
        BIZACCESS_GRAPH_URL: sandbox.url,
        META_ACCESS_TOKEN: sandbox.token,
        BIZACCESS_REVIEW_KEY: REVIEW_KEY,
        ...env,
      },
    })

/** In a process of its own, as GitHub would. */
const act = acting(runAction)
/** In this one: a bundle is slow to start, and a test needs one start of it at most. */
const actHere = acting(runActionHere)

const restarted = async (world: string): Promise<void> => {
  await sandbox.close()
  sandbox = await startSandbox({ world: parseWorld(world) })
}

describe('review', () => {
  const review = (inputs: ActionCase['inputs'] = {}, given: Partial<ActionCase> = {}) =>
    actHere({ ...given, inputs: { command: 'review', ...inputs } })

  it('tells findings, keeps the page, the table and the data, and writes nothing', async () => {
    const { code, outputs, summary } = await review({ comment: 'true' })
    expect(code).toBe(0)
    expect(summary).toContain('### bizaccess review')
    expect(outputs).toMatchObject({ exit_code: '0', has_changes: '', steps_digest: '' })
    const folder = outputs['report_dir'] ?? ''
    const data = JSON.parse(readFileSync(join(folder, 'review.json'), 'utf8'))
    expect(data).toMatchObject({ kind: 'review', business: { id: '1001' } })
    const counts = JSON.parse(outputs['counts'] ?? '')
    expect(counts).toMatchObject({ ...data.summary.findings, findings: data.findings.length })
    expect(counts.findings).toBeGreaterThan(0)
    expect(readFileSync(join(folder, 'review.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    expect(readFileSync(join(folder, 'review.csv'), 'utf8')).toContain('business_id,')
    expect(sandbox.commits).toEqual([])
  })

  it('fails for a finding only where it is asked to, and for none that was there', async () => {
    const first = await review()
    const { findings } = JSON.parse(
      readFileSync(join(first.outputs['report_dir'] ?? '', 'review.json'), 'utf8'),
    )
    expect(findings.length).toBeGreaterThan(0)
    expect((await review({ 'fail-on': 'low' })).code).toBe(2)
    const earlier = readFileSync(join(first.outputs['report_dir'] ?? '', 'review.json'), 'utf8')
    const files = { 'access.yaml': MANIFEST, 'earlier.json': earlier }
    const { code, outputs } = await review({ 'fail-on': 'low', since: 'earlier.json' }, { files })
    expect(code).toBe(0)
    expect(JSON.parse(outputs['counts'] ?? '')).toMatchObject({ new: 0, open: findings.length })
  })

  it('works in a business without a manifest', async () => {
    const { code, outputs } = await review({ business: '1001' }, { files: {} })
    expect(code).toBe(0)
    expect(outputs['report_dir']).not.toBe('')
  })

  it('leaves the comment of a plan, and its seal, as they are', async () => {
    await actHere({ inputs: { command: 'plan', comment: 'true' } })
    const [sealed] = github.comments.map(({ body }) => body)
    await review({ comment: 'true' })
    await review({ comment: 'true' })
    expect(github.comments).toHaveLength(2)
    expect(github.comments[0]?.body).toBe(sealed)
    expect(github.comments[1]?.body).toMatch(
      /^<!-- bizaccess:1001:review -->\n### bizaccess review/,
    )
  })

  it.each(['plan', 'validate', 'drift'])('is what the inputs are for: not %s', async (command) => {
    for (const input of ['since', 'fail-on']) {
      expect((await actHere({ inputs: { command, [input]: 'high' } })).code).toBe(1)
    }
  })
})

describe('plan', () => {
  it('tells outputs, summary, annotations and a comment, and does not fail for differences', async () => {
    const { code, outputs, summary, stdout } = await act({
      inputs: { command: 'plan', comment: 'true' },
      event: 'pull_request',
    })
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ exit_code: '2', has_changes: 'true' })
    expect(JSON.parse(outputs['counts'] ?? '')).toMatchObject({ grant: 1, unassign: 1 })
    expect(outputs['steps_digest']).toMatch(/^sha256:[0-9a-f]{64}$/)
    const plan = JSON.parse(readFileSync(outputs['plan_file'] ?? '', 'utf8'))
    expect(plan).toMatchObject({ kind: 'plan', steps_digest: outputs['steps_digest'] })
    expect(summary).toContain('### bizaccess plan')
    expect(summary).toContain(`steps_digest: \`${outputs['steps_digest']}\``)
    expect(stdout).toMatch(/^::warning file=access\.yaml,line=8,col=\d+,title=plan%3A unassign::/m)
    expect(stdout).toMatch(/^Plan: 1 to grant, 1 to unassign/m)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]).toMatchObject({ issue: 7, user: BOT })
    const body = String(github.comments[0]?.['body'])
    expect(body).toMatch(/^<!-- bizaccess:1001 -->\n<!-- bizaccess-review v2 head=(a1){20} steps=/)
    expect(body).toContain('[This run](https://github.example/northwind/access/actions/runs/42)')
    expect(sandbox.commits).toEqual([])
  })

  it.each([
    ['2 for differences', MANIFEST, 2],
    ['4 at a rail', TOO_MANY, 4],
    ['1 for a broken manifest', BROKEN, 1],
    ['0 in sync', IN_SYNC, 0],
  ])('ends with %s where the details are asked for', async (_, manifest, expected) => {
    const inputs = { command: 'plan', 'detailed-exitcode': 'true' }
    const { code, outputs } = await actHere({ inputs, files: { 'access.yaml': manifest } })
    expect(code).toBe(expected)
    expect(outputs['exit_code']).toBe(String(expected))
    expect(outputs['has_changes']).toBe({ 0: 'false', 1: '', 2: 'true', 4: 'true' }[expected])
  })

  it('needs a token, and says so', async () => {
    const { code, stdout, outputs } = await act({
      inputs: { command: 'plan' },
      env: { META_ACCESS_TOKEN: '' },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=missing_token::no access token: set META_ACCESS_TOKEN/m)
    expect(outputs).toMatchObject({ exit_code: '1', has_changes: '', steps_digest: '' })
  })

  it('reads a folder of the workspace, and annotates its files as GitHub knows them', async () => {
    const { code, stdout } = await actHere({
      inputs: { command: 'plan', 'working-directory': './teams/eu/', paths: 'access.yaml' },
      files: { 'teams/eu/access.yaml': MANIFEST },
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^::warning file=teams\/eu\/access\.yaml,line=8/m)
  })

  it('takes several paths, on one line or on many', async () => {
    const [head = '', assets = ''] = MANIFEST.split('ad_accounts:')
    const files = { 'a b.yaml': head, 'c.yaml': `version: 1\nad_accounts:${assets}` }
    const many = await actHere({ inputs: { command: 'plan', paths: 'a b.yaml\nc.yaml' }, files })
    expect(many.outputs['exit_code']).toBe('2')
    const one = await actHere({
      inputs: { command: 'plan', paths: ' h.yaml  c.yaml ' },
      files: { 'h.yaml': head, 'c.yaml': files['c.yaml'] },
    })
    expect(one.outputs['steps_digest']).toBe(many.outputs['steps_digest'])
  })

  it('can be filtered', async () => {
    const inputs = { command: 'plan', only: 'act_1*', who: 'kim', reason: 'expired,offboarded' }
    const { outputs, summary } = await actHere({ inputs })
    expect(outputs['has_changes']).toBe('false')
    expect(summary).toContain('Filtered by --only act&#95;1&#42; --who kim')
  })
})

describe('secrets', () => {
  it('are masked before anything else is printed, and tokens of Pages as soon as they are known', async () => {
    await restarted(
      PAGES.replace('version: 1', `version: 1\napp: { secret: "${SECRET}" }`).replace(
        /^app: \{ id.*\n/m,
        '',
      ),
    )
    const manifest = `${MANIFEST}pages: { "3333": { users: { kim: [ANALYZE] } } }\n`
    const { stdout, stderr, summary, code } = await act({
      inputs: { command: 'apply', expect: 'any', comment: 'true' },
      files: { 'access.yaml': manifest },
      env: { META_APP_SECRET: SECRET },
    })
    expect(code).toBe(0)
    const lines = stdout.split('\n')
    const first = lines.findIndex((line) => !line.startsWith('::add-mask::'))
    const masked = (part: readonly string[]): readonly string[] =>
      part.flatMap((line) => /^::add-mask::(.*)$/.exec(line)?.[1] ?? [])
    expect(masked(lines.slice(0, first))).toEqual(
      expect.arrayContaining([sandbox.token, SECRET, REVIEW_KEY, GITHUB_TOKEN]),
    )
    const pageTokens = masked(lines).filter(
      (it) => ![sandbox.token, SECRET, REVIEW_KEY, GITHUB_TOKEN].includes(it),
    )
    expect(sandbox.requests.some(({ tokenKind }) => tokenKind === 'page')).toBe(true)
    expect(pageTokens.length).toBeGreaterThanOrEqual(2)
    // Without the masks nothing secret is left anywhere.
    const rest = [
      lines.filter((line) => !line.startsWith('::add-mask::')).join('\n'),
      stderr,
      summary,
    ]
    for (const secret of masked(lines)) {
      for (const text of rest) expect(text).not.toContain(secret)
    }
  })

  it('are printed to no log that is not of GitHub', async () => {
    const { code, stdout, stderr } = await act({
      inputs: { command: 'plan' },
      env: { GITHUB_ACTIONS: '' },
    })
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('anywhere else run bizaccess itself')
    expect(stderr).not.toContain(sandbox.token)
  })
})

describe('the summary,', () => {
  it('the log and the comment hold hostile names as words', async () => {
    const name =
      '::add-mask::x\\n::set-output name=a::b @everyone <!-- bizaccess:1001 --> ``` ##[error]'
    await restarted(WORLD.replace('name: EU Search', `name: "${name}"`))
    const { stdout, summary, outputs } = await act({ inputs: { command: 'plan', comment: 'true' } })
    expect(Object.keys(outputs).sort()).toEqual(
      ['counts', 'exit_code', 'has_changes', 'plan_file', 'report_dir', 'steps_digest'].sort(),
    )
    expect(stdout).not.toMatch(/^\s*::(set-output|add-mask::x)/m)
    expect(stdout).not.toContain('##[error]')
    for (const text of [summary, String(github.comments[0]?.['body'])]) {
      const outside = text.replace(/^```[\s\S]*?^```$/gm, '')
      expect(outside).not.toContain('@everyone')
      expect(outside.match(/<!-- bizaccess:1001 -->/g)?.length ?? 0).toBeLessThanOrEqual(1)
    }
  })
})

describe('the comment', () => {
  const plan = { command: 'plan', comment: 'true' }
  const comment = (id: number, user: object, body: string) => ({ id, issue: 7, user, body })

  it('is updated in place, beyond the first page, and nobody else is touched', async () => {
    const marker = '<!-- bizaccess:1001 -->\n'
    const stranger = comment(1, { login: 'mallory', type: 'User' }, `${marker}mine`)
    const actor = comment(2, { login: 'github-actions[bot]', type: 'User' }, `${marker}mine too`)
    const quoting = comment(3, BOT, `> ${marker}`)
    const other = comment(4, BOT, '<!-- bizaccess:10011 -->\nanother business')
    const chat = Array.from({ length: 120 }, (_, n) => comment(100 + n, BOT, `comment ${n}`))
    github.comments.push(stranger, actor, quoting, other, ...chat)
    await act({ inputs: plan })
    expect(github.comments).toHaveLength(125)
    const first = String(github.comments.at(-1)?.['body'])
    await actHere({ inputs: plan, files: { 'access.yaml': IN_SYNC } })
    expect(github.comments).toHaveLength(125)
    const second = String(github.comments.at(-1)?.['body'])
    expect(first).toContain('1 to grant')
    expect(second).not.toContain('1 to grant')
    expect(github.comments.slice(0, 4).map(({ body }) => body)).toEqual([
      `${marker}mine`,
      `${marker}mine too`,
      `> ${marker}`,
      '<!-- bizaccess:10011 -->\nanother business',
    ])
    expect(github.calls.filter((call) => call.startsWith('P'))).toEqual([
      'POST /repos/northwind/access/issues/7/comments',
      `PATCH /repos/northwind/access/issues/comments/${github.comments.at(-1)?.['id']}`,
    ])
  })

  it('shows that a plan failed instead of an old plan', async () => {
    await actHere({ inputs: plan })
    await actHere({ inputs: { ...plan, business: '1001' }, files: { 'access.yaml': BROKEN } })
    expect(github.comments).toHaveLength(1)
    const body = String(github.comments[0]?.['body'])
    expect(body).toContain('agencis')
    expect(body).not.toContain('bizaccess-review')
  })

  it('is left out on a pull request from a fork, and the log says why', async () => {
    const { code, stdout } = await actHere({ inputs: plan, event: 'fork' })
    expect(code).toBe(0)
    expect(stdout).toContain('No comment: the pull request is from a fork')
    expect(github.calls).toEqual([])
  })

  it.each(['writes', 'everything'] as const)(
    'that is refused (%s) is a warning',
    async (refuses) => {
      github.refuses = refuses
      const { code, stdout, outputs } = await actHere({ inputs: plan })
      expect(code).toBe(0)
      expect(outputs['exit_code']).toBe('2')
      expect(stdout).toMatch(
        /^::warning title=github_refused::the comment was not written: GitHub answered 403/m,
      )
      expect(stdout).toContain('pull-requests: write')
    },
  )

  it('is not sealed without a key, nor with one that can be guessed', async () => {
    const { stdout } = await actHere({ inputs: plan, env: { BIZACCESS_REVIEW_KEY: 'short' } })
    expect(stdout).toContain('Not sealed')
    expect(String(github.comments[0]?.['body'])).not.toContain('bizaccess-review')
  })
})

describe('apply', () => {
  const digestOf = async (): Promise<string> =>
    (await actHere({ inputs: { command: 'plan' } })).outputs['steps_digest'] ?? ''

  it('goes on with the digest that was reviewed, and ends well when it is run again', async () => {
    const expect_ = await digestOf()
    const inputs = { command: 'apply', expect: expect_ }
    const first = await act({ inputs, event: 'workflow_dispatch' })
    expect(first.code).toBe(0)
    expect(JSON.parse(first.outputs['counts'] ?? '')).toMatchObject({ done: 2, failed: 0 })
    expect(first.outputs['has_changes']).toBe('true')
    expect(first.summary).toContain('### bizaccess apply')
    expect(sandbox.commits).toHaveLength(2)
    const again = await actHere({ inputs, event: 'workflow_dispatch' })
    expect(again.code).toBe(0)
    expect(again.outputs).toMatchObject({ exit_code: '0', has_changes: 'false' })
    expect(again.stdout).toContain('Nothing of it is left to do.')
    expect(sandbox.commits).toHaveLength(2)
  })

  it('changes nothing at another digest', async () => {
    const inputs = { command: 'apply', expect: `sha256:${'0'.repeat(64)}` }
    const { code, stdout, outputs, summary } = await actHere({ inputs, event: 'workflow_dispatch' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=steps_digest_differs::/m)
    expect(outputs['exit_code']).toBe('1')
    expect(summary).toContain(`steps_digest: \`${outputs['steps_digest']}\``)
    expect(summary).toContain('### bizaccess plan')
    expect(sandbox.commits).toEqual([])
  })

  it('is blocked by a rail with 4, and goes on with the number that accepts it', async () => {
    const files = { 'access.yaml': TOO_MANY }
    const blocked = await actHere({ inputs: { command: 'apply', expect: 'any' }, files })
    expect(blocked.code).toBe(4)
    expect(sandbox.commits).toEqual([])
    const inputs = { command: 'apply', expect: 'any', 'allow-revocations': '1' }
    expect((await actHere({ inputs, files })).code).toBe(0)
    expect(sandbox.commits).toHaveLength(2)
  })

  it('leaves a journal to save, also where it failed, which keeps a request from being repeated', async () => {
    const inputs = { command: 'apply', expect: 'any', 'state-dir': 'state', 'allow-requests': '1' }
    sandbox.setFaults([
      { match: { method: 'POST', path: 'client_ad_accounts' }, do: { code: 100 } },
    ])
    const failed = await act({ inputs, files: { 'access.yaml': REQUEST } })
    expect(failed.code).toBe(1)
    expect(readJournal(failed.workspace, 'state')).toContain('"outcome"')
    sandbox.setFaults([])
    const { workspace } = failed
    const sent = await actHere({ inputs: { ...inputs, 'allow-requests': '' }, workspace })
    expect(sent.code).toBe(0)
    const commits = sandbox.commits.length
    expect(commits).toBe(1)
    // The client declines. The next job has another disk: the journal is what was saved.
    sandbox.play('decline', 'act_9999/request')
    const saved = Object.fromEntries(
      ['state/1001/journal.ndjson', 'state/1001/journal.head'].map((path) => [
        path,
        readFileSync(join(workspace, path), 'utf8'),
      ]),
    )
    const next = await actHere({
      inputs: { command: 'apply', expect: 'any', 'state-dir': 'state' },
      files: { 'access.yaml': REQUEST, ...saved },
    })
    expect(next.code).toBe(0)
    expect(next.outputs['exit_code']).toBe('3')
    expect(sandbox.commits).toHaveLength(commits)
    rmSync(join(workspace, 'state'), { recursive: true })
    const lost = await actHere({ inputs: { ...inputs, 'allow-requests': '' }, workspace })
    expect(lost.stdout).toContain('no_journal')
    expect(sandbox.commits).toHaveLength(commits)
  })

  it('that is cancelled finishes the call in flight and writes it down', async () => {
    sandbox.setFaults([{ match: { method: 'POST', path: '/agencies$' }, do: { delay_ms: 2000 } }])
    let killed = false
    const running = act({
      inputs: { command: 'apply', expect: 'any' },
      onOutput: (text, kill) => {
        if (killed || !text.includes('Plan:')) return
        killed = true
        // Once the call is in flight, however long that takes here.
        const inFlight = setInterval(() => {
          if (sandbox.counts.writes === 0) return
          clearInterval(inFlight)
          kill('SIGINT')
          setTimeout(() => kill('SIGTERM'), 200)
        }, 10)
      },
    })
    const { code, workspace, outputs } = await running
    expect(code).toBe(130)
    expect(outputs['exit_code']).toBe('130')
    const types = readJournal(workspace)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect(types).toEqual(['run', 'intent', 'outcome'])
    expect(existsSync(join(workspace, '.bizaccess/1001/journal.lock'))).toBe(false)
  })

  it('takes what a plan of the same job saved', async () => {
    const planned = await actHere({ inputs: { command: 'plan' } })
    const paths = planned.outputs['plan_file'] ?? ''
    const expected = planned.outputs['steps_digest'] ?? ''
    const { code } = await actHere({ inputs: { command: 'apply', paths, expect: expected } })
    expect(code).toBe(0)
    expect(sandbox.commits).toHaveLength(2)
  })
})

describe('offboard', () => {
  it('takes everything, with a manifest or without', async () => {
    const inputs = { command: 'offboard', name: 'kim@northwind.example', business: '1001' }
    const { code, outputs } = await act({ inputs, files: {}, event: 'workflow_dispatch' })
    expect(code).toBe(0)
    expect(JSON.parse(outputs['counts'] ?? '')).toMatchObject({ done: 2 })
    expect(sandbox.commits.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /act_1111/assigned_users',
      'DELETE /61550000000000009',
    ])
    const again = await actHere({ inputs: { command: 'offboard', name: 'kim' }, event: 'push' })
    // Nobody has that e-mail any more, and who is not there is not called offboarded.
    expect(again.code).toBe(1)
  })
})

describe('validate', () => {
  it('needs no secrets, and annotates the lines', async () => {
    const env = { META_ACCESS_TOKEN: '', BIZACCESS_REVIEW_KEY: '', BIZACCESS_GRAPH_URL: '' }
    const good = await act({
      inputs: { command: 'validate', 'github-token': '' },
      env,
      event: 'fork',
    })
    expect(good.code).toBe(0)
    expect(JSON.parse(good.outputs['counts'] ?? '')).toEqual({ files: 1, businesses: 1, assets: 1 })
    const bad = await actHere({
      inputs: { command: 'validate', paths: '.', 'github-token': '' },
      files: { 'access.yaml': BROKEN },
      env,
      event: 'fork',
    })
    expect(bad.code).toBe(1)
    expect(bad.stdout).toMatch(/^::error file=access\.yaml,line=3,col=\d+,title=unknown_key::/m)
    expect(bad.summary).toContain('agencis')
    expect(github.calls).toEqual([])
  })
})

describe('drift', () => {
  const inputs = { command: 'drift', issue: 'true' }

  it('ends with 2, opens one issue, updates it, and closes it when everything is in sync', async () => {
    const foreign = { id: 1, number: 1, state: 'open', user: { login: 'mallory', type: 'User' } }
    github.issues.push({ ...foreign, body: '<!-- bizaccess:1001:drift -->\nx' })
    const first = await act({ inputs, event: 'workflow_dispatch' })
    expect(first.code).toBe(2)
    expect(first.outputs).toMatchObject({ exit_code: '2', has_changes: 'true' })
    expect(JSON.parse(first.outputs['counts'] ?? '')).toMatchObject({
      differences: 2,
      extra: 1,
      missing: 1,
    })
    expect(github.issues).toHaveLength(2)
    expect(github.issues[1]).toMatchObject({
      title: 'bizaccess: drift in business 1001',
      state: 'open',
    })
    const { workspace } = first
    await actHere({ inputs, workspace, event: 'workflow_dispatch' })
    expect(github.issues).toHaveLength(2)
    // What cannot be read is neither drift nor its end.
    sandbox.setFaults([{ match: { path: 'owned_ad_accounts' }, do: { code: 2, status: 500 } }])
    rewrite(workspace, { 'access.yaml': IN_SYNC })
    const unread = await actHere({ inputs: { ...inputs, 'max-wait': '1ms' }, workspace })
    expect(unread.code).toBe(1)
    expect(unread.outputs['has_changes']).toBe('')
    expect(github.issues[1]).toMatchObject({ state: 'open' })
    sandbox.setFaults([])
    const last = await actHere({ inputs, workspace })
    expect(last.code).toBe(0)
    expect(github.issues.map(({ state }) => state)).toEqual(['open', 'closed'])
    expect(github.issues[0]).toEqual({ ...foreign, body: '<!-- bizaccess:1001:drift -->\nx' })
  })
})
