// Photos of a review's matrix for README.md, light and dark: `npm run photos`, with a Chromium at
// CHROMIUM_PATH. They are not compared with anything: another browser draws other letters.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { withReviewPage } from './tour.mjs'

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const SIZE = { width: 1280, height: 800 }

const photographed = async (html) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport: SIZE, colorScheme })
      const page = await context.newPage()
      await page.goto(pathToFileURL(html).href)
      const matrix = page.locator('#matrix')
      writeFileSync(join(FOLDER, `review-${colorScheme}.png`), await matrix.screenshot())
    }
  } finally {
    await browser.close()
  }
}

await withReviewPage(photographed)
