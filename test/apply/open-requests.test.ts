import { describe, expect, it } from 'vitest'
import { manifestOf, startPipeline } from '../support/pipeline.ts'
import { HEAD, world } from './scenarios.ts'

describe('a list of our open requests that cannot be read to its end', () => {
  const text = world('{ name: EU, owner: "3001" }')
  const manifest = manifestOf(`${HEAD}{ request: [ANALYZE] }`)

  it.each([
    { what: 'is refused', code: 200, complete: true },
    { what: 'fails', code: 2, complete: false },
  ])('$what: the request stays queued, and the list is named', async ({ code, complete }) => {
    const pipeline = await startPipeline({ world: text })
    try {
      pipeline.sandbox.setFaults([{ match: { path: '/pending_client_pages$' }, do: { code } }])
      const plan = await pipeline.plan(manifest)
      expect(plan.steps).toEqual([])
      expect(plan.waiting).toMatchObject([{ address: 'act_1111/request', state: 'queued' }])
      expect(plan.complete).toBe(complete)
      const said = plan.problems.find((problem) => problem.code === 'open_requests_unknown')
      expect(said?.message).toMatch(/^pending_client_pages could not be read to the end/)
      pipeline.sandbox.setFaults([])
      expect((await pipeline.plan(manifest)).steps).toMatchObject([{ action: 'request' }])
    } finally {
      await pipeline.close()
    }
  })
})
