import type { Policy } from '../../model/manifest.ts'

/** What is left out decides what is read, shown or sent, and holds no step back. */
type Rail = Exclude<keyof Policy, 'unreadable' | 'coverage' | 'domains'>

/** Per rail: whether a plan's value asks for less than the manifest's does. */
const LOOSER: {
  readonly [Key in Rail]: (plan: Policy[Key], manifest: Policy[Key]) => boolean
} = {
  max_revocations: (plan, manifest) => plan > manifest,
  max_open_requests: (plan, manifest) => plan > manifest,
  keep_managers: (plan, manifest) => plan < manifest,
  protected: (plan, manifest) => manifest.some((name) => !plan.includes(name)),
  agency_task_change: (plan, manifest) => plan === 'try' && manifest === 'report',
}

/** The rails that a plan's policy loosens; `--policy` may have tightened it, never the reverse. */
export const loosenedIn = (plan: Policy, manifest: Policy): readonly Rail[] =>
  (Object.keys(LOOSER) as Rail[]).filter((key) => isLooser(key, plan, manifest))

const isLooser = <Key extends Rail>(key: Key, plan: Policy, manifest: Policy): boolean =>
  LOOSER[key](plan[key], manifest[key])
