import { KINDS, type KindTable } from '../model/kinds.ts'
import {
  DEFAULT_POLICY,
  type Manifest,
  type Partner,
  type Person,
  type Policy,
  type PolicyName,
} from '../model/manifest.ts'
import type { Checked, Position, Problem } from '../model/problem.ts'
import { compareText, foldedOf } from '../model/text/text.ts'
import { problem, type Report } from './manifest-problems.ts'
import { mergedOf } from './names/merge.ts'
import { type Names, readNames } from './names/names.ts'
import { checkShape } from './schema/shape.ts'
import { type Block, type Entry, entryOf, type Node, type Text, textsOf } from './text/node.ts'
import { type ManifestFile, newFindings, readFile } from './text/read-file.ts'

/** Reads the value of one policy key; undefined if it is absent or has the wrong shape. */
type Reader = (node: Node | undefined, report: Report) => Policy[keyof Policy] | undefined

const count: Reader = (node) => {
  const number = node?.type === 'text' && node.text !== '' ? Number(node.text) : Number.NaN
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

const word: Reader = (node) =>
  node?.type === 'text' ? (node.text as Policy['coverage']) : undefined

const sorted = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].sort(compareText)

const words: Reader = (node) =>
  node?.type === 'list' ? sorted(textsOf(node).map(({ text }) => text)) : undefined

const isDomain = ({ text }: Text): boolean => /^[^\s@.\p{C}]+(\.[^\s@.\p{C}]+)+$/u.test(text)

const domains: Reader = (node, report) => {
  if (node?.type !== 'list') return undefined
  const written = textsOf(node)
  for (const text of written.filter((domain) => !isDomain(domain))) {
    report(problem('bad_domain', { found: text.text }, text.at))
  }
  return sorted(written.map(({ text }) => foldedOf(text)))
}

interface Rule<Value> {
  readonly read: Reader
  /** Whether the manifest's value is at least as tight as that of the policy file. */
  readonly isTight: (base: Value, own: Value) => boolean
  /** What the manifest may do with the key, for the message. */
  readonly rule: string
}

const AT_MOST = {
  read: count,
  isTight: (base: number, own: number) => own <= base,
  rule: 'lower it',
}

const inOrder = <Value>(loose: Value, tight: Value): Rule<Value> => ({
  read: word,
  isTight: (base, own) => base === loose || own === tight,
  rule: `set it to ${String(tight)}`,
})

const hasAll = (all: readonly string[], some: readonly string[]): boolean =>
  some.every((one) => all.includes(one))

/** For each key: how it is read and which direction is tighter. */
const RULES: { readonly [Key in keyof Policy]: Rule<Policy[Key]> } = {
  max_revocations: AT_MOST,
  max_open_requests: AT_MOST,
  keep_managers: { read: count, isTight: (base, own) => own >= base, rule: 'raise it' },
  keep_admins: { read: count, isTight: (base, own) => own >= base, rule: 'raise it' },
  max_invitations: AT_MOST,
  max_offboarded: AT_MOST,
  offboarded_members: inOrder<Policy['offboarded_members']>('remove', 'report'),
  protected: { read: words, isTight: (base, own) => hasAll(own, base), rule: 'add to it' },
  agency_task_change: inOrder<Policy['agency_task_change']>('try', 'report'),
  unreadable: inOrder<Policy['unreadable']>('report', 'fail'),
  coverage: inOrder<Policy['coverage']>('open', 'closed'),
  domains: {
    read: domains,
    isTight: (base, own) => base.length === 0 || (own.length > 0 && hasAll(base, own)),
    rule: 'take from it',
  },
}

const KEYS = Object.keys(RULES) as readonly (keyof Policy)[]

/**
 * The written policy, completed by the defaults. Values of the wrong shape are reported by the
 * shape check.
 */
export const readPolicy = (policy: Node | undefined, report: Report): Policy => {
  const written = KEYS.flatMap((key) => {
    const value = RULES[key].read(entryOf(policy, key)?.value, report)
    return value === undefined ? [] : [[key, value] as const]
  })
  return { ...DEFAULT_POLICY, ...Object.fromEntries(written) }
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * The policy file's rails, tightened by the manifest's own. Where the manifest has a default value,
 * the policy file's value holds. `files` are the manifest's, to locate its keys.
 */
export const tightenPolicy = (
  base: Policy,
  own: Policy,
  files: readonly ManifestFile[] = [],
): Checked<Policy> => {
  const findings = newFindings()
  const written = files.map((file) => entryOf(readFile(file, findings).root ?? undefined, 'policy'))
  const placeOf = (key: keyof Policy): Position | null =>
    written.flatMap((policy) => entryOf(policy?.value, key)?.at ?? [])[0] ?? null
  const checked = KEYS.map((key) => tightened(key, base, own, placeOf(key)))
  for (const { loosened } of checked) if (loosened !== null) findings.report(loosened)
  const problems = findings.checked(null).problems.filter(({ code }) => code === LOOSENED)
  const value = Object.fromEntries(checked.map((result) => [result.key, result.value]))
  return { value: problems.length > 0 ? null : (value as unknown as Policy), problems }
}

const LOOSENED = 'policy_loosened'

const tightened = <Key extends keyof Policy>(
  key: Key,
  base: Policy,
  own: Policy,
  place: Position | null,
) => {
  const { isTight, rule } = RULES[key]
  if (isTight(base[key], own[key])) return { key, value: own[key], loosened: null }
  if (isSame(own[key], DEFAULT_POLICY[key])) return { key, value: base[key], loosened: null }
  const args = { key, base: shown(base[key]), own: shown(own[key]), rule }
  return { key, value: base[key], loosened: problem(LOOSENED, args, place) }
}

const shown = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value)

/** The rails of a policy file, and whom the names in its `protected` mean. */
export interface PolicyFile {
  readonly policy: Policy
  readonly names: readonly PolicyName[]
}

/**
 * The policy in the file given with `--policy`, for example the base branch's manifest. Names in
 * `protected` are resolved with the file's own people, partners and teams; everything else in it is
 * ignored. If the file is not valid, only the position of the error is reported and none of the
 * text, because it may be any file of the machine.
 */
export const parsePolicy = (file: ManifestFile, kinds: KindTable = KINDS): Checked<PolicyFile> => {
  const findings = newFindings()
  const { root } = readFile(file, findings)
  if (root === null) return { value: null, problems: findings.checked(null).problems.map(untold) }
  const policy = entryOf(root, 'policy')
  if (policy === undefined) {
    return { value: null, problems: [problem('policy_missing', undefined, root.at)] }
  }
  checkShape(onlyOurs(root), kinds, findings.report)
  const read = readPolicy(policy.value, findings.report)
  const names = readNames(mergedOf([onlyOurs(root)]), findings.report)
  return findings.checked(policyFileOf(read, names))
}

/** Problems whose messages quote nothing of the file. */
const TELLS_NOTHING: ReadonlySet<string> = new Set([
  'empty_file',
  'not_a_map',
  'several_documents',
  'too_deep',
  'file_too_large',
])

const NOT_SHOWN = 'nothing of it is shown, for it may be no file of ours'

/** Keeps a problem's position but none of the file's text: an excerpt could contain a secret. */
const untold = ({ excerpt: _, ...told }: Problem): Problem =>
  TELLS_NOTHING.has(told.code)
    ? told
    : problem('syntax', { language: 'YAML', fault: '', words: NOT_SHOWN }, told.source)

/** Teams are replaced by their people, as in a manifest. */
const policyFileOf = (policy: Policy, names: Names): PolicyFile => {
  const named = sorted(policy.protected.flatMap((name) => [...withMembers(name, names)]))
  return {
    policy: { ...policy, protected: named },
    names: named.map((name) => ({
      name,
      means: names.partners.get(name) ?? names.people.get(name) ?? null,
    })),
  }
}

/**
 * Everybody in a team and its teams, declared or not, so that nobody is left unprotected
 * unnoticed.
 */
const withMembers = (
  name: string,
  names: Names,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] => {
  const team = names.teams.get(name)
  if (team === undefined) return [name]
  if (seen.has(name)) return []
  const inside = new Set([...seen, name])
  return team.members.flatMap(({ text }) => withMembers(text, names, inside))
}

/**
 * A manifest under the rails of a policy file; `files` are the manifest's, to locate its keys.
 * Problems: `policy_loosened`.
 */
export const underPolicy = (
  manifest: Manifest,
  file: PolicyFile,
  files: readonly ManifestFile[] = [],
): Checked<Manifest> => {
  const own = { ...manifest.policy, protected: namedAlike(manifest, file) }
  const { value, problems } = tightenPolicy(file.policy, own, files)
  if (value === null) return { value, problems }
  return { value: { ...manifest, policy: value, policyNames: file.names }, problems }
}

/**
 * The manifest's `protected`, with the policy file's names for those that both protect by
 * different names.
 */
const namedAlike = (
  { policy, people, partners }: Manifest,
  { names }: PolicyFile,
): readonly string[] => {
  const identityOf = (one: Partner | Person): string => foldedOf('id' in one ? one.id : one.value)
  const own = new Set(
    policy.protected.map((name) => {
      const declared = partners.get(name) ?? people.get(name)
      return declared === undefined ? name : identityOf(declared)
    }),
  )
  const alike = names.filter(({ means }) => means !== null && own.has(identityOf(means)))
  return sorted([...policy.protected, ...alike.map(({ name }) => name)])
}

const OURS = ['policy', 'people', 'partners', 'teams']

/** The file reduced to its policy and names, with the version that every file must have. */
const onlyOurs = ({ at, entries }: Block): Block => {
  const version: Entry = { key: 'version', at, value: { type: 'text', text: '1', at } }
  const ours = OURS.flatMap((key) => entries.get(key) ?? [])
  return {
    type: 'block',
    at,
    entries: new Map([version, ...ours].map((entry) => [entry.key, entry])),
  }
}
