import type { GraphClient } from '../../graph/client-over.ts'
import { agencyNamed, mirrorProblem, readByMirror } from '../../live/assets/mirror.ts'
import { mirrorOf, readMirror } from '../../live/assets/mirror-lists.ts'
import { readGroups, withReadGroups } from '../../live/groups/read-groups.ts'
import { readHoldings } from '../../live/people/person-lists.ts'
import { readLive } from '../../live/read.ts'
import { alsoSeats, type ReadRequest, readRequestOf, seatsOf } from '../../live/wants.ts'
import { KINDS } from '../../model/kinds.ts'
import type { LiveMirror, LiveState } from '../../model/live.ts'
import { emptyManifest, type Manifest } from '../../model/manifest.ts'
import type { Problem } from '../../model/problem.ts'
import { toSeconds } from '../../model/text/time.ts'
import { type Known, memberNamed, subjectNamed } from '../../questions/who/named-subject.ts'
import { withGroupAssets, withHoldings } from '../../questions/who/own-holdings.ts'
import { makeWho } from '../../questions/who/who.ts'
import { stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { exitOfRead } from '../exit-codes.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { checkName } from '../input/name-argument.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { readVersion } from '../own-package.ts'
import { interruptible } from '../session/interrupt.ts'
import { openSession, type Session } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

/** `who NAME|ID [PATH…]`: everything one subject can do, with or without a manifest. Reads only. */
export const who: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  const { io } = context
  const source = await readSourceIfAny(paths, context)
  checkName(name, source)
  const said = businessOf(source, context)
  const manifest = source?.manifest ?? null
  const progress = createProgress(context)
  const session = await openSession(context, progress, said)
  try {
    const business = said ?? (await tokenBusiness(session, context, 'who'))
    const { live, byMirror = false } = await interruptible(
      readAbout(session, { name, business, manifest }),
      io.signal,
    )
    const { value, problems } = subjectNamed({ manifest, live }, name)
    if (value === null) return stop(...live.problems, ...problems)
    const report = makeWho({
      who: value,
      manifest,
      live,
      byMirror,
      readAt: toSeconds(io.now()),
      graph: session.graph,
      toolVersion: readVersion(),
      problems: source?.problems ?? [],
    })
    progress.clear()
    showReport(report, context, { calls: { ...live.calls, ...session.client.counts() } })
    return exitOfRead(report)
  } finally {
    progress.clear()
    await session.close()
  }
}

/** If two have the same name, reading everything would not make clear who is meant. */
const isAmbiguous = (known: Known, name: string): boolean =>
  subjectNamed(known, name).problems.some(({ code }) => code === 'who_ambiguous')

interface About {
  readonly name: string
  readonly business: string
  readonly manifest: Manifest | null
}

interface Looked {
  readonly live: LiveState
  /** Found through our business's own list of agencies. */
  readonly byMirror?: boolean
}

/**
 * For a person known by alias, e-mail or id, reads that person's own lists, which takes few calls.
 * For a business in our list of agencies, reads the assets that list names. For anybody else, and if
 * those lists are not enough, reads everything in reach.
 */
const readAbout = async (
  { client }: Session,
  { name, business, manifest }: About,
): Promise<Looked> => {
  const people: ReadRequest = {
    ...{ business, assets: [seatsOf(business)], listings: 'needed' },
    ...{ people: true, details: true },
  }
  const live = await readLive(client, people)
  const member = memberNamed({ manifest, live }, name)
  if (member === null && isAmbiguous({ manifest, live }, name)) return { live }
  if (member?.type === 'person' && member.id !== null) {
    const [holdings, groups] = await Promise.all([
      readHoldings(client, { business, person: member.id }, KINDS),
      readGroups(client, { business, kinds: KINDS }),
    ])
    if (holdings !== null) {
      const held = withReadGroups(withHoldings(live, holdings, manifest), groups, { kinds: KINDS })
      return { live: withGroupAssets(held, member.id) }
    }
  }
  const isPerson = member?.type === 'person' || live.people.some((one) => isNamed(one.name, name))
  const mirrored =
    isPerson || name === business
      ? null
      : await readMirrored(client, { name: member?.id ?? name, business, manifest })
  if (mirrored?.live != null) {
    const { self, people: everybody, invitations, directory } = live
    const known = { self, people: everybody, invitations, directory }
    return { live: { ...mirrored.live, ...known }, byMirror: true }
  }
  const everything = alsoSeats(
    readRequestOf(manifest ?? emptyManifest(business), KINDS, { everything: true }),
  )
  const all = await readLive(client, {
    ...{ ...everything, details: true, onBehalfOf: 'everywhere', groups: true },
  })
  const problems = mirrored?.problem == null ? [] : [mirrored.problem]
  const mirror = mirrored === null ? {} : { mirror: mirrored.mirror }
  return { live: { ...all, ...mirror, problems: [...all.problems, ...problems] } }
}

const isNamed = (one: string | null, name: string): boolean =>
  one?.toLowerCase() === name.toLowerCase()

interface Mirrored {
  /** Null if the lists do not name the subject, or if no asset confirms what they say. */
  readonly live: LiveState | null
  /** What they say. */
  readonly mirror: LiveMirror
  /** Why the lists cannot be used; null if they can. */
  readonly problem: Problem | null
}

const readMirrored = async (
  client: GraphClient,
  { name, business, manifest }: About,
): Promise<Mirrored> => {
  const mirror = await readMirror(client, business, KINDS)
  const problem = mirrorProblem(mirror)
  const other = agencyNamed(mirror, name)
  const told = mirrorOf(mirror)
  if (problem !== null || other === null) return { live: null, problem, mirror: told }
  const declared = manifest === null ? [] : assetsNaming(manifest, other)
  return {
    live: await readByMirror(client, mirror, { business, other, declared }, KINDS),
    problem: null,
    mirror: told,
  }
}

/** Assets for which the manifest mentions this partner. */
const assetsNaming = (
  { assets, partners }: Manifest,
  other: string,
): readonly { readonly kind: string; readonly id: string }[] => {
  const aliases = [...partners.values()].filter(({ id }) => id === other).map(({ alias }) => alias)
  return assets.filter(({ agencies, on_behalf_of: behalf }) =>
    [agencies, behalf].some((relation) =>
      relation?.paths.some(({ subject }) => aliases.includes(subject) || subject === other),
    ),
  )
}
