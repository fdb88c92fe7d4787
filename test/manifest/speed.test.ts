import { expect, test } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { dana: dana@northwind.example, lee: "61550000000000002" }
teams: { buyers: [dana, lee] }
roles: { buyer: [ADVERTISE, ANALYZE] }
ad_accounts:
`

/** Ten lines an asset. */
const manifestOf = (assets: number): string =>
  HEAD +
  Array.from(
    { length: assets },
    (_, index) => `  act_${1_000_000 + index}:
    name: Account ${index}
    agencies:
      brightside: [ADVERTISE, ANALYZE]
    users:
      buyers: buyer
      lee:
        tasks: [MANAGE, ADVERTISE, ANALYZE]
        expires: 2027-01-31
        reason: covers for Kim
`,
  ).join('')

/**
 * Seconds of this process on a processor. What else the machine does is not in them, what other tests do
 * in the process meanwhile is: limits are far from what is measured.
 */
const secondsOf = (work: () => void): number => {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000_000
}

const secondsFor = (text: string): number =>
  secondsOf(() => expect(loadManifest([{ file: 'm', text }]).value).not.toBeNull())

const fastest = (text: string): number => Math.min(...[1, 2].map(() => secondsFor(text)))

test('4,000 assets in 40,000 lines take less than eight seconds of a processor, and eight times as many no more than 24 times as long', () => {
  secondsFor(manifestOf(10))
  const eighth = fastest(manifestOf(500))
  const whole = fastest(manifestOf(4000))
  expect(whole).toBeLessThan(8)
  // Were each asset compared with each, it would be 64 times.
  expect(whole).toBeLessThan(eighth * 24)
})

test('thousands of mistakes are told in seconds as well', () => {
  const text = manifestOf(2000).replaceAll('buyers: buyer', 'bayers: bayer')
  const took = secondsOf(() =>
    expect(loadManifest([{ file: 'm', text }]).problems).toHaveLength(4000),
  )
  expect(took).toBeLessThan(10)
})

test('20,000 unknown names among 20,000 take no longer for each than 2,000 among 2,000', () => {
  const textOf = (count: number): string => {
    const people = Array.from({ length: count }, (_, at) => `  person_${at}: p${at}@x.example\n`)
    const accounts = Array.from({ length: count / 100 }, (_, at) => {
      const users = Array.from({ length: 100 }, (_none, of) => `nobody_${at}_${of}: ADMIN`)
      return `  act_${1_000_000 + at}: { users: { ${users.join(', ')} } }\n`
    })
    return `version: 1\nbusiness: "1001"\npeople:\n${people.join('')}ad_accounts:\n${accounts.join('')}`
  }
  const secondsFor = (count: number): number => {
    const text = textOf(count)
    return secondsOf(() => expect(loadManifest([{ file: 'm', text }]).problems).toHaveLength(count))
  }
  const few = secondsFor(2_000)
  expect(secondsFor(20_000)).toBeLessThan(Math.max(5, few * 30))
})
