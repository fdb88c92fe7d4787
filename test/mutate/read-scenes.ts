import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import type { TestProject } from 'vitest/node'
import { readCases, wholeFile } from '../plan/case-files.ts'
import { manifestOf, planInputOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './scene.ts'

/** Reads every golden case over HTTP before the first mutant, so that each of them only plans. */
export const setup = async ({ provide }: TestProject): Promise<void> => {
  const scenes: Scene[] = []
  for (const golden of readCases()) {
    const pipeline = await startPipeline({ world: golden.world })
    const manifest = manifestOf(golden.manifest)
    await pipeline.plan(manifest, golden.options)
    const input = planInputOf(manifest, pipeline.last(), golden.options)
    const whole = golden.isWhole ? readFileSync(wholeFile(golden.file), 'utf8') : null
    scenes.push({ title: golden.title, input, lines: golden.plan, whole })
    await pipeline.close()
  }
  const file = join(tmpdir(), 'scenes')
  writeFileSync(file, serialize(scenes))
  provide('scenes', file)
}
