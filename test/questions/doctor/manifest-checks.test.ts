import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import { kindsFor } from '../../../src/questions/doctor/manifest-checks.ts'
import { manifestOf } from '../../support/pipeline.ts'
import {
  asset,
  FAILED,
  finding,
  LISTS,
  pages,
  REACH,
  READ,
  REFUSED,
  reach,
  reportOf,
  token,
} from './facts.ts'

const HEAD = 'version: 1\nbusiness: "1001"\n'
const PAGE = manifestOf(`${HEAD}pages: { "31": { users: {} } }\n`)
const POOR = token({ scopes: ['business_management', 'ads_management'] })
const at = (line: number) => ({ file: 'access.yaml', line, column: 1 })

const declared = (over: object = {}) =>
  pages({
    assets: [
      asset('31', { hasToken: true, source: at(3), ...over }),
      asset('32', { hasToken: false }),
    ],
  })

/** Two Pages, of which the first is declared; what its edges answer. */
const samples = ({ agencies = READ, users = READ }: Partial<Record<string, typeof READ>>) => [
  { asset: '31', relation: 'agencies' as const, ...agencies },
  { asset: '31', relation: 'users' as const, ...users },
  { asset: '32', relation: 'users' as const, ...READ },
]

describe('with a manifest', () => {
  it('what it needs and cannot have is an error, at its line', () => {
    const report = reportOf({ ...declared(), ...POOR }, { manifest: PAGE })
    expect(finding(report, 'manifest', 'page')).toMatchObject({
      status: 'error',
      found: 'assign, reassign, unassign: needs pages_manage_metadata',
      source: { file: 'access.yaml', line: 3 },
    })
    expect(report.ready).toBe(false)
  })

  it('what it does not need is none', () => {
    const manifest = manifestOf(`${HEAD}pages: { "31": { agencies: {} } }\n`)
    expect(
      finding(reportOf({ ...declared(), ...POOR }, { manifest }), 'manifest', 'page').status,
    ).toBe('ok')
  })

  it('additive assets take nothing away', () => {
    const manifest = manifestOf(`${HEAD}pages: { "31": { mode: additive, agencies: {} } }\n`)
    expect(finding(reportOf(declared(), { manifest }), 'manifest', 'page').found).toMatch(
      /^grant: /,
    )
  })

  it('a request that is given up needs a withdrawal alone', () => {
    const manifest = manifestOf(`${HEAD}ad_accounts: { act_1: { request: [] } }\n`)
    expect(finding(reportOf({}, { manifest }), 'manifest', 'ad_account').found).toMatch(
      /^withdraw: /,
    )
  })

  it('only its own assets count, unless it looks for somebody everywhere', () => {
    expect(finding(reportOf(declared(), { manifest: PAGE }), 'asset_tokens', 'page').status).toBe(
      'ok',
    )
    const everywhere = manifestOf(`${HEAD}pages: { "31": { users: {} } }\noffboarded: ["7"]\n`)
    const report = reportOf(declared(), { manifest: everywhere })
    expect(finding(report, 'asset_tokens', 'page')).toMatchObject({ status: 'warning' })
  })

  it('what fails on a declared kind is an error', () => {
    const lists = { ...LISTS, owned: REFUSED }
    const report = reportOf(pages({ lists }), { manifest: PAGE })
    expect(finding(report, 'lists', 'page').status).toBe('error')
    const others = pages({ lists: { ...LISTS, client: REFUSED } })
    expect(finding(reportOf(others, { manifest: PAGE }), 'lists', 'page').status).toBe('warning')
    expect(
      finding(reportOf(declared({ hasToken: false }), { manifest: PAGE }), 'asset_tokens', 'page')
        .status,
    ).toBe('error')
  })

  it('edges that all refuse are an error, one of them is not', () => {
    const edge = (asset: string, fact: typeof READ) => ({
      asset,
      relation: 'users' as const,
      ...fact,
    })
    const edges = (...samples: readonly ReturnType<typeof edge>[]) =>
      finding(reportOf({ ...pages({ samples }) }, { manifest: PAGE }), 'edges', 'page').status
    expect(edges(edge('31', REFUSED), edge('32', REFUSED))).toBe('error')
    expect(edges(edge('31', REFUSED), edge('32', READ))).toBe('warning')
  })

  it.each([
    ['users: {}', reach({ people: { ...REACH.people, business_users: FAILED } }), 'people'],
    ['users: {}', reach({ people: { ...REACH.people, business_users: REFUSED } }), null],
    ['agencies: {}', reach({ people: { ...REACH.people, business_users: FAILED } }), null],
    ['request: [ANALYZE]', reach({ clients: FAILED }), 'clients'],
    ['request: [ANALYZE]', reach({ clients: REFUSED }), null],
    ['users: {}', reach({ clients: FAILED }), null],
    ['request: [ANALYZE]', pages({ lists: { ...LISTS, client: FAILED } }), 'lists'],
    ['users: {}', pages({ lists: { ...LISTS, client: FAILED } }), null],
    ['users: {}', pages({ samples: samples({ users: FAILED }) }), 'edges'],
    ['agencies: {}', pages({ samples: samples({ users: FAILED }) }), null],
    ['users: {}', pages({ samples: samples({ users: REFUSED }) }), null],
  ])('with %s fails where its plan would, and nowhere else (%#)', (text, facts, id) => {
    const manifest = manifestOf(`${HEAD}pages: { "31": { ${text} } }\n`)
    const report = reportOf(facts, { manifest })
    const errors = report.checks.filter(({ status }) => status === 'error')
    expect(errors.map((check) => check.id)).toEqual(id === null ? [] : [id])
    expect(report.ready).toBe(id === null)
  })

  it('that takes what is unreadable for an error finds it here too', () => {
    const facts = pages({ samples: samples({ agencies: REFUSED }) })
    const found = (policy: string) =>
      finding(
        reportOf(facts, {
          manifest: manifestOf(`${HEAD}policy: ${policy}\npages: { "31": { agencies: {} } }\n`),
        }),
        'edges',
        'page',
      ).status
    expect([found('{ unreadable: fail }'), found('{}')]).toEqual(['error', 'warning'])
  })

  it('the kinds that are read are those it is planned with', () => {
    const names = (text: string) => kindsFor(manifestOf(HEAD + text), KINDS).map(({ name }) => name)
    expect(names('pages: { "31": { users: {} } }')).toEqual(['page'])
    expect(names('pages: { "31": { request: [ANALYZE] } }')).toEqual(['ad_account', 'page'])
    expect(names('policy: { coverage: closed }')).toEqual(KINDS.map(({ name }) => name))
    expect(kindsFor(null, KINDS)).toBe(KINDS)
  })
})
