/** The worlds that come with the package. */
import { readFileSync } from 'node:fs'
import type { World } from './state.ts'
import { largeWorld } from './world/large-world.ts'
import { parseWorld } from './world/world.ts'

/** Names of the worlds that `--sandbox NAME` knows. */
export const BUILT_IN_WORLDS = ['agency', 'brand', 'large'] as const

export type BuiltInWorld = (typeof BUILT_IN_WORLDS)[number]

/** A built-in world in its initial state. */
export function builtInWorld(name: BuiltInWorld): World {
  return name === 'large' ? largeWorld() : parseWorld(exampleText(name))
}

/**
 * The text of an example. Its folder is two levels up from the sources, the compiled and the bundled files.
 */
function exampleText(name: string): string {
  return readFileSync(new URL(`../../examples/${name}/world.yaml`, import.meta.url), 'utf8')
}
