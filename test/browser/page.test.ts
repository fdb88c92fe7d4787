import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BROWSER, launchBrowser, openHtml } from '../support/browser.ts'
import { AXE, html, NASTY, REPORTS } from './reports.ts'

/** Pages as a browser shows them, from a file and without a network. */

let browser: Browser

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe looks at. Nothing but colours differs between a light page and the same in dark. */
const LOOKS = { light: {}, dark: { runOnly: ['color-contrast'] } } as const

/** What axe finds serious or critical, with the elements that it is about. */
const seriousIn = async (page: Page, scheme: keyof typeof LOOKS): Promise<readonly string[]> => {
  const options = JSON.stringify({ resultTypes: ['violations'], ...LOOKS[scheme] })
  const violations = (await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  )) as readonly Violation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

describe.skipIf(BROWSER === null)('in a browser, a page', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(Object.keys(REPORTS) as (keyof typeof REPORTS)[])(
    'of %s opens without a complaint, on a screen and on a phone',
    async (name) => {
      for (const options of [{}, PHONE]) {
        const { page, complaints, close } = await openHtml(browser, html(REPORTS[name]), options)
        expect(await page.title()).toContain(REPORTS[name].kind)
        expect(await page.locator('#matrix').isVisible()).toBe(true)
        expect(await page.locator('#shown').innerText()).toMatch(/^Shows all \d+ entries\.$/)
        const { wide, room } = await page.evaluate(
          '({ wide: document.documentElement.scrollWidth, room: innerWidth })' as never as () => {
            wide: number
            room: number
          },
        )
        expect(wide).toBeLessThanOrEqual(room)
        expect(complaints).toEqual([])
        await close()
      }
    },
  )

  it('shows what no filter is about, whatever is filtered', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.everyFinding))
    const notes = page.locator('#not-visible')
    expect(await notes.isVisible()).toBe(true)
    await page.locator('#by-name').fill('no such name')
    await page.locator('#access').waitFor({ state: 'hidden' })
    expect(await notes.innerText()).toContain('Personal roles')
    await close()
  })

  it('runs no other script, uses no other style and reaches nowhere', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyAction))
    const ran = await page.evaluate(`(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      const style = document.createElement('style')
      style.textContent = 'body { display: none }'
      document.head.append(style)
      document.body.insertAdjacentHTML('beforeend', '<p onclick="window.ran = true" style="color: red">x</p>')
      document.body.lastElementChild.click()
      const fetched = await fetch('https://example.com/').then(() => true, () => false)
      return [window.ran === true, fetched, getComputedStyle(document.body).display]
    })()`)
    expect(ran).toEqual([false, false, 'block'])
    expect(complaints.length).toBeGreaterThan(3)
    await close()
  })

  it.each([
    ['everyAction', {}],
    ['drift', {}],
    ['everyFinding', {}],
    ['nasty', PHONE],
  ] as const)(
    'of %s has nothing serious for axe to find, light and dark, with an own view and without',
    async (name, options) => {
      const { page, close } = await openHtml(browser, html(REPORTS[name]), {
        bypassCSP: true,
        ...options,
      })
      await page.addScriptTag({ content: AXE })
      await page.locator('#grid').focus()
      await page.keyboard.press('ArrowRight')
      for (const hash of ['', 'k0']) {
        await page.evaluate(`location.hash = "${hash}"`)
        await page.locator('#own').waitFor({ state: hash === '' ? 'hidden' : 'visible' })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await seriousIn(page, colorScheme)).toEqual([])
        }
      }
      await close()
    },
  )

  it('is cards on a phone, each with what one holds', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.everyFinding), PHONE)
    expect(await page.locator('#scroller').isVisible()).toBe(false)
    const card = page.locator('.card', { hasText: 'Lee' }).first()
    await card.scrollIntoViewIfNeeded()
    if ((await card.getAttribute('open')) === null) await card.locator('summary').click()
    // What is out of sight has no text yet, and comes into sight a moment later.
    for (const word of ['EU Search', 'act_1', 'ADVERTISE, ANALYZE', 'in the list'])
      await expect.poll(() => card.innerText()).toContain(word)
    await page.locator('#turn').click()
    const first = page.locator('.card .name').first()
    await expect.poll(() => first.innerText()).toBe('EU Search')
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(complaints).toEqual([])
    await close()
  })

  it('is light or dark as the person likes it', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.drift))
    const grounds: unknown[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      grounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
    }
    await close()
    expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(15, 19, 23)'])
  })

  it('keeps hostile names text', async () => {
    const { page, complaints, close } = await openHtml(browser, html(REPORTS.nasty))
    await page.locator('#grid').focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'Control+End'])
      await page.keyboard.press(key)
    const text = await page.locator('body').innerText()
    for (const name of NASTY.slice(0, 8))
      expect(text).toContain(name.replace(/(?=")/g, '\\').slice(0, 30))
    expect(text).toContain('\\u{202e}gnp.exe\\u{2066}\\u{200b}')
    for (const harmful of ['\u202E', '\u2066', '\u200B', '\u001b'])
      expect(text).not.toContain(harmful)
    const found = await page.evaluate(`[
      document.querySelectorAll('img, svg, iframe, body style, [onerror], [onload], [autofocus]').length,
      document.querySelectorAll('script').length,
      [...document.querySelectorAll('a')].filter((a) => !a.getAttribute('href').startsWith('#')).length,
    ]`)
    expect(found).toEqual([0, 2, 0])
    expect(complaints).toEqual([])
    await close()
  })

  it('says everything without JavaScript', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.manyAssets), {
      javaScriptEnabled: false,
    })
    expect(await page.locator('#filters').isVisible()).toBe(false)
    expect(await page.locator('#matrix').isVisible()).toBe(false)
    expect(await page.locator('noscript').innerText()).toContain('the report is complete')
    const text = await page.locator('main').innerText()
    for (const word of [
      'user kim',
      'is offboarded',
      'act_14',
      'brightside',
      'invited',
      'not readable',
    ]) {
      expect(text).toContain(word)
    }
    await close()
  })

  it('prints everything: nothing folded, stuck or cut', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.manyAssets))
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 720, height: 1000 })
    const hidden = await page.evaluate(`[...document.querySelectorAll('main li[id^="r"]')]
      .filter((row) => row.getBoundingClientRect().height === 0 || row.scrollWidth > row.clientWidth + 1).length`)
    expect(hidden).toBe(0)
    const stuck = await page.evaluate(`[...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility() && ['sticky', 'fixed'].includes(getComputedStyle(one).position)).length`)
    expect(stuck).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await page.locator('#filters').isVisible()).toBe(false)
    await close()
  })

  it('says on paper that a filter hides something, on a wide one too', async () => {
    const { page, close } = await openHtml(browser, html(REPORTS.manyAssets))
    await page.locator('#by-name').fill('kim')
    await expect
      .poll(() => page.locator('#shown').innerText())
      .toContain('the filter hides the rest')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#shown').isVisible()).toBe(true)
    expect(await page.locator('#by-name').isVisible()).toBe(false)
    expect(
      await page.evaluate('getComputedStyle(document.getElementById("filters")).position'),
    ).toBe('static')
    await close()
  })
})
