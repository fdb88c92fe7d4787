// How long validating and planning take, and how much memory they hold: 10 grants an asset, one in
// ten differs.
// Run by `npm run bench`; times depend on the machine, their ratio should not.
import { loadManifest } from '../../dist/manifest/load.js'
import { NO_MEMORY } from '../../dist/model/memory.js'
import { makePlan } from '../../dist/plan/make-plan.js'

const PEOPLE = Array.from({ length: 40 }, (_, index) => `6155000000000${1000 + index}`)
const GRANTS = 9

const holders = (asset) =>
  Array.from({ length: GRANTS }, (_, index) => (asset * 7 + index) % PEOPLE.length)

const filesOf = (assets) => {
  const people = PEOPLE.map((id, index) => `  p${index}: "${id}"`)
  const accounts = Array.from({ length: assets }, (_, asset) => {
    const users = holders(asset).map((person) => `p${person}: [ANALYZE]`)
    return `  act_${10_000 + asset}: { users: { ${users.join(', ')} }, agencies: { agency: [ANALYZE] } }`
  })
  const head = `version: 1\nbusiness: "1001"\npartners: { agency: "2002" }\npeople:\n${people.join('\n')}\n`
  const parts = Array.from({ length: Math.ceil(assets / 2_000) }, (_, part) => ({
    file: `part-${part}.yaml`,
    text: `version: 1\nad_accounts:\n${accounts.slice(part * 2_000, (part + 1) * 2_000).join('\n')}\n`,
  }))
  return [{ file: 'bench.yaml', text: head }, ...parts]
}

const manifestOf = (files) => {
  const { value, problems } = loadManifest(files)
  if (value === null) throw new Error(problems[0].message)
  return value
}

const liveOf = (assets) => {
  const ids = Array.from({ length: assets }, (_, asset) => `act_${10_000 + asset}`)
  const row = (asset, relation, subject, tasks) => ({
    kind: 'ad_account',
    asset,
    relation,
    subject,
    subjectName: null,
    tasks,
    status: 'active',
    apiStatus: null,
    since: null,
    counterpart: null,
  })
  return {
    business: { id: '1001', name: 'Bench' },
    self: { id: '1', person: '1' },
    people: [...PEOPLE, '1'].map((id) => ({
      type: 'business_user',
      id,
      name: id,
      email: null,
      facebookId: null,
    })),
    invitations: [],
    directory: { business_users: 'complete', system_users: 'complete', pending_users: 'complete' },
    assets: ids.map((id) => ({ kind: 'ad_account', id, name: id, ownership: 'owned' })),
    relations: ids.flatMap((id, asset) => [
      ...holders(asset).map((person, index) =>
        row(
          id,
          'users',
          PEOPLE[person],
          index === 0 ? ['ADVERTISE', 'ANALYZE'] : ['ANALYZE', 'DRAFT'],
        ),
      ),
      row(id, 'agencies', '2002', ['ANALYZE']),
    ]),
    scopes: ids.flatMap((asset) =>
      ['agencies', 'users', 'request'].map((relation) => ({
        kind: 'ad_account',
        asset,
        relation,
        status: 'complete',
        what: null,
      })),
    ),
    problems: [],
    calls: { read: 0, write: 0, http: 0 },
  }
}

const say = (line) => process.stdout.write(`${line}\n`)

/** The median, which holds what else the machine did, and the best, which holds the least of it. */
const summed = (list) => {
  const sorted = [...list].sort((one, other) => one - other)
  return { median: sorted[Math.floor(list.length / 2)], best: sorted[0] }
}

const timed = (times, work) => {
  const each = Array.from({ length: times }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return summed(each)
}

const wordsOf = ({ median, best }) => `${median.toFixed(0)} ms (best ${best.toFixed(0)})`

const results = [1_000, 5_000, 20_000].map((assets) => {
  const files = filesOf(assets)
  const manifest = manifestOf(files)
  const validating = timed(3, () => manifestOf(files))
  const input = {
    manifest,
    live: liveOf(assets),
    memory: { ...NO_MEMORY, present: true },
    asOf: '2026-11-22',
    graph: 'https://graph.facebook.com',
    toolVersion: '0.0.0',
  }
  makePlan(input)
  // What the validator left behind is not the planner's.
  globalThis.gc()
  const planning = timed(9, () => makePlan(input))
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20)
  const times = `validate ${wordsOf(validating)}, plan ${wordsOf(planning)}`
  say(`${assets} assets, ${assets * 10} grants: ${times}, ${rss} MiB resident`)
  return planning.median
})
say(`planning 20k / 5k: ${(results[2] / results[1]).toFixed(2)} (at most 5)`)
