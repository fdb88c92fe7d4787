import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import type { WhoReport } from '../../src/model/reports/who-report.ts'
import { subjectNamed } from '../../src/questions/who/named-subject.ts'
import { makeWho } from '../../src/questions/who/who.ts'
import { render } from '../../src/report/render.ts'
import { manifestOf } from '../support/pipeline.ts'
import { LIVE, MANIFEST } from './reviews.ts'

const whoIs = (name: string): WhoReport => {
  const manifest = manifestOf(MANIFEST)
  const { value } = subjectNamed({ manifest, live: LIVE }, name)
  if (value === null) throw new Error(`nobody is ${name}`)
  return makeWho({
    ...{ who: value, live: LIVE, manifest, readAt: '2026-11-22T09:00:00Z' },
    ...{ graph: 'https://graph.facebook.com', toolVersion: '0.0.0' },
  })
}

describe('who looks as in test/report/golden', () => {
  it.each([
    ['lee', 'text', 80],
    ['lee', 'text', 160],
    ['lee', 'markdown', 80],
    ['lee', 'json', 80],
    ['kim', 'text', 80],
    ['eve', 'text', 80],
    ['brightside', 'text', 80],
    ['1001', 'text', 80],
  ] as const)('%s as %s at %d columns', async (name, format, width) => {
    const options = { format, color: false, width, kinds: KINDS }
    await expect(render(whoIs(name), options)).toMatchFileSnapshot(
      `golden/who-${name}-${format}-${width}.txt`,
    )
  })
})
