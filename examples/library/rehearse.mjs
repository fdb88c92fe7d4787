// bizaccess as a library: rehearses a manifest's plan on twins of the business, in memory, and goes on
// in a way of its own where a reading of the API does not converge. Reads; never writes.
//
//   node examples/library/rehearse.mjs examples/first/access.yaml
//
// The token is taken from META_ACCESS_TOKEN. To try it without one: `bizaccess sandbox --world brand`
// in another terminal, and the two lines it prints in this one.
import { readFile } from 'node:fs/promises'
import * as bizaccess from 'bizaccess'

const { META_ACCESS_TOKEN: token, BIZACCESS_GRAPH_URL: url, BIZACCESS_STATE_DIR } = process.env
const now = new Date()
const kinds = bizaccess.KINDS

const [file = 'access.yaml'] = process.argv.slice(2)
const text = await readFile(file, 'utf8')
const { value: manifest, problems } = bizaccess.loadManifest([{ file, text }])
if (manifest === null) throw new Error(problems.map(({ message }) => message).join('\n'))

const client = bizaccess.createGraphClient({ token, readOnly: true, ...(url && { url }) })
try {
  const live = await bizaccess.readLive(client, bizaccess.readRequestOf(manifest, kinds))
  const { memory } = await bizaccess.readMemory({
    dir: BIZACCESS_STATE_DIR ?? '.bizaccess',
    business: manifest.business,
  })
  const asOf = now.toISOString().slice(0, 10)
  const input = { manifest, asOf, graph: client.origin, toolVersion: 'my-program' }
  const plan = bizaccess.makePlan({ ...input, live, memory })

  // The world is a copy of what was read; whatever is done to a twin of it stays in this process.
  const world = bizaccess.snapshotOf({ live, memory })
  const origin = { type: 'manifest', input }
  const report = await bizaccess.rehearse({ plan, live, memory, world, origin, now })
  const layout = { format: 'text', color: false, width: 100, kinds }
  process.stdout.write(bizaccess.render(report, { ...layout, plan }))

  // A rule of our own: what a read shows beyond what was given is no reason to stop.
  const stopping = bizaccess.unconverged(report).filter(({ name }) => !/^unpacking_/.test(name))
  for (const { name, left } of stopping) process.stderr.write(`${name}: ${left.join(', ')}\n`)

  // One twin of it, to ask something else: what does the business look like after the apply?
  const twin = bizaccess.makeTwin({ world, memory, now })
  await bizaccess.applyPlan({
    plan,
    live,
    client: twin.client,
    journal: twin.journal,
    now: twin.now,
  })
  const after = await bizaccess.readLive(twin.client, bizaccess.readRequestOf(manifest, kinds))
  process.stdout.write(`relations: ${live.relations.length} now, ${after.relations.length} then\n`)
  process.exitCode = report.readings.length === 0 || stopping.length > 0 ? 1 : 0
} finally {
  await client.close()
}
