import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, lee, plan, step } from '../report/plans.ts'
import { notWhole } from '../report/reviews.ts'
import { BROWSER, launchBrowser, openHtml } from '../support/browser.ts'
import { big, html, REPORTS } from './reports.ts'

/** Filters and matrix, by keyboard alone. */

let browser: Browser

const shown = (page: Page) => page.locator('#shown').innerText()
const rows = (page: Page) => page.locator('main li[id^="r"]:visible').count()
const tabTo = async (page: Page, id: string): Promise<void> => {
  for (let at = 0; at < 60; at += 1) {
    if ((await page.evaluate('document.activeElement?.id')) === id) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to #${id} by Tab`)
}

describe.skipIf(BROWSER === null)('by keyboard', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('filters by words, task, change and reason, and shows all again', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyAction))
    await tabTo(page, 'by-name')
    await page.keyboard.type('OLD mill')
    await expect.poll(() => shown(page)).toBe('Shows 1 of 11 entries; the filter hides the rest.')
    expect(await rows(page)).toBe(1)
    expect(await page.locator('#size').innerText()).toBe('1 × 1')
    expect(await page.locator('#gives').isVisible()).toBe(false)
    await tabTo(page, 'show-all')
    await page.keyboard.press('Enter')
    expect(await shown(page)).toBe('Shows all 11 entries.')
    expect(await page.evaluate('document.activeElement.id')).toBe('by-name')
    await tabTo(page, 'by-change')
    await page.keyboard.type('- rev')
    await expect.poll(() => shown(page)).toContain('Shows 1 of 11')
    await page.keyboard.press('Home')
    await tabTo(page, 'by-finding')
    await page.keyboard.type('not in')
    await expect.poll(() => shown(page)).toContain('Shows 2 of 11')
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('MANAGE')
    await expect.poll(() => shown(page)).toContain('Shows 2 of 11')
    expect(complaints).toEqual([])
    await close()
  })

  it('filters the assets of a line that stands for many', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.manyAssets))
    await page.locator('#by-name').fill('act_14 lee')
    await expect.poll(() => shown(page)).toContain('Shows 1 of')
    expect(await page.locator('#size').innerText()).toBe('1 × 1')
    expect(await page.locator('#grid tbody th').innerText()).toContain('act_14')
    await close()
  })

  it('says when nothing matches', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.everyAction))
    await page.locator('#by-name').fill('nobody at all')
    await expect.poll(() => shown(page)).toContain('Shows 0 of 11')
    expect(await page.locator('#size').innerText()).toBe('0 × 0')
    await close()
  })

  it('walks the matrix and reads a cell whole', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyAction))
    await tabTo(page, 'grid')
    const active = () => page.locator('#active').innerText()
    await page.keyboard.press('Control+Home')
    expect(await active()).toContain('act_1111')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+End')
    expect(await page.locator('#grid').getAttribute('aria-activedescendant')).toBe('active')
    await page.locator('#by-name').fill('old mill')
    await expect.poll(() => page.locator('#size').innerText()).toBe('1 × 1')
    await page.locator('#grid').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('#active :is(b, i)').allInnerTexts()).toEqual(['ADVERTISE', '\u2212'])
    expect(await active()).toContain('- revoke')
    const cell = await page.locator('#cell').innerText()
    expect(cell).toContain('ADVERTISE, ANALYZE (expired; after agencies/2002)')
    expect(cell).toContain('access.yaml:30')
    await page.locator('#cell p a').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('li:target').innerText()).toContain('Old Mill')
    expect(complaints).toEqual([])
    await close()
  })

  it('takes nobody for absent where a list could not be read', async () => {
    const { page, close } = await openHtml(browser, html(notWhole))
    expect(await page.locator('#verdict .alert').first().innerText()).toContain('INCOMPLETE')
    const hidden = page.locator('#grid td', { hasText: 'Not known: this list' })
    await hidden.first().click()
    expect(await page.locator('#cell').innerText()).toContain('could not be read')
    await close()
  })

  it('filters a review by finding', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.everyFinding))
    await page.locator('#by-finding').selectOption('Agencies with MANAGE')
    await expect.poll(() => shown(page)).toMatch(/^Shows \d of/)
    expect(await page.locator('#findings h3:visible').allInnerTexts()).toEqual([
      'high: Agencies with MANAGE [agency_manages]',
    ])
    expect(await page.locator('#access li:visible .who').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('agency')]),
    )
    await close()
  })

  it('is a table to whoever cannot see it', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.everyAction))
    const grid = page.getByRole('grid', { name: 'Assets by people and agencies' })
    expect(await grid.getAttribute('aria-rowcount')).toBe('6')
    expect(await grid.getByRole('columnheader').count()).toBeGreaterThan(5)
    expect(await grid.getByRole('rowheader').count()).toBe(5)
    expect(
      await page
        .locator('#grid thead th:not([scope="col"]), #grid tbody th:not([scope="row"])')
        .count(),
    ).toBe(0)
    await close()
  })

  it('shows every asset of what is in one line', async () => {
    const assets = Array.from({ length: 50 }, (_, at) => account(`act_${at + 10}`))
    const report = plan({
      steps: assets.map((asset) => step({ asset, subject: lee, action: 'assign' })),
    })
    const { page, close } = await openHtml(browser, html(report))
    expect(await rows(page)).toBe(1)
    expect(await page.locator('#size').innerText()).toBe('50 × 1')
    await page.locator('summary').click()
    expect(await page.locator('main').innerText()).toContain('act_59')
    await close()
  })

  it('turns round, and reads the same', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyAction))
    const corners = () => page.locator('#grid tr th:first-child .name').allInnerTexts()
    const [assets] = [await corners()]
    await page.locator('#grid').focus()
    for (const key of ['Control+Home', 'ArrowRight']) await page.keyboard.press(key)
    const cell = await page.locator('#active').getAttribute('title')
    await tabTo(page, 'turn')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('grid', { name: 'People and agencies by assets' }).count()).toBe(1)
    const people = await corners()
    expect(people).not.toEqual(assets)
    expect(await page.locator('#grid thead .name').allInnerTexts()).toEqual(assets)
    await page.locator('#grid').focus()
    for (const key of ['Control+Home', 'ArrowRight']) await page.keyboard.press(key)
    expect(await page.locator('#active').getAttribute('title')).toBe(cell)
    await page.locator('#turn').click()
    expect(await corners()).toEqual(assets)
    expect(complaints).toEqual([])
    await close()
  })

  it('shows all that one person holds, from a name anywhere, whatever is filtered', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyFinding))
    const own = page.locator('#own')
    const held = () => own.locator('.entries > li .name').allInnerTexts()
    await page.locator('#by-name').fill('corporate')
    await page.locator('#show-all').click()
    await page.locator('#grid').focus()
    for (const key of ['Control+Home', 'ArrowUp']) await page.keyboard.press(key)
    for (let at = 0; at < 30; at += 1) {
      await page.keyboard.press('ArrowRight')
      if ((await page.locator('#active').innerText()).startsWith('Lee')) break
    }
    await page.keyboard.press('Enter')
    await own.waitFor()
    expect(await own.locator('h2').innerText()).toContain('Lee')
    const all = await held()
    expect(all.length).toBeGreaterThan(1)
    await page.keyboard.press('Escape')
    await own.waitFor({ state: 'hidden' })
    await page.locator('#by-name').fill('lee northwind')
    await expect.poll(() => shown(page)).toContain('the filter hides the rest')
    await page.locator('#access li:visible a.who', { hasText: 'Lee' }).first().click()
    await own.waitFor()
    expect(await held()).toEqual(all)
    await own.locator('.entries a', { hasText: 'in the list' }).first().click()
    await own.waitFor({ state: 'hidden' })
    expect(complaints).toEqual([])
    await close()
  })

  it('shades a cell by power: the stronger, the farther from the page', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.everyFinding))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const far = (await page.evaluate(`(() => {
        const light = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0)
        const of = (element) => light(getComputedStyle(element).backgroundColor)
        const page = of(document.body)
        return [3, 2, 1].map((level) => Math.abs(of(document.querySelector('#grid .p' + level)) - page))
      })()`)) as number[]
      expect(far).toEqual([...far].sort((one, other) => other - one))
      expect(new Set(far).size).toBe(3)
      expect(await page.locator('#legend').innerText()).toMatch(/M MANAGE.*manages/s)
    }
    await close()
  })

  it('opens, turns and scrolls 2,000 assets by 500 subjects without a wait', async () => {
    const { page, complaints, close } = await openHtml(browser, html(big(500)))
    expect(await page.locator('#size').innerText()).toBe('2000 × 500')
    const cells = () => page.locator('#grid td').count()
    expect(await cells()).toBeLessThan(6000)
    await page.locator('#grid').focus()
    await page.keyboard.press('Control+End')
    expect(await page.locator('#grid tbody').innerText()).toContain('act_101999')
    const last = page.locator('#active')
    expect(await last.getAttribute('aria-colindex')).toBe('501')
    const { right, room } = (await last.evaluate(
      '(cell => ({ right: cell.getBoundingClientRect().right, room: innerWidth }))(document.getElementById("active"))',
    )) as { right: number; room: number }
    expect(right).toBeLessThanOrEqual(room)
    expect(await cells()).toBeLessThan(6000)
    await page.locator('#turn').click()
    expect(await page.locator('#size').innerText()).toBe('500 × 2000')
    expect(await cells()).toBeLessThan(6000)
    expect(complaints).toEqual([])
    await close()
  })

  it('goes where it is told before the next frame, whatever is drawn anew in this one', async () => {
    const { page, complaints, close } = await openHtml(browser, html(big()))
    const end = `(() => {
      const to = { key: 'End', ctrlKey: true, bubbles: true }
      document.getElementById('grid').dispatchEvent(new KeyboardEvent('keydown', to))
      return document.getElementById('active')?.parentElement.ariaRowIndex
    })()`
    await page.locator('#by-name').fill('client 3 search')
    await expect.poll(() => shown(page)).toContain('of 10000 entries')
    expect(await page.evaluate(`document.getElementById('show-all').click(), ${end}`)).toBe('2001')
    // What is observed here is heard of after the page has heard of it.
    const narrower = `(async () => {
      const around = document.getElementById('grid').parentElement.parentElement
      around.style.width = '700px'
      await new Promise((heard) => new ResizeObserver(heard).observe(around))
      return ${end}
    })()`
    expect(await page.evaluate(narrower)).toBe('2001')
    expect(complaints).toEqual([])
    await close()
  })

  it('opens, filters and scrolls 2,000 assets by 100 subjects without a wait', async () => {
    const { page, complaints, close } = await openHtml(browser, html(big()))
    expect(await page.locator('#size').innerText()).toBe('2000 × 100')
    expect(await page.locator('#grid tbody tr').count()).toBeLessThan(60)
    const took = (await page.evaluate(`(async () => {
      const field = document.getElementById('by-name')
      const filter = async (words) => {
        const start = performance.now()
        field.value = words
        field.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
        return performance.now() - start
      }
      const times = []
      for (const of of [3, 4, 5, 6, 7]) times.push(await filter('client ' + of + ' search'))
      return Math.min(...times)
    })()`)) as number
    // Far above what is measured, and the fastest of five: it fails on a page that lays everything
    // out, not on a slow machine or one that does something else.
    expect(took).toBeLessThan(2000)
    expect(await shown(page)).toContain('of 10000 entries')
    await page.locator('#show-all').click()
    await page.locator('#grid').focus()
    await page.keyboard.press('Control+End')
    expect(await page.locator('#grid tbody').innerText()).toContain('act_101999')
    expect(await page.locator('#grid tbody tr').count()).toBeLessThan(60)
    expect(complaints).toEqual([])
    await close()
  })
})
