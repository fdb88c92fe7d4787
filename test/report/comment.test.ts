import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { WAITING_STATES, type WaitingState } from '../../src/model/plan.ts'
import { render } from '../../src/report/render.ts'
import type { Report } from '../../src/report/report.ts'
import {
  account,
  applied,
  brightside,
  drift,
  everyAction,
  everyManual,
  everyWaiting,
  HOSTILE,
  kim,
  manual,
  manyAssets,
  plan,
  step,
  stranger,
  waiting,
} from './plans.ts'

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
  it('cuts what gives before what takes; problems and what waits are all there', () => {
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
    expect(text).toContain('+ agency brightside 2002: 2000 to grant, on 2000 ad accounts\n# each,')
    expect(text.match(/it broke/g)).toHaveLength(50)
    expect(text.match(/^- user {2}kim 99/gm)).toHaveLength(200)
    expect(text.match(/^! agency {2}oldmill/gm)).toHaveLength(1)
  })

  const NAME = `${HOSTILE}\n\`\`\`\n@everyone <img src=x> ${'`long name`'.repeat(8)}`
  const lost = (count: number) =>
    many(count, (n) =>
      step({
        asset: account(`act_${n}`, `${n} ${NAME}`),
        subject: { ...stranger, id: `99${n}`, name: `${n} ${NAME}` },
        action: 'unassign',
        before: [`T${n}`],
        after: null,
        reason: n % 2 === 0 ? 'offboarded' : 'not_in_manifest',
      }),
    )
  const HUGE = plan({
    business: { id: '1001', name: NAME },
    steps: [
      ...lost(1000),
      ...many(1000, (n) => step({ asset: account(`act_${n}`, NAME), after: [`${n}${NAME}`] })),
    ],
    waiting: many(200 * WAITING_STATES.length, (n) =>
      waiting({
        address: `act_${n}/agencies/1`,
        asset: account(`act_${n}`, NAME),
        state: WAITING_STATES[n % WAITING_STATES.length] as WaitingState,
        who: `${n} ${NAME}`,
        since: `2026-01-${10 + (n % 20)}T00:00:00Z`,
      }),
    ),
    manual: many(1000, (n) => manual({ address: `act_${n}/agencies/1`, what: NAME })),
    unreadable: many(1000, (n) => ({
      address: `act_${n}/users`,
      asset: account(`act_${n}`, NAME),
      what: `${n} ${NAME}`,
    })),
    problems: many(1000, (n) => ({ ...problem, code: `code_${n % 20}`, message: `${n} ${NAME}` })),
  })

  it.each([
    ['with a line for each', { verbose: true }],
    ['as usual', {}],
    ['as drift', {}],
  ])('stays under its limit whatever strangers call themselves, %s', (how, over) => {
    const report: Report =
      how === 'as drift'
        ? {
            ...drift,
            waiting: HUGE.waiting,
            problems: HUGE.problems,
            differences: HUGE.steps.map((row) => ({
              ...row,
              type: 'extra' as const,
              found: row.before,
              declared: row.after,
              by_hand: NAME,
            })),
          }
        : HUGE
    const text = render(report, { ...options, ...over })
    expect(text.length).toBeLessThan(60_000)
    expect(text.length).toBeGreaterThan(30_000)
    for (const code of many(20, (n) => `[code_${n}] 50 times, the first: ${n}`)) {
      expect(text).toContain(code)
    }
    const waits = text.slice(text.indexOf('**Waits on people**'))
    expect(
      waits.slice(0, waits.indexOf('\n# each')).match(/^(! | {2}waits {2})200, on 200 assets: /gm),
    ).toHaveLength(WAITING_STATES.length)
    const outside = text.replace(/^```(diff|text)\n[\s\S]*?^```$/gm, '')
    expect(outside).not.toMatch(/`|EU|img|@/)
    expect(text.replace(/^```(diff|text)?$/gm, '')).not.toContain('``')
  })

  it('keeps room for what waits and what is taken beside problems that fill a comment', () => {
    const report = plan({
      steps: lost(1000),
      waiting: HUGE.waiting,
      problems: many(318, (n) => ({ ...problem, message: `${n} ${'it broke. '.repeat(15)}` })),
    })
    const text = render(report, options)
    expect(text.match(/^! 200, on 200 assets: /gm)).toHaveLength(WAITING_STATES.length)
    expect(text.match(/^- user .* is offboarded/gm)?.length).toBeGreaterThan(20)
  })

  it('counts by subject what it cannot show, who loses most first', () => {
    const text = render(
      plan({
        steps: [
          ...lost(1000),
          ...many(40, (n) =>
            step({
              asset: account(`act_${n}`),
              subject: kim,
              action: 'unassign',
              before: [`T${n}`],
              after: null,
            }),
          ),
        ],
      }),
      options,
    )
    const takes = text.slice(text.indexOf('**Takes away** (grouped: there is no room for each)'))
    expect(takes.split('\n')[3]).toBe(
      '- user kim 61550000000000009: 40 to unassign, on 40 ad accounts',
    )
    expect(takes).toMatch(/^- user "0 EU.*" 990 is offboarded: 1 to unassign, on 1 ad account$/m)
    const told = takes.match(/^- user/gm)?.length ?? 0
    expect(takes).toContain(`… ${1001 - told} more lines`)
  })

  it('groups what an apply came to', () => {
    const results = many(4000, (n) => ({
      address: `act_${n}/users/1`,
      action: 'unassign' as const,
      status: n % 2 === 0 ? ('failed' as const) : ('done' as const),
      ...(n % 2 === 0
        ? { error: { code: 200, subcode: null, message: NAME, trace_id: `${n}` } }
        : {}),
    }))
    const text = render({ ...applied, results }, options)
    expect(text.length).toBeLessThan(60_000)
    expect(text).toMatch(/^- 2000 unassign failed: the first: EU/m)
    expect(text).toMatch(/^- 2000 unassign done$/m)
  })

  it('gives each line of a fence of changes its sign first', () => {
    for (const report of [everyAction, manyAssets, everyWaiting, everyManual]) {
      const text = render(report, options)
      const fences = [...text.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].map(
        ([, lines = '']) => lines,
      )
      expect(fences.length).toBeGreaterThan(0)
      for (const line of fences.join('').trimEnd().split('\n'))
        expect(line).toMatch(/^([-+!] |@@ .* @@$)/)
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

  it('shows a change as what is taken, what results, and that MANAGE is lost', () => {
    const report = plan({
      steps: [step({ action: 'reassign', subject: kim, before: ['MANAGE'], after: ['ANALYZE'] })],
    })
    const lines = render(report, options).split('\n')
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^! user {2}kim .* -MANAGE -> REPORTS_ONLY \(loses MANAGE\) {2}access.yaml:28$/,
      ),
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

describe('what people have to do, in a comment', () => {
  const URL_OF = (n: number): string =>
    `https://business.facebook.com/settings/requests/admin_reviews?business_id=1001&asset=${n}`

  /** Every line that is shown beside others without scrolling; a word alone may be longer. */
  const isReadable = (line: string): boolean => line.length <= 110 || !line.trim().includes(' ')

  it.each<[string, Report]>([
    ['waits', everyWaiting],
    ['is to be done by hand', everyManual],
    [
      'a rail says',
      plan({
        problems: [{ ...problem, message: `${'Hit: somebody, and '.repeat(20)}${URL_OF(1)}` }],
      }),
    ],
    [
      'is long',
      plan({
        waiting: [waiting({ who: 'somebody who '.repeat(20), where: URL_OF(1) })],
        manual: [manual({ what: `${'take it off and '.repeat(20)}${URL_OF(1)}` })],
      }),
    ],
  ])('lets nobody scroll for what %s', (_what, report) => {
    const lines = render(report, options).split('\n')
    const own = lines.filter((line) => !line.startsWith('@@'))
    expect(own.filter((line) => !isReadable(line))).toEqual([])
  })

  it('keeps where to act even of what is grouped', () => {
    const text = render(
      plan({
        steps: many(1500, (n) =>
          step({ asset: account(`act_${n}`, `Asset ${n}`), after: [`T${n}`] }),
        ),
        waiting: many(1500, (n) =>
          waiting({
            address: `act_${n}/agencies/1`,
            asset: account(`act_${n}`),
            state: 'client_response',
            who: `somebody ${n} ${'who knows '.repeat(30)}`,
            where: URL_OF(1),
          }),
        ),
        manual: many(1500, (n) =>
          manual({
            address: `act_${n}/agencies/1`,
            what: `${n}: ${'do it '.repeat(50)} ${URL_OF(1)}`,
          }),
        ),
      }),
      { ...options, whole: 'the log of the run' },
    )
    for (const title of ['Waits on people', 'To do by hand']) {
      expect(text.slice(text.indexOf(`**${title}** (grouped`)).split('# each')[0]).toContain(
        URL_OF(1),
      )
    }
    expect(text).toMatch(
      /^\*\*Too long to show all of it here:\*\* .*To do by hand.* are grouped or cut\. The whole is in the log of the run\.$/m,
    )
    expect(text.indexOf('**Too long')).toBeLessThan(text.indexOf('```'))
    expect(text).toMatch(/… \d+ more lines: see the log of the run\n/)
    expect(render(plan({}), options)).not.toContain('Too long')
  })

  it('gives room to what is by hand before what the apply does', () => {
    const report = plan({
      steps: [
        ...many(400, (n) => step({ asset: account(`act_${n}`), after: [`T${n}`] })),
        ...many(400, (n) =>
          step({ asset: account(`act_${n}`), action: 'unassign', before: [`T${n}`], after: null }),
        ),
      ],
      manual: many(200, (n) =>
        manual({
          address: `act_${n}/x`,
          asset: account(`act_${n}`),
          what: `${n}: ${'do it '.repeat(15)}`,
        }),
      ),
    })
    const text = render(report, options)
    expect(text).toContain('**Gives or changes** (grouped')
    expect(text.match(/by hand: \d+: do it/g)).toHaveLength(200)
  })

  it('says what tasks mean that not everybody knows, and nothing of the others', () => {
    const { asset } = everyAction.steps[0] as (typeof everyAction.steps)[0]
    const page = { ...asset, kind: 'page' }
    const of = (tasks: readonly string[]) =>
      render(plan({ steps: [step({ asset: page, after: tasks })] }), options)
    const text = of(['MODERATE', 'ADVERTISE', 'toString'])
    expect(text).toContain(
      '<details><summary>What the tasks mean</summary>\n\n```text\nPage:\n  MODERATE  Answer and delete comments as the Page.\n```\n\n</details>',
    )
    expect(of(['MANAGE', 'ADVERTISE', 'ANALYZE'])).not.toContain('details')
  })
})
