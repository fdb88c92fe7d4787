import { describe, expect, it } from 'vitest'
import { offboardManifest } from '../../src/plan/offboard.ts'
import { asset, HEAD, KIM, liveOf, planOf, row } from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const base = manifestOf(`${HEAD}ad_accounts:
  act_1: { users: { kim: [ANALYZE], lee: [ANALYZE] }, agencies: { brightside: [ANALYZE] } }
  act_2: { users: { kim: none } }
`)

describe('offboardManifest', () => {
  it.each([
    ['an alias', 'kim', { alias: 'kim', id: KIM, email: null }],
    ['a partner', 'brightside', { alias: 'brightside', id: '2002', email: null }],
    ['an id', '777', { alias: null, id: '777', email: null }],
    ['an e-mail', 'Gone@x.example', { alias: null, id: null, email: 'Gone@x.example' }],
  ])('takes %s', (_, name, expected) => {
    const { value } = offboardManifest(base, '1001', name)
    expect(value?.offboarded).toMatchObject([expected])
    expect(value?.assets).toEqual([])
    expect(value?.policy).toBe(base.policy)
  })

  it('refuses a name nobody has, with or without a manifest', () => {
    expect(offboardManifest(base, '1001', 'nobody').problems[0]?.code).toBe('offboard_unknown_name')
    expect(offboardManifest(null, '1001', 'kim').value).toBeNull()
  })

  it.each([['kim'], [KIM]])('says at which lines %s would get access back', (name) => {
    const { problems } = offboardManifest(base, '1001', name)
    expect(problems.map(({ code, source }) => [code, source?.line])).toEqual([
      ['offboard_gives_back', 6],
    ])
  })

  it('says nothing where the manifest offboards them already', () => {
    const already = manifestOf(`${HEAD}offboarded: [kim]\nad_accounts: { act_1: { users: {} } }`)
    expect(offboardManifest(already, '1001', 'kim').problems).toEqual([])
  })

  it.each([
    ['by id, under another name', `offboarded: ["${KIM}"]`, 'kim'],
    ['by e-mail, in other letters', 'offboarded: [ann]', 'Ann@X.example'],
  ])('says nothing where the manifest offboards them already, %s', (_, line, name) => {
    const people = 'people: { kim: "KIM", ann: ann@x.example }'.replace('KIM', KIM)
    const head = HEAD.replace(/^people: .*$/m, people)
    const already = manifestOf(
      `${head}${line}\nad_accounts: { act_1: { users: { kim: [ANALYZE], ann: [ANALYZE] } } }`,
    )
    expect(offboardManifest(already, '1001', name).problems).toEqual([])
  })
})

it('shows no manifest line for whom the command line names', () => {
  const live = liveOf([asset('act_11')], [row('act_11', 'users', KIM, ['ANALYZE'])])
  const { value: manifest } = offboardManifest(null, '1001', KIM)
  if (manifest === null) throw new Error('no manifest')
  const plan = planOf('', live, { manifest })
  expect(plan.steps.map(({ address, source }) => [address, source])).toEqual([
    [`act_11/users/${KIM}`, null],
  ])
  expect(plan.manual.length).toBeGreaterThan(0)
  expect(JSON.stringify(plan)).not.toContain('command line')
})
