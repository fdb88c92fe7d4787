import type { GitHub } from './github-api.ts'
import { ownRows } from './own-rows.ts'

export interface DriftIssue {
  readonly repository: string
  readonly author: string
  readonly business: string
  /** `drifted` opens or updates the issue, `in_sync` closes it, `unknown` leaves it as it is. */
  readonly state: 'drifted' | 'in_sync' | 'unknown'
  readonly text: string
}

/** Maintains the one issue about the drift of a business. */
export const putIssue = async (github: GitHub, issue: DriftIssue): Promise<void> => {
  const { repository, author, business, state, text } = issue
  if (state === 'unknown') return
  const marker = `<!-- bizaccess:${business}:drift -->`
  const issues = `/repos/${repository}/issues`
  const rows = await github.list(`${issues}?state=open`)
  const own = ownRows(
    rows.filter(({ pull_request }) => pull_request === undefined),
    { author, marker },
  )
  const body = `${marker}\n${text}`
  const [first] = own
  if (state === 'drifted') {
    const title = `bizaccess: drift in business ${business}`
    if (first === undefined) await github.create(issues, { title, body })
    else await github.update(`${issues}/${first.number}`, { body })
    return
  }
  for (const { number } of own) {
    await github.update(`${issues}/${number}`, { body, state: 'closed', state_reason: 'completed' })
  }
}
