import { describe, expect, it } from 'vitest'
import { authorIn, authorOf } from '../../../src/apply/journal/journal-author.ts'

const SHA = 'c0ffee0123456789c0ffee0123456789c0ffee01'

const SYSTEMS: readonly [string, Readonly<Record<string, string>>, object][] = [
  [
    'GitHub Actions',
    {
      GITHUB_ACTIONS: 'true',
      GITHUB_SHA: SHA,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'northwind/access',
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_ACTOR: 'kim',
      GITHUB_TRIGGERING_ACTOR: 'dana',
    },
    { run: 'https://github.com/northwind/access/actions/runs/42/attempts/2', actor: 'dana' },
  ],
  [
    'GitLab CI',
    { GITLAB_CI: 'true', CI_COMMIT_SHA: SHA, CI_JOB_URL: 'https://gitlab.com/n/a/-/jobs/7' },
    { run: 'https://gitlab.com/n/a/-/jobs/7', actor: null },
  ],
  [
    'Azure Pipelines',
    {
      TF_BUILD: 'True',
      BUILD_SOURCEVERSION: SHA,
      SYSTEM_COLLECTIONURI: 'https://dev.azure.com/northwind/',
      SYSTEM_TEAMPROJECT: 'Access Control',
      BUILD_BUILDID: '9',
      BUILD_REQUESTEDFOR: 'Dana Weiss',
    },
    {
      run: 'https://dev.azure.com/northwind/Access%20Control/_build/results?buildId=9',
      actor: 'Dana Weiss',
    },
  ],
  [
    'CircleCI',
    {
      CIRCLECI: 'true',
      CIRCLE_SHA1: SHA,
      CIRCLE_BUILD_URL: 'https://circleci.com/gh/n/a/3',
      CIRCLE_USERNAME: 'kim',
    },
    { run: 'https://circleci.com/gh/n/a/3', actor: 'kim' },
  ],
  [
    'Bitbucket Pipelines',
    {
      BITBUCKET_BUILD_NUMBER: '5',
      BITBUCKET_COMMIT: SHA,
      BITBUCKET_GIT_HTTP_ORIGIN: 'https://bitbucket.org/n/a',
    },
    { run: 'https://bitbucket.org/n/a/pipelines/results/5', actor: null },
  ],
  [
    'Jenkins',
    {
      JENKINS_URL: 'https://ci.northwind.example/',
      GIT_COMMIT: SHA,
      BUILD_URL: 'https://ci.northwind.example/job/access/8/',
      BUILD_USER_ID: 'dana',
    },
    { run: 'https://ci.northwind.example/job/access/8/', actor: 'dana' },
  ],
  ['CI', { CI: 'true', COMMIT_SHA: SHA, BUILD_ID: '11' }, { run: '11', actor: null }],
]

describe('who acts, from the environment', () => {
  it.each(SYSTEMS)('%s', (system, env, ci) => {
    // All but Jenkins and Azure set it, too.
    for (const both of [env, { ...env, CI: 'true' }]) {
      expect(authorIn(both)).toEqual({ commit: SHA, ci: { system, ...ci } })
    }
  })

  it('is nobody where nothing is known', () => {
    expect(authorIn({})).toEqual({})
    expect(authorIn({ CI: 'false', GITHUB_ACTIONS: '' })).toEqual({})
    expect(authorOf({ id: '' })).toEqual({})
  })

  it('knows the OS user from the system, else from the environment', () => {
    expect(authorIn({ USER: 'env' }, 'system')).toEqual({ os_user: 'system' })
    expect(authorIn({ LOGNAME: 'env' })).toEqual({ os_user: 'env' })
    expect(authorIn({}, 'a\nb')).toEqual({})
  })

  it.each(SYSTEMS)('%s: writes no secret down, wherever it stands', (_system, env) => {
    const secret = 'EAAsecretsecretsecret'
    for (const name of Object.keys(env)) {
      for (const key of ['META_ACCESS_TOKEN', 'META_ACCESS_TOKEN_1001', 'META_APP_SECRET']) {
        const value = `${env[name]}${secret}`
        const found = JSON.stringify(authorIn({ ...env, [name]: value, [key]: secret }))
        expect(found).not.toContain(secret)
        const long = { ...env, [name]: `${'x'.repeat(195)}${secret}`, [key]: secret }
        expect(JSON.stringify(authorIn(long))).not.toContain('EAA')
      }
    }
  })

  it.each(SYSTEMS)('%s: takes the password and the query out of addresses', (_system, env) => {
    const leaky = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [
        name,
        value.startsWith('https://')
          ? `${value.replace('https://', 'https://user:hunter2@')}?private=hunter2#hunter2`
          : value,
      ]),
    )
    expect(JSON.stringify(authorIn(leaky))).not.toContain('hunter2')
    expect(authorIn(leaky).ci?.run).toBe(authorIn(env).ci?.run)
  })

  it.each(SYSTEMS)('%s: refuses what nobody can see, and cuts what is long', (_system, env) => {
    for (const name of Object.keys(env)) {
      for (const bad of ['\u001B[2J', '\r\n', '\u202E', '\uD800']) {
        const found = JSON.stringify(authorIn({ ...env, [name]: `1${bad}1` }))
        expect(found).not.toMatch(/\\u001b|\\r|\\n|\u202E|\\ud800/)
      }
      const { ci } = authorIn({ ...env, [name]: `${env[name]}${'x'.repeat(10_000)}` })
      expect((ci?.run ?? '').length).toBeLessThanOrEqual(200)
      expect((ci?.actor ?? '').length).toBeLessThanOrEqual(200)
    }
  })

  it('takes nothing for a commit that is none', () => {
    for (const commit of ['main', 'c0ffee', `${SHA}\n`.repeat(2), 'g'.repeat(40)]) {
      expect(authorIn({ CI: 'true', COMMIT_SHA: commit }).commit).toBeUndefined()
    }
  })

  it('keeps the user of the token as the API gave it', () => {
    expect(authorOf({ id: '7', name: 'Dana 👩‍💻' })).toEqual({
      user: { id: '7', name: 'Dana 👩‍💻' },
    })
    expect(authorOf({ id: '7' })).toEqual({ user: { id: '7', name: null } })
    expect(authorOf({ id: '7', name: 'a\u001B[2J' })).toEqual({ user: { id: '7', name: null } })
    expect(authorOf({ id: '7', name: '👩'.repeat(500) }).user?.name).toMatch(/^(👩)+…$/u)
  })
})
