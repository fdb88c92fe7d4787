import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The git repository a folder lies in, as far as `init` needs to know it. */
export interface Repository {
  /** Its top folder. */
  readonly root: string
  /** Text of its configuration, which names the remotes; '' where it cannot be read. */
  readonly config: string
}

/** The repository around a folder; null outside of one. */
export const repositoryAround = (folder: string): Repository | null => {
  const git = join(folder, '.git')
  if (exists(git)) return { root: folder, config: configOf(git) }
  const above = dirname(folder)
  return above === folder ? null : repositoryAround(above)
}

export const exists = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false }) !== undefined

/** In a work tree and in a submodule `.git` is a file that says where the rest is. */
const configOf = (git: string): string => {
  const pointer = /^gitdir: (.+)$/m.exec(textOf(git))?.[1]
  if (pointer === undefined) return textOf(join(git, 'config'))
  const own = resolve(dirname(git), pointer)
  const common = textOf(join(own, 'commondir')).trim()
  return textOf(join(resolve(own, common === '' ? '.' : common), 'config'))
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export const CI_HOSTS = ['github', 'gitlab'] as const

export type CiHost = (typeof CI_HOSTS)[number]

/** What shows where a repository is built: files of the host's, then the address of a remote. */
const SIGNS: Readonly<Record<CiHost, { readonly files: readonly string[]; readonly url: RegExp }>> =
  {
    github: { files: ['.github'], url: /^\s*url\s*=.*\bgithub\./m },
    gitlab: { files: ['.gitlab-ci.yml', '.gitlab'], url: /^\s*url\s*=.*\bgitlab\./m },
  }

/** Where a repository is built; null where nothing tells. */
export const ciHostOf = ({ root, config }: Repository): CiHost | null =>
  CI_HOSTS.find((host) => SIGNS[host].files.some((file) => exists(join(root, file)))) ??
  CI_HOSTS.find((host) => SIGNS[host].url.test(config)) ??
  null
