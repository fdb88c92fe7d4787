import { resolve } from 'node:path'
import { schemaOf } from '../../manifest/schema/schema.ts'
import { KINDS } from '../../model/kinds.ts'
import type { CommandRun } from '../context.ts'
import { writeWhole } from '../output/written-files.ts'

/** `schema`: the JSON Schema of manifests, or of worlds, on stdout or into a file. */
export const schema: CommandRun = async ({ flags, io }) => {
  const made = flags.ofWorlds === true ? await worlds() : schemaOf(KINDS)
  const text = `${JSON.stringify(made, null, 2)}\n`
  const [out] = flags.out ?? []
  if (out === undefined) io.stdout.write(text)
  else writeWhole(resolve(io.cwd, out), text)
  return 0
}

const worlds = async (): Promise<unknown> =>
  (await import('../../sandbox/world/forms/world-schema.ts')).worldSchema()
