import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { render } from '../../src/report/render.ts'
import { account, brightside, kim, plan, step, waiting } from './plans.ts'

const options = { format: 'markdown', color: false, width: 80, kinds: KINDS } as const
const many = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n))
const problem = {
  code: 'scope_unknown',
  severity: 'error',
  message: 'it broke',
  source: null,
} as const

describe('a comment on a pull request', () => {
  it('stays under its limit: what gives is cut before what takes, problems and waiting never', () => {
    const report = plan({
      steps: [
        ...many(2000, (n) => step({ asset: account(`act_${n}`, `Asset ${n}`), after: [`T${n}`] })),
        ...many(200, (n) =>
          step({
            asset: account(`act_${n}`, `Asset ${n}`),
            subject: { ...kim, id: `99${n}` },
            action: 'unassign',
            before: ['ANALYZE'],
            after: null,
          }),
        ),
      ],
      waiting: many(100, (n) =>
        waiting({ address: `act_${n}/agencies/1`, asset: account(`act_${n}`) }),
      ),
      problems: many(50, () => problem),
    })
    const text = render(report, options)
    expect(text.length).toBeLessThan(60_000)
    expect(text).toMatch(/… \d+ more lines: see the output as text or JSON\n```\n/)
    for (const [word, count] of [
      ['it broke', 50],
      ["admin's approval", 1],
      ['99199', 1],
    ] as const) {
      expect(text.split(word).length - 1).toBeGreaterThanOrEqual(count)
    }
  })

  it('has more room where it is no comment', () => {
    const report = plan({
      steps: many(4000, (n) => step({ asset: account(`act_${n}`), after: [`T${n}`] })),
    })
    const { length } = render(report, { ...options, room: 300_000 })
    expect(length).toBeGreaterThan(200_000)
    expect(length).toBeLessThan(300_000)
  })

  it('groups the same revocation on many assets before anything is cut', () => {
    const report = plan({
      steps: many(900, (n) =>
        step({
          asset: account(`act_${n}`),
          subject: brightside,
          action: 'revoke',
          before: ['ANALYZE'],
          after: null,
          source: null,
        }),
      ),
    })
    const text = render(report, options)
    expect(text).toContain('@@ 900 ad accounts: ')
    expect(text).not.toContain('more lines')
  })

  it('shows a change as what goes and what comes', () => {
    const report = plan({
      steps: [step({ action: 'reassign', subject: kim, before: ['MANAGE'], after: ['ANALYZE'] })],
    })
    const lines = render(report, options).split('\n')
    expect(lines).toContainEqual(expect.stringMatching(/^- user {2}kim .* MANAGE$/))
    expect(lines).toContainEqual(
      expect.stringMatching(/^\+ user {2}kim .* ANALYZE +access.yaml:28$/),
    )
    expect(lines.indexOf('**Takes away**')).toBeGreaterThan(0)
  })
})

describe('annotations', () => {
  it('show ten of a level and count the rest', () => {
    const report = plan({ problems: many(40, () => problem) })
    const lines = render(report, { ...options, format: 'github' }).split('\n')
    const errors = lines.filter((line) => line.startsWith('::error'))
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)).toBe(
      '::error title=bizaccess::and 31 more: see the output as text or JSON',
    )
  })

  it('stand at the manifest line, escaped', () => {
    const source = { file: 'a,b:c%.yaml', line: 3, column: 7 }
    const report = plan({ problems: [{ ...problem, message: '50%\nof it', source }] })
    expect(render(report, { ...options, format: 'github' }).split('\n')[0]).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=scope_unknown::50%25%0Aof it',
    )
  })
})
