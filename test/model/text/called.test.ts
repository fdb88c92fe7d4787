import { describe, expect, it } from 'vitest'
import { calledOf } from '../../../src/model/text/called.ts'

const KIM = { name: 'Kim Poole', email: 'kim@northwind.example', alias: 'kim', id: '6155' }

describe('whom a report means', () => {
  it.each([
    [KIM, 'Kim Poole · kim@northwind.example (kim) 6155'],
    [{ ...KIM, email: null }, 'Kim Poole (kim) 6155'],
    [{ ...KIM, alias: null }, 'Kim Poole · kim@northwind.example 6155'],
    [{ ...KIM, name: null, email: null, alias: null }, '6155'],
    [{ ...KIM, name: null, email: null }, '(kim) 6155'],
    [{ name: null, alias: 'eve', id: 'new@x.example' }, 'new@x.example (eve)'],
    [{ name: null, alias: 'dana', id: 'dana' }, 'dana'],
  ])('%j is %s', (called, words) => {
    expect(calledOf(called)).toBe(words)
  })

  it.each([
    'Kim · ceo@x.example',
    'Kim (lee) 61550000000000002',
    'Kim 61550000000000002',
    'a"b',
    ' Kim',
    '',
    '2002',
  ])('puts %j in quotes, because it could pass for another part', (name) => {
    expect(calledOf({ ...KIM, name })).toMatch(/^"/)
  })
})
