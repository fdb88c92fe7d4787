import type { Policy } from '../../model/manifest.ts'

/** The keys left out decide what is read, shown or sent, and do not hold back any step. */
type Rail = Exclude<keyof Policy, 'unreadable' | 'coverage' | 'domains' | 'offboarded_members'>

/** For each rail, whether a plan's value is looser than the manifest's. */
const LOOSER: {
  readonly [Key in Rail]: (plan: Policy[Key], manifest: Policy[Key]) => boolean
} = {
  max_revocations: (plan, manifest) => plan > manifest,
  max_open_requests: (plan, manifest) => plan > manifest,
  keep_managers: (plan, manifest) => plan < manifest,
  keep_admins: (plan, manifest) => plan < manifest,
  max_invitations: (plan, manifest) => plan > manifest,
  max_offboarded: (plan, manifest) => plan > manifest,
  protected: (plan, manifest) => manifest.some((name) => !plan.includes(name)),
  agency_task_change: (plan, manifest) => plan === 'try' && manifest === 'report',
}

/**
 * The rails that are looser in a plan's policy than in the manifest. `--policy` may have tightened
 * the plan's, but never loosened it.
 */
export const loosenedIn = (plan: Policy, manifest: Policy): readonly Rail[] =>
  (Object.keys(LOOSER) as Rail[]).filter((key) => isLooser(key, plan, manifest))

const isLooser = <Key extends Rail>(key: Key, plan: Policy, manifest: Policy): boolean =>
  LOOSER[key](plan[key], manifest[key])
