// How long a rehearsal under all readings takes: 1,000 assets, a step on every third, and every
// reading of the table. In seconds of CPU, so that a busy machine does not show.
// Run by `npm run bench`; times depend on the machine.
import { readLive } from '../../dist/live/read.js'
import { readRequestOf } from '../../dist/live/wants.js'
import { loadManifest } from '../../dist/manifest/load.js'
import { KINDS } from '../../dist/model/kinds.js'
import { NO_MEMORY } from '../../dist/model/memory.js'
import { makePlan } from '../../dist/plan/make-plan.js'
import { parseWorld } from '../../dist/sandbox/world/world.js'
import { rehearse } from '../../dist/twin/rehearse.js'
import { makeTwin } from '../../dist/twin/twin.js'

const ASSETS = 1_000
const PEOPLE = Array.from({ length: 40 }, (_, index) => `61550000000${1000 + index}`)
const NOW = new Date('2026-11-22T09:00:00Z')

/** What somebody holds, and shall hold: one asset in three differs, each in a way of its own. */
const grantsOf = (asset) => {
  const users = new Map([0, 1, 2, 3].map((place) => [PEOPLE[(asset * 7 + place) % 40], 'ANALYZE']))
  users.set(PEOPLE[asset % 40], 'MANAGE')
  const live = { users, agencies: new Map([['2002', 'ANALYZE']]) }
  const wanted = { users: new Map(users), agencies: new Map(live.agencies) }
  const [first, second] = [...users.keys()].filter((id) => users.get(id) !== 'MANAGE')
  const changes = [
    () => wanted.users.set(first, 'ADVERTISE, ANALYZE'),
    () => wanted.users.delete(second),
    () => wanted.users.set(PEOPLE[(asset * 7 + 11) % 40], 'ANALYZE'),
    () => wanted.agencies.set('2003', 'ANALYZE'),
    () => wanted.agencies.delete('2002'),
  ]
  if (asset % 3 === 0) changes[(asset / 3) % changes.length]()
  return { live, wanted }
}

const KIND_OF = (asset) => (asset % 10 < 7 ? 'ad_accounts' : asset % 10 < 9 ? 'pages' : 'catalogs')
const idOf = (asset) =>
  KIND_OF(asset) === 'ad_accounts' ? `act_${10_000 + asset}` : `${10_000 + asset}`

const flow = (map, entry) => `{${[...map].map(([id, tasks]) => entry(id, tasks)).join(', ')}}`

/** Both files have the same sections; one asset is one line. */
const sectionsOf = (lineOf) => {
  const assets = Array.from({ length: ASSETS }, (_, asset) => asset)
  return ['ad_accounts', 'pages', 'catalogs']
    .map((section) => {
      const own = assets.filter((asset) => KIND_OF(asset) === section)
      return `${section}:\n${own.map((asset) => `  "${idOf(asset)}": ${lineOf(asset)}\n`).join('')}`
    })
    .join('')
}

/** A catalog knows other tasks. */
const told = (asset, tasks) =>
  KIND_OF(asset) === 'catalogs'
    ? tasks.replace(', ANALYZE', '').replace('ANALYZE', 'ADVERTISE')
    : tasks

const world = parseWorld(`version: 1
token: {business: "1001", user: "9001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management]}
businesses:
  "1001":
    name: Bench
    users: {${PEOPLE.map((id) => `"${id}": {name: P${id}, role: EMPLOYEE}`).join(', ')}}
    system_users: {"9001": {name: CI, role: ADMIN}}
  "2002": {name: Two}
  "2003": {name: Three}
${sectionsOf((asset) => {
  const { live } = grantsOf(asset)
  const users = flow(
    new Map([...live.users, ['9001', 'MANAGE']]),
    (id, tasks) => `"${id}": [${told(asset, tasks)}]`,
  )
  const agencies = flow(live.agencies, (id, tasks) => `"${id}": {tasks: [${told(asset, tasks)}]}`)
  return `{name: A${asset}, owner: "1001", users: ${users}, agencies: ${agencies}}`
})}`)

const { value: manifest, problems } = loadManifest([
  {
    file: 'bench.yaml',
    text: `version: 1
business: "1001"
partners: {two: "2002", three: "2003"}
people: {${PEOPLE.map((id) => `p${id}: "${id}"`).join(', ')}}
policy: {max_revocations: 1000}
${sectionsOf((asset) => {
  const { wanted } = grantsOf(asset)
  const users = flow(wanted.users, (id, tasks) => `p${id}: [${told(asset, tasks)}]`)
  const agencies = flow(
    wanted.agencies,
    (id, tasks) => `${id === '2002' ? 'two' : 'three'}: [${told(asset, tasks)}]`,
  )
  return `{users: ${users}, agencies: ${agencies}}`
})}`,
  },
])
if (manifest === null) throw new Error(problems[0].message)

const memory = { ...NO_MEMORY, present: true }
const { client } = makeTwin({ world, memory, now: NOW })
const live = await readLive(client, readRequestOf(manifest, KINDS))
const input = { manifest, asOf: '2026-11-22', graph: client.origin, toolVersion: '0' }
const plan = makePlan({ ...input, live, memory })

const before = process.cpuUsage()
const report = await rehearse({ plan, live, memory, origin: { type: 'manifest', input }, now: NOW })
const { user, system } = process.cpuUsage(before)
const left = report.readings.filter(({ converges }) => !converges)
const lines = [
  `rehearse ${ASSETS} assets, ${plan.steps.length} steps, ${report.readings.length} readings: ` +
    `${((user + system) / 1e6).toFixed(1)} s of CPU`,
  ...report.problems.map(({ message }) => message),
  ...left.map(({ name, left: addresses }) => `${name}: ${addresses.length} left`),
]
process.stdout.write(`${lines.join('\n')}\n`)
