import type { LiveRelation } from '../model/live.ts'

/** What every row says; the rest is absent unless it is given. */
type Held = Pick<LiveRelation, 'kind' | 'asset' | 'relation' | 'subject' | 'tasks'> &
  Partial<LiveRelation>

/** One subject's hold on one asset: active, with no status word and no time, unless it is said. */
export const heldRow = (held: Held): LiveRelation => ({
  subjectName: null,
  status: 'active',
  apiStatus: null,
  since: null,
  counterpart: null,
  ...held,
})
