// Writes the generated blocks of README.md: `npm run readme` builds and runs it; a test fails while
// a block is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { tableBlocks } from './tables.mjs'
import { tourBlocks } from './tour.mjs'

const README = new URL('../../README.md', import.meta.url)
const BLOCK = /<!-- begin: ([\w-]+) -->\n[\s\S]*?<!-- end -->/g

/** The README with every block as the tool says it today. Throws where the two do not match up. */
export const generatedReadme = async (text) => {
  const blocks = { ...tableBlocks(), ...(await tourBlocks()) }
  const used = [...text.matchAll(BLOCK)].map(([, name]) => name)
  const unused = Object.keys(blocks).filter((name) => !used.includes(name))
  if (unused.length > 0) throw new Error(`README.md has no block ${unused.join(', ')}`)
  return text.replace(BLOCK, (_block, name) => {
    if (!(name in blocks)) throw new Error(`nothing makes the block ${name} of README.md`)
    return `<!-- begin: ${name} -->\n\n${blocks[name]}\n\n<!-- end -->`
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = await readFile(README, 'utf8')
  const generated = await generatedReadme(text)
  // What reads it meanwhile must not find it empty.
  if (generated !== text) await writeFile(README, generated)
}
