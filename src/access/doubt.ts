import type { DesiredAsset, Manifest } from '../model/manifest.ts'
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
  const uses = usesOf(manifest)
  const doubts = new Map([...uses.keys()].flatMap((name) => entryOf(name, doubtOf(name))))
  if (doubts.size === 0) return NO_DOUBTS
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

/** Every name that means a person somewhere, sorted, with the assets whose lines contain it. */
const usesOf = (manifest: Manifest): ReadonlyMap<string, readonly string[]> => {
  const uses = new Map<string, string[]>()
  const use = (name: string, asset: string | null): void => {
    const assets = uses.get(name) ?? []
    uses.set(name, asset === null ? assets : [...assets, asset])
  }
  for (const asset of manifest.assets) {
    for (const name of new Set(namesOn(asset))) use(name, asset.id)
  }
  for (const name of manifest.offboarded.flatMap(namesOfEntry)) use(name, null)
  for (const name of manifest.policy.protected) use(name, null)
  return new Map([...uses].sort(([one], [other]) => compareText(one, other)))
}

const namesOn = ({ users, members, ignore }: DesiredAsset): readonly string[] => [
  ...[users, members].flatMap((key) => key?.paths ?? []).map(({ subject }) => subject),
  ...ignore,
]

/** The name that an entry has for somebody: one, or none. */
export const namesOfEntry = ({
  alias,
  id,
  email,
}: Manifest['offboarded'][number]): readonly string[] => {
  const name = alias ?? id ?? email
  return name === null ? [] : [name]
}
