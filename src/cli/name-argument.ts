import { idMeantBy } from '../manifest/meant.ts'
import { cliProblem, stop } from './diagnostics.ts'
import type { Source } from './manifest-source.ts'

/** Stops where a name on the command line is nearly an id or an e-mail address, and no alias. */
export const checkName = (name: string, source: Source | null): void => {
  const meant = idMeantBy(name)
  if (meant === null) return
  const { people, partners } = source?.manifest ?? {}
  if (people?.has(name) === true || partners?.has(name) === true) return
  stop(cliProblem('bad_name', { name, ...meant }))
}
