import { idMeantBy } from '../../manifest/names/meant.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Source } from './manifest-source.ts'

/**
 * Throws `stop` when a name on the command line is not an alias but almost an id or e-mail
 * address.
 */
export const checkName = (name: string, source: Source | null): void => {
  const meant = idMeantBy(name)
  if (meant === null) return
  const { people, partners } = source?.manifest ?? {}
  if (people?.has(name) === true || partners?.has(name) === true) return
  stop(cliProblem('bad_name', { name, ...meant }))
}
