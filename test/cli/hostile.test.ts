import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../support/run-cli.ts'

/** Names come from strangers: what they must never do, in any format of any command. */

const NAME = [
  '\u001b[31mcrimson',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u202Egnp.exe\u2069\u2028\u2029',
  'two\r\nlines',
  '::add-mask::x ::error file=a,line=1::boo ##[error]boo ##vso[task.complete]boo',
  '```\n```diff\n- gone',
  '| a | @somebody </script><!-- <img src=x onerror=alert(1)> --> [x](https://evil.example)',
  '%0A::error::boo',
].join('\n')
const named = JSON.stringify(NAME)

const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "880000000000001" }
businesses:
  "1001":
    name: ${named}
    users:
      "61550000000000002": { name: ${named}, email: lee@x.example, role: EMPLOYEE }
      "61550000000000009": { name: ${named}, email: kim@x.example, role: EMPLOYEE }
    system_users: { "61550000000000001": { name: ${named}, role: ADMIN } }
  "2002": { name: ${named} }
  "2003": { name: ${named} }
  "5005": { name: ${named} }
ad_accounts:
  act_1111:
    name: ${named}
    owner: "1001"
    agencies: { "2003": [ANALYZE] }
    users:
      "61550000000000001": [MANAGE, ADVERTISE, ANALYZE]
      "61550000000000002": [ANALYZE]
      "61550000000000009": [ADVERTISE, ANALYZE]
  act_2222: { name: ${named}, owner: "1001", approval: true, users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE] } }
  act_9999: { name: ${named}, owner: "5005" }
`
const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { robot: { system_user: "61550000000000001" }, lee: lee@x.example }
ad_accounts:
  act_1111:
    agencies: { brightside: [ADVERTISE, ANALYZE] }
    users: { robot: ADMIN, lee: [ADVERTISE, ANALYZE] }
  act_2222: { agencies: { brightside: [ANALYZE] } }
  act_9999: { request: [ANALYZE], users: { lee: [ANALYZE] } }
`
const refusing = (match: string): string =>
  `${WORLD}faults: [{ match: { ${match} }, do: { code: 100, status: 400, message: ${named} } }]\n`

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u061c\u2028-\u202e\u2066-\u2069]/

/** A line that a runner takes for a command, but for the annotations of our own. */
const OWN = /^::(error|warning|notice) (file=[^:,]*,line=\d+,col=\d+,)?title=[^:,]*::/

const checkLog = (text: string): void => {
  expect(text).not.toMatch(RAW)
  expect(text).not.toMatch(/##(vso)?\[/)
  const commands = text.split('\n').filter((line) => line.trim().startsWith('::'))
  expect(commands.filter((line) => !OWN.test(line))).toEqual([])
  for (const line of commands) expect(line.replace(OWN, '')).not.toContain('::')
}

/** The lines outside of fences, which hold nothing of a name. */
const proseOf = (markdown: string): string => {
  let isInside = false
  const prose = markdown.split('\n').filter((line) => {
    if (!line.startsWith('```')) return !isInside
    expect(line).toMatch(isInside ? /^```$/ : /^```(diff|text)$/)
    isInside = !isInside
    return false
  })
  expect(isInside).toBe(false)
  return prose.join('\n')
}

const CHECKS: Readonly<Record<string, (stdout: string) => void>> = {
  text: () => {},
  json: (stdout) => {
    JSON.parse(stdout)
    expect(stdout).not.toMatch(/<\/script|<!--/)
  },
  markdown: (stdout) => {
    expect(proseOf(stdout)).not.toMatch(/@somebody|<|evil\.example|crimson|boo/)
    expect(stdout.split('\n').filter((line) => /``/.test(line.slice(3)))).toEqual([])
  },
  github: () => {},
  html: (stdout) => {
    expect(stdout.match(/<(script|style|img|!--)/g)).toEqual(['<style', '<script', '<script'])
  },
  csv: (stdout) => {
    const cells = stdout.split('\r\n').flatMap((line) => line.split(/,(?="|[^ ])/))
    expect(cells.filter((cell) => /^\uFEFF?"?\s*[=+\-@\t]/.test(cell))).toEqual([])
  },
}

const CI = ['text', 'json', 'markdown', 'github']
const RUNS: readonly (readonly [words: readonly string[], formats: readonly string[]])[] = [
  [['plan'], [...CI, 'html']],
  [
    ['plan', '--verbose'],
    [...CI, 'html'],
  ],
  [['drift'], [...CI, 'html']],
  [
    ['drift', '--sandbox=reads.yaml'],
    [...CI, 'html'],
  ],
  [['requests'], ['text', 'json', 'markdown']],
  [
    ['requests', '--business', '1001'],
    ['text', 'json', 'markdown'],
  ],
  [['doctor'], ['text', 'json', 'markdown']],
  [
    ['doctor', '--sandbox=reads.yaml'],
    ['text', 'json', 'markdown'],
  ],
  [
    ['who', '61550000000000009'],
    ['text', 'json', 'markdown'],
  ],
  [
    ['who', '2003', '--sandbox=reads.yaml'],
    ['text', 'json', 'markdown'],
  ],
  [['review'], ['text', 'json', 'markdown', 'csv', 'html']],
  [
    ['review', '--business', '1001'],
    ['text', 'json', 'markdown', 'csv'],
  ],
  [
    ['review', '--sandbox=reads.yaml'],
    ['text', 'json', 'markdown', 'csv'],
  ],
  [['rehearse'], ['text', 'json', 'markdown', 'html']],
  [['apply', '--auto-approve'], CI],
  [['apply', '--auto-approve', '--rehearse'], CI],
  [['apply', '--auto-approve', '--sandbox=writes.yaml', '--max-wait=1ms'], CI],
  [['offboard', '2003', '--auto-approve'], CI],
  [
    ['log', '--sandbox=writes.yaml'],
    ['text', 'json', 'markdown', 'csv', 'html'],
  ],
  [['log'], ['text', 'json', 'markdown', 'csv', 'html']],
]

const FILES = {
  'access.yaml': MANIFEST,
  'world.yaml': WORLD,
  'reads.yaml': refusing('path: owned_ad_accounts'),
  'writes.yaml': refusing('method: POST, path: agencies'),
}

/** Who runs a job is named by others too. */
const AUTHOR = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: NAME, GITHUB_RUN_ID: NAME, USER: NAME }

describe('hostile names are harmless', () => {
  const cases = RUNS.flatMap(([words, formats]) =>
    formats.map((format) => [words.join(' '), format, words] as const),
  )

  it.each(cases)('%s as %s', async (_words, format, words) => {
    const sandbox = words.some((word) => word.startsWith('--sandbox'))
      ? []
      : ['--sandbox=world.yaml']
    const cwd = folderWith(FILES)
    if (words[0] === 'log') {
      await runCli(['apply', '--auto-approve', ...words.slice(1), ...sandbox], { cwd, env: AUTHOR })
    }
    // As wide as a pipe, and as a narrow terminal; then also with what the first run left behind. A
    // rehearsal leaves nothing, and takes its time.
    const isOnce = words[0] === 'rehearse' && format !== 'text'
    for (const columns of isOnce ? [undefined] : [undefined, 40]) {
      const argv = [...words, ...sandbox, '--format', format, '--no-color', '--quiet']
      const { stdout, stderr } = await runCli(argv, { cwd, ...(columns && { tty: true, columns }) })
      expect(stdout.length).toBeGreaterThan(0)
      // A table ends its lines as spreadsheets want them.
      checkLog(format === 'csv' ? stdout.replaceAll('\r\n', '\n') : stdout)
      checkLog(stderr)
      CHECKS[format]?.(stdout)
    }
  })

  it('and are as the API gave them in JSON', async () => {
    const { json } = await runCli(['plan', '--sandbox=world.yaml', '--format=json'], {
      files: FILES,
    })
    expect(json()['business']).toEqual({ id: '1001', name: NAME })
  })

  it('and ask nobody anything', async () => {
    const argv = ['apply', '--sandbox=world.yaml', '--no-color']
    const { questions, stdout } = await runCli(argv, { files: FILES, answer: 'no' })
    expect(questions).toHaveLength(1)
    checkLog(questions.join('\n'))
    checkLog(stdout)
  })
})
