/**
 * Which business each file belongs to, from what each says itself. A file that names none belongs to
 * the business of its folder, or of the closest folder above with one; if that is several or none, it
 * belongs to all (null).
 */
export const ownersOf = (
  said: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string | null> => {
  const spoken = businessesBelow(said)
  const ownerOf = (folder: string): string | null => {
    const [business, ...others] = spoken.get(folder) ?? []
    if (business !== undefined) return others.length === 0 ? business : null
    return folder === '' ? null : ownerOf(folderOf(folder))
  }
  return new Map([...said].map(([file, business]) => [file, business ?? ownerOf(folderOf(file))]))
}

/** The businesses that files in or below each folder name. */
const businessesBelow = (
  said: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const below = new Map<string, Set<string>>()
  for (const [file, business] of said) {
    if (business === null) continue
    let folder = file
    do {
      folder = folderOf(folder)
      const known = below.get(folder) ?? new Set()
      below.set(folder, known.add(business))
    } while (folder !== '')
  }
  return below
}

/** The folder that a path is in; '' for the working directory, and above it. */
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
