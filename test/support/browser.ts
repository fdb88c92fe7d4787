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

/** Writes HTML to a file and opens it there, as from the artifact of a job. */
export const openHtml = async (
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<Opened> => {
  const file = join(mkdtempSync(join(tmpdir(), 'bizaccess-page-')), 'report.html')
  writeFileSync(file, html)
  const { href } = pathToFileURL(file)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url() !== href) complaints.push(`request: ${request.url()}`)
  })
  await page.goto(href)
  return { page, complaints, close: () => context.close() }
}
