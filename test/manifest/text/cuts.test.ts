import { describe, expect, it } from 'vitest'
import { withoutEntries } from '../../../src/manifest/text/cuts.ts'

/** Offsets of the entries marked with `^` in front of them, and the text without the marks. */
const marked = (text: string): { readonly text: string; readonly offsets: readonly number[] } => {
  const offsets: number[] = []
  let bare = ''
  for (const part of text.split('^')) {
    bare += part
    offsets.push(bare.length)
  }
  return { text: bare, offsets: offsets.slice(0, -1) }
}

const cut = (text: string) => {
  const { text: bare, offsets } = marked(text)
  const made = withoutEntries(bare, offsets)
  return made.type === 'made' ? made.text : made.why
}

describe('withoutEntries', () => {
  it.each([
    [
      'a line of a map',
      'u:\n  ^kim: [A]  # gone\n  lee: [B] # stays\n',
      'u:\n  lee: [B] # stays\n',
    ],
    [
      'a key of several lines',
      'u:\n  ^kim:\n    role: A\n    # why\n    until: x\n  lee: B\n',
      'u:\n  lee: B\n',
    ],
    [
      'the last key of a map',
      'u: # who\n  # buyers\n  ^kim: A\nv: x\n',
      'u: {} # who\n  # buyers\nv: x\n',
    ],
    ['a line of a list', 't:\n  - ^kim # gone\n  - lee\n', 't:\n  - lee\n'],
    ['a list without indentation', 't:\n- lee\n- ^kim\nv: x\n', 't:\n- lee\nv: x\n'],
    ['the last item of a list', 't:\n  b:\n    - ^kim\n  c: [x]\n', 't:\n  b: []\n  c: [x]\n'],
    ['the first within braces', 'u: { ^kim: [A], lee: B }\n', 'u: { lee: B }\n'],
    ['the last within braces', 'u: { lee: B, ^kim: [A] }\n', 'u: { lee: B }\n'],
    ['one in the middle', 't: [lee, ^kim, ann]\n', 't: [lee, ann]\n'],
    ['two at the end', 't: [lee, ^kim, ^ann]\n', 't: [lee]\n'],
    ['two at the end, with a comma behind', 't: [lee, ^kim, ^ann, ]\n', 't: [lee, ]\n'],
    ['all within braces', 'u: { ^kim: [A] }\nv: x\n', 'u: {}\nv: x\n'],
    ['all of a list', 't: [^kim]\n', 't: []\n'],
    [
      'braces over several lines',
      'u: {\n    lee: B, # b\n    # c\n    ^kim: A # a\n  }\n',
      'u: {\n    lee: B # b\n    # c\n  }\n',
    ],
    ['all of several lines', 'u: {\n    # c\n    ^kim: A # a\n  }\n', 'u: {\n    # c\n  }\n'],
    [
      'JSON',
      '{\n  "u": {\n    "lee": "B",\n    ^"kim": "A"\n  }\n}\n',
      '{\n  "u": {\n    "lee": "B"\n  }\n}\n',
    ],
    ['lines with returns', 'u:\r\n  ^kim: A\r\n  lee: B\r\n', 'u:\r\n  lee: B\r\n'],
    ['the end of a file without a line ending', 'u:\n  lee: B\n  ^kim: A', 'u:\n  lee: B\n'],
    [
      'a value that is an alias',
      'x: &a [A]\nu: { ^kim: *a, lee: *a }\n',
      'x: &a [A]\nu: { lee: *a }\n',
    ],
    ['an anchor that feeds nothing', 'u: &a\n  ^kim: A\n  lee: B\n', 'u: &a\n  lee: B\n'],
    [
      'text in several lines',
      'u:\n  ^kim:\n    reason: |\n      long\n\n      text\n  lee: B\n',
      'u:\n  lee: B\n',
    ],
  ])('takes out %s', (_, text, expected) => {
    expect(cut(text)).toBe(expected)
  })

  it.each([
    ['a map that is used elsewhere', 'u: &a { ^kim: A, lee: B }\nv: *a\n', 'fed'],
    ['a map that is merged elsewhere', 'u: &a\n  ^kim: A\n  lee: B\nv:\n  <<: *a\n', 'fed'],
    ['a list in such a map', 'u: &a\n  t: [^kim]\nv: *a\n', 'fed'],
    ['what defines an anchor', 'u:\n  ^kim: &a [A]\n  lee: *a\n', 'fed'],
    ['a key with a question mark', 'u:\n  ? ^kim\n  : A\n  lee: B\n', 'shape'],
    ['what is no entry', 'u:\n  k^im: A\n', 'shape'],
  ])('refuses %s', (_, text, why) => {
    expect(cut(text)).toBe(why)
  })

  it('keeps a byte order mark, which no offset counts', () => {
    expect(withoutEntries('\uFEFFu:\n  kim: A\n', [5])).toEqual({
      type: 'made',
      text: '\uFEFFu: {}\n',
    })
  })
})
