import type { DesiredAsset, DesiredPath, Manifest } from '../model/manifest.ts'
import { compareText } from '../model/text/text.ts'
import type { Directory } from './directory.ts'
import type { Meaning } from './meaning.ts'

/**
 * Names whose meaning is in doubt, and what is left unchanged because of them: nobody is chosen, so
 * nobody whom they could mean gets or loses anything on the assets where they are written.
 */
export interface Doubts {
  /** Each such name, with everybody whom it could mean. */
  readonly names: readonly Doubted[]
  /** Who is left as they are on an asset: everybody whom a doubtful name there could mean. */
  readonly heldOn: (asset: string) => ReadonlySet<string>
  /** Whether an asset's own lines contain such a name; then nobody is removed from it. */
  readonly isTouched: (asset: string) => boolean
}

type Doubt = Extract<Meaning, { type: 'several' | 'facebook' }>

export interface Doubted {
  readonly name: string
  readonly doubt: Doubt
  /** Ids of the assets whose own lines contain the name. */
  readonly assets: readonly string[]
}

const NOBODY: ReadonlySet<string> = new Set()

const NO_DOUBTS: Doubts = { names: [], heldOn: () => NOBODY, isTouched: () => false }

export const doubtsOf = (manifest: Manifest, directory: Directory): Doubts => {
  const doubtOf = (name: string): Doubt | null => {
    if (manifest.partners.has(name)) return null
    const meaning = directory.meaningOf(name)
    return meaning.type === 'several' || meaning.type === 'facebook' ? meaning : null
  }
  const doubts = new Map(namesIn(manifest).flatMap((name) => entryOf(name, doubtOf(name))))
  if (doubts.size === 0) return NO_DOUBTS
  const uses = usesOf(manifest, doubts)
  const idsOf = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => doubts.get(name)?.people.map(({ id }) => id) ?? [])
  const everywhere = idsOf(manifest.offboarded.flatMap(namesOfEntry))
  const onAsset = new Map(manifest.assets.map((asset) => [asset.id, idsOf(namesOn(asset))]))
  const onOthers = new Set(everywhere)
  return {
    names: [...doubts].map(([name, doubt]) => ({ name, doubt, assets: uses.get(name) ?? [] })),
    heldOn: (asset) => {
      const own = onAsset.get(asset) ?? []
      return own.length === 0 ? onOthers : new Set([...everywhere, ...own])
    },
    isTouched: (asset) => (onAsset.get(asset)?.length ?? 0) > 0,
  }
}

const entryOf = (name: string, doubt: Doubt | null): readonly (readonly [string, Doubt])[] =>
  doubt === null ? [] : [[name, doubt]]

/** Every name that means a person somewhere, sorted. */
const namesIn = ({ assets, offboarded, policy }: Manifest): readonly string[] => {
  const names = new Set([...offboarded.flatMap(namesOfEntry), ...policy.protected])
  for (const asset of assets) eachNameOn(asset, (name) => names.add(name))
  return [...names].sort(compareText)
}

/** The assets whose lines contain these names. */
const usesOf = (
  manifest: Manifest,
  names: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly string[]> => {
  const uses = new Map([...names.keys()].map((name) => [name, new Set<string>()]))
  for (const asset of manifest.assets) {
    eachNameOn(asset, (name) => uses.get(name)?.add(asset.id))
  }
  return new Map([...uses].map(([name, assets]) => [name, [...assets]]))
}

/** A manifest has hundreds of thousands of them, nearly all of which mean one person. */
const eachNameOn = (
  { users, members, ignore }: DesiredAsset,
  tell: (name: string) => unknown,
): void => {
  for (const { subject } of users?.paths ?? NO_PATHS) tell(subject)
  for (const { subject } of members?.paths ?? NO_PATHS) tell(subject)
  for (const name of ignore) tell(name)
}

const NO_PATHS: readonly DesiredPath[] = []

const namesOn = (asset: DesiredAsset): readonly string[] => {
  const names: string[] = []
  eachNameOn(asset, (name) => names.push(name))
  return names
}

/** The name that an entry has for somebody: one, or none. */
export const namesOfEntry = ({
  alias,
  id,
  email,
}: Manifest['offboarded'][number]): readonly string[] => {
  const name = alias ?? id ?? email
  return name === null ? [] : [name]
}
