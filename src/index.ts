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
 * const { value: journal } = await openJournal({ dir: '.bizaccess', business: manifest.business, now })
 * const report = await applyPlan({ plan, client, journal, live })
 * ```
 */

export {
  type Look,
  type WaitInput,
  type Watched,
  waitForAnswers,
  watchedOf,
} from './apply/answers.ts'
export { readRequestOfPlan } from './apply/concerned.ts'
export { type Journal, openJournal } from './apply/journal.ts'
export { type JournalLog, verifyJournal } from './apply/journal-log.ts'
export { readJournal, readMemory } from './apply/journal-reading.ts'
export { checkSaved, type Resumed, type ResumeOptions, resumePlan } from './apply/resume.ts'
export { applyPlan } from './apply/run.ts'
export type { ApplyEvent, ApplyInput } from './apply/run-state.ts'
export type { DoctorInput } from './doctor/check.ts'
export { examine } from './doctor/examine.ts'
export { appliedOf } from './drift/applied.ts'
export { compareLive, type DriftInput } from './drift/compare.ts'
export { expiringOf } from './drift/expiring.ts'
export { openRequests } from './drift/requests.ts'
export {
  createGraphClient,
  DEFAULT_API_VERSION,
  DEFAULT_GRAPH_URL,
  type GraphClient,
  type GraphOptions,
} from './graph/client.ts'
export type { GraphEvent } from './graph/event.ts'
export { GraphError } from './graph/graph-error.ts'
export { type ProxySettings, proxySettingsOf } from './graph/proxy.ts'
export { type Imported, type ImportFile, importManifest } from './import/import.ts'
export type { ImportInput } from './import/import-input.ts'
export { type ImportedInto, type IntoInput, importInto } from './import/into.ts'
export { importMissing, type MissingInput } from './import/missing.ts'
export { type DoctorRequest, readDoctorFacts } from './live/doctor.ts'
export { type Holdings, readHoldings } from './live/holdings.ts'
export { readLive } from './live/read.ts'
export { type ReadRequest, readRequestOf } from './live/wants.ts'
export { loadManifest, loadTree, type ManifestFile } from './manifest/load.ts'
export { schemaOf } from './manifest/schema.ts'
export type { WrittenManifest } from './manifest/written.ts'
export type { ApplyReport, GraphFailure, ResultStatus, StepResult } from './model/apply.ts'
export type { Ability, Check, DoctorFacts, DoctorReport } from './model/doctor.ts'
export type { Difference, DriftReport } from './model/drift.ts'
export type { Expiring } from './model/expiring.ts'
export type { ImportReport } from './model/import.ts'
export { KINDS, type Kind, type KindTable } from './model/kinds.ts'
export type { LiveState } from './model/live.ts'
export type { LogEntry, LogReport } from './model/log.ts'
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
export type { OpenRequest, RequestsReport } from './model/requests.ts'
export type { Access, Finding, FindingCode, ReviewAsset, ReviewReport } from './model/review.ts'
export type { WhoAccess, WhoReport, WhoSubject } from './model/who.ts'
export { makePlan, type PlanInput } from './plan/make-plan.ts'
export { offboardManifest } from './plan/offboard.ts'
export { verifyPlan } from './plan/saved.ts'
export type { Format } from './report/formats.ts'
export { type RenderOptions, render } from './report/render.ts'
export type { ErrorReport, Report, ValidateReport } from './report/report.ts'
export { withHoldings } from './review/holdings.ts'
export { type Known, memberNamed, type Named, subjectNamed } from './review/names.ts'
export { makeReview, type ReviewInput } from './review/review.ts'
export { makeWho, type WhoInput } from './review/who.ts'
