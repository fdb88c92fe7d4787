// Writes the generated blocks of README.md and docs/: `npm run docs` builds and runs it; `.ci/run`
// fails while a block is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pictureFiles } from './pictures.mjs'
import { tableBlocks } from './tables.mjs'
import { tourBlocks } from './tour.mjs'

const ROOT = new URL('../../', import.meta.url)
const BLOCK = /<!-- begin: ([\w-]+) -->\n[\s\S]*?<!-- end -->/g

/** Every page for people, relative to the repository. */
const pages = () => [
  'README.md',
  ...readdirSync(fileURLToPath(new URL('docs/', ROOT)), { recursive: true })
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md'))
    .sort(),
]

/**
 * Files that are generated, whole or in part, as the tool makes them today: path to text. Throws
 * where blocks and pages do not match up.
 */
const generatedFiles = async () => {
  const blocks = { ...tableBlocks(), ...(await tourBlocks()) }
  const used = new Set()
  const written = pages().map((file) => {
    const text = readFileSync(new URL(file, ROOT), 'utf8')
    const generated = text.replace(BLOCK, (_block, name) => {
      if (!(name in blocks)) throw new Error(`nothing makes the block ${name} of ${file}`)
      used.add(name)
      return `<!-- begin: ${name} -->\n\n${blocks[name]}\n\n<!-- end -->`
    })
    return [file, generated]
  })
  const unused = Object.keys(blocks).filter((name) => !used.has(name))
  if (unused.length > 0) throw new Error(`no page has the block ${unused.join(', ')}`)
  return { ...Object.fromEntries(written), ...(await pictureFiles()) }
}

const textOf = (file) => {
  try {
    return readFileSync(new URL(file, ROOT), 'utf8')
  } catch {
    return null
  }
}

for (const [file, text] of Object.entries(await generatedFiles())) {
  // What reads it meanwhile must not find it empty.
  if (textOf(file) !== text) writeFileSync(new URL(file, ROOT), text)
}
