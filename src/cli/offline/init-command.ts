import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { firstManifest } from '../../manifest/first-manifest.ts'
import type { InitReport } from '../../report/report.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { DEFAULT_PATH } from '../input/manifest-source.ts'
import { quoted } from '../input/shell-word.ts'
import { showReport } from '../output/output.ts'
import { firstBusiness } from '../session/first-business.ts'
import { stateDirOf } from '../session/state-dir.ts'
import { type Placed, placeFile, placeLine } from './place.ts'
import { CI_HOSTS, type CiHost, ciHostOf, type Repository, repositoryAround } from './repository.ts'
import { SCHEMA_COPY, schemaFor, schemaText } from './schema-path.ts'
import { workflowsFor } from './workflows.ts'

/**
 * `init`: a first manifest, the state folder in .gitignore, CI workflows. Overwrites nothing. The API is
 * asked for the business alone, where there is a token and no manifest.
 */
export const init: CommandRun = async (context) => {
  const { io } = context
  const repository = repositoryAround(io.cwd)
  const host = hostOf(context, repository)
  const business = await firstBusiness(manifestPath(context), context)
  const workflows = host === null ? [] : workflowsFor(host, business)
  const files: readonly Placed[] = [
    ...manifestIn(context, business),
    ...ignored(context),
    ...workflows.map(({ path, text }) => placeFile(io.cwd, path, text)),
  ]
  const report: InitReport = {
    format_version: 1,
    kind: 'init',
    files: files.map(({ path, status }) => ({ path, status })),
    ci: host,
    next: nextOf(context, { host, business }, files),
    problems: [],
  }
  showReport(report, context)
  return 0
}

/** Workflows are only looked for at the top of a repository. */
const hostOf = ({ flags, io }: Context, repository: Repository | null): CiHost | null => {
  const { ci } = flags
  if (ci === 'none') return null
  if (repository === null || repository.root === io.cwd) {
    return ci ?? (repository === null ? null : ciHostOf(repository))
  }
  return ci === undefined ? null : stop(cliProblem('not_at_the_top', { root: repository.root }))
}

/** The manifest, and the schema it refers to if that is not there yet. */
const manifestIn = (context: Context, id: string | undefined): readonly Placed[] => {
  const { io } = context
  const path = resolve(io.cwd, manifestPath(context))
  const folder = dirname(path)
  const schema = schemaFor(folder)
  const business = id === undefined ? {} : { business: id }
  const place = (name: string, text: string): Placed => ({
    ...placeFile(folder, name, text),
    path: relative(io.cwd, join(folder, name)).split(sep).join('/'),
  })
  const manifest = place(basename(path), firstManifest({ schema, ...business }))
  return schema !== SCHEMA_COPY || manifest.status === 'kept'
    ? [manifest]
    : [manifest, place(SCHEMA_COPY, schemaText())]
}

const manifestPath = ({ flags }: Context): string => flags.out?.[0] ?? DEFAULT_PATH

/** The .gitignore line for the state folder; none if that folder is elsewhere. */
const ignored = (context: Context): readonly Placed[] => {
  const { cwd } = context.io
  const path = relative(cwd, stateDirOf(context)).split(sep).join('/')
  return path === '' || path.startsWith('..') ? [] : [placeLine(cwd, '.gitignore', `${path}/`)]
}

const NEXT: Readonly<Record<CiHost, string>> = {
  github:
    'Read the head of each workflow: which environments and secrets it wants, and which commit of the action.',
  gitlab: 'Read the head of .gitlab-ci.yml: which variables it wants, and how to protect them.',
}

interface Found {
  readonly host: CiHost | null
  readonly business: string | undefined
}

/** A token that told the business is there already. */
const firstOf = (
  { flags }: Context,
  business: string | undefined,
  manifest: Placed | undefined,
): readonly string[] => {
  if (business !== undefined && flags.business === undefined) return []
  return manifest?.status === 'written' && business === undefined
    ? [`Put the id of your business into ${manifest.path}, and export META_ACCESS_TOKEN.`]
    : ['Export META_ACCESS_TOKEN, the token of a system user of your business.']
}

const nextOf = (
  context: Context,
  { host, business }: Found,
  [manifest]: readonly Placed[],
): readonly string[] => [
  ...firstOf(context, business, manifest),
  `Then: bizaccess doctor${manifest === undefined || manifest.path === DEFAULT_PATH ? '' : ` ${quoted(manifest.path)}`}`,
  ...(host === null
    ? context.flags.ci === undefined
      ? [`Workflows: bizaccess init --ci ${CI_HOSTS.join('|')}, at the top of the repository.`]
      : []
    : [NEXT[host]]),
]
