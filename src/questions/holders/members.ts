import type { Ground } from '../../access/ground.ts'
import { everybodyIn } from '../../model/everybody.ts'
import type { LivePerson, LiveState } from '../../model/live.ts'
import type { ReviewAsset, ReviewPerson, SecondFactor } from '../../model/reports/review-report.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'

/** Everybody in the business, admins first, then by name. */
export const peopleIn = (
  { directory, live }: Pick<Ground, 'directory' | 'live'>,
  assets: readonly ReviewAsset[],
): readonly ReviewPerson[] => {
  const reached = new Map<string, Set<string>>()
  for (const { id, access } of assets) {
    for (const { path, subject } of access) {
      if (path !== 'direct' && path !== 'group') continue
      reached.set(subject.id, (reached.get(subject.id) ?? new Set()).add(id))
    }
  }
  return everybodyIn(live)
    .map(
      (person): ReviewPerson => ({
        subject: directory.subjectOf('users', person.id, person.name),
        email: person.email,
        role: person.role ?? null,
        is_admin: isAdmin(person),
        second_factor: person.type === 'system_user' ? null : secondFactorOf(person),
        is_self: directory.isSelf(person.id),
        assets: reached.get(person.id)?.size ?? 0,
      }),
    )
    .sort(
      (one, other) =>
        Number(other.is_admin) - Number(one.is_admin) ||
        compareText(one.subject.name ?? '', other.subject.name ?? '') ||
        compareText(one.subject.id, other.subject.id),
    )
}

/** Whether somebody is an admin; `role` only contains base roles: Admin, Employee. */
export const isAdmin = ({ role }: LivePerson): boolean => role?.toUpperCase() === 'ADMIN'

/**
 * The values of `two_fac_status` are not documented: whatever is not clearly on or off counts as
 * not known.
 */
const WORDS: Readonly<Record<string, SecondFactor>> = {
  ENABLED: 'on',
  DISABLED: 'off',
  NOT_ENABLED: 'off',
}

export const secondFactorOf = ({ twoFactor }: LivePerson): SecondFactor =>
  WORDS[twoFactor?.toUpperCase() ?? ''] ?? 'unknown'

/** Whether an e-mail is at one of these domains. */
export const isAt = (email: string, domains: readonly string[]): boolean =>
  domains.some((domain) => domainOf(email) === foldedOf(domain))

export const domainOf = (email: string): string => foldedOf(email.slice(email.lastIndexOf('@') + 1))

/** The row that the token belongs to. */
export const selfIn = (live: LiveState): LivePerson | null =>
  live.people.find(({ id }) => id === live.self.person) ?? null
