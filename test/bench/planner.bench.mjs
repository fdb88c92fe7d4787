// How long validating and planning take, and how much memory they hold: 10 grants an asset, one in
// ten differs, or none.
// Run by `npm run bench`; times depend on the machine, their ratio should not. Fails at three times a
// limit.
import { loadManifest } from '../../dist/manifest/load.js'
import { NO_MEMORY } from '../../dist/model/memory.js'
import { makePlan } from '../../dist/plan/make-plan.js'

const PEOPLE = Array.from({ length: 40 }, (_, index) => `6155000000000${1000 + index}`)
const GRANTS = 9

const holders = (asset) =>
  Array.from({ length: GRANTS }, (_, index) => (asset * 7 + index) % PEOPLE.length)

/** Milliseconds at 20,000 assets, on an idle machine. */
const LIMITS = { one: 4_000, several: 2_500, plan: 600, unchanged: 400 }
const MOST_RATIO = 5

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

/** The same in one file. */
const oneOf = ([head, ...parts]) => {
  const sections = parts.map(({ text }) => text.split('ad_accounts:\n')[1])
  return [{ ...head, text: `${head.text}ad_accounts:\n${sections.join('')}` }]
}

const liveOf = (assets, isUnchanged) => {
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
          index === 0 && !isUnchanged ? ['ADVERTISE', 'ANALYZE'] : ['ANALYZE', 'DRAFT'],
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

const WORDS = {
  one: 'validate one file',
  several: 'validate several',
  plan: 'plan',
  unchanged: 'plan what is unchanged',
}

const results = [1_000, 5_000, 20_000].map((assets) => {
  const files = filesOf(assets)
  const manifest = manifestOf(files)
  const one = timed(3, () => manifestOf(oneOf(files)))
  const several = timed(3, () => manifestOf(files))
  const planningOf = (isUnchanged) => {
    const input = {
      manifest,
      live: liveOf(assets, isUnchanged),
      memory: { ...NO_MEMORY, present: true },
      asOf: '2026-11-22',
      graph: 'https://graph.facebook.com',
      toolVersion: '0.0.0',
    }
    makePlan(input)
    // What was left behind before is not the planner's.
    globalThis.gc()
    return timed(9, () => makePlan(input))
  }
  const times = { one, several, plan: planningOf(false), unchanged: planningOf(true) }
  const wordsOf = ([name, { median, best }]) => {
    const limit = assets === 20_000 ? `, limit ${LIMITS[name]}` : ''
    if (limit !== '' && median > 3 * LIMITS[name]) process.exitCode = 1
    return `${WORDS[name]} ${median.toFixed(0)} ms (best ${best.toFixed(0)}${limit})`
  }
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20)
  const told = Object.entries(times).map(wordsOf).join(', ')
  say(`${assets} assets, ${assets * 10} grants: ${told}, ${rss} MiB resident`)
  return times.plan.median
})
const ratio = results[2] / results[1]
say(`planning 20k / 5k: ${ratio.toFixed(2)} (limit ${MOST_RATIO})`)
if (ratio > 3 * MOST_RATIO) process.exitCode = 1
