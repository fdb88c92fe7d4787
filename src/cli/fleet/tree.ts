import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { businessesOf, loadManifest } from '../../manifest/load.ts'
import { ownersOf } from '../../manifest/owners.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { compareText } from '../../model/text/text.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import {
  type ManifestFile,
  type ReadFiles,
  readManifestFiles,
  STDIN,
} from '../input/manifest-files.ts'
import { coverOf } from '../input/several-businesses.ts'
import { noteUnread } from '../input/unread-files.ts'
import { fleetProblem } from './fleet-problems.ts'
import { quickBusiness } from './quick-business.ts'

/** One business of a tree, before anything of it is judged. */
export interface TreeMember {
  /** Null where its files do not say it; then there are problems. */
  readonly business: string | null
  /** What a command is given to read: the shared files, and its own last. */
  readonly paths: readonly string[]
  /** Its folder, for people and for what lies beside its manifests. */
  readonly folder: string
  /** Why nothing can be done for it. */
  readonly problems: readonly Problem[]
}

export interface Tree {
  readonly members: readonly TreeMember[]
  /** Warnings about the tree itself. */
  readonly problems: readonly Problem[]
}

/** Beside the manifests of a business. */
export const WORLD_FILE = 'world.yaml'

const BUSINESSES = 'businesses'
const SHARED = 'shared'

/** A file or folder of a tree; `isOwn`: a folder or file of `businesses`, whose faults are its own. */
interface Part {
  readonly path: string
  readonly isOwn: boolean
}

interface ReadPart extends Part, ReadFiles {}

/**
 * The businesses of a tree, by folder. The tree is `shared` and `businesses/NAME` in each of the paths;
 * a path without `businesses` is read as a whole, each file for the business of its folder. Throws
 * `stop` where there is none, or where what all of them share cannot be read.
 */
export const readTree = async (paths: readonly string[], context: Context): Promise<Tree> => {
  if (paths.includes(STDIN)) {
    const words = '--all works on folders, and - is one manifest: name the tree'
    stop(cliProblem('usage', { words }))
  }
  const { cwd } = context.io
  const given = paths.length > 0 ? paths : ['.']
  const found = await Promise.all(given.map((path) => partsOf(path, cwd)))
  if (paths.length === 0 && found[0]?.isTree !== true) stop(fleetProblem('no_tree', { path: '.' }))
  const parts = await Promise.all(
    found.flatMap(({ parts: each }) => each).map((part) => readPart(part, context)),
  )
  noteUnread(
    parts.flatMap(({ unread }) => unread.filter((file) => !isWorld(file))),
    context,
  )
  const common = parts.filter(({ isOwn }) => !isOwn)
  const faults = common.flatMap(({ problems }) => problems)
  if (hasErrors(faults)) stop(...faults)
  refuseOwned(common.filter(({ path }) => basename(resolve(cwd, path)) === SHARED))
  const members = membersOf(parts, context.io.cwd)
  if (members.length === 0) stop(fleetProblem('no_tree', { path: given.join(' ') }))
  const beside = found.flatMap(({ beside: files }) => files)
  return {
    members: members.sort((one, other) => compareText(one.folder, other.folder)),
    problems: beside.length === 0 ? [] : [fleetProblem('not_in_tree', { files: beside })],
  }
}

interface Found {
  readonly parts: readonly Part[]
  /** Manifests that lie where none is read. */
  readonly beside: readonly string[]
  /** Whether it has a folder `businesses`. */
  readonly isTree: boolean
}

const partsOf = async (path: string, cwd: string): Promise<Found> => {
  const inTree = (name: string): string => (path === '.' ? name : join(path, name))
  if (basename(resolve(cwd, path)) === BUSINESSES) {
    return { parts: await ownParts(path, cwd), beside: [], isTree: true }
  }
  if (!(await isFolder(resolve(cwd, inTree(BUSINESSES))))) {
    return { parts: [{ path, isOwn: false }], beside: [], isTree: false }
  }
  const hasShared = await isFolder(resolve(cwd, inTree(SHARED)))
  const names = await readdir(resolve(cwd, path))
  return {
    parts: [
      ...(hasShared ? [{ path: inTree(SHARED), isOwn: false }] : []),
      ...(await ownParts(inTree(BUSINESSES), cwd)),
    ],
    beside: names.filter((name) => /^[^.].*\.ya?ml$/i.test(name)).map(inTree),
    isTree: true,
  }
}

const ownParts = async (path: string, cwd: string): Promise<readonly Part[]> => {
  const entries = await readdir(resolve(cwd, path), { withFileTypes: true })
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .filter((entry) => !entry.isFile() || /\.(ya?ml|json)$/i.test(entry.name))
    .map(({ name }) => ({ path: join(path, name), isOwn: true }))
    .sort((one, other) => compareText(one.path, other.path))
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (state) => state.isDirectory(),
    () => false,
  )

const readPart = async (part: Part, { io }: Context): Promise<ReadPart> => ({
  ...part,
  ...(await readManifestFiles([part.path], io)),
})

/** A world beside the manifests of a business is what `--sandbox` serves for it. */
const isWorld = (file: string): boolean => basename(file) === WORLD_FILE

/** Which business each file names. Most say it on a line of their own, which needs no parser. */
const saidIn = (files: readonly ManifestFile[]): ReadonlyMap<string, string | null> => {
  const quick = new Map(files.map(({ file, text }) => [file, quickBusiness(text)]))
  const parsed = businessesOf(files.filter(({ file }) => quick.get(file) === undefined))
  return new Map(files.map(({ file }) => [file, quick.get(file) ?? parsed.get(file) ?? null]))
}

/** Who is offboarded for all may not become so for one alone, by a line in another file. */
const refuseOwned = (shared: readonly ReadPart[]): void => {
  const said = [...saidIn(shared.flatMap(({ files }) => files))]
  const owned = said.flatMap(([file, business]) =>
    business === null ? [] : [fleetProblem('shared_of_one', { file, business })],
  )
  if (owned.length > 0) stop(...owned)
}

const membersOf = (parts: readonly ReadPart[], cwd: string): TreeMember[] => {
  const common = parts.filter(({ isOwn }) => !isOwn)
  const owners = ownersOf(saidIn(common.flatMap(({ files }) => files)))
  const isShared = (file: string): boolean => owners.get(file) === null
  const coverIn = (isMeant: (file: string) => boolean): readonly string[] =>
    coverOf(pathsOf(common), [...owners.keys()], isMeant, cwd)
  const sharedPaths = coverIn(isShared)
  const inCommon = [...new Set(owners.values())].flatMap((business): TreeMember[] => {
    if (business === null) return []
    const isOwn = (file: string): boolean => owners.get(file) === business
    const paths = coverIn((file) => isOwn(file) || isShared(file))
    return [{ business, paths, folder: coverIn(isOwn)[0] ?? '', problems: [] }]
  })
  const inParts = parts
    .filter(({ isOwn }) => isOwn)
    .flatMap((part) => ownMembers(part, sharedPaths, cwd))
  return withoutTwins([...inCommon, ...inParts])
}

const pathsOf = (parts: readonly Part[]): readonly string[] => parts.map(({ path }) => path)

/** The businesses of a folder in `businesses`: one, or several with folders of their own below it. */
const ownMembers = (
  { path, files, problems }: ReadPart,
  shared: readonly string[],
  cwd: string,
): readonly TreeMember[] => {
  const folder = path
  const owners = ownersOf(saidIn(files))
  const businesses = [...new Set(owners.values())].filter((business) => business !== null)
  if (businesses.length === 0) {
    const faults = [...problems, ...faultsOf(files)]
    const unnamed = hasErrors(faults) ? [] : [fleetProblem('business_unnamed', { folder })]
    return [{ business: null, paths: [path], folder, problems: [...faults, ...unnamed] }]
  }
  return businesses.map((business) => {
    const isOwn = (file: string): boolean => [null, business].includes(owners.get(file) ?? null)
    const own = coverOf([path], [...owners.keys()], isOwn, cwd)
    return {
      ...{ business, paths: [...shared, ...own], problems },
      folder: businesses.length === 1 ? folder : (own.at(-1) ?? folder),
    }
  })
}

/** What is wrong with files that name no business, besides that. */
const faultsOf = (files: readonly ManifestFile[]): readonly Problem[] =>
  files.length === 0
    ? []
    : loadManifest(files).problems.filter(({ code }) => code !== 'missing_business')

/** Two folders of one business would each take away what only the other declares. */
const withoutTwins = (members: readonly TreeMember[]): TreeMember[] =>
  members.map((member) => {
    const { business } = member
    const same = members.filter((other) => business !== null && other.business === business)
    if (business === null || same.length === 1) return member
    const folders = same.map(({ folder }) => folder).sort(compareText)
    return { ...member, problems: [fleetProblem('business_twice', { business, folders })] }
  })
