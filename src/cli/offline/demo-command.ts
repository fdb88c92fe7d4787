import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { painterOf } from '../../document/paint.ts'
import { loadManifest } from '../../manifest/load.ts'
import { KINDS } from '../../model/kinds.ts'
import type { Plan, Waiting } from '../../model/plan.ts'
import { hasErrors } from '../../model/problem.ts'
import type { ApplyReport } from '../../model/reports/apply-report.ts'
import { render } from '../../report/render.ts'
import { advise } from '../changes/advise.ts'
import type { CommandRun, Context } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { usesColor, widthFor } from '../output/output.ts'

/**
 * `demo`: a manifest, a plan, an apply, what waits, and a last plan that is empty. Leaves nothing
 * behind.
 */
export const demo: CommandRun = async (context) => {
  const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-demo-'))
  try {
    return await tell(storyIn(cwd, context))
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

const EXAMPLE = new URL('../../../examples/agency/access.yaml', import.meta.url)
/**
 * Answers lead to further requests, and other things depend on them; all of it settles within
 * this many rounds.
 */
const ROUNDS = 6

interface Story {
  readonly say: (words: string) => void
  readonly command: (words: string) => void
  readonly print: (report: Plan | ApplyReport, plan?: Plan) => void
  /** Runs a command in the demo's folder and parses its JSON document. */
  readonly read: <Document>(...argv: readonly string[]) => Promise<Document>
  readonly manifest: string
  /** E-mail addresses of the people in the manifest, by alias. */
  readonly emails: ReadonlyMap<string, string>
}

const tell = async (story: Story): Promise<number> => {
  story.say('1. Who may work on what is written in a manifest, kept in git:')
  story.command('cat access.yaml')
  story.say(story.manifest.trimEnd())
  story.say('\n2. plan compares it with what is live, here a sandbox on this machine:')
  story.command('bizaccess plan --sandbox')
  const first = await story.read<Plan>('plan')
  story.print(first)
  story.say('\n3. apply makes exactly these calls, in this order, and reads back what each did:')
  story.command('bizaccess apply --sandbox')
  for (const line of callLines(first)) story.say(`  ${line}`)
  story.print(await story.read<ApplyReport>('apply', '--auto-approve'), first)
  story.say('\n4. Some things only a person can do, and nothing is sent twice meanwhile. Here the')
  story.say('   sandbox plays the people, and the next apply does what hung on them:')
  const last = await playRounds(story, await story.read<Plan>('plan'), ROUNDS)
  story.say('\n5. Nothing is left to send. What no API does is listed until a person has done it:')
  story.command('bizaccess plan --sandbox')
  story.print(last)
  return isEmpty(last) ? EXIT.ok : EXIT.failed
}

const isEmpty = (plan: Plan): boolean =>
  plan.complete && plan.steps.length === 0 && !hasErrors(plan.problems)

/** People answer and another apply runs, until neither has anything left to do. */
const playRounds = async (story: Story, plan: Plan, left: number): Promise<Plan> => {
  const answers = plan.waiting.flatMap((waiting) => answerTo(waiting, story.emails) ?? [])
  if (left === 0 || (answers.length === 0 && plan.steps.length === 0)) return plan
  for (const { act, target } of answers) {
    story.command(`bizaccess sandbox ${act} ${target}`)
    await story.read('sandbox', act, target)
  }
  const next = await story.read<Plan>('plan')
  if (next.steps.length === 0) return next
  story.command('bizaccess apply --sandbox')
  const report = await story.read<ApplyReport>('apply', '--auto-approve')
  story.print(report, next)
  const after = await story.read<Plan>('plan')
  return report.summary.failed > 0 ? after : playRounds(story, after, left - 1)
}

interface Answer {
  readonly act: string
  readonly target: string
}

/** What the person does about it; null if it does not wait for a person. */
const answerTo = (waiting: Waiting, emails: ReadonlyMap<string, string>): Answer | null => {
  if ((waiting.needs ?? []).length > 0) return null
  const email = emails.get(waiting.subject?.alias ?? '')
  switch (waiting.state) {
    case 'client_response':
    case 'obo_in_progress':
      return { act: 'accept', target: waiting.address }
    case 'admin_approval':
      return { act: 'approve', target: waiting.address }
    case 'invitation':
      return email === undefined ? null : { act: 'accept', target: email }
    case 'not_in_business':
    case 'people_unknown':
    case 'incoming_request':
    case 'partner_response':
    case 'queued':
      return null
  }
}

const callLines = (plan: Plan): readonly string[] =>
  plan.steps.flatMap(({ calls }) =>
    calls.map(({ method, path, params }) => {
      const words = Object.entries(params).map(
        ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      return `${method} ${path} ${words.join(' ')}`
    }),
  )

const storyIn = (cwd: string, context: Context): Story => {
  const { io, flags } = context
  const color = usesColor(io.stdout, flags.color, io.env)
  const paint = painterOf(color)
  const width = widthFor(io.stdout, io.env)
  const manifest = readFileSync(EXAMPLE, 'utf8')
  writeFileSync(join(cwd, 'access.yaml'), manifest)
  const say = (words: string): void => io.stdout.write(`${words}\n`)
  return {
    say,
    command: (words) => say(paint(`$ ${words}`, 'bold')),
    print: (report, plan) =>
      io.stdout.write(
        render(report, {
          format: 'text',
          color,
          width,
          kinds: KINDS,
          advise,
          ...(plan === undefined ? {} : { plan }),
        }),
      ),
    read: async (...argv) => JSON.parse(await captured(argv, cwd, context)),
    manifest,
    emails: emailsOf(manifest),
  }
}

const emailsOf = (text: string): ReadonlyMap<string, string> => {
  const people = loadManifest([{ file: 'access.yaml', text }]).value?.people ?? new Map()
  return new Map([...people.values()].map(({ alias, value }) => [alias, value]))
}

/**
 * What a command of the demo writes to stdout. It sees neither the real token nor the real state
 * folder.
 */
const captured = async (
  argv: readonly string[],
  cwd: string,
  { io, run }: Context,
): Promise<string> => {
  let stdout = ''
  const quiet = { write: () => {}, isTTY: false, columns: null }
  const own: Io = {
    ...io,
    cwd,
    env: {},
    ask: null,
    stdout: {
      ...quiet,
      write: (text) => {
        stdout += text
      },
    },
    stderr: quiet,
  }
  const inSandbox = argv[0] === 'sandbox' ? [] : ['--sandbox']
  await run([...argv, ...inSandbox, '--format=json'], own)
  return stdout === '' ? 'null' : stdout
}
