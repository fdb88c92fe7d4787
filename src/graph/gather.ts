import type { Fetched, Want } from './want.ts'

type Read = (wants: readonly Want[]) => Promise<ReadonlyMap<Want, Fetched>>

/**
 * A read whose callers of one moment share their calls and rounds: what is asked for side by side
 * is packed together. Each is answered its own wants alone.
 */
export const gathering = (read: Read): Read => {
  let asked: Want[] = []
  let next: ReturnType<Read> | null = null
  const flush = (): ReturnType<Read> => {
    const wants = asked
    asked = []
    next = null
    return read(wants)
  }
  return async (wants) => {
    if (wants.length === 0) return new Map()
    asked.push(...wants)
    next ??= Promise.resolve().then(flush)
    const fetched = await next
    return new Map(wants.map((want) => [want, fetched.get(want) as Fetched]))
  }
}
