import type { Modes, World } from '../sandbox/state.ts'

/** The same world, and which of its modes anybody has asked for since. */
export interface Listening {
  readonly world: World
  readonly asked: ReadonlySet<string | symbol>
}

/** Listens to what is asked of the modes of a world, and of every world that follows from it. */
export const listenTo = (world: World): Listening => {
  const asked = new Set<string | symbol>()
  const modes = new Proxy(world.modes, {
    get: (all, key) => {
      asked.add(key)
      return Reflect.get(all, key)
    },
  })
  return { world: { ...world, modes }, asked }
}

/** The modes by which two worlds differ; null if they differ in anything else. */
export const modesBetween = (one: World, other: World): readonly (keyof Modes)[] | null => {
  const { modes, ...rest } = one
  const { modes: others, ...others2 } = other
  const isSame = sameEntries(rest, others2)
  return isSame ? differing(modes, others) : null
}

const sameEntries = (one: object, other: object): boolean => differing(one, other).length === 0

const differing = <T extends object>(one: T, other: T): readonly (keyof T)[] =>
  ([...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof T)[]).filter(
    (key) => one[key] !== other[key],
  )
