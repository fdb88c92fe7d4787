import type { Problem } from '../../src/model/problem.ts'
import type { RehearsalReport, RehearsedReading } from '../../src/model/reports/rehearsal-report.ts'
import { HOSTILE } from './plans.ts'

/** Hand-made rehearsals for the golden files; their steps are those of `everyAction`. */

export const SENTENCES: Readonly<Record<string, string>> = {
  unpacking_observed: 'a read shows the tasks that were seen to come with those that are set',
  unpacking_none: 'a read shows exactly the tasks that are set',
  unpacking_surprising: 'a read shows tasks that nobody has seen yet',
  agency_update_ignore: 'a repeated grant answers success and leaves the tasks as they are',
  agency_update_refuse: 'a repeated grant is refused with 3989',
  assignment_replaces: 'an assignment replaces the tasks that somebody had',
  assignment_adds: 'an assignment adds to the tasks that somebody had',
  approval_hidden: 'what waits for an approval is not shown anywhere',
  reads_lag: 'a read shows a write only after a while',
}

const reading = (name: string, over: Partial<RehearsedReading> = {}): RehearsedReading => ({
  name,
  assumption: SENTENCES[name] ?? name,
  converges: (over.left ?? []).length === 0,
  writes: 14,
  waiting: 1,
  manual: 0,
  rails_held: true,
  left: [],
  ...over,
})

const rehearsal = (
  readings: readonly RehearsedReading[],
  problems: readonly Problem[] = [],
): RehearsalReport => ({
  format_version: 1,
  kind: 'rehearsal',
  plan_digest: 'sha256:bb',
  steps_digest: 'sha256:cc',
  readings,
  problems,
})

const NARROWED = 'act_1111/users/61550000000000002'
const RAIL: Problem = {
  code: 'rail_max_revocations',
  severity: 'error',
  message: '3 revocations are planned and max_revocations is 2',
  source: null,
}

export const REHEARSALS = {
  converges: rehearsal(Object.keys(SENTENCES).map((name) => reading(name))),
  differs: rehearsal([
    reading('unpacking_observed', { shown: 'seen' }),
    reading('unpacking_none', { shown: 'contradicted' }),
    reading('unpacking_surprising', { shown: 'contradicted', left: [NARROWED] }),
    reading('agency_update_ignore', { writes: 15, left: ['act_1111/agencies/2003'] }),
    reading('agency_update_refuse', { writes: 15, left: ['act_1111/agencies/2003'] }),
    reading('assignment_replaces'),
    reading('assignment_adds', { manual: 2, left: ['3333/users/61550000000000044', NARROWED] }),
    reading('approval_hidden', { rails_held: false, left: [NARROWED] }),
    reading('reads_lag', { waiting: 0 }),
  ]),
  'leaves-much': rehearsal([
    reading('unpacking_observed', { writes: 60 }),
    reading('assignment_adds', {
      writes: 60,
      left: Array.from({ length: 60 }, (_, at) => `act_${1000 + at}/users/61550000000000044`),
    }),
  ]),
  idle: rehearsal(Object.keys(SENTENCES).map((name) => reading(name, { writes: 0 }))),
  sampled: rehearsal(
    [reading('unpacking_observed', { writes: 70 })],
    [
      {
        code: 'rehearsal_sampled',
        severity: 'warning',
        message: 'of 70 writes 9 were also made to fail',
        source: null,
      },
    ],
  ),
  blocked: rehearsal([], [RAIL]),
  incomplete: rehearsal(
    [reading('unpacking_observed')],
    [{ ...RAIL, code: 'scope_unknown', message: 'the people of act_7 could not be read' }],
  ),
}

export const ALARMING = rehearsal([
  reading(HOSTILE, { left: [HOSTILE, 'act_1111/agencies/2002'], rails_held: false }),
  reading('assignment_adds', { assumption: HOSTILE, shown: 'contradicted' }),
])
