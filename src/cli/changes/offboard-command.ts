import { directoryOf } from '../../access/directory.ts'
import { emptyManifest, type Manifest } from '../../model/manifest.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import type { RelationName } from '../../model/relations.ts'
import { behindId, givenBack, offboardManifest, SOMEBODY } from '../../plan/offboard.ts'
import { planProblem } from '../../plan/plan-problems.ts'
import { nearTo, subjectNamed } from '../../questions/who/named-subject.ts'
import { stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { businessOf, readSourceIfAny, type Source } from '../input/manifest-source.ts'
import { checkName } from '../input/name-argument.ts'
import { quoted } from '../input/shell-word.ts'
import type { Session } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'
import { applyPrepared } from './applying.ts'
import { offboardIntoFile } from './offboard-into.ts'
import { filterOf, type Planned, planSides, readSides, type Sides } from './planning.ts'
import type { Prepared } from './prepared.ts'

/**
 * `offboard NAME|ID [PATH…]`: applies a manifest under which this one subject may hold nothing. What
 * a rail protects is held, and everything else is made.
 */
export const offboard: CommandRun = async (context) => {
  if (context.flags.into !== undefined) return offboardIntoFile(context)
  const [name = '', ...paths] = context.args
  // A manifest, if there is one, supplies aliases and the policy.
  const base = await readSourceIfAny(paths, context)
  checkName(name, base)
  const said = businessOf(base, context)
  if (said !== null) targetOf({ name, business: said, base })
  return applyPrepared(
    said ?? ((session) => tokenBusiness(session, context, 'offboard')),
    async (session, business) => {
      const asked: Asked = { name, business, base }
      const target = targetOf(asked)
      const found =
        target === null
          ? await findNamed(asked, session, context)
          : await findKnown(asked, target, session, context)
      return planned(asked, found, session, context)
    },
    context,
  )
}

interface Asked {
  readonly name: string
  readonly business: string
  readonly base: Source | null
}

/**
 * The manifest under which they may hold nothing; null for a name that the manifest does not know: it
 * may be the one that the API shows somebody under. Throws `stop` for a name that cannot be meant.
 */
const targetOf = ({ name, business, base }: Asked): Source | null => {
  const { value, problems } = offboardManifest(base?.manifest ?? null, business, name)
  const isName = problems.some(({ code }) => code === 'offboard_unknown_name')
  if (!isName && (value === null || hasErrors(problems))) return stop(...problems)
  return value === null ? null : { manifest: value, problems }
}

/** The manifest under which they may hold nothing is that of the sides. */
const planned = (asked: Asked, sides: Sides, session: Session, context: Context): Prepared => ({
  ...insisting(
    planSides({ ...sides, holding: { again: commandOf(context) } }, session, context),
    sides.manifest,
    asked.name,
  ),
  tellsLeft: true,
})

/** The same command once more. */
const commandOf = ({ args, written }: Context): string =>
  ['bizaccess offboard', ...[...args, ...(written?.flags ?? [])].map(quoted)].join(' ')

/** Somebody by an alias, an e-mail or an id; read is what an offboarding of them needs. */
const findKnown = async (
  asked: Asked,
  source: Source,
  session: Session,
  context: Context,
): Promise<Sides> => {
  const { name, business, base } = asked
  const filter = filterOf(context)
  const sides = await readSides(source, session, context, { filter, origins: true })
  const [entry] = source.manifest.offboarded
  const found = entry === undefined ? null : behindId(sides.live, entry)
  const { value: manifest, problems } =
    found === null
      ? { value: source.manifest, problems: source.problems }
      : offboardManifest(base?.manifest ?? null, business, name, found)
  if (manifest === null) return stop(...problems)
  return { ...sides, manifest, problems: shown(asked, [...problems, ...stillGiven(asked, sides)]) }
}

/** Lines that name them in another way than the command line does. */
const stillGiven = ({ base }: Asked, { manifest, live }: Sides): readonly Problem[] => {
  const known = manifest.offboarded.flatMap(directoryOf(manifest, live).peopleOf)
  return known.flatMap(({ id, email }) =>
    givenBack(base?.manifest ?? null, { id, email, alias: null }),
  )
}

const shown = ({ base }: Asked, problems: readonly Problem[]): readonly Problem[] => {
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...(base?.problems ?? []), ...distinct.values()]
}

/**
 * Looks for the name in everything that is live, as `who` does, and plans from the same reading.
 */
const findNamed = async (asked: Asked, session: Session, context: Context): Promise<Sides> => {
  const { name, business, base } = asked
  const from = base?.manifest ?? null
  const looking = { ...(from ?? emptyManifest(business)), assets: [], offboarded: [SOMEBODY] }
  const everything = { everything: true, onBehalfOf: 'everywhere', origins: true } as const
  const sides = await readSides({ manifest: looking, problems: [] }, session, context, everything)
  const { value: who, problems } = subjectNamed({ manifest: from, live: sides.live }, name)
  if (who === null) {
    const near = nearTo({ manifest: from, live: sides.live }, name)
    const [nobody] = offboardManifest(from, business, name, null, near).problems
    const isUnknown = problems.some(({ code }) => code === 'who_unknown')
    return stop(
      ...sides.live.problems,
      ...(isUnknown && nobody !== undefined ? [nobody] : problems),
    )
  }
  const { value: manifest, problems: said } = offboardManifest(from, business, name, who)
  if (manifest === null) return stop(...said)
  return { ...sides, manifest, problems: [...shown(asked, said), ...sides.problems] }
}

/**
 * Lists that the token may not read. For a plan that is a warning: it only leaves out what it
 * cannot see.
 */
const UNREAD: ReadonlySet<string> = new Set(['listing_unreadable', 'people_unreadable'])

/**
 * Whoever wants somebody to hold nothing must not be told that all is done when some lists could
 * not be read.
 */
const insisting = (planned: Planned, manifest: Manifest, name: string): Planned => {
  const { plan } = planned
  const concerned = relationsOf(planned, manifest)
  const unseen = plan.unreadable
    .filter(({ address }) => concerned.some((relation) => address.endsWith(`/${relation}`)))
    .map(({ address, what }) => planProblem('asset_unreadable', { address, what }))
  const said = new Set(unseen.map(({ message }) => message))
  const insist = (problem: Problem): Problem => ({
    ...problem,
    severity: 'error',
    message: `${problem.message}. What ${name} holds there is not known, and was not taken`,
  })
  return {
    ...planned,
    plan: {
      ...plan,
      problems: [
        ...plan.problems
          .filter(({ message }) => !said.has(message))
          .map((problem) => (UNREAD.has(problem.code) ? insist(problem) : problem)),
        ...unseen.map(insist),
      ],
    },
  }
}

/** Where somebody can hold anything: a partner by its share, a person as one of ours. */
const relationsOf = (
  { live }: Planned,
  { offboarded, partners, people }: Manifest,
): readonly RelationName[] => {
  const ids = new Set(offboarded.map(({ id }) => id))
  const isPartner = [...partners.values()].some(({ id }) => ids.has(id))
  const isPerson =
    offboarded.some(({ email }) => email !== null) ||
    [...people.values()].some(({ value }) => ids.has(value)) ||
    live.people.some(({ id }) => ids.has(id))
  return [...(isPerson ? [] : (['agencies'] as const)), ...(isPartner ? [] : (['users'] as const))]
}
