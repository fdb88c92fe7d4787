import type { GitHub } from './github-api.ts'
import { ownRows } from './own-rows.ts'

/** The marker of the one comment about a business on a pull request, or about something else of it. */
export const commentMarker = (business: string, about?: string): string =>
  `<!-- bizaccess:${business}${about === undefined ? '' : `:${about}`} -->`

export interface Comment {
  readonly repository: string
  readonly pull: number
  readonly author: string
  readonly business: string
  /** What it is about, if it is not about the business's changes. */
  readonly about?: string
  /** Everything after the marker. */
  readonly text: string
}

/** Writes the comment, replacing our existing one if there is one. */
export const putComment = async (github: GitHub, comment: Comment): Promise<void> => {
  const { repository, pull, author, business, about, text } = comment
  const marker = commentMarker(business, about)
  const comments = `/repos/${repository}/issues/${pull}/comments`
  const [own] = ownRows(await github.list(comments), { author, marker })
  const body = `${marker}\n${text}`
  if (own === undefined) await github.create(comments, { body })
  else await github.update(`/repos/${repository}/issues/comments/${own.id}`, { body })
}
