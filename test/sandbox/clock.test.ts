import { expect, test } from 'vitest'
import { WORLD } from '../support/run-cli.ts'
import { serve } from './support/serve.ts'

test('answers are dated by the clock of the sandbox, refusals too', async () => {
  const { get } = await serve(WORLD, { now: () => new Date('2028-02-29T23:59:59.999Z') })
  for (const token of [undefined, 'no token of ours']) {
    const { headers } = await get('/me', {}, token)
    expect(headers.get('date')).toBe('Tue, 29 Feb 2028 23:59:59 GMT')
  }
})
