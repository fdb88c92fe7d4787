import { accessSync, constants, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** A real browser, where one is installed: CHROMIUM_PATH, or a name of Chromium on the PATH. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const ARGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const findBrowser = (): string | null => {
  const { CHROMIUM_PATH = '', PATH = '' } = process.env
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [CHROMIUM_PATH, ...places].filter((path) => path !== '').find(isProgram) ?? null
}

export const BROWSER = findBrowser()

if (BROWSER === null) {
  process.stderr.write(
    '\nSKIPPED: the tests of HTML pages. No Chromium found: install it, or name it in CHROMIUM_PATH.\n',
  )
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: BROWSER ?? '', args: ARGS.split(' ') })

/** A page that was opened from a file, and everything it had to complain about. */
export interface Opened {
  readonly page: Page
  /** Messages of the console, errors, dialogs, and requests for anything but the file itself. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

/** What a tab is for good; light or dark is `page.emulateMedia`. */
type TabOptions = Omit<BrowserContextOptions, 'colorScheme'>

/** A tab of a browser, which shows one page after another. */
interface Tab {
  readonly page: Page
  /** Of the page that it shows now. */
  shown: { readonly href: string; readonly complaints: string[] }
  isFree: boolean
}

/** By browser and options: a tab costs several times what a page in it does. */
const tabs = new WeakMap<Browser, Map<string, Tab[]>>()

const VIEWPORT = { width: 1280, height: 900 }

/** Writes HTML to a file and opens it there, as from the artifact of a job. */
export const openHtml = async (
  browser: Browser,
  html: string,
  options: TabOptions = {},
): Promise<Opened> => {
  const file = join(mkdtempSync(join(tmpdir(), 'bizaccess-page-')), 'report.html')
  writeFileSync(file, html)
  const { href } = pathToFileURL(file)
  const tab = await freeTab(browser, options)
  tab.shown = { href, complaints: [] }
  const { page } = tab
  const { complaints } = tab.shown
  await page.goto(href)
  return { page, complaints, close: () => leave(tab, options) }
}

/** A tab in which nothing of an earlier page is left. */
const freeTab = async (browser: Browser, options: TabOptions): Promise<Tab> => {
  const byOptions = tabs.get(browser) ?? new Map<string, Tab[]>()
  tabs.set(browser, byOptions)
  const key = JSON.stringify(options)
  const own = byOptions.get(key) ?? []
  byOptions.set(key, own)
  const tab = own.find(({ isFree }) => isFree) ?? (await newTab(browser, options))
  if (!own.includes(tab)) own.push(tab)
  tab.isFree = false
  return tab
}

/**
 * What a page does a moment later, it does well after that in a test: at once is what it usually
 * looks like, and on a busy machine is not. Whoever looks once for what needs such a moment is wrong
 * each time, not one time in a hundred. In milliseconds.
 */
const LATER = 50

const LATE = `(() => {
  const add = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (type, heard, ...more) {
    const isLate = ['hashchange', 'toggle', 'close', 'change'].includes(type)
    add.call(this, type, isLate ? (event) => setTimeout(() => heard(event), ${LATER}) : heard, ...more)
  }
  const frame = requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (action) => setTimeout(() => frame(action), ${LATER})
})()`

const newTab = async (browser: Browser, options: TabOptions): Promise<Tab> => {
  const context = await browser.newContext({ viewport: VIEWPORT, ...options })
  await context.addInitScript(LATE)
  const page = await context.newPage()
  const tab: Tab = { page, shown: { href: '', complaints: [] }, isFree: true }
  const complain = (words: string): void => {
    tab.shown.complaints.push(words)
  }
  page.on('console', (message) => complain(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complain(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    complain(`dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url() !== tab.shown.href) complain(`request: ${request.url()}`)
  })
  return tab
}

const leave = async (tab: Tab, { viewport }: TabOptions): Promise<void> => {
  const { page } = tab
  tab.shown = { href: 'about:blank', complaints: [] }
  await page.goto('about:blank')
  await page.emulateMedia({ media: null, colorScheme: null })
  await page.setViewportSize(viewport ?? VIEWPORT)
  tab.isFree = true
}
