import { quoteName } from '../../document/escape.ts'
import { loadManifest } from '../../manifest/load.ts'
import { BUSINESS } from '../../model/kinds.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import type { ImportReport } from '../../model/reports/import-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { idlePatterns } from '../../plan/filter.ts'
import { gather, type LeftOut } from './gather.ts'
import { gatherMembers } from './gather-members.ts'
import type { ImportInput } from './import-input.ts'
import { importProblem } from './import-problems.ts'
import { sourceOf, stepsOf } from './import-source.ts'
import { block, businessEntries, textOf } from './writing/manifest-text.ts'
import type { ImportSource } from './writing/relation-grants.ts'
import { type Subjects, subjectsOf } from './writing/subjects.ts'
import { countOf, membersEntries, type WrittenMembers } from './writing/written-members.ts'
import { namedEntries, type SectionEntries, sectionsOf } from './writing/written-sections.ts'
import type { Entry } from './writing/yaml.ts'

export interface ImportFile {
  /**
   * `access.yaml`; if there are several files, `names.yaml`, `members.yaml` and one named after the
   * section of each kind.
   */
  readonly name: string
  readonly text: string
}

export interface Imported {
  readonly files: readonly ImportFile[]
  readonly summary: ImportReport['summary']
  /** Problems of reading, and what was left out because of them. */
  readonly problems: readonly Problem[]
}

/**
 * The live state as a manifest: its plan has no step, with the mode lines or without them. Pure:
 * the same state gives the same bytes, in whatever order it was read. Throws `Error` if the plan
 * had a step, which would be a bug of ours.
 */
export const importManifest = (input: ImportInput): Imported => {
  const source = sourceOf(input)
  const { live, kinds } = source
  const { assets, ...gathered } = gather(source)
  const { members, ...ofMembers } = gatherMembers(source)
  const leftOut = [...gathered.leftOut, ...ofMembers.leftOut]
  const subjects = subjectsOf({ assets, members }, live)
  const sections = sectionsOf(assets, subjects, kinds, { isShared: true })
  const problems = [
    ...live.problems,
    ...idlePatterns(input, input.live.assets),
    ...leftOutProblems(leftOut),
    ...ofMembers.problems,
  ]
  // Nothing was seen because nothing could be read; that does not mean that the business has no
  // assets.
  const isBlind = assets.length === 0 && members === null && hasErrors(problems)
  const files = isBlind ? [] : filesOf(input, { subjects, sections, members, leftOut })
  if (!isBlind) proveInSync(files, source, members?.ended ?? [])
  return {
    files,
    problems,
    summary: {
      assets: assets.length,
      partners: subjects.partners.length,
      people: subjects.people.length,
      members: countOf(members),
      profiles: sections.reduce((sum, { profiles }) => sum + profiles.length, 0),
      relations: 0,
    },
  }
}

const WHY = {
  unknown: 'could not be read to the end',
  unreadable: 'may not be read with this token',
} as const

/** One problem for each kind and relation. */
export const leftOutProblems = (leftOut: readonly LeftOut[]): readonly Problem[] => {
  const groups = groupBy(
    leftOut,
    ({ kind, relation, status }) => `${kind.name} ${relation} ${status}`,
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { relation, kind, status } = first
    const args = { relation, assets: group.map(({ asset }) => asset), label: kind.label }
    return [importProblem('import_left_out', { ...args, why: WHY[status] })]
  })
}

interface Parts {
  readonly subjects: Subjects
  readonly members: WrittenMembers | null
  readonly sections: readonly SectionEntries[]
  readonly leftOut: readonly LeftOut[]
}

const filesOf = (input: ImportInput, parts: Parts): readonly ImportFile[] =>
  input.split === true
    ? splitFiles(input, parts)
    : [{ name: 'access.yaml', text: wholeText(input, parts) }]

const wholeText = (input: ImportInput, { subjects, sections, members, leftOut }: Parts): string =>
  textOf(input.schema, headOf(input, leftOut), [
    ...businessEntries(input.live),
    ...block('partners', namedEntries(subjects.partners)),
    ...block('people', namedEntries(subjects.people)),
    ...defaultsOf(sections),
    ...block(
      'profiles',
      sections.flatMap(({ profiles }) => profiles),
      PROFILES_NOTE,
    ),
    ...membersBlock(members, subjects),
    ...sections.flatMap(({ kind, assets }) => block(kind.section, assets)),
  ])

/**
 * One file with everybody's names, one for the members, and one for each kind with its defaults and
 * profiles.
 */
const splitFiles = (
  input: ImportInput,
  { subjects, sections, members, leftOut }: Parts,
): readonly ImportFile[] => [
  {
    name: 'names.yaml',
    text: textOf(input.schema, headOf(input, leftOut), [
      ...businessEntries(input.live),
      ...block('partners', namedEntries(subjects.partners)),
      ...block('people', namedEntries(subjects.people)),
    ]),
  },
  ...(members === null
    ? []
    : [
        {
          name: `${BUSINESS.section}.yaml`,
          text: textOf(
            input.schema,
            [],
            [...businessEntries(input.live), ...membersBlock(members, subjects)],
          ),
        },
      ]),
  ...sections.map((section) => ({
    name: `${section.kind.section}.yaml`,
    text: textOf(
      input.schema,
      [],
      [
        ...businessEntries(input.live),
        ...defaultsOf([section]),
        ...block('profiles', section.profiles, PROFILES_NOTE),
        ...block(section.kind.section, section.assets),
      ],
    ),
  })),
]

const membersBlock = (members: WrittenMembers | null, { aliasOf }: Subjects): readonly Entry[] =>
  members === null ? [] : block(BUSINESS.section, membersEntries(members, aliasOf))

/**
 * The comment at the top. It contains no words of the API, because those differ from run to run.
 */
const headOf = ({ live, only }: ImportInput, leftOut: readonly LeftOut[]): readonly string[] => [
  `${live.business.name === null ? 'Business' : quoteName(live.business.name)} (${live.business.id}) as it is live, written by bizaccess import.`,
  ...(only === undefined ? [] : [`Only assets that match ${only.join(', ')}.`]),
  ...(live.problems.length === 0
    ? []
    : ['Some lists could not be read, so assets may be missing.']),
  ...leftOutProblems(leftOut).map(({ message }) => `${message}.`),
]

const PROFILES_NOTE = ['What several assets have in common; rename them as you like.']

const defaultsOf = (sections: readonly SectionEntries[]): readonly Entry[] =>
  block(
    'defaults',
    sections.map(({ kind }) => ({
      key: kind.section,
      value: { isShort: true, pairs: [{ key: 'mode', value: 'additive' }] },
    })),
    [
      'mode: additive takes nothing away from anybody. Once bizaccess plan shows no step, take these lines out: then this manifest is the whole truth, and what it does not name goes.',
    ],
  )

/**
 * Checks what an import promises: with the mode lines and without them, the plan has no step.
 * Without them, what is left of invitations that are over may be taken back.
 */
const proveInSync = (
  files: readonly ImportFile[],
  source: ImportSource,
  ended: readonly string[],
): void => {
  const { value, problems } = loadManifest(
    files.map(({ name, text }) => ({ file: name, text })),
    { kinds: source.kinds },
  )
  if (value === null || hasErrors(problems)) {
    throw new Error(
      `the import does not load: ${problems.map(({ message }) => message).join('; ')}`,
    )
  }
  const assets = value.assets.map((asset) => ({ ...asset, mode: 'authoritative' as const }))
  const steps = stepsOf(source, { ...value, assets }).filter(
    ({ subject }) => subject === null || !ended.includes(subject.id),
  )
  if (steps.length === 0) return
  const words = steps.map(({ action, address }) => `${action} ${address}`)
  throw new Error(`a plan of the import has steps: ${words.slice(0, 5).join(', ')}`)
}
