import { resolve } from 'node:path'
import type { Problem } from '../../model/problem.ts'
import type { FleetEnd, FleetMember } from '../../report/fleet/fleet-report.ts'
import { type FleetWriter, fleetWriter } from '../../report/fleet/fleet-writers.ts'
import { stopProblems } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { filesFor, NO_SINK, optionsFor } from '../output/output.ts'
import type { ReportFile } from '../output/report-files.ts'
import { openWhole } from '../output/written-files.ts'

/** Where a fleet is written to: stdout, and the files of `-o`, each in its own format. */
export interface FleetOutput {
  readonly add: (member: FleetMember) => void
  /** Resolves to what could not be written; stdout is told of it. */
  readonly end: (fleet: FleetEnd) => readonly Problem[]
  /** Leaves nothing half-written behind when the run breaks off. */
  readonly discard: () => void
}

interface Place {
  readonly writer: FleetWriter
  readonly write: (text: string) => void
  readonly finish: () => void
  readonly discard: () => void
  /** Whether it gets what a command showed on the terminal itself. */
  readonly isTerminal: boolean
}

export const fleetOutput = (command: string, context: Context): FleetOutput => {
  const { io, flags } = context
  const lost: Problem[] = []
  const places = filesFor(context, 'fleet').flatMap((file) =>
    attempt(() => [filePlace(command, file(), context)], lost),
  )
  const stdout: Place = {
    writer: fleetWriter(command, optionsFor(io.stdout, context, {})),
    write: (text) => io.stdout.write(text),
    finish: () => {},
    discard: () => {},
    isTerminal: flags.format === 'text',
  }
  return {
    add: (member) => {
      for (const place of [...places, stdout])
        put(place, place.writer.add(seenBy(place, member)), lost)
    },
    end: (fleet) => {
      for (const place of places) {
        const before = lost.length
        put(place, place.writer.end(fleet), lost)
        if (lost.length === before) attempt(() => void place.finish(), lost)
      }
      const problems = [...fleet.problems, ...lost]
      stdout.write(stdout.writer.end({ ...fleet, problems }))
      return lost
    },
    discard: () => {
      for (const place of places) place.discard()
    },
  }
}

const seenBy = ({ isTerminal }: Place, { shown, ...member }: FleetMember): FleetMember =>
  isTerminal && shown !== undefined ? { ...member, shown } : member

const put = ({ write }: Place, text: string, lost: Problem[]): void => {
  if (text !== '') attempt(() => void write(text), lost)
}

/** A file that cannot be written is lost once, and nothing else with it. */
const attempt = <T>(work: () => readonly T[] | undefined, lost: Problem[]): readonly T[] => {
  try {
    return work() ?? []
  } catch (error) {
    const problems = stopProblems(error)
    if (problems === null) throw error
    lost.push(...problems)
    return []
  }
}

const filePlace = (command: string, file: ReportFile, context: Context): Place => {
  const { path, format, mode } = file
  const whole = resolve(context.io.cwd, path)
  const target = openWhole(whole, mode === undefined ? {} : { mode })
  const options = { ...optionsFor(NO_SINK, context, {}), format }
  return {
    writer: fleetWriter(command, options),
    write: target.write,
    finish: () => {
      target.finish()
      context.onSaved?.({ path: whole, format })
    },
    discard: target.discard,
    isTerminal: false,
  }
}
