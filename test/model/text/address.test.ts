import { describe, expect, it } from 'vitest'
import { addressOf, parseAddress } from '../../../src/model/text/address.ts'

describe('an address', () => {
  it.each([
    ['act_1111', 'agencies', '2002', 'act_1111/agencies/2002'],
    ['3333', 'users', 'dana', '3333/users/dana'],
    ['act_1', 'on_behalf_of', '7', 'act_1/on_behalf_of/7'],
    ['act_9999', 'request', '1001', 'act_9999/request'],
  ] as const)('of %s, %s, %s is read back', (asset, relation, subject, address) => {
    expect(addressOf(asset, relation, subject)).toBe(address)
    const named = relation === 'request' ? null : subject
    expect(parseAddress(address)).toEqual({ asset, relation, subject: named })
  })

  it.each([
    '',
    'act_1111',
    'act_1111/',
    'act_1111/agencies',
    'act_1111/agencies/',
    'act_1111/request/1001',
    'act_1111/friends/2002',
    'act_1111/toString/2002',
    'page/agencies/2002',
    `${'1'.repeat(26)}/request`,
  ])('is not %j', (text) => {
    expect(parseAddress(text)).toBeNull()
  })
})
