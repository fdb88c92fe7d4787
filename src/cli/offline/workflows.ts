import { readdirSync, readFileSync } from 'node:fs'
import { EXAMPLE_BUSINESS } from '../../manifest/first-manifest.ts'
import { compareText } from '../../model/text/text.ts'
import { ownFile } from '../own-package.ts'
import type { CiHost } from './repository.ts'

/** A file for a CI host, ready to be put into a repository. */
export interface Workflow {
  readonly path: string
  readonly text: string
}

/** Where the package keeps a host's files, and where the host looks for them. */
const PLACES: Readonly<
  Record<
    CiHost,
    { readonly from: string; readonly file: RegExp; readonly to: (name: string) => string }
  >
> = {
  github: {
    from: 'github/',
    file: /\.yml$/,
    to: (name) => `.github/workflows/${prefixed(name)}`,
  },
  gitlab: {
    from: 'gitlab/',
    file: /^\.gitlab-ci\.yml$/,
    to: (name) => name,
  },
}

/** The prefix avoids a clash with a workflow that the repository has already. */
const prefixed = (name: string): string => `bizaccess-${name}`

const EXAMPLES = ownFile('examples/')

/**
 * The package's workflows for a host, in order, with the id of the business filled in if it is
 * known.
 */
export const workflowsFor = (
  host: CiHost,
  business = EXAMPLE_BUSINESS,
  examples = EXAMPLES,
): readonly Workflow[] => {
  const { file, to } = PLACES[host]
  const from = new URL(PLACES[host].from, examples)
  const names = readdirSync(from)
    .filter((name) => file.test(name))
    .sort(compareText)
  return names.map((name) => {
    const text = readFileSync(new URL(name, from), 'utf8')
    const renamed = names
      .filter((each) => to(each) !== each)
      .reduce((rest, each) => rest.replace(wholeWord(each), prefixed(each)), text)
    return { path: to(name), text: renamed.replace(wholeWord(EXAMPLE_BUSINESS), business) }
  })
}

const wholeWord = (word: string): RegExp =>
  new RegExp(`(?<![\\w.-])${word.replaceAll('.', '\\.')}(?![\\w-])`, 'g')
