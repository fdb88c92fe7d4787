// Writes src/document/html/page-script.ts and page-style.ts: what a page carries, as text.
// `npm run page` runs it; a test fails while either file is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, transform } from 'esbuild'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const TARGET = fileURLToPath(new URL('../src/document/html/', import.meta.url))

const moduleOf = (name, what, text) => `/** ${what} Written by \`npm run page\`: do not edit. */
export const ${name} = ${JSON.stringify(text)}
`

/** Both files' texts, by their paths. */
export const generated = async () => {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: ['main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    minify: true,
    tsconfigRaw: '{}',
  })
  const style = await transform(await readFile(`${HERE}page.css`, 'utf8'), {
    loader: 'css',
    minify: true,
    target: 'es2022',
  })
  return {
    [`${TARGET}page-script.ts`]: moduleOf(
      'PAGE_SCRIPT',
      'The script of a page.',
      outputFiles[0].text,
    ),
    [`${TARGET}page-style.ts`]: moduleOf('PAGE_STYLE', 'The style of a page.', style.code),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(await generated())) await writeFile(path, text)
}
