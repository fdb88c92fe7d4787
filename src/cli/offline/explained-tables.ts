import { APPLY_PROBLEMS } from '../../apply/apply-problems.ts'
import { LOCK_PROBLEMS } from '../../apply/journal/journal.ts'
import { JOURNAL_PROBLEMS } from '../../apply/journal/journal-entry.ts'
import { FILE_PROBLEMS } from '../../apply/journal/journal-files.ts'
import { HEAD_PROBLEMS } from '../../apply/journal/journal-head.ts'
import { RESUME_PROBLEMS } from '../../apply/resume.ts'
import { ERROR_WORDS } from '../../graph/errors/error-words.ts'
import { LIVE_PROBLEMS } from '../../live/live-problems.ts'
import { MANIFEST_PROBLEMS } from '../../manifest/manifest-problems.ts'
import { KINDS } from '../../model/kinds.ts'
import { OFFBOARD_PROBLEMS } from '../../plan/offboard.ts'
import { PLAN_PROBLEMS } from '../../plan/plan-problems.ts'
import { SAVED_PROBLEMS } from '../../plan/saved/saved.ts'
import type { Vocabulary } from '../../questions/explain/explain.ts'
import { IMPORT_PROBLEMS } from '../../questions/import/import-problems.ts'
import { OFFBOARD_INTO_PROBLEMS } from '../../questions/offboard/offboarded-into.ts'
import { DECISION_PROBLEMS } from '../../questions/review/decisions/decision-problems.ts'
import { SINCE_PROBLEMS } from '../../questions/review/memory/earlier-review.ts'
import { WHO_PROBLEMS } from '../../questions/who/named-subject.ts'
import { MIRROR_PROBLEMS } from '../../questions/who/who.ts'
import { REHEARSAL_PROBLEMS } from '../../twin/rehearsal-problems.ts'
import { ACTION_PROBLEMS } from '../action-problems.ts'
import { CLI_PROBLEMS } from '../cli-problems.ts'
import { FLEET_PROBLEMS } from '../fleet/fleet-problems.ts'

/**
 * The tables of messages of every stage, and what words are explained from. A test finds each table
 * that is handed to `problemsOf` and looks for it here.
 */
export const VOCABULARY: Vocabulary = {
  kinds: KINDS,
  stages: {
    cli: [CLI_PROBLEMS, FLEET_PROBLEMS],
    manifest: [MANIFEST_PROBLEMS],
    live: [LIVE_PROBLEMS],
    plan: [PLAN_PROBLEMS, OFFBOARD_PROBLEMS, SAVED_PROBLEMS],
    who: [WHO_PROBLEMS, MIRROR_PROBLEMS],
    import: [IMPORT_PROBLEMS],
    review: [SINCE_PROBLEMS, DECISION_PROBLEMS],
    offboard: [OFFBOARD_INTO_PROBLEMS],
    rehearse: [REHEARSAL_PROBLEMS],
    apply: [
      APPLY_PROBLEMS,
      RESUME_PROBLEMS,
      JOURNAL_PROBLEMS,
      FILE_PROBLEMS,
      HEAD_PROBLEMS,
      LOCK_PROBLEMS,
    ],
    action: [ACTION_PROBLEMS],
  },
  errors: ERROR_WORDS,
}
