import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { render } from '../../src/report/render.ts'
import { blocked, everyAction, plan } from './plans.ts'

const options = { format: 'gitlab', color: false, width: 80, kinds: KINDS } as const

describe('the terraform report of GitLab', () => {
  it('counts every step once, and nothing else', () => {
    const counts = JSON.parse(render(everyAction, options))
    expect(counts).toEqual({ create: 4, update: 3, delete: 4 })
    expect(everyAction.steps).toHaveLength(4 + 3 + 4)
  })

  it('is one line, whatever else a plan lists', () => {
    expect(render(plan(), options)).toBe('{"create":0,"update":0,"delete":0}\n')
    expect(render(blocked, options)).toBe('{"create":0,"update":0,"delete":1}\n')
  })
})
