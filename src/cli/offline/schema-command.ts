import { resolve } from 'node:path'
import { schemaOf } from '../../manifest/schema/schema.ts'
import { KINDS } from '../../model/kinds.ts'
import type { CommandRun } from '../context.ts'
import { writeWhole } from '../output/written-files.ts'

/** `schema`: the JSON Schema of manifests, on stdout or into a file. */
export const schema: CommandRun = async ({ flags, io }) => {
  const text = `${JSON.stringify(schemaOf(KINDS), null, 2)}\n`
  const [out] = flags.out ?? []
  if (out === undefined) io.stdout.write(text)
  else writeWhole(resolve(io.cwd, out), text)
  return 0
}
