import { relative, resolve, sep } from 'node:path'
import type { OffboardReport } from '../../model/reports/offboard-report.ts'
import { offboardInto } from '../../questions/offboard/offboarded-into.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { exitOfProblems } from '../exit-codes.ts'
import { STDIN } from '../input/manifest-files.ts'
import { readToChange } from '../input/manifest-source.ts'
import { checkName } from '../input/name-argument.ts'
import { hint, showReport } from '../output/output.ts'
import { replaceWhole } from '../output/written-files.ts'

/** Flags that say something about calls, of which there are none. */
const OF_CALLS = ['only', 'allowRevocations', 'expect'] as const

/** `offboard NAME --into FILE [PATH…]`: writes it into the manifest, and calls nothing. */
export const offboardIntoFile: CommandRun = async (context) => {
  const { flags, io } = context
  const [name = '', ...paths] = context.args
  const path = flags.into ?? ''
  const given = OF_CALLS.find((flag) => flags[flag] !== undefined)
  if (given !== undefined) {
    const word = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    stop(cliProblem('flags_contradict', { flags: ['--into', `--${word}`] }))
  }
  if (path === STDIN) stop(cliProblem('stdin_written', undefined))
  const source = await readToChange([path, ...paths], context)
  const { manifest, files } = source
  checkName(name, source)
  const file = relative(io.cwd, resolve(io.cwd, path)).split(sep).join('/')
  const before = files.find((each) => each.file === file)
  if (before === undefined) return stop(cliProblem('not_a_regular_file', { path }))
  const { value: made, problems: found } = offboardInto({ name, files, manifest, into: file })
  if (made === null) return stop(...found)
  const { text, ...said } = made
  if (text !== null) replaceWhole(resolve(io.cwd, path), before.text, text)
  const report: OffboardReport = {
    ...{ format_version: 1, kind: 'offboard', name, file, written: text !== null },
    ...said,
  }
  showReport(report, context)
  if (flags.format === 'text' && text !== null) {
    hint(`Read the change through, then: bizaccess plan ${[path, ...paths].join(' ')}`, context)
  }
  return exitOfProblems(report.problems)
}
