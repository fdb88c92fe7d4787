// Who is on 1,000 ad accounts, asked by bizaccess and by three scripts over the official SDK, each
// in a process of its own against the slow sandbox. All must find the same grants. What loading the
// code takes is shown apart. Run by `npm run bench`; the first script alone takes two minutes.
import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { startSlowSandbox } from './slow-sandbox.mjs'

const SIZE = { adAccounts: 1_000, pages: 0 }
const BUSINESS = '1001'

const loadSdk = (url, token) => {
  const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk')
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { get: () => url, configurable: true })
  // Without the last argument it installs a crash reporter that posts out.
  sdk.FacebookAdsApi.init(token, 'en_US', false)
  return sdk
}

const allOf = async (first) => {
  const rows = []
  for (let page = await first; ; page = await page.next()) {
    rows.push(...page)
    if (!page.hasNext()) return rows
  }
}

const accountsOf = (sdk, fields) =>
  allOf(new sdk.Business(BUSINESS).getOwnedAdAccounts(fields, { limit: 100 }))

const grantsOf = async (account) => {
  const agencies = await allOf(account.getAgencies(['id', 'permitted_tasks'], { limit: 100 }))
  const users = await allOf(
    account.getAssignedUsers(['id', 'tasks'], { business: BUSINESS, limit: 100 }),
  )
  return agencies.length + users.length
}

/** Account by account with that many at a time. */
const oneByOne = (width) => async (url, token) => {
  const sdk = loadSdk(url, token)
  return async () => {
    const accounts = await accountsOf(sdk, ['id', 'name'])
    let grants = 0
    const worker = async () => {
      for (let next = accounts.shift(); next !== undefined; next = accounts.shift()) {
        const found = await grantsOf(next)
        grants += found
      }
    }
    await Promise.all(Array.from({ length: width }, worker))
    return { grants }
  }
}

const expanded = async (url, token) => {
  const sdk = loadSdk(url, token)
  const fields = [
    'id',
    'name',
    'agencies{id,permitted_tasks}',
    `assigned_users.business(${BUSINESS}){id,tasks}`,
  ]
  return async () => {
    const accounts = await accountsOf(sdk, fields)
    const countOf = ({ _data: { agencies, assigned_users } }) =>
      (agencies?.data.length ?? 0) + (assigned_users?.data.length ?? 0)
    return { grants: accounts.reduce((sum, account) => sum + countOf(account), 0) }
  }
}

const bizaccess = async (url, token) => {
  const { createGraphClient } = await import('../../dist/graph/client.js')
  const { readLive } = await import('../../dist/live/read.js')
  await import('undici')
  return async () => {
    const client = createGraphClient({ url, token })
    const live = await readLive(client, {
      business: BUSINESS,
      assets: 'all',
      people: true,
      listings: 'all',
    })
    await client.close()
    const isGrant = ({ relation }) => relation === 'users' || relation === 'agencies'
    return { grants: live.relations.filter(isGrant).length, billed: client.counts().read }
  }
}

/** `nests`: its answers hold rows within rows, so it matters whether these cost. */
const WAYS = {
  bizaccess: { run: bizaccess, nests: true },
  'SDK, one by one': { run: oneByOne(1), nests: false },
  'SDK, 10 at a time': { run: oneByOne(10), nests: false },
  'SDK, expansion': { run: expanded, nests: true },
}

const measure = async (way, rows) => {
  const sandbox = await startSlowSandbox(SIZE, rows)
  const child = fork(fileURLToPath(import.meta.url), [way, sandbox.url, sandbox.token])
  const told = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error(`${way} ended without an answer`)))
  })
  const { http } = await sandbox.counts()
  sandbox.stop()
  return { http, billed: told.billed ?? http, ...told }
}

const bothOf = async (way) => {
  const every = await measure(way, 'every')
  const listed = WAYS[way].nests ? await measure(way, 'listed') : every
  return { way, every, listed }
}

const say = (cells) => {
  const [name, ...rest] = cells
  process.stdout.write(`${name.padEnd(20)}${rest.map((cell) => cell.padStart(12)).join('')}\n`)
}

const timesOf = (kind, { [kind]: own }, [{ [kind]: first }]) => [
  own.ms.toFixed(0),
  `${(own.ms / first.ms).toFixed(1)}×`,
]

const [way, url, token] = process.argv.slice(2)
if (way !== undefined) {
  const start = performance.now()
  const run = await WAYS[way].run(url, token)
  const loaded = performance.now()
  const result = await run()
  process.send({ ...result, load: loaded - start, ms: performance.now() - loaded })
} else {
  say(['1,000 accounts', 'billed', 'HTTP', 'ms', 'ratio', 'listed ms', 'ratio', 'loading ms'])
  const results = []
  for (const name of Object.keys(WAYS)) {
    const result = await bothOf(name)
    results.push(result)
    const { billed, http, load, grants } = result.every
    const times = [...timesOf('every', result, results), ...timesOf('listed', result, results)]
    say([name, String(billed), String(http), ...times, load.toFixed(0)])
    if (grants !== results[0].every.grants) throw new Error(`${name} found ${grants}`)
  }
  say(['listed: rows nested in rows cost nothing'])
}
