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

const WAYS = {
  bizaccess,
  'SDK, one by one': oneByOne(1),
  'SDK, 10 at a time': oneByOne(10),
  'SDK, expansion': expanded,
}

const measure = async (way) => {
  const sandbox = await startSlowSandbox(SIZE)
  const args = [way, sandbox.url, sandbox.token]
  const child = fork(fileURLToPath(import.meta.url), args)
  const told = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error(`${way} ended without an answer`)))
  })
  const { http } = await sandbox.counts()
  sandbox.stop()
  return { way, http, billed: told.billed ?? http, ...told }
}

const say = (cells) => {
  const [name, ...rest] = cells
  process.stdout.write(`${name.padEnd(20)}${rest.map((cell) => cell.padStart(10)).join('')}\n`)
}

const [way, url, token] = process.argv.slice(2)
if (way !== undefined) {
  const start = performance.now()
  const run = await WAYS[way](url, token)
  const loaded = performance.now()
  const result = await run()
  process.send({ ...result, load: loaded - start, ms: performance.now() - loaded })
} else {
  say(['1,000 accounts', 'billed', 'HTTP', 'ms', 'ratio', 'loading ms'])
  const results = []
  for (const name of Object.keys(WAYS)) {
    const result = await measure(name)
    results.push(result)
    const ratio = `${(result.ms / results[0].ms).toFixed(1)}×`
    const { billed, http, ms, load } = result
    say([name, String(billed), String(http), ms.toFixed(0), ratio, load.toFixed(0)])
    if (result.grants !== results[0].grants) throw new Error(`${name} found ${result.grants}`)
  }
}
