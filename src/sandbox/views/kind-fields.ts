/**
 * The fields of assets. Each kind has its own choice of them; what it lacks is answered like any
 * unknown field.
 */

import type { AssetFieldName, SandboxKind } from '../kinds/sandbox-kind.ts'
import { hashOf } from '../kinds/task-closure.ts'
import type { Asset } from '../state.ts'
import { pageTokenOf } from '../tokens.ts'
import { shownTasks } from './columns.ts'
import { plain, type Reading, type Value } from './view.ts'

/** An asset that is being read, and its owner as a node. */
export interface AssetReading {
  readonly reading: Reading
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly owner: () => Value
}

const FIELDS: Readonly<Record<AssetFieldName, (it: AssetReading) => Value>> = {
  account_id: ({ asset }) => plain(asset.id.replace(/^act_/, '')),
  // 1 is active.
  account_status: ({ asset }) => plain(asset.accountStatus ?? 1),
  // Absent if the token's user holds no task on the Page, or may not list Pages.
  access_token: ({ reading, asset }) => {
    const { caller } = reading
    const may = asset.users.has(caller.person.id) && caller.scopes.has('pages_show_list')
    return plain(may ? pageTokenOf(reading.mainToken, asset.id) : undefined)
  },
  business: ({ owner }) => owner(),
  // [observed] offsets vary within one list.
  creation_time: () => plain('2024-01-09T14:00:00+0000'),
  currency: () => plain('EUR'),
  data_use_setting: () => plain('advertising_and_analytics'),
  disable_reason: () => plain(0),
  enable_automatic_matching: () => plain(true),
  has_transitioned_to_new_page_experience: ({ asset }) => plain(asset.newPageExperience),
  ig_user_id: ({ asset }) => plain(igUserIdOf(asset)),
  ig_username: ({ asset }) => plain(asset.name),
  is_catalog_segment: () => plain(false),
  is_owned: ({ asset }) => plain(asset.owner !== undefined),
  is_unavailable: () => plain(false),
  last_fired_time: () => plain('2026-07-27T22:10:11+0100'),
  name: ({ asset }) => plain(asset.name),
  owner: ({ asset }) => plain(asset.owner),
  owner_business: ({ owner }) => owner(),
  timezone_name: () => plain('Europe/Berlin'),
  // A known field without a value: most likely the end of the asking user's own access [inferred].
  user_access_expire_time: () => plain(undefined),
  user_tasks: ({ reading, asset, kind }) => {
    const subject = reading.caller.person.id
    const tasks = reading.seen(asset).users.get(subject) ?? []
    return plain(shownTasks(reading, { kind, asset, subject, tasks }, asset.id))
  },
}

/**
 * An Instagram user's id, which begins with 1784 and always differs from the asset's id [observed].
 */
export function igUserIdOf({ id, igUserId }: Asset): string {
  return igUserId ?? `17841${String(hashOf(id)).padStart(12, '0')}`
}

/** The value of a field of an asset; undefined if its kind has no field of that name. */
export function assetFieldOf(it: AssetReading, name: string): Value | undefined {
  const field = it.kind.nodeFields.find((each) => each === name)
  return field === undefined ? undefined : FIELDS[field](it)
}
