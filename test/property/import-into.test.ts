import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan } from '../../src/model/plan.ts'
import { type ImportedInto, importInto } from '../../src/questions/import/into.ts'
import { readAll } from '../questions/import/live-import.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { AS_OF, manifestOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { interpret } from './interpreter.ts'
import { manifestText, worldText } from './render.ts'

/** One manifest as different people write it. */
const STYLES = {
  'as drawn': (text: string) => text,
  'with CRLF': (text: string) => text.replaceAll('\n', '\r\n'),
  'in blocks of four': (text: string) => stringify(parse(text), { indent: 4 }),
  'as JSON': (text: string) => JSON.stringify(parse(text), null, 2),
  'as one line of JSON': (text: string) => JSON.stringify(parse(text)),
  'without a last line end': (text: string) => `\uFEFF${text.trimEnd()}`,
} as const satisfies Readonly<Record<string, (text: string) => string>>

type Style = keyof typeof STYLES

const into = (text: string, live: LiveState): ImportedInto =>
  importInto({
    files: [{ file: 'access.yaml', text }],
    manifest: manifestOf(text),
    into: 'access.yaml',
    live,
    memory: NO_MEMORY,
    asOf: AS_OF,
  })

/** Whether every character of `part` stands in `whole`, in order. */
const isWithin = (part: string, whole: string): boolean => {
  let at = 0
  for (const character of whole) if (character === part[at]) at += 1
  return at === part.length
}

const stepsOf = ({ steps }: Plan): readonly string[] =>
  steps.map(({ action, address, after }) => `${action} ${address} ${after?.join()}`)

/** Assets that only the new text declares, and that would take from whoever comes later. */
const takingLater = (old: string, text: string): readonly string[] => {
  const declared = new Set(manifestOf(old).assets.map(({ id }) => id))
  return manifestOf(text).assets.flatMap(({ id, mode }) =>
    declared.has(id) || mode === 'additive' ? [] : [id],
  )
}

let added = 0
let runs = 0

const isHolding = ({ problems, manual }: Plan): boolean =>
  problems.some(({ code }) => code === 'unassign_held') ||
  manual.some(({ reason }) => reason === 'may_be_declared' || reason === 'may_be_member')

const checkInto = async (scene: Scene, style: Style): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const old = STYLES[style](manifestText(scene.manifest))
    const plan = await pipeline.plan(manifestOf(old))
    const before = stepsOf(plan)
    const live = await readAll(pipeline)
    const made = into(old, live)
    runs += 1
    const errors = made.problems.filter(({ severity }) => severity === 'error')
    // Whoever gets a name is not held any more for an e-mail that nobody is known to have.
    if (errors[0]?.code === 'import_refused' && isHolding(plan)) return
    expect(errors).toEqual([])
    if (made.text === null) return
    added += 1
    // An empty map may have become lines.
    expect(isWithin(old.replaceAll(/ \{ *\}/g, ''), made.text)).toBe(true)
    const bare = made.text.replaceAll('\r\n', '')
    expect(/[\r\n]/.test(style === 'with CRLF' ? bare : '')).toBe(false)
    const after = stepsOf(await pipeline.plan(manifestOf(made.text)))
    expect(after.filter((step) => !before.includes(step))).toEqual([])
    expect(takingLater(old, made.text)).toEqual([])
    expect(into(made.text, live).text).toBeNull()
  } finally {
    await pipeline.close()
  }
}

describe('what is added to a manifest changes no line and makes no step', () => {
  it.each(Object.keys(STYLES) as Style[])('written %s', async (style) => {
    const place = Object.keys(STYLES).indexOf(style)
    // Of a plan that a rail holds back it cannot be told whether it has other steps.
    const scenes = sceneArb(['none', 'observed', 'wide']).filter(
      (scene) => interpret(scene).seats.blocked.length === 0,
    )
    const property = fc.asyncProperty(scenes, (scene) => checkInto(scene, style))
    const options = { seed: seeded(51 + place), numRuns: times(RUNS / 8), endOnFailure: true }
    await fc.assert(property, options)
  })

  it('adds something mostly', () => {
    expect(added).toBeGreaterThan(runs / 2)
  })
})
