import type { Ground } from '../../access/ground.ts'
import { aliasOfEmail } from '../../access/membership.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { PlanAsset, Subject } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type {
  ReviewAsset,
  ReviewGroup,
  ReviewPerson,
  Seat,
} from '../../model/reports/review-report.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { foldedOf } from '../../model/text/text.ts'
import { idlePatterns, judgedIdle, matchesAsset } from '../../plan/filter.ts'
import { planProblem } from '../../plan/plan-problems.ts'

/** `--only GLOB` (asset ids) and `--who NAME`: an alias, a name, an e-mail or an id. */
export interface ReviewFilter {
  readonly only?: readonly string[]
  readonly who?: readonly string[]
  /** Whether the same filters go for other businesses too. */
  readonly isOfMany?: boolean
}

export const NOTHING_LEFT_OUT: ReviewFilter = {}

/** What the filters select. */
export interface ReviewScope {
  /** Assets selected by their ids only. */
  readonly reachOf: (assets: readonly ReviewAsset[]) => readonly ReviewAsset[]
  readonly isIn: (asset: Pick<PlanAsset, 'id' | 'name'>) => boolean
  /** Assets with the rows of whom the filters name; without any, the asset is left out. */
  readonly assetsIn: (assets: readonly ReviewAsset[]) => readonly ReviewAsset[]
  readonly peopleIn: (
    people: readonly ReviewPerson[],
    assets: readonly ReviewAsset[],
  ) => readonly ReviewPerson[]
  readonly invitationsIn: <T extends { readonly email: string }>(
    invitations: readonly T[],
  ) => readonly T[]
  readonly groupsIn: (groups: readonly ReviewGroup[]) => readonly ReviewGroup[]
  /** Whether somebody is asked for. */
  readonly isNamed: (subject: Subject) => boolean
  readonly seatsIn: (seats: readonly Seat[]) => readonly Seat[]
  /** Whether something about an asset, or about none, and about somebody is asked for. */
  readonly passes: (
    asset: Pick<PlanAsset, 'id' | 'name'> | null,
    names: readonly (string | null)[],
  ) => boolean
  readonly words: readonly string[]
  /**
   * Problems for filters that cannot match anything: they are typing mistakes and must not end in
   * "nobody".
   */
  readonly problems: readonly Problem[]
}

/** `seen`: what else people and businesses are called that show up in the review. */
export const scopeOf = (
  filter: ReviewFilter,
  ground: Ground,
  seen: readonly (string | null)[] = [],
): ReviewScope => {
  const { only, who } = filter
  const names = new Set((who ?? []).map((name) => foldedOf(name)))
  const emails = new Map(ground.live.people.map(({ id, email }) => [id, email]))
  const isNamed = ({ id, alias, name, email }: Subject): boolean =>
    who === undefined ||
    [id, alias, name, email, emails.get(id)].some((each) => isOneOf(names, each))
  const isIn = (asset: Parameters<typeof matchesAsset>[1]): boolean =>
    only === undefined || matchesAsset(only, asset)
  const hasSeats = isIn({ kind: BUSINESS.name, ...ground.live.business })
  return {
    isIn,
    reachOf: (assets) => assets.filter(isIn),
    assetsIn: (assets) =>
      assets.flatMap((asset) => {
        const access = asset.access.filter(({ subject }) => isNamed(subject))
        return who === undefined || access.length > 0 ? [{ ...asset, access }] : []
      }),
    peopleIn: (people) =>
      people.filter(
        ({ subject, is_admin: isAdmin, assets }) =>
          isNamed(subject) && (hasSeats || isAdmin || assets > 0),
      ),
    invitationsIn: (invitations) =>
      who === undefined
        ? invitations
        : invitations.filter(({ email }) =>
            [email, aliasOfEmail(ground.manifest, email)].some((each) => isOneOf(names, each)),
          ),
    groupsIn: (groups) =>
      groups.filter(
        ({ assets, people }) =>
          (only === undefined || assets.some(isIn)) && (who === undefined || people.some(isNamed)),
      ),
    isNamed,
    seatsIn: (seats) =>
      hasSeats
        ? seats.filter(({ subject }) => isNamed(subject) || isOneOf(names, subject.email))
        : [],
    passes: (asset, called) =>
      (asset === null ? only === undefined : isIn(asset)) &&
      (who === undefined || called.some((each) => isOneOf(names, each))),
    words: [
      ...(only ?? []).map((glob) => `--only ${glob}`),
      ...(who ?? []).map((name) => `--who ${name}`),
    ],
    problems: judgedIdle(filter, [
      ...idlePatterns(only === undefined ? {} : { only }, ground.live.assets),
      ...(who ?? [])
        .filter(
          (name) => !knownIn(ground, seen).some((known) => foldedOf(known) === foldedOf(name)),
        )
        .map((name) =>
          planProblem('who_matches_nobody', {
            ...{ name, near: nearestOf(name, knownIn(ground, seen)) },
          }),
        ),
    ]),
  }
}

const isOneOf = (names: ReadonlySet<string>, name: string | null | undefined): boolean =>
  name !== null && name !== undefined && names.has(foldedOf(name))

/** Every name, id and e-mail that somebody can be asked for by. */
const knownIn = ({ manifest, live }: Ground, seen: readonly (string | null)[]): readonly string[] =>
  [
    ...seen,
    ...[...manifest.partners.values()].flatMap(({ alias, id }) => [alias, id]),
    ...[...manifest.people.values()].flatMap(({ alias, value }) => [alias, value]),
    ...live.people.flatMap((person) => [person.id, person.name, person.email]),
    ...live.relations.flatMap(({ subject, subjectName }) => [subject, subjectName]),
    ...live.invitations.map(({ email }) => email),
  ].filter((known) => known != null)
