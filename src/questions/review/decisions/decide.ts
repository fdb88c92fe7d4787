import { type Ground, groundOf } from '../../../access/ground.ts'
import { loadManifest, type ManifestFile } from '../../../manifest/load.ts'
import { placesOf } from '../../../manifest/text/places.ts'
import { aliasesIn } from '../../../manifest/text/written-aliases.ts'
import { BUSINESS, KINDS, kindOn } from '../../../model/kinds.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Plan, Step } from '../../../model/plan.ts'
import { hasErrors, type Problem } from '../../../model/problem.ts'
import { isEdgeName } from '../../../model/relations.ts'
import type { DecisionResult, DecisionStatus } from '../../../model/reports/decisions-report.ts'
import type { ReviewReport } from '../../../model/reports/review-report.ts'
import { differenceOf } from '../../../model/tasks.ts'
import { makePlan, type PlanInput } from '../../../plan/make-plan.ts'
import { knownNamesOf } from '../../import/additions.ts'
import { type Subjects, subjectsOf } from '../../import/writing/subjects.ts'
import type { WrittenAsset } from '../../import/writing/written-asset.ts'
import { decidedFiles, type Placing } from './decided-text.ts'
import { decisionProblem } from './decision-problems.ts'
import { judgeRow, unknownTasks } from './judge-row.ts'
import { type Matched, matchRows } from './matched-rows.ts'
import { type ReviewedRow, wordOf } from './read-decisions.ts'
import { cannot, type Edit, type Verdict } from './row-verdict.ts'
import { meansTheDecided } from './same-but-decided.ts'

export interface DecideInput {
  readonly rows: readonly ReviewedRow[]
  /** The reviewed CSV's name for people. */
  readonly file: string
  /** Every file of the manifest. */
  readonly files: readonly ManifestFile[]
  /** What is live now, beside the manifest, without filters. */
  readonly report: ReviewReport
  /** What the next plan is made from. */
  readonly plan: PlanInput
}

export interface Decided {
  /** Files with other texts than before; none if nothing is to be written. */
  readonly files: readonly ManifestFile[]
  /** What the files mean then. */
  readonly manifest: Manifest
  readonly results: readonly DecisionResult[]
  readonly problems: readonly Problem[]
}

/**
 * Writes what a reviewer decided into the manifest's files. The result is loaded and planned: it must
 * mean what the old files meant but for the decided lines, and its plan may differ from the old one
 * only about these, and end as it was decided. A row for which that is not so is answered `cannot`.
 * With a problem nothing is written at all.
 */
export const decide = (input: DecideInput): Decided => {
  const { report, plan, files } = input
  const { manifest, live, kinds = KINDS, memory, asOf } = plan
  const nothing = { files: [], manifest, results: [] }
  const { rows, problems } = matchRows({ ...input, live, manifest })
  const ground = groundOf({ manifest, live, memory, asOf, kinds })
  const judging = { ground, report }
  const wrong = rows.flatMap((matched) => {
    const known = unknownTasks(judging, matched)
    if (known === null) return []
    const { row } = matched.row
    const said = { file: input.file, row, decision: matched.row.cells.decision, near: null }
    return [decisionProblem('decisions_unknown_decision', { ...said, ...known })]
  })
  if (hasErrors([...problems, ...wrong])) return { ...nothing, problems: [...problems, ...wrong] }
  const verdicts = new Map<Matched, Verdict>(rows.map((each) => [each, judgeRow(judging, each)]))
  const edits = unique(
    [...verdicts.values()].flatMap((each) => (each.type === 'edit' ? [each.edit] : [])),
  )
  const fileOf = filesIn(files)
  const placed = edits.filter((edit) => fileOf(edit) !== null)
  const trial = trialOf(input, { ...namesFor(ground, files, placed), fileOf })
  const { made, refused } = settled(trial, placed)
  const unplaced = edits.filter((edit) => !placed.includes(edit))
  const why = new Map<string, string>([
    ...unplaced.map(({ address }) => [address, UNPLACED] as const),
    ...refused,
  ])
  const results = rows.map((matched) =>
    resultOf(matched, verdicts.get(matched) ?? cannot(''), why, fileOf),
  )
  return {
    files: made.files.filter((file, place) => file.text !== files[place]?.text),
    manifest: made.manifest,
    results,
    problems: [],
  }
}

const UNPLACED =
  'several files of the manifest could declare the asset: declare it in one of them first'

/** Two rows that decide the same are one. */
const unique = (edits: readonly Edit[]): readonly Edit[] => [
  ...new Map(edits.map((edit) => [edit.address, edit])).values(),
]

/** Where a line stands, or is to stand; null where several files could have it. */
const filesIn = (files: readonly ManifestFile[]): Placing['fileOf'] => {
  const sections = new Map<string, string | null>()
  const fileWith = (section: string): string | null => {
    const places = files.map(({ file, text }) => ({
      ...{ file, places: placesOf(text.replace(/^\uFEFF/, '')) },
    }))
    const having = (key: string) => places.filter((each) => each.places?.hasKey(key) === true)
    const candidates = [having(section), files.length === 1 ? files : having('business')]
    return candidates.find((some) => some.length === 1)?.[0]?.file ?? null
  }
  return ({ own, declared, kind: { section } }) => {
    const line = own[0] ?? declared
    if (line !== null) return line.source.file
    const known = sections.get(section)
    const file = known === undefined ? fileWith(section) : known
    sections.set(section, file)
    return file
  }
}

interface Made {
  readonly files: readonly ManifestFile[]
  readonly manifest: Manifest
}

type Trial = (edits: readonly Edit[]) => Made | { readonly why: string }

const trialOf = ({ files, plan: input }: DecideInput, placing: Placing): Trial => {
  const { manifest, kinds = KINDS } = input
  const old = makePlan(input)
  return (edits) => {
    if (edits.length === 0) return { files, manifest }
    const made = decidedFiles(files, edits, placing)
    if (made === null) {
      return {
        why: 'its line cannot be changed by itself (an anchor, a merge key, or comments inside of it): change it by hand',
      }
    }
    const { value, problems } = loadManifest(made, { kinds })
    if (value === null || hasErrors(problems)) {
      const [first] = problems.filter(({ severity }) => severity === 'error')
      return { why: `the manifest would not load: ${first?.message ?? ''}` }
    }
    if (!meansTheDecided(manifest, value, edits, placing.aliasOf)) {
      return {
        why: 'other lines of the manifest would then mean something else: change it by hand',
      }
    }
    const why = planFault(old, makePlan({ ...input, manifest: value }), edits)
    return why === null ? { files: made, manifest: value } : { why }
  }
}

/** All edits that can be made together; the others with why not. */
const settled = (
  trial: Trial,
  edits: readonly Edit[],
): { readonly made: Made; readonly refused: readonly (readonly [string, string])[] } => {
  const refused: (readonly [string, string])[] = []
  let accepted: readonly Edit[] = []
  const settle = (some: readonly Edit[]): void => {
    const tried = some.length === 0 ? { why: '' } : trial([...accepted, ...some])
    if (!('why' in tried)) {
      accepted = [...accepted, ...some]
      return
    }
    const [only] = some
    if (some.length === 1 && only !== undefined) refused.push([only.address, tried.why])
    if (some.length < 2) return
    const half = Math.ceil(some.length / 2)
    settle(some.slice(0, half))
    settle(some.slice(half))
  }
  settle(edits)
  const made = trial(accepted)
  if ('why' in made) throw new Error(`what was tried does not hold: ${made.why}`)
  return { made, refused }
}

/** Names for whom the edits are about and the manifest does not name yet. */
const namesFor = (
  { manifest, live, directory }: Ground,
  files: readonly ManifestFile[],
  edits: readonly Edit[],
): Pick<Subjects, 'aliasOf' | 'partners' | 'people'> => {
  const written = edits.filter(({ grant, own }) => grant !== null && own.length === 0)
  const known = knownNamesOf({ manifest, live, directory, names: aliasesIn(files) })
  const invitations = new Map(live.invitations.map((each) => [each.email.toLowerCase(), each]))
  return subjectsOf(
    {
      assets: written.filter(({ relation }) => isEdgeName(relation)).map(asWritten),
      members: {
        members: written
          .filter(({ relation }) => relation === 'members')
          .map(({ subject }) => {
            const invitation = invitations.get(subject)
            const said = { id: subject, role: null }
            return invitation === undefined ? said : { ...said, invitation }
          }),
        ...{ ended: [], unnameable: [], notes: [] },
      },
    },
    live,
    known,
  )
}

const asWritten = ({ kind, asset, relation, subject }: Edit): WrittenAsset => ({
  ...{ kind, id: asset, name: null, request: null, on_behalf_of: null, notes: [] },
  agencies: relation === 'agencies' ? new Map([[subject, []]]) : null,
  users: relation === 'users' ? new Map([[subject, []]]) : null,
  ignored: { agencies: [], users: [] },
})

const stepKey = ({ address, action, after }: Step): string =>
  JSON.stringify([address, action, after])

/** In words why the new plan is not the old one with the decided ends; null if it is. */
const planFault = (old: Plan, made: Plan, edits: readonly Edit[]): string | null => {
  const before = new Set(old.steps.map(stepKey))
  const decided = new Set(edits.map(({ address }) => address))
  const beside = made.steps.find((step) => !before.has(stepKey(step)) && !decided.has(step.address))
  if (beside !== undefined) {
    return `together with what the manifest already says, the plan would ${beside.action} ${beside.address}`
  }
  const steps = new Map([...made.steps].reverse().map((step) => [step.address, step]))
  const told = new Set([...made.waiting, ...made.manual].map(({ address }) => address))
  const missed = edits.find((edit) => !endsAsDecided(edit, steps.get(edit.address), told))
  return missed === undefined
    ? null
    : `the plan would not end there: what else the manifest says about ${missed.address} is in the way`
}

/** Whether the plan leaves the decided tasks, or says what a person has to do for it. */
const endsAsDecided = (
  { address, end, held, kind, relation }: Edit,
  step: Step | undefined,
  told: ReadonlySet<string>,
): boolean => {
  const isTold = told.has(address)
  if (end === null) return step === undefined ? isTold : step.after === null
  const own = isEdgeName(relation) ? kindOn(kind, relation) : kind
  const left = step === undefined ? held : (step.after ?? [])
  const { missing, extra } = differenceOf(own, end, left)
  return isTold || (missing.length === 0 && extra.length === 0 && left.length > 0)
}

const resultOf = (
  { row, line, decision }: Matched,
  verdict: Verdict,
  refused: ReadonlyMap<string, string>,
  fileOf: Placing['fileOf'],
): DecisionResult => {
  const address = line?.address ?? null
  const why = refused.get(address ?? '')
  const said: { readonly status: DecisionStatus; readonly why: string } =
    verdict.type !== 'edit'
      ? { status: verdict.type, why: verdict.why }
      : why === undefined
        ? { status: 'written', why: writtenWords(verdict.edit, fileOf) }
        : { status: 'cannot', why }
  const { reviewer, comment } = row.cells
  return { row: row.row, address, decision: wordOf(decision), ...said, reviewer, comment }
}

const writtenWords = (edit: Edit, fileOf: Placing['fileOf']): string => {
  const { kind, asset, relation } = edit
  const key =
    kind === BUSINESS ? `${BUSINESS.section}.users` : `${kind.section}.${asset}.${relation}`
  return `${fileOf(edit) ?? ''}: ${key}`
}
