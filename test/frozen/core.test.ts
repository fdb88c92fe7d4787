import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { GraphClient } from '../../src/graph/client.ts'
import type {
  applyPlan,
  KindTable,
  loadManifest,
  makePlan,
  readLive,
  render,
} from '../../src/index.ts'
import type { ApplyInput, ApplyReport } from './apply.ts'
import type { LiveState, ReadRequest } from './live.ts'
import type { Checked, LoadOptions, Manifest, ManifestFile } from './manifest.ts'
import type { Plan, PlanInput } from './plan.ts'
import type { RenderOptions, Report } from './render.ts'

/**
 * The frozen core: five functions and the types of what goes in and comes out, written down a
 * second time in this folder. `npm run types` fails when they change. To change them is to change
 * what other people's programs are built on: then change the copy too, and say so in CHANGELOG.md.
 */

/** Whether two types are the same to the last `readonly` and `?`. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Whether a function still takes and gives what it did; it may take more. */
type Takes<F, Arguments extends readonly unknown[], Result> = F extends (
  ...args: Arguments
) => Result
  ? true
  : false

type LoadManifest = (files: readonly ManifestFile[], options?: LoadOptions) => Checked<Manifest>
type ReadLive = (client: GraphClient, request: ReadRequest, kinds?: KindTable) => Promise<LiveState>

/** Each has to be `true`. */
type Held = [
  Same<typeof loadManifest, LoadManifest>,
  Same<typeof readLive, ReadLive>,
  Same<typeof makePlan, (input: PlanInput) => Plan>,
  Same<typeof applyPlan, (input: ApplyInput) => Promise<ApplyReport>>,
  // Reports, formats and layouts are added to; those there are stay.
  Takes<typeof render, [Report, RenderOptions], string>,
]
const HELD: Held = [true, true, true, true, true]

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CORE = fileURLToPath(import.meta.url)

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  ROOT,
)

/** Parsed once for all: nearly all the time goes into files that never change. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** Errors of this file, had one file of src another text. */
const errorsWith = (file: string, before: string, after: string): readonly number[] => {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (path, ...rest) => {
    if (path === `${ROOT}src/${file}`) return changed(path, before, after)
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, ...rest))
    return parsed.get(path)
  }
  const program = ts.createProgram([CORE], options, host)
  return program.getSemanticDiagnostics(program.getSourceFile(CORE)).map(({ code }) => code)
}

const changed = (path: string, before: string, after: string): ts.SourceFile => {
  const text = ts.sys.readFile(path) ?? ''
  if (!text.includes(before)) throw new Error(`${path} does not say: ${before}`)
  const format = {
    languageVersion: ts.ScriptTarget.ES2022,
    impliedNodeFormat: ts.ModuleKind.ESNext,
  }
  return ts.createSourceFile(
    path,
    text.replace(before, after),
    format as ts.CreateSourceFileOptions,
  )
}

describe('the frozen core', () => {
  it('is held', () => expect(HELD).not.toContain(false))

  it.each([
    ['model/plan.ts', 'readonly steps_digest: string', 'readonly steps_digest?: string'],
    ['model/plan.ts', 'readonly gap?: true', 'readonly gap?: boolean'],
    ['model/live.ts', 'readonly invitations: readonly', 'readonly invitations:'],
    ['model/manifest.ts', 'readonly digest: string', 'readonly digest: string\n  readonly own: 1'],
    ['apply/run-state.ts', 'readonly signal?: AbortSignal', 'readonly signal: AbortSignal'],
    ['report/formats.ts', "'json',", ''],
  ])('is not, were it changed in %s: %s', (file, before, after) => {
    expect(errorsWith(file, before, after)).not.toEqual([])
  })

  it('is, without a change', () => {
    expect(errorsWith('index.ts', 'makePlan', 'makePlan')).toEqual([])
  })
})
