// bizaccess as a library: plans, lets a rule of your own judge every step, applies, and compares
// again. Writes nothing when the manifest is wrong, a rail is broken or the rule says no.
//
//   node examples/library/own-gate.mjs examples/first/access.yaml
//
// The token is taken from META_ACCESS_TOKEN. To try it without one: `bizaccess sandbox --world brand`
// in another terminal, and the two lines it prints in this one.
import { readFile } from 'node:fs/promises'
import * as bizaccess from 'bizaccess'

const { META_ACCESS_TOKEN: token, BIZACCESS_GRAPH_URL: url, BIZACCESS_STATE_DIR } = process.env
const dir = BIZACCESS_STATE_DIR ?? '.bizaccess'
const now = () => new Date()
const kinds = bizaccess.KINDS
const print = (report, beside = {}) =>
  process.stdout.write(
    bizaccess.render(report, { format: 'text', color: false, width: 100, kinds, ...beside }),
  )

/** The rule: agencies work on our assets, they never manage them. */
const isAllowed = ({ subject, after }) =>
  subject.type !== 'business' || after?.includes('MANAGE') !== true

/** Stops with what is wrong; nothing was written. */
const refuse = (problems) => {
  print({ format_version: 1, kind: 'error', problems })
  process.exit(1)
}

const [file = 'access.yaml'] = process.argv.slice(2)
const text = await readFile(file, 'utf8')
const { value: manifest, problems } = bizaccess.loadManifest([{ file, text }])
if (manifest === null) refuse(problems)

const { business } = manifest
const client = bizaccess.createGraphClient({ token, ...(url && { url }) })
const read = () => bizaccess.readLive(client, bizaccess.readRequestOf(manifest, kinds))

// The journal is locked before anything is read: two runs never work from the same state.
const { value: journal, problems: locked } = await bizaccess.openJournal({ dir, business, now })
if (journal === null) refuse(locked)
try {
  const live = await read()
  const { memory } = await bizaccess.readMemory({ dir, business })
  const asOf = now().toISOString().slice(0, 10)
  const sides = { manifest, live, memory, asOf, graph: client.origin, toolVersion: 'own-gate' }
  const plan = bizaccess.makePlan({ ...sides, interactive: true })
  print(plan)

  const forbidden = plan.steps.filter((step) => !isAllowed(step))
  for (const { address } of forbidden) process.stderr.write(`not allowed: ${address}\n`)
  if (forbidden.length > 0) process.exitCode = 1
  else {
    // Applying checks the rails itself: a plan that breaks one is reported, and nothing is sent.
    const report = await bizaccess.applyPlan({ plan, live, client, journal })
    print(report, { plan })
    if (report.problems.some(({ severity }) => severity === 'error')) process.exitCode = 1

    const { entries } = await bizaccess.readJournal({ dir, business })
    const again = await bizaccess.readMemory({ dir, business })
    const drift = bizaccess.compareLive({
      ...sides,
      live: await read(),
      memory: again.memory,
      applied: bizaccess.appliedOf(entries),
    })
    print(drift)
  }
} finally {
  await journal.close()
  await client.close()
}
