import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadManifest } from '../../../src/manifest/load.ts'
import { offboardInto } from '../../../src/questions/offboard/offboarded-into.ts'
import { seeded, times } from '../../support/effort.ts'

const PEOPLE = ['kim', 'lee', 'ann', 'robot'] as const
const GRANTS = ['[ANALYZE]', 'none', '{ tasks: [ANALYZE], reason: "a, {b} # c" }'] as const

/** How one map or list of names is written. */
const layout = fc.record({
  names: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1 }),
  style: fc.constantFrom('block', 'flow', 'lines'),
  grant: fc.constantFrom(...GRANTS),
  comments: fc.boolean(),
})

type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

/** Comments say whose line they are on, or stand on their own. */
const mapText = ({ names, style, grant, comments }: Layout, indent: string): string => {
  const mark = (name: string): string => (comments ? ` # of ${name}` : '')
  const own = comments ? `${indent}  # own ${names.join('')}\n` : ''
  if (style === 'flow') return ` { ${names.map((name) => `${name}: ${grant}`).join(', ')} }\n`
  if (style === 'block') {
    return `\n${own}${names.map((name) => `${indent}  ${name}: ${grant}${mark(name)}\n`).join('')}`
  }
  const lines = names.map((name, place) => {
    const comma = place === names.length - 1 ? '' : ','
    return `${indent}  ${name}: ${grant}${comma}${mark(name)}\n`
  })
  return ` {\n${own}${lines.join('')}${indent}}\n`
}

const listText = ({ names, style, comments }: Layout, indent: string): string =>
  style === 'flow'
    ? ` [${names.join(', ')}]\n`
    : `\n${names.map((name) => `${indent}  - ${name}${comments ? ` # of ${name}` : ''}\n`).join('')}`

const manifest = fc
  .record({
    team: fc.option(layout),
    profile: fc.option(layout),
    members: fc.option(layout),
    assets: fc.array(layout, { maxLength: 4 }),
    offboarded: fc.constantFrom('', 'offboarded: [lee] # gone\n', 'offboarded:\n  - ann # gone\n'),
    eol: fc.constantFrom('\n', '\r\n'),
    isJson: fc.boolean(),
  })
  .map(({ team, profile, members, assets, offboarded, eol, isJson }) => {
    const text = [
      '# first\nversion: 1\nbusiness: "1001"\n',
      'people: { kim: kim@x.example, lee: "615", ann: "617", robot: { system_user: "616" } }\n',
      team === null ? '' : `teams:\n  all:${listText(team, '  ')}`,
      offboarded,
      profile === null
        ? ''
        : `profiles:\n  house:\n    mode: additive\n    users:${mapText(profile, '    ')}`,
      members === null
        ? ''
        : `members:\n  users:${mapText({ ...members, grant: 'EMPLOYEE' as never }, '  ')}`,
      assets.length === 0 ? '' : 'ad_accounts:\n',
      ...assets.map(
        (asset, place) =>
          `  act_${place + 1}: # asset ${place}\n    ignore: [kim, ann]\n    users:${mapText(asset, '    ')}`,
      ),
      '# last\n',
    ].join('')
    return isJson ? `${JSON.stringify(parse(text), null, 2)}\n` : text.replaceAll('\n', eol)
  })

/** The same without somebody in any map or list of names that gives something. */
const without = (value: unknown, name: string, path: readonly string[] = []): unknown => {
  if (Array.isArray(value)) {
    return path[0] === 'teams' ? value.filter((each) => each !== name) : value
  }
  if (typeof value !== 'object' || value === null) return value
  const isNames = path.at(-1) === 'users'
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isNames && key === name))
      .map(([key, inner]) => [key, without(inner, name, [...path, key])]),
  )
}

const commentsIn = (text: string): readonly string[] =>
  text.match(/# (own|of|asset|first|last|gone) ?\w*/g) ?? []

test('any manifest says the same of everybody else, with its comments, and twice is once', () => {
  fc.assert(
    fc.property(manifest, fc.constantFrom(...PEOPLE), (text, name) => {
      const files = [{ file: 'a.yaml', text }]
      const { value } = loadManifest(files)
      if (value === null) throw new Error(`not a manifest: ${text}`)
      const made = offboardInto({ name, files, manifest: value, into: 'a.yaml' }).value
      if (made === null) throw new Error('nobody')
      expect(made.problems).toEqual([])
      const result = made.text ?? text
      const expected = without(parse(text), name) as { offboarded?: string[] }
      const before = expected.offboarded ?? []
      expected.offboarded = before.includes(name) ? before : [...before, name]
      expect(parse(result)).toEqual(expected)
      expect(commentsIn(result)).toEqual(commentsIn(text).filter((each) => each !== `# of ${name}`))
      const again = loadManifest([{ file: 'a.yaml', text: result }])
      if (again.value === null) throw new Error(`does not load: ${result}`)
      expect(again.problems.filter(({ code }) => code === 'offboarded_named')).toEqual(
        again.problems.filter(
          ({ code, message }) => code === 'offboarded_named' && !message.includes(name),
        ),
      )
      const input = { name, files: [{ file: 'a.yaml', text: result }], manifest: again.value }
      expect(offboardInto({ ...input, into: 'a.yaml' }).value?.text).toBeNull()
    }),
    { seed: seeded(1862), numRuns: times(150) },
  )
})
