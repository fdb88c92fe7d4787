import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The git repository that contains a folder, as far as `init` needs to know it. */
export interface Repository {
  /** Its top-level folder. */
  readonly root: string
  /** Text of its configuration, which names the remotes; '' if it cannot be read. */
  readonly config: string
}

/** The repository around a folder; null outside a repository. */
export const repositoryAround = (folder: string): Repository | null => {
  const git = join(folder, '.git')
  if (exists(git)) return { root: folder, config: configOf(git) }
  const above = dirname(folder)
  return above === folder ? null : repositoryAround(above)
}

export const exists = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false }) !== undefined

/** In a linked work tree and in a submodule, `.git` is a file that says where the rest is. */
const configOf = (git: string): string => {
  const pointer = /^gitdir: (.+)$/m.exec(textOrNothing(git))?.[1]
  if (pointer === undefined) return textOrNothing(join(git, 'config'))
  const own = resolve(dirname(git), pointer)
  const common = textOrNothing(join(own, 'commondir')).trim()
  return textOrNothing(join(resolve(own, common === '' ? '.' : common), 'config'))
}

const textOrNothing = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const CI_HOSTS = ['github', 'gitlab'] as const

export type CiHost = (typeof CI_HOSTS)[number]

/**
 * What shows which CI host a repository uses: first the host's own files, then the address of a
 * remote.
 */
const SIGNS: Readonly<Record<CiHost, { readonly files: readonly string[]; readonly url: RegExp }>> =
  {
    github: { files: ['.github'], url: /^\s*url\s*=.*\bgithub\./m },
    gitlab: { files: ['.gitlab-ci.yml', '.gitlab'], url: /^\s*url\s*=.*\bgitlab\./m },
  }

/** The CI host of a repository; null if nothing shows it. */
export const ciHostOf = ({ root, config }: Repository): CiHost | null =>
  CI_HOSTS.find((host) => SIGNS[host].files.some((file) => exists(join(root, file)))) ??
  CI_HOSTS.find((host) => SIGNS[host].url.test(config)) ??
  null
