import { levelOf, PROOF_KINDS } from './kinds.ts'
import { HIRED, OWN, PARTNERS, PEOPLE, type SmallManifest, US, type World } from './scene.ts'

/** What may be seen at no moment. The second opinion on rails: nothing of the program is in it. */

/** Tasks without the sign of what waits. */
const told = (value: string | undefined): readonly string[] =>
  value === undefined || value.startsWith('?') ? [] : value.split('+')

/** Whether less is held than before, by whatever took it. */
export const isReduced = (
  { facts }: World,
  name: string,
  before: string,
  now: string | undefined,
): boolean => {
  if (now === undefined) return true
  const held = told(now)
  if (name.startsWith('members/')) return told(before)[0] === 'ADMIN' && held[0] !== 'ADMIN'
  const isShared = !name.startsWith('users/')
  if (levelOf(facts.kind, held, isShared) === 2) return false
  return !told(before).every((task) => held.includes(task))
}

const isHeld = (name: string): boolean => /^(users|agencies|members|group|request)(\/|$)/.test(name)

/** The managers of the asset whom we can count: our people, without the token's own user. */
export const managersIn = ({ facts, rows }: World): number => {
  const { manages } = PROOF_KINDS[facts.kind]
  if (!manages || rows.get('asset') !== 'owned') return 0
  return [...rows].filter(
    ([name, value]) =>
      name.startsWith('users/') &&
      name !== `users/${OWN}` &&
      levelOf(facts.kind, told(value)) === 2,
  ).length
}

/** People who are admins; no system user, nobody who is only invited. */
export const adminsIn = ({ rows }: World): number =>
  [...rows].filter(
    ([name, value]) =>
      name.startsWith('members/') && name !== `members/${OWN}` && value === 'ADMIN',
  ).length

const IDS: Readonly<Record<string, string>> = { ...PEOPLE, ...PARTNERS, hired: HIRED }

export const idsMarked = ({ marks }: SmallManifest, mark: string): ReadonlySet<string> =>
  new Set(Object.entries(marks).flatMap(([name, own]) => (own === mark ? [IDS[name] ?? name] : [])))

/** Names of the rows of which less is held than at the start. */
export const reducedIn = (start: World, now: World): readonly string[] =>
  [...start.rows].flatMap(([name, value]) =>
    isHeld(name) && isReduced(start, name, value, now.rows.get(name)) ? [name] : [],
  )

const subjectOf = (name: string): string => name.split('/')[1] ?? US

/** What is wrong with a moment of a run, in words; empty where every rail holds. */
export const brokenRails = (small: SmallManifest, start: World, now: World): readonly string[] => [
  ...brokenAtOnce(small, start, now),
  ...brokenCounts(small, start, now),
]

/** The rails that hold for every write by itself, whatever was planned. */
export const brokenAtOnce = (small: SmallManifest, start: World, now: World): readonly string[] => {
  const found: string[] = []
  const { policy } = small
  const managers = Math.min(policy.keep_managers, managersIn(start))
  if (managersIn(now) < managers && now.rows.get('asset') === 'owned') {
    found.push(`keep_managers: ${managersIn(now)} left, ${managers} must stay`)
  }
  const admins = Math.min(policy.keep_admins, adminsIn(start))
  if (adminsIn(now) < admins) found.push(`keep_admins: ${adminsIn(now)} left, ${admins} must stay`)
  const safe = idsMarked(small, 'protected')
  for (const name of reducedIn(start, now)) {
    if (name === OWNER) continue
    const isOwn = subjectOf(name) === OWN && !isGivenUp(start, now, name)
    if (isOwn) found.push(`own user: ${name} was reduced`)
    const isSafe = safe.has(subjectOf(name)) && !isGivenUp(start, now, name)
    if (isSafe) found.push(`protected: ${name} was reduced`)
  }
  if (start.rows.get(OWNER) !== now.rows.get(OWNER)) found.push(`owner: ${OWNER} was touched`)
  return [...found, ...brokenBlindly(start, now)]
}

/** What may not be done without having read, and not where it cannot be done. */
const brokenBlindly = (start: World, now: World): readonly string[] => {
  const { facts } = start
  const asset = start.rows.get('asset') ?? 'absent'
  return reducedIn(start, now).flatMap((name) => {
    const [relation = ''] = name.split('/')
    if (relation === 'members') {
      if (facts.unread.members !== undefined) return [`unread: ${name} was taken`]
      const isBlind = facts.unread.users !== undefined && now.rows.get(name) === undefined
      const isSeat = name !== `members/${HIRED}` && asset === 'owned'
      return isBlind && isSeat ? [`holdings: ${name} was taken`] : []
    }
    const isThere = relation === 'agencies' ? asset === 'owned' : asset !== 'absent'
    if (!isThere) return [`reach: ${name} was taken from what is ${asset}`]
    return facts.strangers?.includes(subjectOf(name)) === true ? [`stranger: ${name}`] : []
  })
}

const OWNER = `agencies/${US}`

/** Whoever of ours was on an asset that we gave up is not counted one by one. */
const isGivenUp = (start: World, now: World, name: string): boolean =>
  name.startsWith('users/') && start.rows.has('request') && !now.rows.has('request')

/** Rows that went with something else: with a seat all of theirs, with our access that of our people. */
const isSwept = (start: World, now: World, name: string): boolean => {
  const seat = `members/${subjectOf(name)}`
  if (name !== seat && start.rows.has(seat) && !now.rows.has(seat)) return true
  return isGivenUp(start, now, name)
}

/** The rails that a whole run has: how much may be taken, from how many, and who is invited. */
const brokenCounts = (small: SmallManifest, start: World, now: World): readonly string[] => {
  const { policy } = small
  const gone = idsMarked(small, 'offboarded')
  const reduced = reducedIn(start, now)
  const taken = reduced.filter(
    (name) => !isSwept(start, now, name) && !gone.has(subjectOf(name)),
  ).length
  const hit = new Set(reduced.map(subjectOf).filter((id) => gone.has(id))).size
  const invited = [...now.rows.keys()].filter(
    (name) => name === `members/${HIRED}` && !start.rows.has(name),
  ).length
  return [
    ...(taken > policy.max_revocations ? [`max_revocations: ${taken} taken`] : []),
    ...(hit > policy.max_offboarded ? [`max_offboarded: ${hit} lost something`] : []),
    ...(invited > policy.max_invitations ? [`max_invitations: ${invited} sent`] : []),
  ]
}
