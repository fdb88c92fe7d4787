/**
 * The library: what the command line is made of. Importing it loads no HTTP client; that comes with
 * the first call.
 *
 * ```ts
 * const { value: manifest, problems } = loadManifest([{ file: 'access.yaml', text }])
 * const client = createGraphClient({ token })
 * const live = await readLive(client, readRequestOf(manifest, KINDS))
 * const { memory } = await readMemory({ dir: '.bizaccess', business: manifest.business })
 * const plan = makePlan({ manifest, live, memory, asOf: '2026-11-22', graph: client.origin, toolVersion })
 * console.log(render(plan, { format: 'text', color: false, width: 80, kinds: KINDS }))
 * const by = authorIn(process.env)
 * const { value: journal } = await openJournal({ dir: '.bizaccess', business: manifest.business, by, now })
 * const report = await applyPlan({ plan, client, journal, live })
 * ```
 *
 * Before the apply, the same on twins in memory, under each reading of what the API leaves open:
 *
 * ```ts
 * const world = snapshotOf({ live, memory })
 * const origin = { type: 'manifest', input: { manifest, asOf, graph, toolVersion } }
 * const { readings } = await rehearse({ plan, live, memory, world, origin, now: new Date() })
 * ```
 */

export {
  type Look,
  type WaitInput,
  type Watched,
  waitForAnswers,
  watchedOf,
} from './apply/answers.ts'
export { applyPlan } from './apply/apply-plan.ts'
export { readRequestOfPlan } from './apply/concerned.ts'
export { openJournal } from './apply/journal/journal.ts'
export { authorIn } from './apply/journal/journal-author.ts'
export { type JournalLog, verifyJournal } from './apply/journal/journal-log.ts'
export { readJournal, readMemory } from './apply/journal/journal-reading.ts'
export type { Journal } from './apply/journal/journal-type.ts'
export { checkSaved, type Resumed, type ResumeOptions, resumePlan } from './apply/resume.ts'
export type { ApplyEvent, ApplyInput } from './apply/run-state.ts'
export {
  createGraphClient,
  DEFAULT_API_VERSION,
  DEFAULT_GRAPH_URL,
  type GraphClient,
  type GraphOptions,
} from './graph/client.ts'
export { GraphError } from './graph/errors/graph-error.ts'
export type { GraphEvent } from './graph/graph-event.ts'
export { type DoctorRequest, readDoctorFacts } from './live/glance/doctor-facts.ts'
export { type Holdings, readHoldings } from './live/people/person-lists.ts'
export { readLive } from './live/read.ts'
export { type ReadRequest, readRequestOf } from './live/wants.ts'
export { loadManifest, loadTree, type ManifestFile } from './manifest/load.ts'
export { schemaOf } from './manifest/schema/schema.ts'
export type { WrittenManifest } from './manifest/schema/written.ts'
export { KINDS, type Kind, type KindTable } from './model/kinds.ts'
export type { LiveState } from './model/live.ts'
export type { Manifest, Policy } from './model/manifest.ts'
export { type Memory, NO_MEMORY } from './model/memory.ts'
export type {
  Action,
  Manual,
  Plan,
  PlanSummary,
  Reason,
  Step,
  Subject,
  Waiting,
} from './model/plan.ts'
export type { Checked, Position, Problem } from './model/problem.ts'
export type {
  ApplyReport,
  GraphFailure,
  ResultStatus,
  StepResult,
} from './model/reports/apply-report.ts'
export type { Ability, Check, DoctorFacts, DoctorReport } from './model/reports/doctor-report.ts'
export type { Difference, DriftReport } from './model/reports/drift-report.ts'
export type { Expiring } from './model/reports/expiring-report.ts'
export type { ImportReport } from './model/reports/import-report.ts'
export type { Author, LogEntry, LogReport } from './model/reports/log-report.ts'
export {
  type RehearsalReport,
  type RehearsedReading,
  unconverged,
} from './model/reports/rehearsal-report.ts'
export type { OpenRequest, RequestsReport } from './model/reports/requests-report.ts'
export type {
  Access,
  Finding,
  FindingCode,
  ReviewAsset,
  ReviewReport,
} from './model/reports/review-report.ts'
export type { FixedLine, ValidateReport } from './model/reports/validate-report.ts'
export type { WhoAccess, WhoReport, WhoSubject } from './model/reports/who-report.ts'
export { makePlan, type PlanInput } from './plan/make-plan.ts'
export { offboardManifest } from './plan/offboard.ts'
export { verifyPlan } from './plan/saved/saved.ts'
export { expiringOf } from './questions/changes/expiring.ts'
export type { DoctorInput } from './questions/doctor/check.ts'
export { examine } from './questions/doctor/examine.ts'
export { appliedOf } from './questions/drift/applied.ts'
export { compareLive, type DriftInput } from './questions/drift/compare.ts'
export { openRequests } from './questions/drift/requests.ts'
export type { ImportInput } from './questions/import/import-input.ts'
export {
  type Imported,
  type ImportFile,
  importManifest,
} from './questions/import/import-manifest.ts'
export { type ImportedInto, type IntoInput, importInto } from './questions/import/into.ts'
export { importMissing, type MissingInput } from './questions/import/missing.ts'
export { makeReview, type ReviewInput } from './questions/review/review.ts'
export { type Known, memberNamed, type Named, subjectNamed } from './questions/who/named-subject.ts'
export { withHoldings } from './questions/who/own-holdings.ts'
export { makeWho, type WhoInput } from './questions/who/who.ts'
export type { FleetLine, FleetReport } from './report/fleet/fleet-report.ts'
export type { Format } from './report/formats.ts'
export { type RenderOptions, render } from './report/render.ts'
export type { ErrorReport, Report } from './report/report.ts'
export type { World } from './sandbox/state.ts'
export { type ProxySettings, proxySettingsOf } from './transport/proxy.ts'
export type { Reading } from './twin/reading.ts'
export { READINGS } from './twin/reading-table.ts'
export { type RehearsalEvent, type RehearseInput, rehearse } from './twin/rehearse.ts'
export type { Origin } from './twin/replan.ts'
export { type SnapshotInput, snapshotOf } from './twin/snapshot.ts'
export { makeTwin, type Twin, type TwinOptions } from './twin/twin.ts'
