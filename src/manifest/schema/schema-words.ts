import { type AssetKind, BUSINESS, type KindTable, kindOn } from '../../model/kinds.ts'
import { EDGE_NAMES, type EdgeName } from '../../model/relations.ts'
import { closureOf, widenedOf } from '../../model/tasks.ts'
import { type JsonSchema, ref } from './schema-atoms.ts'

/**
 * The words of the kind table as editors offer and explain them. Each role is a `const` of its own,
 * because editors show the description of the one that matches. Tasks occur in lists, where known
 * editors make bad suggestions for alternatives; so they are one `enum` with descriptions.
 */

const word = (value: string, description: string): JsonSchema => ({
  const: value,
  title: value,
  description,
})

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** The description of a word: once if it is the same for all its kinds, otherwise kind by kind. */
const saidBy = (
  kinds: KindTable,
  sayOf: (kind: AssetKind) => string | undefined,
): string | undefined => {
  const said = kinds.flatMap((kind) => {
    const text = sayOf(kind)
    return text === undefined ? [] : [{ label: kind.label, text }]
  })
  const [first] = said
  if (first === undefined || said.every(({ text }) => text === first.text)) return first?.text
  return said.map(({ label, text }) => `On ${label}s: ${text}`).join(' ')
}

const meaningOf = (task: string, kind: AssetKind): string | undefined => {
  if (!kind.tasks.includes(task)) return undefined
  const classic = kind.twins[task]
  if (classic !== undefined) return `The same as ${classic}, by the name it has on newer assets.`
  const brought = [...closureOf(kind, [task])].filter(
    (other) => other !== task && kind.tasks.includes(other) && !kind.tolerated.includes(other),
  )
  const isManaging = kind.managers.includes(task)
  const brings = isManaging ? 'every task' : brought.join(', ')
  const may = widenedOf(kind, [task]).join(', ')
  return [
    kind.meanings[task],
    ...(brings === '' ? [] : [`Brings ${brings} along.`]),
    ...(may === '' ? [] : [`The API may give ${may} with it.`]),
  ].join(' ')
}

const meantOf = (role: string, kind: AssetKind): string | undefined => {
  if (!Object.hasOwn(kind.roles, role)) return undefined
  const tasks = kind.roles[role]?.filter((task) => kind.tasks.includes(task)) ?? []
  return tasks.length === 0 ? 'nothing that can be held.' : `${tasks.join(', ')}.`
}

/** All built-in roles of these kinds. */
export const roleNames = (kinds: KindTable): readonly string[] =>
  unique(kinds.flatMap((kind) => Object.keys(kind.roles)))

const roleWords = (kinds: KindTable): readonly JsonSchema[] =>
  roleNames(kinds).map((role) =>
    word(role, `Built-in role. ${saidBy(kinds, (kind) => meantOf(role, kind)) ?? ''}`),
  )

const NONE = word('none', 'Holds nothing here: beats every other path, additive or not.')

const taskWords = (tasks: readonly string[], label: string, kinds: KindTable): JsonSchema => ({
  title: 'Task',
  errorMessage: `This ${label} has no such task; completion lists those it has.`,
  enum: tasks,
  enumDescriptions: tasks.map((task) => saidBy(kinds, (kind) => meaningOf(task, kind))),
})

/** `$defs` for the words of one kind, or of all kinds (`any`). */
export const wordDefsOf = (name: string, label: string, kinds: KindTable): JsonSchema => {
  const roles = roleWords(kinds)
  return {
    [`${name}_task`]: taskWords(unique(kinds.flatMap((kind) => kind.tasks)), label, kinds),
    ...(roles.length === 0 ? {} : { [`${name}_role`]: { anyOf: roles } }),
  }
}

/** The edges of a kind where only some of its tasks can be held. */
export const narrowEdges = (kind: AssetKind): readonly EdgeName[] =>
  EDGE_NAMES.filter((name) => kind.relations[name]?.tasks !== undefined)

/** `$defs` for the tasks of these edges. */
export const narrowTaskDefs = (kind: AssetKind): JsonSchema =>
  Object.fromEntries(
    narrowEdges(kind).map((name) => [
      `${kind.name}_${name}_task`,
      taskWords(kindOn(kind, name).tasks, kind.label, [kind]),
    ]),
  )

/** Built-in roles of a kind that has any. */
const builtIn = (name: string, kinds: KindTable): readonly JsonSchema[] =>
  roleNames(kinds).length === 0 ? [] : [ref(`${name}_role`)]

/** The name of a role: built-in ones are offered, and any other name is allowed. */
export const suggestedRole = (name: string, kinds: KindTable): JsonSchema =>
  roleNames(kinds).length === 0 ? {} : { anyOf: [...builtIn(name, kinds), {}] }

/** The same, but `none` is allowed as well. */
export const suggestedRoleOrNone = (name: string, kinds: KindTable): JsonSchema => ({
  anyOf: [...builtIn(name, kinds), NONE, {}],
})

const anyCase = (word: string): string =>
  [...word].map((letter) => `[${letter}${letter.toLowerCase()}]`).join('')

/** Roles in any case; an editor offers them as they are shown everywhere else. */
const ANY_CASE = { pattern: `^(${BUSINESS.tasks.map(anyCase).join('|')})$` }

const memberWords = (): readonly JsonSchema[] =>
  BUSINESS.tasks.map((role) => word(role, BUSINESS.meanings[role] ?? ''))

/** `$defs` for the roles that a member of the business can have, with `none` and without it. */
export const memberRoleDefs = (): JsonSchema => ({
  member_role: { anyOf: [...memberWords(), ANY_CASE] },
  member_role_or_none: { anyOf: [...memberWords(), NONE, ANY_CASE] },
})
