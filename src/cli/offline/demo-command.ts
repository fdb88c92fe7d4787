import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { widthOf } from '../../document/fitted.ts'
import { painterOf } from '../../document/paint.ts'
import { loadManifest } from '../../manifest/load.ts'
import { KINDS } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Plan, Waiting } from '../../model/plan.ts'
import { hasErrors } from '../../model/problem.ts'
import type { ApplyReport } from '../../model/reports/apply-report.ts'
import { render } from '../../report/render.ts'
import type { Report } from '../../report/report.ts'
import { advise } from '../changes/advise.ts'
import { rolesOf } from '../changes/planning.ts'
import type { CommandRun, Context } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { openPage, privatePage } from '../output/browser.ts'
import { usesColor, widthFor } from '../output/output.ts'
import { writeWhole } from '../output/written-files.ts'
import { ownFile } from '../own-package.ts'

/**
 * `demo`: an ex-agency that still spends, a plan, an apply, what waits, a drift and a review. At a
 * terminal it is told in pauses. Leaves nothing behind but the page of `--open`.
 */
export const demo: CommandRun = async (context) => {
  const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-demo-'))
  try {
    return await tell(storyIn(cwd, context))
  } catch (error) {
    if (error !== ENOUGH) throw error
    return context.io.signal.aborted ? EXIT.interrupted : EXIT.ok
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

const EXAMPLE = ownFile('examples/brand/access.yaml')
/**
 * Answers lead to further requests, and other things depend on them; all of it settles within
 * this many rounds.
 */
const ROUNDS = 6

/** Lines that are shown at once: with the question below them they fit a terminal of 24. */
const SCREEN = 22

/** Thrown where the person at the terminal has seen enough, or has interrupted. */
const ENOUGH = new Error('enough')

interface Story {
  /** Begins an act, on a screen of its own. */
  readonly act: (words: string) => Promise<void>
  readonly say: (words: string) => Promise<void>
  readonly command: (words: string) => Promise<void>
  readonly print: (report: Report, plan?: Plan) => Promise<void>
  /** Runs a command in the demo's folder and parses its JSON document. */
  readonly read: <Document>(...argv: readonly string[]) => Promise<Document>
  /** Shows the review in the browser, where that was asked for. */
  readonly open: () => Promise<void>
  /** E-mail addresses of the people in the manifest, by alias. */
  readonly emails: ReadonlyMap<string, string>
}

/** Who was let go, and what somebody clicks behind our back. */
const EX_AGENCY = '2003'
const CLICK = ['grant', 'act_110000000000001/agencies/2003', 'ADVERTISE,ANALYZE'] as const

const tell = async (story: Story): Promise<number> => {
  await story.act('1. Old Mill Media was let go in spring. What can it still do? Nobody knows:')
  await story.command(`bizaccess who ${EX_AGENCY} --sandbox brand`)
  await story.print(await story.read<Report>('who', EX_AGENCY))
  await story.act('2. access.yaml, kept in git, says who may work on what. plan compares it with')
  await story.say('   what is live, here a sandbox on this machine:')
  await story.command('bizaccess plan access.yaml --sandbox brand')
  const first = await story.read<Plan>('plan')
  await story.print(first)
  await story.act(
    '3. apply makes exactly these calls, in this order, and reads back what each did:',
  )
  await story.command('bizaccess apply access.yaml --sandbox brand')
  await story.print(await story.read<ApplyReport>('apply', '--auto-approve'), first)
  await story.act(
    '4. Some things only a person can do, and nothing is sent twice meanwhile. Here the',
  )
  await story.say('   sandbox plays the people, and the next apply does what hung on them:')
  const settled = await playRounds(story, await story.read<Plan>('plan'), ROUNDS)
  await story.act('5. Then somebody clicks behind our back, and lets the old agency in again:')
  await story.command(`bizaccess sandbox ${CLICK.join(' ')} --world brand`)
  await story.read('sandbox', ...CLICK)
  await story.command('bizaccess drift access.yaml --sandbox brand')
  await story.print(await story.read<Report>('drift'))
  await story.command('bizaccess apply access.yaml --sandbox brand')
  await story.print(await story.read<ApplyReport>('apply', '--auto-approve'), settled)
  await story.act(
    '6. Nothing is left to send. What no API does is listed until a person has done it:',
  )
  await story.command('bizaccess plan access.yaml --sandbox brand')
  const last = await story.read<Plan>('plan')
  await story.print(last)
  await story.act('7. What an auditor reads: who holds what, as it is live, and what stands out:')
  await story.command('bizaccess review access.yaml --sandbox brand')
  await story.print(await story.read<Report>('review'))
  await story.open()
  return isEmpty(last) ? EXIT.ok : EXIT.failed
}

const isEmpty = (plan: Plan): boolean =>
  plan.complete && plan.steps.length === 0 && !hasErrors(plan.problems)

/** People answer and another apply runs, until neither has anything left to do. */
const playRounds = async (story: Story, plan: Plan, left: number): Promise<Plan> => {
  const answers = plan.waiting.flatMap((waiting) => answerTo(waiting, story.emails) ?? [])
  if (left === 0 || (answers.length === 0 && plan.steps.length === 0)) return plan
  for (const { act, target } of answers) {
    await story.command(`bizaccess sandbox ${act} ${target} --world brand`)
    await story.read('sandbox', act, target)
  }
  const next = await story.read<Plan>('plan')
  if (next.steps.length === 0) return next
  await story.command('bizaccess apply access.yaml --sandbox brand')
  const report = await story.read<ApplyReport>('apply', '--auto-approve')
  await story.print(report, next)
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
    case 'removal':
      return null
  }
}

const storyIn = (cwd: string, context: Context): Story => {
  const { io, flags } = context
  const color = usesColor(io.stdout, flags.color, io.env)
  const paint = painterOf(color)
  const width = widthFor(io.stdout, io.env)
  const manifest = readFileSync(EXAMPLE, 'utf8')
  writeFileSync(join(cwd, 'access.yaml'), manifest)
  const { value } = loadManifest([{ file: 'access.yaml', text: manifest }])
  const people = value?.people ?? new Map()
  const told = pagedTo(context)
  return {
    act: async (words) => {
      await told.turn()
      await told.say(`${words}\n`)
    },
    say: (words) => told.say(`${words}\n`),
    command: (words) => told.say(`${paint(`$ ${words}`, 'bold')}\n`),
    print: (report, plan) =>
      told.say(
        render(report, {
          format: 'text',
          color,
          width,
          kinds: KINDS,
          advise,
          ...rolesOf(value ?? {}),
          ...(plan === undefined ? {} : { plan }),
        }),
      ),
    read: async (...argv) => JSON.parse(await captured([...argv, '--format=json'], cwd, context)),
    open: async () => {
      if (flags.open !== true) return
      const { path } = privatePage('review')
      writeWhole(path, await captured(['review', '--format=html'], cwd, context), { mode: 0o600 })
      await openPage(path, io)
    },
    emails: emailsOf(people),
  }
}

/** Writes to stdout, and at a terminal waits for Enter before an act and where a screen is full. */
const pagedTo = ({ io, flags }: Context) => {
  const ask = flags.fast === true || !io.stdout.isTTY ? null : io.ask
  let lines = 0
  const turn = async (): Promise<void> => {
    if (lines === 0) return
    lines = 0
    if (io.signal.aborted) throw ENOUGH
    if (ask === null) io.stdout.write('\n')
    else if ((await ask('Enter goes on: ')) === null) throw ENOUGH
  }
  const say = async (words: string): Promise<void> => {
    for (const line of words.replace(/\n$/, '').split('\n')) {
      const height = heightOf(line, io.stdout.columns)
      if (ask !== null && lines + height > SCREEN) await turn()
      io.stdout.write(`${line}\n`)
      lines += height
    }
  }
  return { say, turn }
}

/** What paints text, and takes no column. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/** The terminal itself breaks what is wider than it is. */
const heightOf = (line: string, columns: number | null): number =>
  columns === null ? 1 : Math.max(1, Math.ceil(widthOf(line.replace(COLOUR, '')) / columns))

const emailsOf = (people: Manifest['people']): ReadonlyMap<string, string> =>
  new Map([...people.values()].map(({ alias, value }) => [alias, value]))

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
  const inSandbox = argv[0] === 'sandbox' ? '--world=brand' : '--sandbox=brand'
  await run([...argv, inSandbox], own)
  if (io.signal.aborted) throw ENOUGH
  return stdout === '' ? 'null' : stdout
}
