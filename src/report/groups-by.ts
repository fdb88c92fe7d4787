/** Values grouped by key. Keys and values are in the order in which they first occur. */
export const groupsBy = <T>(
  values: readonly T[],
  key: (value: T) => string,
): readonly (readonly [key: string, values: readonly T[]])[] => {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(key(value))
    if (group === undefined) groups.set(key(value), [value])
    else group.push(value)
  }
  return [...groups]
}
