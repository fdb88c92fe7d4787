import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { MAIN } from '../support/built.ts'
import { echoing, formsOf, leakedOf, proofOf } from '../support/canaries.ts'
import { childEnv } from '../support/child-env.ts'
import { inForm } from '../support/effort.ts'
import { folderWith, runCli } from '../support/run-cli.ts'

/**
 * Canaries: tokens, secret and proofs with the characters that encodings change. After every kind of
 * run they are looked for, in every encoding, in all that was printed and written.
 */
const TOKEN = 'CANARY|user+token/1=="\\'
const SECRET = 'canary|app+secret/2=='

const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "42", secret: "${SECRET}" }
businesses:
  "1001":
    name: Northwind
    users: { "61550000000000009": { name: Kim, email: kim@northwind.example, role: EMPLOYEE } }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "3001": { name: Client }
ad_accounts:
  act_1111: { name: EU, owner: "1001", users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE], "61550000000000009": [ANALYZE] } }
  act_9999: { name: Client EU, owner: "3001" }
pages:
  "3333": { name: Shop, owner: "1001", users: { "61550000000000001": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE] } }
`

/** A world without our secret, for runs inside the program. */
const OWN_WORLD = WORLD.replace(/^app: .*\n/m, '')

const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: kim@northwind.example }
ad_accounts:
  act_1111: { agencies: { brightside: [ANALYZE] }, users: { kim: [ADVERTISE, ANALYZE] } }
  act_9999: { request: [ANALYZE] }
pages:
  "3333": { agencies: { brightside: [ANALYZE] }, users: { kim: [ANALYZE] } }
`

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  none: [],
  'writes are refused with the token in the words': [
    {
      match: { method: 'POST', path: '/(agencies|assigned_users)$' },
      do: { code: 100, message: echoing(TOKEN) },
    },
  ],
  'reads fail with the secret in the words': [
    {
      match: { method: 'GET', path: 'act_1111' },
      do: { code: 200, message: echoing(SECRET, TOKEN) },
    },
  ],
  'the token is dead': [{ match: {}, do: { code: 190, message: echoing(TOKEN) } }],
  'connections die': [
    { match: { method: 'POST', path: '/agencies$' }, times: 2, do: { drop: 'after' } },
  ],
  'answers are HTML': [
    { match: { method: 'POST', path: '/assigned_users$' }, times: 1, do: { body: 'html' } },
  ],
}

const COMMANDS: readonly (readonly string[])[] = [
  ['plan', '--verbose', '-o', 'plan.json', '-o', 'plan.html', '-o', 'plan.md'],
  ['plan', '--verbose', '--format', 'json'],
  ['rehearse', '--verbose'],
  ['rehearse', '--format', 'json'],
  ['apply', '--verbose', '--auto-approve', '--allow-requests', '1'],
  ['apply', '--format', 'json', '--auto-approve'],
  ['drift', '--verbose', '--format', 'markdown'],
  ['requests', '--format', 'json'],
  ['doctor', '--verbose'],
  ['doctor', '--format', 'json'],
  ['log'],
  ['log', '--format', 'csv'],
  ['review', '-o', 'review.csv', '-o', 'review.html', '-o', 'review.json'],
  ['review', '--decisions', 'review.csv'],
  ['offboard', 'kim', '--auto-approve', '--verbose'],
  // What cannot be written ends in an error of the file system, or of ours.
  ['apply', '--auto-approve', '--state-dir', 'access.yaml'],
  // The sandbox never reads the real token and secret, so it cannot keep them.
  ['apply', '--auto-approve', '--sandbox=world.yaml', '--verbose'],
]

interface Ended {
  readonly stdout: string
  readonly stderr: string
}

type Run = (argv: readonly string[], cwd: string, url: string) => Promise<Ended>

const envOf = (url: string): Readonly<Record<string, string>> => ({
  META_ACCESS_TOKEN: TOKEN,
  META_APP_SECRET: SECRET,
  BIZACCESS_GRAPH_URL: url,
  // A careless CI run, of which the journal writes down who it was.
  GITLAB_CI: 'true',
  CI_JOB_URL: `https://ci.example/${TOKEN}?token=${TOKEN}`,
  GITLAB_USER_LOGIN: TOKEN,
})

/** In this process: what the program itself prints and writes. */
const runHere: Run = (argv, cwd, url) =>
  runCli(argv, { cwd, env: envOf(url), sleep: async () => {} })

/** As a process: what Node.js prints is seen as well. */
const runBuilt: Run = (argv, cwd, url) =>
  new Promise((resolve) => {
    const env = childEnv(envOf(url))
    const child = spawn(process.execPath, [MAIN, ...argv], { cwd, env })
    const text = { stdout: '', stderr: '' }
    child.stdin.end()
    child.stdout.on('data', (part) => {
      text.stdout += part
    })
    child.stderr.on('data', (part) => {
      text.stderr += part
    })
    child.on('close', () => resolve(text))
  })

const pageTokenOf = async (sandbox: Sandbox): Promise<string> => {
  const query = new URLSearchParams({
    fields: 'access_token',
    appsecret_proof: proofOf(TOKEN, SECRET),
  })
  const answer = await fetch(`${sandbox.url}/v27.0/3333?${query}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  if (typeof access_token !== 'string') throw new Error('the sandbox gave no Page token')
  return access_token
}

/** Where most is said back, and most breaks: both at once, as processes. */
const AS_PROCESS = ['reads fail with the secret in the words', 'connections die']

const ofProcess = AS_PROCESS.flatMap((name) => FAULTS[name] ?? [])

/** Once more with another format is for the long form: here, it is what Node.js prints that counts. */
const OTHER_FORMATS = ['plan', 'rehearse', 'apply', 'doctor', 'log'].map((name) =>
  COMMANDS.findLast(([word, flag]) => word === name && flag === '--format'),
)
const ofBuilt = inForm(
  COMMANDS.filter((argv) => !OTHER_FORMATS.includes(argv)),
  COMMANDS,
)

type Place = readonly [string, readonly Fault[], Run, typeof COMMANDS]

const PLACES: readonly Place[] = [
  ...Object.entries(FAULTS).map(([name, faults]) => [name, faults, runHere, COMMANDS] as const),
  [`${AS_PROCESS.join(' and ')}, as a process`, ofProcess, runBuilt, ofBuilt],
]

it('what runs as a process meets every fault', async () => {
  expect(ofProcess).toHaveLength(AS_PROCESS.length)
  const sandbox = await startSandbox({ world: parseWorld(WORLD), token: TOKEN })
  try {
    sandbox.setFaults(ofProcess)
    const cwd = folderWith({ 'access.yaml': MANIFEST })
    await runHere(['apply', '--auto-approve', '--allow-requests', '1'], cwd, sandbox.url)
    const met = sandbox.requests.map(({ method, path, code }) => `${method} ${path} ${code ?? ''}`)
    expect(met.join('\n')).toMatch(/^GET \/act_1111\S* 200$/m)
    expect(met.join('\n')).toMatch(/^POST \/3333\/agencies /m)
  } finally {
    await sandbox.close()
  }
})

describe.each(PLACES)('when %s', (_name, faults, run, commands) => {
  it('no command prints or writes a token, a secret or a proof', async () => {
    const sandbox = await startSandbox({ world: parseWorld(WORLD), token: TOKEN })
    try {
      const pageToken = await pageTokenOf(sandbox)
      const secrets = [TOKEN, SECRET, pageToken, proofOf(TOKEN, SECRET), proofOf(pageToken, SECRET)]
      sandbox.setFaults(faults)
      const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': OWN_WORLD })
      let printed = ''
      for (const argv of commands) {
        const { stdout, stderr } = await run(argv, cwd, sandbox.url)
        expect(stdout + stderr).not.toBe('')
        printed += `${stdout}\n${stderr}\n`
      }
      expect(leakedOf(secrets, printed, cwd)).toEqual([])
      const urls = sandbox.requests.map(({ path }) => path).join('\n')
      expect(secrets.flatMap(formsOf).filter((form) => urls.includes(form))).toEqual([])
    } finally {
      await sandbox.close()
    }
  })
})

it('the runs above do reach what they are about', async () => {
  const sandbox = await startSandbox({ world: parseWorld(WORLD), token: TOKEN })
  try {
    const cwd = folderWith({ 'access.yaml': MANIFEST })
    await runHere(['apply', '--auto-approve', '--allow-requests', '1'], cwd, sandbox.url)
    expect(sandbox.commits.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /1001/client_ad_accounts',
      'POST /3333/agencies',
      'POST /act_1111/agencies',
      'POST /3333/assigned_users',
      'POST /act_1111/assigned_users',
    ])
    expect(sandbox.requests.some(({ tokenKind }) => tokenKind === 'page')).toBe(true)
  } finally {
    await sandbox.close()
  }
})
