import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Links between the documents of the repository: files and headings that are there. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const DOCUMENTS = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (file) => `docs/${file.replaceAll('\\', '/')}`,
  ),
].filter((file) => file.endsWith('.md'))

const proseOf = (document: string): string =>
  readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '')

/** Anchors as GitHub makes them of headings: of two alike the second ends in -1. */
const anchorsOf = (document: string): ReadonlySet<string> => {
  const anchors = new Set<string>()
  for (const [, heading = ''] of proseOf(document).matchAll(/^#+ (.*)$/gm)) {
    const slug = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

const brokenIn = (document: string, text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:href|src|srcset)="([^"]+)"/g)]
    .map(([, inline, html]) => inline ?? html ?? '')
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#')
      const file = path === '' ? document : join(dirname(document), path)
      if (!existsSync(join(ROOT, file))) return true
      return anchor !== undefined && !(file.endsWith('.md') && anchorsOf(file).has(anchor))
    })

describe.each(DOCUMENTS)('%s', (document) => {
  it('links to what is there', () => {
    expect(brokenIn(document, proseOf(document))).toEqual([])
  })
})

it('sees a link that leads nowhere', () => {
  expect(DOCUMENTS).toEqual(
    expect.arrayContaining(['CHANGELOG.md', 'README.md', 'docs/reference/cli.md']),
  )
  const links =
    '[a](LICENSE) [b](#status) [c](#nowhere) [d](gone.md) [e](README.md#start) <img src="gone.png">'
  expect(brokenIn('README.md', links)).toEqual(['#nowhere', 'gone.md', 'gone.png'])
})
