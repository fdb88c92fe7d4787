import { spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { applyPatch, parsePatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { KINDS } from '../../src/model/kinds.ts'
import type { Plan } from '../../src/model/plan.ts'
import { type RenderOptions, render } from '../../src/report/render.ts'
import type { Report } from '../../src/report/report.ts'
import {
  account,
  blocked,
  brightside,
  drift,
  EU,
  everyAction,
  everyManual,
  everyWaiting,
  HOSTILE,
  hostile,
  kim,
  lee,
  manyAssets,
  plan,
  step,
  unmanaged,
  us,
} from './plans.ts'

const diffOf = (report: Report, over: Partial<RenderOptions> = {}): string =>
  render(report, { format: 'diff', color: false, width: 100, kinds: KINDS, ...over })

/** What a hunk has on one side: the YAML of the asset. */
const sideOf = (lines: readonly string[], dropped: '+' | '-'): string =>
  lines
    .filter((line) => !line.startsWith(dropped))
    .map((line) => `${line.slice(1)}\n`)
    .join('')

const changed = (text: string, sign: '+' | '-'): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))

const REPORTS = { everyAction, manyAssets, hostile, blocked, drift }

describe.each(Object.entries(REPORTS))('the diff of %s', (_name, report) => {
  const text = diffOf(report)
  const patches = parsePatch(text)

  it('is one that git reads, with as many lines as its headers say', () => {
    const { status, stderr } = spawnSync('git', ['apply', '--numstat', '-p1'], {
      input: text,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
  })

  it('leads from one YAML document to another', () => {
    expect(patches.length).toBeGreaterThan(0)
    for (const patch of patches) {
      expect(patch.hunks).toHaveLength(1)
      const lines = patch.hunks[0]?.lines ?? []
      const [live, declared] = [sideOf(lines, '+'), sideOf(lines, '-')]
      expect(applyPatch(live, patch)).toBe(declared)
      for (const side of [live, declared]) expect(Object.keys(parse(side))).toHaveLength(1)
    }
  })

  it('has nothing but comments outside of its patches', () => {
    const head = text.slice(0, text.indexOf('\n--- '))
    expect(head.split('\n').filter((line) => line !== '' && !/^#( |$)/.test(line))).toEqual([])
  })
})

describe('a diff of a plan', () => {
  it('has a line for what each step takes and one for what it sends', () => {
    const text = diffOf(everyAction)
    const taking = everyAction.steps.filter(
      ({ before, after }) => before !== null || after === null,
    )
    const sending = everyAction.steps.filter(({ after }) => after !== null)
    const givenUp = everyAction.steps.filter(({ action }) => action === 'withdraw')
    expect(changed(text, '-')).toHaveLength(taking.length)
    expect(changed(text, '+')).toHaveLength(sending.length + givenUp.length)
  })

  it('names live access in its minus lines and declared access in its plus lines', () => {
    const text = diffOf(
      plan({
        steps: [
          step({ action: 'reassign', subject: lee, before: ['ANALYZE'], after: ['MANAGE'] }),
          step({ action: 'unassign', subject: kim, before: ['ADVERTISE'], after: null }),
          step({ subject: { ...brightside, alias: null } }),
        ],
      }),
    )
    expect(changed(text, '-')).toEqual([
      '-      lee: [ANALYZE] # 61550000000000002',
      '-      kim: [ADVERTISE] # 61550000000000009; access.yaml:28',
    ])
    expect(changed(text, '+')).toEqual([
      '+      "2002": [ADVERTISE, ANALYZE] # "Brightside Media"; access.yaml:28',
      '+      lee: [MANAGE] # 61550000000000002; access.yaml:28',
    ])
  })

  it('loses no step whose tasks look the same on both sides', () => {
    const same = step({ action: 'regrant', before: ['ANALYZE'], after: ['ANALYZE'], source: null })
    const text = diffOf(plan({ steps: [same] }))
    expect([changed(text, '-').length, changed(text, '+').length]).toEqual([1, 1])
  })

  it('says a request that is given up as the manifest does', () => {
    const given = step({
      address: 'act_1111/request',
      action: 'withdraw',
      subject: us,
      after: null,
    })
    const asked = diffOf(plan({ steps: [{ ...given, before: null }] }))
    expect(changed(asked, '-')).toEqual(['-    request: [] # live'])
    expect(changed(asked, '+')).toEqual([expect.stringMatching(/ request: \[\] # gives our/)])
  })

  it('loses nothing that is no change', () => {
    const waits = diffOf({ ...everyWaiting, manual: everyManual.manual })
    const alone = [...everyWaiting.waiting, ...everyManual.manual]
    expect(waits).not.toContain('\n--- ')
    for (const { subject } of alone) expect(waits).toContain(subject?.id)
    const problems = diffOf(blocked)
    for (const { code } of blocked.problems) expect(problems).toContain(`[${code}]`)
    expect(problems).toContain('# Blocked by 1 rail: apply will change nothing.')
    const [unreadable] = manyAssets.unreadable
    expect(diffOf(manyAssets)).toContain(`not readable: ${unreadable?.what}`)
  })

  it('lists what is not managed when verbose, as a comment', () => {
    const report = plan({ unmanaged: [unmanaged()] })
    expect(diffOf(report)).not.toContain('A Person With')
    expect(diffOf(report, { verbose: true })).toMatch(/^# {3}\? user .*A Person With.*not managed/m)
  })

  it('does not depend on the order of the steps', () => {
    const reversed: Plan = { ...everyAction, steps: [...everyAction.steps].reverse() }
    expect(diffOf(reversed)).toBe(diffOf(everyAction))
  })

  it('shows no name as anything but a name', () => {
    const text = diffOf({
      ...hostile,
      steps: [
        ...hostile.steps,
        step({
          asset: account('act_3', `x\n--- a\n+++ b\n@@ -1 +1 @@\n-gone`),
          subject: { ...kim, alias: 'a: b\n- c # ::add-mask::x', name: HOSTILE },
          before: ['A]\n+ B', 'no'],
          after: null,
          action: 'unassign',
        }),
      ],
    })
    expect(text.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
    expect(text).not.toContain('::add-mask')
    expect(text.match(/^--- /gm)).toHaveLength(3)
    const [, , patch] = parsePatch(text)
    const live = parse(sideOf(patch?.hunks[0]?.lines ?? [], '+'))
    expect(live).toEqual({
      ad_accounts: { act_3: { users: { 'a: b\n- c # ::add-mask::x': ['A]\n+ B', 'no'] } } },
    })
  })

  it('is coloured by the beginning of its lines, only when asked', () => {
    const text = diffOf(everyAction, { color: true })
    const ESC = '\u001b['
    const lines = text.split('\n')
    expect(lines).toContain(`${ESC}1m--- live/ad_accounts/act_1111.yaml\t"EU Search"${ESC}0m`)
    for (const colour of ['36m@@ -', '31m- ', '32m+ ']) {
      expect(lines.some((line) => line.startsWith(ESC + colour) && line.endsWith(`${ESC}0m`))).toBe(
        true,
      )
    }
    expect(stripVTControlCharacters(text)).toBe(diffOf(everyAction))
  })
})

describe('a diff of drift', () => {
  const text = diffOf(drift)

  it('is from live to declared', () => {
    expect(changed(text, '-')).toContainEqual(
      '-      lee: [ANALYZE] # 61550000000000002; live changed since the apply of 2026-11-20; access.yaml:31',
    )
    expect(changed(text, '+')).toContainEqual(
      expect.stringContaining('kim: [ADVERTISE, ANALYZE] # 61550000000000009; live and'),
    )
  })

  it('says what an apply cannot do, and what the manifest leaves out is a comment', () => {
    expect(text).toContain('; by hand: change it under')
    expect(text).toMatch(/^# {3}unmanaged .*\n# +ANALYZE: the manifest leaves this key out$/m)
    expect(text).toMatch(/^# {3}unmanaged .*the manifest does not declare this asset$/m)
  })

  it('shows an asset by its kind and id', () => {
    expect(text).toContain(`--- live/ad_accounts/${EU.id}.yaml\t"EU Search"\n`)
    expect(text).toContain('--- live/pages/3333.yaml\t"Northwind News"\n')
  })
})
