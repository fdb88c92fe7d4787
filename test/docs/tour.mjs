// The sessions at a terminal that README and docs show: the built command, run here against the sandbox.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../dist/cli/run.js'

const EXAMPLE = readFileSync(new URL('../../examples/first/access.yaml', import.meta.url), 'utf8')

/** What is shown has a day, and every page says the same one: the run's and the sandbox's. */
const NOW = new Date('2026-11-22T09:00:00Z')
const WIDTH = 100

/** One run of the command: what it wrote, stdout and stderr as they came, and its exit code. */
const runIn = async (cwd, line, { answer, env = {}, width = WIDTH } = {}) => {
  let text = ''
  const sink = {
    write: (words) => {
      text += words
    },
    isTTY: false,
    columns: width,
  }
  const ask = async (question) => {
    text += `${question}${answer}\n`
    return answer
  }
  const io = {
    cwd,
    env,
    stdout: sink,
    stderr: sink,
    ask: answer === undefined ? null : ask,
    now: () => NOW,
    signal: new AbortController().signal,
  }
  const exitCode = await run(line.split(' '), io)
  return { text, exitCode }
}

/** A terminal in a folder of its own, that writes down what is typed and what is answered. */
const terminal = (files) => {
  const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-docs-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  let last = ''
  return {
    /** Types a command; a plan that was just shown is not shown again. */
    type: async (line, { answer, exits = 0 } = {}) => {
      const { text, exitCode } = await runIn(cwd, line, { answer })
      if (exitCode !== exits) throw new Error(`bizaccess ${line}: exit ${exitCode}\n${text}`)
      const isRepeated = last !== '' && text.startsWith(last)
      const shown = isRepeated ? `[the plan, as above]\n${text.slice(last.length)}` : text
      last = text
      const end = exits === 0 ? '' : `\n[exit code ${exits}]`
      return `$ bizaccess ${line}\n${shown.trimEnd()}${end}`
    },
    /** Somebody clicks in the web pages: the kept world is other than it was. */
    click: (world, from, to) => {
      const file = join(cwd, '.bizaccess', 'sandbox', `${world}.yaml`)
      const text = readFileSync(file, 'utf8')
      if (!text.includes(from)) throw new Error(`no ${from} in the kept world ${world}`)
      writeFileSync(file, text.replace(from, to))
    },
    /** As `type`, with the colours of a terminal of this width. */
    typeInColour: async (line, width) => {
      const { text } = await runIn(cwd, line, { env: { FORCE_COLOR: '1' }, width })
      return `$ bizaccess ${line}\n${text}`
    },
    readJson: async (line) => JSON.parse((await runIn(cwd, line)).text),
    pathOf: (name) => join(cwd, name),
    close: () => rmSync(cwd, { recursive: true }),
  }
}

const fenced = (language, text) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
const session = (...parts) => fenced('console', parts.join('\n\n'))

const withTerminal = async (files, use) => {
  const open = terminal(files)
  try {
    return await use(open)
  } finally {
    open.close()
  }
}

/** From the first plan to the empty one. */
const story = () =>
  withTerminal({ 'access.yaml': EXAMPLE }, async ({ type, readJson, click }) => ({
    'tour-doctor': session(await type('doctor --sandbox brand')),
    'tour-import': session(await type('import --business 1001 --sandbox brand --only Northwind*')),
    'tour-review': session(await type('review --sandbox brand --only act_110000000000001')),
    'tour-who': session(await type('who lee --sandbox brand')),
    'tour-diff': session(await type('plan --sandbox brand --format diff')),
    'tour-rehearse': session(await type('rehearse --sandbox brand')),
    'tour-plan': session(await type('plan --sandbox brand')),
    'plan-json': fenced('json', stepText(await readJson('plan --sandbox brand --format json'))),
    'tour-apply': session(await type('apply --sandbox brand', { answer: 'yes' })),
    'tour-waiting': session(await type('plan --sandbox brand')),
    'tour-empty': session(
      await type('sandbox approve act_110000000000003/agencies/2002 --world brand'),
      await type('plan --sandbox brand'),
    ),
    ...(await drifted(type, click)),
  }))

/** Lee is promoted by hand, on the first asset that lists him. */
const drifted = async (type, click) => {
  click(
    'brand',
    '"61550000000001011": [ADVERTISE, ANALYZE]',
    '"61550000000001011": [MANAGE, ADVERTISE, ANALYZE]',
  )
  return { 'tour-drift': session(await type('drift --sandbox brand', { exits: 2 })) }
}

const stepText = ({ steps }) => laidOut(steps[0], 0)

/** JSON on one line where it fits, as the formatter has it; the whole is always spread. */
const laidOut = (value, indent) => {
  const flat = inline(value)
  const isSpread = indent === 0 || indent + flat.length > WIDTH - 12
  if (!isSpread || typeof value !== 'object' || value === null) return flat
  const space = ' '.repeat(indent + 2)
  const key = (name) => (Array.isArray(value) ? '' : `${JSON.stringify(name)}: `)
  const lines = Object.entries(value).map(
    ([name, each]) => `${space}${key(name)}${laidOut(each, indent + 2)}`,
  )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${lines.join(',\n')}\n${' '.repeat(indent)}${close}`
}

const inline = (value) => {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, each]) => `"${key}": ${inline(each)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const rail = () =>
  withTerminal(
    { 'access.yaml': EXAMPLE, 'rails.yaml': 'policy: { max_revocations: 1 }\n' },
    async ({ type }) => ({
      rail: session(
        '$ cat rails.yaml\npolicy: { max_revocations: 1 }',
        await type('plan --sandbox brand --policy rails.yaml --only act_110000000000001', {
          exits: 4,
        }),
      ),
    }),
  )

const handover = (name) =>
  readFileSync(new URL(`../../examples/handover/${name}`, import.meta.url), 'utf8')

const brand = (name) =>
  readFileSync(new URL(`../../examples/brand/${name}`, import.meta.url), 'utf8')

/** Kim leaves, Ann starts: from the pull request to the second apply. */
const handedOver = () =>
  withTerminal({ 'access.yaml': handover('access.yaml') }, async ({ type }) => ({
    'handover-change': fenced('diff', handover('pull-request.diff')),
    'tour-friday': session(await type('apply --sandbox brand', { answer: 'yes' })),
    'tour-monday': session(
      await type('sandbox accept 1001/members/ann@northwind.example --world brand'),
      await type('apply --sandbox brand', { answer: 'yes' }),
      await type('plan --sandbox brand'),
    ),
  }))

const mistake = () =>
  withTerminal(
    { 'access.yaml': EXAMPLE.replace('lee: GENERAL_USER', 'leo: GENERAL_USR') },
    async ({ type }) => ({ mistake: session(await type('validate', { exits: 1 })) }),
  )

/** What the picture of a plan is drawn from. */
export const colouredPlan = () =>
  withTerminal({ 'access.yaml': EXAMPLE }, ({ typeInColour }) =>
    typeInColour('plan --sandbox brand', 100),
  )

/** The review of the example brand, as a page: hands over its path. */
export const withReviewPage = (use) =>
  withTerminal({ 'access.yaml': brand('access.yaml') }, async ({ type, pathOf }) => {
    await type('review --sandbox brand --format html -o review.html')
    await use(pathOf('review.html'))
  })

export const tourBlocks = async () => ({
  'manifest-first': fenced('yaml', EXAMPLE),
  ...(await story()),
  ...(await rail()),
  ...(await handedOver()),
  ...(await mistake()),
})
