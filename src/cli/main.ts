#!/usr/bin/env node

/**
 * The entry point. An old Node.js must be able to run this file far enough to say what is wrong, so
 * it imports nothing before the version is checked and uses only syntax of 2020.
 */

/** The version in `engines` of package.json; a test compares the two. */
const NEEDED = [20, 18, 1]

const found = process.versions.node

const isOld = (): boolean => {
  const parts = found.split('.').map(Number)
  const at = NEEDED.findIndex((number, place) => parts[place] !== number)
  return at >= 0 && !((parts[at] as number) > (NEEDED[at] as number))
}

const sayOld = (): void => {
  const message = `Node.js ${NEEDED.join('.')} or newer is needed, this is ${found}.`
  const words = process.argv.join(' ')
  if (/ --format[ =]json( |$)/.test(words)) {
    const problem = { code: 'old_node', severity: 'error', message, source: null }
    const document = { format_version: 1, kind: 'error', problems: [problem] }
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
  }
  process.stderr.write(`bizaccess: ${message}\n`)
  process.exitCode = 1
}

const isVersionAsked =
  process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')

const runAll = () => import('./process.ts')

if (isOld()) sayOld()
else if (!isVersionAsked) runAll()
else import('./own-package.ts').then(({ saysVersion }) => saysVersion() || runAll())

export {}
