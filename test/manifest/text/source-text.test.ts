import { describe, expect, it } from 'vitest'
import { problemsText } from '../../../src/document/engine/problem-text.ts'
import { painterOf } from '../../../src/document/paint.ts'
import { loadManifest } from '../../../src/manifest/load.ts'
import { excerptAt, sourceTextOf } from '../../../src/manifest/text/source-text.ts'
import { widthOf } from '../../../src/model/text/width.ts'

const HEAD = 'version: 1\nbusiness: "1001"\n'

/** What a terminal shows of the problems of a manifest: the excerpt's line and its caret. */
const shown = (body: string): readonly [line: string, caret: string] => {
  const { problems } = loadManifest([{ file: 'access.yaml', text: HEAD + body }])
  const [line = '', caret = ''] = problemsText(problems.slice(0, 1), 100, painterOf(false)).slice(
    -2,
  )
  return [line, caret]
}

/** The column of a terminal in which a word of the line begins. */
const columnOf = (word: string, line: string): number => widthOf(line.slice(0, line.indexOf(word)))

describe('the caret stands under what is meant', () => {
  it.each([
    ['Chinese', '田中花子'],
    ['Korean', '김철수'],
    ['flags', '🇩🇪🇯🇵'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['accents apart', 'e\u0301e\u0301e\u0301'],
    ['full-width letters', 'ＡＢＣ'],
    ['what is escaped', 'a\u200bb\u00adc'],
    ['what is escaped before wide text', '\u200b日\u200b本'],
    ['letters', 'abc'],
  ])('behind %s', (_what, name) => {
    const [line, caret] = shown(
      `people: { dana: d@x.example }\nad_accounts: { act_1: { name: "${name}", users: { dana: ADMN } } }\n`,
    )
    expect(line).toContain('ADMN')
    expect(caret).toMatch(/^ +\^$/)
    expect(caret.length - 1).toBe(columnOf('ADMN', line))
  })

  it('behind tabs', () => {
    const [line, caret] = shown('people: {\tdana:\td@x.example\t}\nteams: {\t日本:\t[dan]\t}\n')
    expect(caret.length - 1).toBe(columnOf('dan]', line))
  })
})

describe('the excerpt of a long line', () => {
  it.each([0, 1])('never cuts a character in two (%d letters before)', (letters) => {
    const text = `${'a'.repeat(letters)}${'😀'.repeat(200)}`
    const source = sourceTextOf('access.yaml', text)
    const excerpt = excerptAt(source, { file: 'access.yaml', line: 1, column: letters + 201 })
    expect(excerpt).not.toMatch(/\p{Cs}/u)
    const [line = '', caret = ''] = excerpt.split('\n')
    expect(line.length).toBeGreaterThan(90)
    expect((caret.length - 1) % 2).toBe(0)
  })
})
