import { BUSINESS } from '../model/kinds.ts'
import { type Position, type Problem, type ProblemTable, problemsOf } from '../model/problem.ts'
import { RELATIONS, type RelationName } from '../model/relations.ts'
import { nearestOf } from '../model/text/nearest.ts'
import { idMeantBy } from './names/meant.ts'
import { lookAlikeIn } from './text/look-alikes.ts'

/** Takes the problems. Every check of the stage reports and carries on. */
export type Report = (problem: Problem) => void

/** What an alias may name, in the words people use. */
export const NAMED_WORDS = { person: 'a person', partner: 'a partner', team: 'a team' } as const

/** How messages call the people under `members`. */
export const MEMBERS_KEY = `${BUSINESS.section}.users`

const NODE_WORDS = {
  text: 'a single value',
  list: 'a list',
  block: 'a map',
  empty: 'nothing',
} as const

type NodeWord = keyof typeof NODE_WORDS

const placeOf = (at: Position): string => `${at.file}:${at.line}:${at.column}`

/** ` Did you mean X?` if there is a similar name, otherwise ''. */
const meantOf = (word: string, known: Iterable<string>): string => {
  const nearest = nearestOf(word, known)
  return nearest === null || nearest === word ? '' : ` Did you mean ${nearest}?`
}

/**
 * A hint at the correct form of an id or e-mail address that is slightly wrong; '' if there is
 * none.
 */
const correctedOf = (found: string): string => {
  const meant = idMeantBy(found)
  return meant === null ? '' : ` ${meant.why}: did you mean \`${meant.meant}\`?`
}

/**
 * A hint at a foreign punctuation mark that made a whole line into one key; '' if there is none.
 */
const signIn = (key: string): string => {
  const sign = lookAlikeIn(key)
  return sign === null
    ? ''
    : ` It contains \`${sign.character}\`, ${sign.name}: write \`${sign.meant}\`.`
}

const listed = (words: readonly string[], most = 12): string =>
  words.length > most
    ? `${words.slice(0, most).join(', ')} and ${words.length - most} more`
    : words.join(', ')

/** What to do about YAML faults, for those whose own message does not say it. */
const SYNTAX_ADVICE: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'Indent with spaces.'],
  ['BAD_INDENT', 'Check the indentation and the brackets around this place.'],
  ['BLOCK_AS_IMPLICIT_KEY', 'Put the text in quotes, or start a new line after the first colon.'],
  ['BLOCK_IN_FLOW', 'A comma or a closing bracket is missing before this place.'],
  ['MISSING_CHAR', 'Close the bracket or quote that was opened.'],
  ['TAG_RESOLVE_FAILED', 'Take the tag (the word after !) out.'],
  ['BAD_ALIAS', 'A text that starts with & or * needs quotes.'],
  ['UNEXPECTED_TOKEN', 'Put the text in quotes or close the bracket that was opened.'],
])

/** The same faults in the words of JSON. */
const JSON_WORDS: ReadonlyMap<string, string> = new Map([
  ['BLOCK_IN_FLOW', 'a comma or a closing bracket is missing before this place'],
  ['BAD_INDENT', 'a bracket that was opened is not closed'],
  ['MISSING_CHAR', 'a bracket, comma or quote is missing'],
  ['UNEXPECTED_TOKEN', 'there is something here that does not belong'],
])

/** A relation that a kind of asset does not have. */
/** A relation in a place that cannot have it: `on an ad account`, `in a profile`. */
interface Misplaced {
  readonly relation: RelationName
  readonly place: string
}

/** Every problem of the manifest stage, worded here and nowhere else; the codes are public. */
export const MANIFEST_PROBLEMS = {
  syntax: {
    severity: 'error',
    words: ({ language, fault, words }: { language: string; fault: string; words: string }) =>
      language === 'JSON'
        ? `This is not valid JSON: ${JSON_WORDS.get(fault) ?? words}.`
        : `This is not valid YAML: ${words}. ${SYNTAX_ADVICE.get(fault) ?? ''}`.trim(),
  },
  look_alike: {
    severity: 'error',
    words: ({ character, name, meant }: { character: string; name: string; meant: string }) =>
      `\`${character}\` is ${name}, which means nothing to YAML: ${
        meant === ' ' ? 'write a plain space' : `write \`${meant}\``
      }.`,
  },
  several_documents: {
    severity: 'error',
    words: () =>
      'A second YAML document starts here (after `---`); a manifest file holds one. Use a file for each.',
  },
  file_too_large: {
    severity: 'error',
    words: ({ what, most }: { what: string; most: number }) =>
      `This file has more than ${most} ${what}, which no manifest needs. Split it into several files.`,
  },
  too_deep: {
    severity: 'error',
    words: ({ most }: { most: number }) =>
      `This is nested more than ${most} levels deep; a manifest needs fewer than ten.`,
  },
  alias_bomb: {
    severity: 'error',
    words: ({ most }: { most: number }) =>
      `The aliases (\`*name\`) in here stand for more than ${most} values. Repeat less: profiles and teams share access without YAML aliases.`,
  },
  unknown_anchor: {
    severity: 'error',
    words: ({ name, known }: { name: string; known: readonly string[] }) =>
      `\`*${name}\` refers to an anchor that is not written before it as \`&${name}\`.${meantOf(name, known)}`,
  },
  bad_merge: {
    severity: 'error',
    words: () => 'A merge key (`<<`) takes a map or a list of maps, such as `<<: *name`.',
  },
  bad_key: {
    severity: 'error',
    words: () => 'A key must be a single name or id; here it is empty, a list or a map.',
  },
  duplicate_key: {
    severity: 'error',
    words: ({ key, first }: { key: string; first: Position }) =>
      `\`${key}\` is here twice: first at ${placeOf(first)}. Join the two.`,
  },
  empty_file: {
    severity: 'error',
    words: () =>
      'This file is empty. A manifest starts with `version: 1` and `business: "…"`; start from one of the examples.',
  },
  not_a_map: {
    severity: 'error',
    words: ({ found }: { found: NodeWord }) =>
      `A manifest is a map of keys and values that starts with \`version: 1\`; this file holds ${NODE_WORDS[found]}.`,
  },
  empty_value: {
    severity: 'error',
    words: ({ key }: { key: string | null }) =>
      key === BUSINESS.section
        ? `\`${key}\` has no value. Name people under its \`users\`, or take it out.`
        : `${key === null ? 'This item' : `\`${key}\``} has no value. Write \`{}\` for nobody, \`[]\` for an empty list, or take it out.`,
  },
  empty_list: {
    severity: 'error',
    words: ({ key }: { key: string }) =>
      `\`${key}\` has an empty list of tasks. Write \`none\` to give nothing here, list the tasks, or take the line out.`,
  },
  missing_key: {
    severity: 'error',
    words: ({ key, example }: { key: string; example: string | null }) =>
      `\`${key}\` is missing here.${example === null ? '' : ` Add \`${example}\`.`}`,
  },
  unknown_key: {
    severity: 'error',
    words: ({ key, known, on }: { key: string; known: readonly string[]; on?: Misplaced }) =>
      on === undefined
        ? `\`${key}\` is not a key that belongs here.${signIn(key)}${meantOf(key, known)} Known here: ${listed(known, 20)}.`
        : `\`${on.relation}\` does not exist ${on.place}. ${RELATIONS[on.relation].words.instead}.`,
  },
  profile_not_on_kind: {
    severity: 'error',
    words: ({ profile, relation, label, instead }: LackingKindArgs) =>
      `The profile \`${profile}\` has \`${relation}\`, which does not exist on ${articled(label)}. ${instead}: use a profile without it there.`,
  },
  wrong_type: {
    severity: 'error',
    words: ({ key, expected, found }: { key: string; expected: string; found: NodeWord }) =>
      `\`${key}\` must be ${expected}; here it is ${NODE_WORDS[found]}.${
        expected === 'a map' ? ' Write `{}` for an empty map.' : ''
      }`,
  },
  wrong_value: {
    severity: 'error',
    words: ({ key, found, allowed }: { key: string; found: string; allowed: readonly string[] }) =>
      `\`${key}\` cannot be \`${found}\`; it takes ${allowed.join(' or ')}.${meantOf(found, allowed)}`,
  },
  unsupported_version: {
    severity: 'error',
    words: ({ found }: { found: string }) =>
      `This manifest says version ${found}; this bizaccess reads version 1.`,
  },
  missing_business: {
    severity: 'error',
    words: () =>
      'No file says which business the manifest speaks for. Add `business: "ID"` with the id of the Business Manager, or give a folder that holds it.',
  },
  several_businesses: {
    severity: 'error',
    words: ({ businesses }: { businesses: readonly string[] }) =>
      `These files speak for several businesses: ${listed(businesses)}. Give the files of one business at a time.`,
  },
  bad_id: {
    severity: 'error',
    words: ({ found, what }: { found: string; what: string }) =>
      `\`${found}\` is not an id: ${what} has an id of 1 to 25 digits.${correctedOf(found)}`,
  },
  bad_person: {
    severity: 'error',
    words: ({ found }: { found: string }) =>
      `\`${found}\` is neither an e-mail address nor an id.${correctedOf(found)} Write \`name@company.example\`, the digits of a business-user id, or \`{ system_user: "ID" }\`.`,
  },
  bad_alias: {
    severity: 'error',
    words: ({ alias, why }: { alias: string; why: string }) =>
      `\`${alias}\` cannot be a name: ${why}. Choose a short word such as \`dana\`.`,
  },
  bad_asset_id: {
    severity: 'error',
    words: ({ found, label, example, advice }: AssetIdArgs) =>
      `\`${found}\` is not the id of ${articled(label)}, which looks like \`${example}\`.${advice}`,
  },
  bad_date: {
    severity: 'error',
    words: ({ found }: { found: string }) =>
      `\`${found}\` is not a date. \`expires\` is the last day of access, such as \`2027-01-31\`.`,
  },
  bad_domain: {
    severity: 'error',
    words: ({ found }: { found: string }) =>
      `\`${found}\` is not an e-mail domain. Write what follows the @, such as \`company.example\`.`,
  },
  alias_reused: {
    severity: 'error',
    words: ({ alias, first, what }: { alias: string; first: Position; what: NamedWord }) =>
      `\`${alias}\` already names ${NAMED_WORDS[what]}, at ${placeOf(first)}. People, partners and teams share one set of names: choose another.`,
  },
  identity_reused: {
    severity: 'error',
    words: ({ alias, other, identity, first }: IdentityArgs) =>
      `\`${alias}\` and \`${other}\` (${placeOf(first)}) are both ${identity}. Keep one of the two names.`,
  },
  defined_twice: {
    severity: 'error',
    words: ({ what, first }: { what: string; first: Position }) =>
      `${what} is already defined at ${placeOf(first)}. Keep one of the two.`,
  },
  duplicate_asset: {
    severity: 'error',
    words: ({ id, first }: { id: string; first: Position }) =>
      `\`${id}\` is declared twice: first at ${placeOf(first)}. Join the two.`,
  },
  redefined_role: {
    severity: 'error',
    words: ({ role, of }: { role: string; of: string | null }) =>
      of === null
        ? `\`${role}\` has a meaning of its own and cannot name a role. Choose another name.`
        : `\`${role}\` is a role that is built in for ${of} and cannot be redefined. Choose another name.`,
  },
  team_cycle: {
    severity: 'error',
    words: ({ route }: { route: readonly string[] }) =>
      `These teams contain each other: ${route.join(' > ')}. Take one of them out.`,
  },
  role_cycle: {
    severity: 'error',
    words: ({ route }: { route: readonly string[] }) =>
      `These roles are defined by each other: ${route.join(' > ')}. Give one of them a list of tasks.`,
  },
  unknown_name: {
    severity: 'error',
    words: ({ name, wanted, known }: { name: string; wanted: string; known: readonly string[] }) =>
      `\`${name}\` is not declared; ${wanted} is expected here.${correctedOf(name) || meantOf(name, known)} Declare it first, or correct it.`,
  },
  raw_id: {
    severity: 'error',
    words: ({ id, alias, section }: { id: string; alias: string | null; section: string }) =>
      alias === null
        ? `\`${id}\` is an id, and a name is expected here. Declare it under \`${section}\` (\`name: "${id}"\`) and use that name here.`
        : `\`${id}\` is an id, and a name is expected here. Write \`${alias}\`, its name under \`${section}\`.`,
  },
  not_a_partner: {
    severity: 'error',
    words: ({ name, is, key }: { name: string; is: NamedWord; key: string }) =>
      `\`${name}\` is ${NAMED_WORDS[is]}; \`${key}\` takes partners. People and teams go under \`users\`.`,
  },
  not_a_person: {
    severity: 'error',
    words: ({ name, key }: { name: string; key: string }) =>
      `\`${name}\` is a partner; \`${key}\` takes people or teams. Partners go under \`agencies\`${key === MEMBERS_KEY ? ' of an asset' : ''}.`,
  },
  unknown_profile: {
    severity: 'error',
    words: ({ name, known }: { name: string; known: readonly string[] }) =>
      `There is no profile \`${name}\`.${meantOf(name, known)} Declare it under \`profiles\`.`,
  },
  unknown_role: {
    severity: 'error',
    words: ({ role, known, advice }: { role: string; known: readonly string[]; advice: string }) =>
      `There is no role \`${role}\`.${meantOf(role, known)}${advice} Known here: ${listed(known)}.`,
  },
  role_not_for_kind: {
    severity: 'error',
    words: ({ role, label, task }: { role: string; label: string; task: string | null }) =>
      task === null
        ? `Role \`${role}\` has no tasks for ${articled(label)}. Add them under \`roles\`, or list the tasks here.`
        : `Role \`${role}\` includes ${task}, which ${articled(label)} does not have. Give the role tasks per kind.`,
  },
  unknown_task: {
    severity: 'error',
    words: ({ task, label, known, advice }: TaskArgs) =>
      `${articled(label, true)} has no task \`${task}\`.${meantOf(task, known)}${advice} Known: ${listed(known)}.`,
  },
  tasks_or_role: {
    severity: 'error',
    words: ({ subject, has }: { subject: string; has: 'both' | 'neither' }) =>
      `\`${subject}\` has ${has} of \`tasks\` and \`role\`; give exactly one of them.`,
  },
  unknown_member_role: {
    severity: 'error',
    words: ({ role, known }: { role: string; known: readonly string[] }) =>
      `\`${role}\` is not a role of members.${meantOf(role, known)} Only ADMIN and EMPLOYEE are managed here, and finer roles are left as they are: write ${orListed(known)}.`,
  },
  tasks_of_member: {
    severity: 'error',
    words: ({ subject }: { subject: string }) =>
      `\`${subject}\` has a list here; a member of the business has one role, ADMIN or EMPLOYEE, or \`none\`. Tasks belong to assets.`,
  },
  email_not_invitable: {
    severity: 'error',
    words: ({ alias, email }: { alias: string; email: string }) =>
      `\`${alias}\` is \`${email}\`, which cannot be a member's e-mail address: it is longer than 254 characters or contains a slash. Correct it under \`people\`, or name the person by id.`,
  },
  members_shared: {
    severity: 'error',
    words: () =>
      '`members` is in a file that says no `business`, so it would apply to every business that the file is shared with. Move it to a file of the business it is meant for, or add `business: "ID"` here.',
  },
  agencies_with_request: {
    severity: 'error',
    words: ({ id, agencies, request }: { id: string; agencies: Position; request: Position }) =>
      `\`${id}\` has both \`agencies\` (${placeOf(agencies)}) and \`request\` (${placeOf(request)}). Only an owner grants and only a non-owner asks: keep the one that is true.`,
  },
  own_business: {
    severity: 'error',
    words: ({ alias, id }: { alias: string; id: string }) =>
      `\`${alias}\` is ${id}, the business this manifest speaks for; it cannot be its own partner. Take the line out.`,
  },
  team_offboarded: {
    severity: 'error',
    words: ({ team }: { team: string }) =>
      `\`${team}\` is a team; \`offboarded\` takes people, partners and ids. Name its members one by one.`,
  },
  policy_missing: {
    severity: 'error',
    words: () =>
      'This file has no `policy` block, so it sets no rails. Add one, or give another file.',
  },
  policy_loosened: {
    severity: 'error',
    words: ({ key, base, own, rule }: { key: string; base: string; own: string; rule: string }) =>
      `policy.${key} is ${own} in the manifest and ${base} in the policy file; the manifest may only ${rule}.`,
  },
  offboarded_named: {
    severity: 'warning',
    words: ({ name }: { name: string }) =>
      `\`${name}\` is offboarded and will hold nothing, whatever this line says. Take it out.`,
  },
  task_twice: {
    severity: 'warning',
    words: ({ task }: { task: string }) => `\`${task}\` is in this list already. Take it out.`,
  },
  task_redundant: {
    severity: 'warning',
    words: ({ task, rest }: { task: string; rest: readonly string[] }) =>
      `\`${task}\` adds nothing beside ${rest.join(', ')}: the API gives and takes it by itself. Take it out.`,
  },
  tasks_outside_bundles: {
    severity: 'warning',
    words: ({ tasks, label, role, bundle }: BundleArgs) =>
      `The API knows no role of ${articled(label)} with just ${tasks.join(', ')}${
        role === null ? '' : `; the smallest that holds it is ${role}: [${bundle.join(', ')}]`
      }. Other sets may be refused or widened.`,
  },
  task_not_known_yet: {
    severity: 'warning',
    words: ({ task, label, known }: { task: string; label: string; known: readonly string[] }) =>
      `\`${task}\` is not a task of ${articled(label)} that this version knows; allow_unknown_tasks lets it through.${meantOf(task, known)}`,
  },
} satisfies ProblemTable

type NamedWord = keyof typeof NAMED_WORDS

interface AssetIdArgs {
  readonly found: string
  readonly label: string
  readonly example: string
  readonly advice: string
}

interface LackingKindArgs {
  readonly profile: string
  readonly relation: RelationName
  readonly label: string
  readonly instead: string
}

interface IdentityArgs {
  readonly alias: string
  readonly other: string
  readonly identity: string
  readonly first: Position
}

interface TaskArgs {
  readonly task: string
  readonly label: string
  readonly known: readonly string[]
  readonly advice: string
}

interface BundleArgs {
  readonly tasks: readonly string[]
  readonly label: string
  readonly role: string | null
  readonly bundle: readonly string[]
}

const orListed = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].join(' or ')

export const articled = (label: string, isFirst = false): string => {
  const article = /^[aeiou]/i.test(label) ? 'an' : 'a'
  return `${isFirst ? article.replace('a', 'A') : article} ${label}`
}

export const problem = problemsOf(MANIFEST_PROBLEMS)

export type ManifestProblemCode = keyof typeof MANIFEST_PROBLEMS

/** All codes of the stage, for documentation and for the test that each one can occur. */
export const MANIFEST_PROBLEM_CODES = Object.keys(
  MANIFEST_PROBLEMS,
) as readonly ManifestProblemCode[]
