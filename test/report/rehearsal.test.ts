import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { type RenderOptions, render } from '../../src/report/render.ts'
import { everyAction, hostile } from './plans.ts'
import { ALARMING, REHEARSALS, SENTENCES } from './rehearsals.ts'

const options = (over: Partial<RenderOptions> = {}): RenderOptions => ({
  format: 'text',
  color: false,
  width: 80,
  kinds: KINDS,
  plan: everyAction,
  ...over,
})

describe('a rehearsal looks as in test/report/golden', () => {
  it.each(Object.entries(REHEARSALS))('%s', async (name, report) => {
    for (const width of [80, 160]) {
      await expect(render(report, options({ width }))).toMatchFileSnapshot(
        `golden/rehearsal-${name}-${width}.txt`,
      )
    }
  })

  it.each(['markdown', 'json'] as const)('as %s too', async (format) => {
    const text = render(REHEARSALS.differs, options({ format }))
    await expect(text).toMatchFileSnapshot(`golden/rehearsal-differs-${format}.txt`)
  })

  it('with the names of strangers', async () => {
    for (const format of ['text', 'markdown'] as const) {
      const text = render(ALARMING, options({ format, plan: hostile }))
      await expect(text).toMatchFileSnapshot(`golden/rehearsal-hostile-${format}.txt`)
    }
  })
})

describe('the text of a rehearsal', () => {
  const lines = (
    name: keyof typeof REHEARSALS,
    over: Partial<RenderOptions> = {},
  ): readonly string[] => render(REHEARSALS[name], options(over)).split('\n')

  it('fits on a screen, with one line a reading', () => {
    expect(lines('converges').length).toBeLessThan(24)
    expect(lines('leaves-much').length).toBeLessThan(40)
    for (const name of Object.keys(SENTENCES)) {
      expect(lines('converges').filter((line) => line.trim().startsWith(name))).toHaveLength(1)
    }
  })

  it('lists everything that is left when verbose', () => {
    const left = (over: Partial<RenderOptions>) =>
      lines('leaves-much', over).filter((line) => line.includes('/users/')).length
    expect([left({}), left({ verbose: true })]).toEqual([8, 60])
  })

  it('lists all of it on a page, as nobody can ask a page for more', () => {
    const page = lines('leaves-much', { format: 'html' }).join('\n')
    expect(page).not.toContain('--verbose')
    expect(page.match(/<li id="r\d+"/g)).toHaveLength(60)
  })

  it('says of no reading that is ruled out that it stops anything', () => {
    const text = lines('differs', { width: 1000 }).join('\n')
    expect(text).toMatch(/under 3 of 7 readings, not under agency_update_ignore, /)
    expect(text).not.toContain('unpacking_surprising: 1 left')
  })
})
