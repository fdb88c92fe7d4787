import { describe, expect, it } from 'vitest'
import { withItem } from '../../../src/manifest/text/added-item.ts'

describe('withItem', () => {
  it.each([
    ['a list within brackets', 'o: [kim] # gone\n', 'o: [kim, lee] # gone\n'],
    ['one with a comma at the end', 'o: [kim, ]\n', 'o: [kim, lee ]\n'],
    ['an empty one', 'o: []\n', 'o: [lee]\n'],
    [
      'one of several lines',
      'o: [\n  kim, # a\n  ann # b\n]\n',
      'o: [\n  kim, # a\n  ann,\n  lee # b\n]\n',
    ],
    ['lines', 'o:\n  - kim # gone\nv: x\n', 'o:\n  - kim # gone\n  - lee\nv: x\n'],
    ['lines without indentation', 'o:\n- kim\nv: x\n', 'o:\n- kim\n- lee\nv: x\n'],
    ['lines with returns', 'o:\r\n  - kim\r\n', 'o:\r\n  - kim\r\n  - lee\r\n'],
  ])('adds to %s', (_, text, expected) => {
    expect(withItem(text, 'o', 'lee')).toBe(expected)
  })

  it.each([
    [
      'behind the names',
      'version: 1\npeople: { lee: x }\npages: {}\n',
      'version: 1\npeople: { lee: x }\noffboarded: [lee]\npages: {}\n',
    ],
    [
      'with an empty line where keys have one',
      'version: 1\n\nteams:\n  a: [lee]\n\npages: {}\n',
      'version: 1\n\nteams:\n  a: [lee]\n\noffboarded: [lee]\n\npages: {}\n',
    ],
    [
      'in a file without names',
      'version: 1 # first\n',
      'version: 1 # first\n\noffboarded: [lee]\n',
    ],
    ['in JSON', '{ "version": 1 }\n', '{ "version": 1, "offboarded": [lee] }\n'],
  ])('adds the key %s', (_, text, expected) => {
    expect(withItem(text, 'offboarded', 'lee')).toBe(expected)
  })

  it.each([
    ['an alias', 'x: &a [kim]\no: *a\n'],
    ['an anchor', 'o: &a [kim]\nx: *a\n'],
    ['no list', 'o: kim\n'],
    ['nothing', 'o:\n'],
  ])('does not add to %s', (_, text) => {
    expect(withItem(text, 'o', 'lee')).toBeNull()
  })
})
