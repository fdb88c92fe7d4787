/**
 * Business asset groups: assets of a business under one name, with people who hold tasks on all of
 * them.
 */
import { AD_ACCOUNT } from '../kinds/ad-account-node.ts'
import { PAGE } from '../kinds/page-node.ts'
import { PIXEL } from '../kinds/pixel-node.ts'

/** Tasks of one person in a group, by the word of a part (`ad_account`, `page`, …). */
export type GroupTasks = ReadonlyMap<string, readonly string[]>

export interface AssetGroup {
  readonly id: string
  readonly name: string
  /** The business that it belongs to. */
  readonly owner: string
  readonly assets: readonly string[]
  readonly users: ReadonlyMap<string, GroupTasks>
  /** Edges that answer with a permission error. */
  readonly refuse?: readonly string[]
}

/** One kind of asset on which people of a group can hold tasks. */
export interface GroupPart {
  /** The word in a world file; the name of our kind if there is one. */
  readonly part: string
  /** What its parameter and its field begin with. */
  readonly prefix: string
  readonly tasks: readonly string[]
}

/**
 * The parts [spec]. Tasks are those of the assets themselves; the offline sets have a list of their
 * own.
 */
export const GROUP_PARTS: readonly GroupPart[] = [
  { part: 'ad_account', prefix: 'adaccount', tasks: AD_ACCOUNT.tasks },
  { part: 'page', prefix: 'page', tasks: PAGE.tasks },
  { part: 'pixel', prefix: 'pixel', tasks: PIXEL.tasks },
  {
    part: 'offline_conversion_data_set',
    prefix: 'offline_conversion_data_set',
    tasks: ['MANAGE', 'ADVERTISE', 'UPLOAD', 'VIEW', 'AA_ANALYZE'],
  },
]

/** The two documented forms of fields and parameters: the spec's and the guide's. */
export const GROUP_FORMS = ['tasks', 'roles'] as const

/** Name of a part's field or parameter in a form. */
export function groupName(part: GroupPart, form: (typeof GROUP_FORMS)[number]): string {
  return `${part.prefix}_${form}`
}

/** What rows of a group's people show. */
export type GroupRows = 'tasks' | 'roles' | 'bare' | 'told'

/** What a person's row shows: the tasks in either form, only those that it has, or none. */
export function groupColumns(tasks: GroupTasks, rows: GroupRows): GroupTasks {
  if (rows === 'bare') return new Map()
  const form = rows === 'told' ? 'tasks' : rows
  return new Map(
    GROUP_PARTS.filter(({ part }) => rows !== 'told' || tasks.has(part)).map(
      (part) => [groupName(part, form), tasks.get(part.part) ?? []] as const,
    ),
  )
}
