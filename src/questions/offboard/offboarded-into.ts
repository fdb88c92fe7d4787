import { loadManifest, type ManifestFile } from '../../manifest/load.ts'
import { linesNaming } from '../../manifest/names/naming-lines.ts'
import { withItem } from '../../manifest/text/added-item.ts'
import { withoutEntries } from '../../manifest/text/cuts.ts'
import { newFindings, readFile } from '../../manifest/text/read-file.ts'
import { offsetOf, positionAt, sourceTextOf } from '../../manifest/text/source-text.ts'
import { aliasesIn } from '../../manifest/text/written-aliases.ts'
import { KINDS, type KindTable } from '../../model/kinds.ts'
import type { Manifest, Offboarded } from '../../model/manifest.ts'
import {
  type Checked,
  hasErrors,
  type Position,
  type Problem,
  problemsOf,
} from '../../model/problem.ts'
import type { NamedLine } from '../../model/reports/offboard-report.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { scalar } from '../import/writing/yaml.ts'
import { restOf } from './rest-of-meaning.ts'

export const OFFBOARD_INTO_PROBLEMS = {
  into_unknown_name: {
    severity: 'error',
    words: (a: { name: string; near: string | null }) =>
      `nobody is called ${a.name} in the manifest: offboarded takes a name of people or partners, or an id.${a.near === null ? '' : ` Did you mean ${a.near}?`} Nothing is asked of the API here, so a name or e-mail that only the API knows does not do`,
  },
  into_own_business: {
    severity: 'error',
    words: (a: { name: string }) =>
      `${a.name} is our own business: it holds what it owns. Name a person, a system user or a partner`,
  },
  into_refused: {
    severity: 'error',
    words: (a: { file: string; why: string }) =>
      `${a.file} was not changed: ${a.why}. Take it out by hand, then run this again`,
  },
  into_left: {
    severity: 'warning',
    words: (a: { name: string; file: string; path: string }) =>
      `${a.path} of ${a.file} still names ${a.name}, and only one file was changed: run the same with --into ${a.file}`,
  },
  into_protected: {
    severity: 'warning',
    words: (a: { name: string }) =>
      `${a.name} is under policy.protected, which stays: every apply is blocked until somebody takes the name off it`,
  },
} as const

const problem = problemsOf(OFFBOARD_INTO_PROBLEMS)

export interface OffboardInto {
  readonly name: string
  /** Every file of the manifest. */
  readonly files: readonly ManifestFile[]
  /** The manifest of these files, which must load without errors. */
  readonly manifest: Manifest
  /** The file that is changed; one of `files`. */
  readonly into: string
  readonly kinds?: KindTable
}

export interface OffboardedInto {
  /** What stands under `offboarded`. */
  readonly entry: string
  /** The new text; null if there is nothing to change, or it cannot be changed. */
  readonly text: string | null
  readonly added: boolean
  readonly taken: readonly NamedLine[]
  readonly left: readonly NamedLine[]
  readonly problems: readonly Problem[]
}

/**
 * Writes into a manifest file that somebody may hold nothing anywhere: the name under `offboarded`, and
 * the lines of the file that name them taken out. The rest stays byte for byte. The result is loaded:
 * it must mean what it meant, except for them. Null with problems where nobody is meant.
 */
export const offboardInto = (input: OffboardInto): Checked<OffboardedInto> => {
  const { manifest, files, into, kinds = KINDS } = input
  const { value: whom, problems } = whomOf(input)
  if (whom === null) return { value: null, problems }
  const lines = files.flatMap((file) => linesOf(file, whom.alias, kinds))
  const own = lines.filter(({ file }) => file === into)
  const left = lines.filter(({ file }) => file !== into)
  const isThere = manifest.offboarded.some((entry) => isSame(entry, whom))
  const entry = whom.alias ?? whom.id ?? ''
  const made = madeOf(input, { whom, own, entry, isThere })
  const isProtected = manifest.policy.protected.some((each) => [whom.alias, whom.id].includes(each))
  const warnings = [
    ...left.map(({ path, ...at }) =>
      problem('into_left', { name: entry, file: at.file, path }, at),
    ),
    ...(isProtected ? [problem('into_protected', { name: entry })] : []),
  ]
  const value =
    'why' in made
      ? {
          ...{ entry, text: null, added: false, taken: [], left },
          problems: [...warnings, problem('into_refused', { file: into, why: made.why }, made.at)],
        }
      : {
          ...{ entry, text: made.text, added: !isThere, taken: own, left },
          problems: warnings,
        }
  return { value, problems: [] }
}

type Whom = Pick<Offboarded, 'alias' | 'id' | 'email'>

/** Whom a name means by the manifest alone: an alias, or what it stands for, or any id. */
const whomOf = ({ name: written, manifest, files }: OffboardInto): Checked<Whom> => {
  const name = written.normalize('NFC')
  const { partners, people, business } = manifest
  const partner = partners.get(name) ?? [...partners.values()].find(({ id }) => id === name)
  const person =
    people.get(name) ??
    [...people.values()].find(({ value }) => value === name || isSameEmail(value, name))
  const whom: Whom | null =
    partner !== undefined
      ? { alias: partner.alias, id: partner.id, email: null }
      : person !== undefined
        ? {
            alias: person.alias,
            ...(person.by === 'email'
              ? { id: null, email: person.value }
              : { id: person.value, email: null }),
          }
        : isGraphId(name)
          ? { alias: null, id: name, email: null }
          : null
  if (whom === null) {
    const near = nearestOf(name, aliasesIn(files)) ?? null
    return { value: null, problems: [problem('into_unknown_name', { name, near })] }
  }
  return whom.id === business
    ? { value: null, problems: [problem('into_own_business', { name })] }
    : { value: whom, problems: [] }
}

const isSame = (entry: Offboarded, { alias, id, email }: Whom): boolean =>
  (alias !== null && entry.alias === alias) ||
  (id !== null && entry.id === id) ||
  isSameEmail(entry.email, email)

const linesOf = (
  file: ManifestFile,
  alias: string | null,
  kinds: KindTable,
): readonly NamedLine[] => {
  const { root } = readFile(file, newFindings())
  if (root === null || alias === null) return []
  return linesNaming(root, alias, kinds).map(({ at, path }) => ({ ...at, path }))
}

type Made =
  | { readonly text: string | null }
  | { readonly why: string; readonly at: Position | null }

interface Facts {
  readonly whom: Whom
  readonly own: readonly NamedLine[]
  readonly entry: string
  readonly isThere: boolean
}

const madeOf = (input: OffboardInto, { whom, own, entry, isThere }: Facts): Made => {
  const { files, into, manifest, kinds = KINDS } = input
  const file = files.find((each) => each.file === into)
  if (file === undefined) return { why: 'it is no file of the manifest', at: null }
  const source = sourceTextOf(file.file, file.text)
  const cut = withoutEntries(
    file.text,
    own.map((line) => offsetOf(source, line)),
  )
  if (cut.type === 'refused') {
    return { why: `${entry} is named there ${WHY[cut.why]}`, at: positionAt(source, cut.at) }
  }
  const isJson = source.text.trimStart().startsWith('{')
  const item = isJson ? JSON.stringify(entry) : scalar(entry)
  const text = isThere ? cut.text : withItem(cut.text, 'offboarded', item)
  if (text === null) return { why: 'its offboarded is no plain list of its own', at: null }
  if (text === file.text) return { text: null }
  const after = files.map((each) => (each.file === into ? { ...each, text } : each))
  const { value, problems } = loadManifest(after, { kinds })
  if (value === null || hasErrors(problems)) {
    const [first] = problems.filter(({ severity }) => severity === 'error')
    return { why: `it would not load: ${first?.message ?? ''}`, at: null }
  }
  // A merge key may bring in what the line stood before.
  const [still] = linesOf({ ...file, text }, whom.alias, kinds)
  if (still !== undefined) return { why: `${entry} is named there ${WHY.fed}`, at: still }
  if (!meansTheRest(manifest, value, whom)) {
    return { why: 'its other lines would then mean something else', at: null }
  }
  return { text }
}

const WHY = {
  fed: 'through a YAML anchor or merge key, which says something elsewhere too',
  shape: 'in a way that cannot be taken out by itself',
} as const

/** Whether a manifest means what it meant, but that somebody is offboarded and named by less. */
const meansTheRest = (old: Manifest, made: Manifest, whom: Whom): boolean => {
  const rest = (manifest: Manifest): string => {
    const offboarded = manifest.offboarded.filter((entry) => !isSame(entry, whom))
    return restOf({ ...manifest, offboarded }, (alias) => alias === whom.alias)
  }
  return made.offboarded.some((entry) => isSame(entry, whom)) && rest(old) === rest(made)
}
