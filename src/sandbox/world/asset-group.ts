/** Business asset groups: a business's assets under one name, with people who hold tasks on all. */
import { AD_ACCOUNT } from '../kinds/ad-account-node.ts'
import { PAGE } from '../kinds/page-node.ts'
import { PIXEL } from '../kinds/pixel-node.ts'

/** Tasks of one person in a group: word of a part (`ad_account`, `page`, …) to tasks. */
export type GroupTasks = ReadonlyMap<string, readonly string[]>

export interface AssetGroup {
  readonly id: string
  readonly name: string
  /** The business it is of. */
  readonly owner: string
  readonly assets: readonly string[]
  readonly users: ReadonlyMap<string, GroupTasks>
}

/** One kind of asset as far as people of a group hold tasks on it. */
export interface GroupPart {
  /** The word in a world file, our kind where there is one. */
  readonly part: string
  /** What its parameter and its field begin with. */
  readonly prefix: string
  readonly tasks: readonly string[]
}

/** The parts [spec]; tasks as on the assets themselves, and of the offline sets a list of their own. */
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

/** The two forms that are documented for fields and parameters: the spec's and the guide's. */
export const GROUP_FORMS = ['tasks', 'roles'] as const

/** Name of a part's field or parameter in a form. */
export function groupName(part: GroupPart, form: (typeof GROUP_FORMS)[number]): string {
  return `${part.prefix}_${form}`
}

/** What a person's row shows: either form, or nothing of what they may do. */
export function groupColumns(tasks: GroupTasks, rows: 'tasks' | 'roles' | 'bare'): GroupTasks {
  if (rows === 'bare') return new Map()
  return new Map(
    GROUP_PARTS.map((part) => [groupName(part, rows), tasks.get(part.part) ?? []] as const),
  )
}
