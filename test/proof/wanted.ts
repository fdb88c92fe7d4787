import { type Level, levelOf, PROOF_KINDS, tasksAt } from './kinds.ts'
import { adminsIn, managersIn } from './rails.ts'
import {
  type Entry,
  HIRED,
  type Mark,
  OWN,
  PARTNERS,
  type PartnerName,
  PEOPLE,
  type PersonName,
  type SmallManifest,
  US,
  type World,
  wishOf,
} from './scene.ts'

/**
 * What a manifest makes of a world, judged apart from the planner: what is held in the end, or why
 * nothing may be written at all.
 */
export interface Wanted {
  /** Rails that stop everything, by their names; sorted. */
  readonly blocked: readonly string[]
  /** What is held once everything is done that can be: tasks sorted and joined. */
  readonly rows: ReadonlyMap<string, string>
}

interface Change {
  readonly row: string
  readonly subject: string
  readonly name: string
  /** What the row becomes; null if it goes. */
  readonly value: string | null
  readonly takes: boolean
  readonly isOffboarding: boolean
  readonly isSelf: boolean
}

/** The tasks of a level, and whatever is held in a row of which nothing may be taken. */
const valueAt = (
  world: World,
  level: Level,
  isShared: boolean,
  kept: string | null = null,
): string => {
  const held = kept === null ? [] : (world.rows.get(kept)?.split('+') ?? [])
  const given = level === 0 ? [] : tasksAt(world.facts.kind, level, isShared)
  return [...new Set([...given, ...held])].join('+')
}

const levelIn = (world: World, row: string): Level => {
  const value = world.rows.get(row) ?? '?'
  return value.startsWith('?')
    ? 0
    : levelOf(world.facts.kind, value.split('+'), !row.startsWith('users/'))
}

const roleLevel = (value: string | undefined): Level => {
  if (value === undefined) return 0
  return value === 'ADMIN' ? 2 : 1
}

/** The level to which somebody's should come; null for as it is. */
const aimOf = (
  held: Level,
  told: {
    readonly entry: Entry | undefined
    readonly mark: Mark
    readonly isAdditive: boolean
    readonly isSelf: boolean
    readonly isManaged: boolean
  },
): Level => {
  const { entry, mark, isAdditive, isSelf, isManaged } = told
  if (mark === 'offboarded') return isSelf ? held : 0
  if (!isManaged || mark === 'ignored') return held
  const wish = wishOf(entry)
  if (wish > 0) return isAdditive || isSelf ? (Math.max(wish, held) as Level) : wish
  return isAdditive || isSelf ? held : 0
}

export const wantedOf = (small: SmallManifest, world: World): Wanted => {
  const { facts } = world
  const kind = PROOF_KINDS[facts.kind]
  const asset = world.rows.get('asset') ?? 'owned'
  const blocked = new Set<string>()
  const changes: Change[] = []
  const markOf = (name: string): Mark => small.marks[name as PersonName] ?? 'plain'
  const isRead = (list: 'users' | 'agencies' | 'request' | 'members' | 'group'): boolean =>
    facts.unread[list] === undefined

  // People on the asset.
  const isInReach = asset === 'owned' || asset === 'client'
  if (isInReach && isRead('users')) {
    const isLost =
      facts.isSeated &&
      Object.entries(PEOPLE).some(([name, id]) => {
        const entry = small.users?.[name as PersonName]
        const mark = markOf(name)
        return (
          mark !== 'offboarded' &&
          mark !== 'ignored' &&
          small.users !== null &&
          wishOf(entry) > 0 &&
          !world.rows.has(`members/${id}`)
        )
      })
    for (const [name, id] of Object.entries(PEOPLE)) {
      const row = `users/${id}`
      const isSelf = id === OWN && facts.isSelfKnown
      const held = levelIn(world, row)
      const entry = small.users?.[name as PersonName]
      const isThere = !facts.isSeated || world.rows.has(`members/${id}`)
      const aim = aimOf(held, {
        entry,
        mark: markOf(name),
        isAdditive: small.isAdditive,
        isSelf,
        isManaged: small.users !== null,
      })
      if (isSelf) {
        const isLess =
          small.users !== null && wishOf(entry) > 0 && wishOf(entry) < held && !small.isAdditive
        const isNone = small.users !== null && entry === 'none' && held > 0 && !small.isAdditive
        if ((markOf(name) === 'offboarded' && held > 0) || isLess || isNone)
          blocked.add('rail_own_user')
      }
      if (aim === held || (aim > held && !isThere)) continue
      if (aim === 0 && !kind.letsGo) continue
      const reason =
        entry === 'expired' || entry === 'expired_low' || markOf(name) === 'offboarded'
          ? 'sure'
          : 'missing'
      if (aim === 0 && reason === 'missing' && isLost) continue
      changes.push({
        row,
        subject: id,
        name,
        isSelf,
        value: aim === 0 ? null : valueAt(world, aim, false, small.isAdditive ? row : null),
        takes: aim < held,
        isOffboarding: markOf(name) === 'offboarded',
      })
    }
  }

  // Businesses.
  if (small.agencies !== null && asset !== 'owned' && kind.isShared)
    blocked.add('agencies_not_owner')
  if (small.request !== null && asset === 'owned') blocked.add('request_on_own_asset')
  const waits = new Map<string, boolean>()
  const shares: Change[] = []
  if (asset === 'owned' && kind.isShared && isRead('agencies')) {
    for (const [name, id] of Object.entries(PARTNERS)) {
      const row = `agencies/${id}`
      const value = world.rows.get(row)
      const entry = small.agencies?.[name as PartnerName]
      const mark = markOf(name)
      const told = {
        entry,
        mark,
        isAdditive: small.isAdditive,
        isSelf: false,
        isManaged: small.agencies !== null,
      }
      const isDeclared =
        small.agencies !== null && mark !== 'offboarded' && mark !== 'ignored' && wishOf(entry) > 0
      const isApproval =
        world.rows.has(`memory/approval/${id}`) || value?.startsWith('?PENDING_ADMIN') === true
      if (value === undefined || value.startsWith('?')) {
        if (value === undefined ? isApproval : isApproval || !kind.isAskedFor) {
          waits.set(id, isDeclared)
          continue
        }
        if (!isDeclared) continue
        const given = valueAt(world, wishOf(entry), true)
        shares.push({
          row,
          subject: id,
          name,
          value: given,
          takes: false,
          isOffboarding: false,
          isSelf: false,
        })
        continue
      }
      const held = levelIn(world, row)
      const aim = aimOf(held, told)
      if (aim === held) continue
      if (aim > 0 && small.policy.agency_task_change === 'report') continue
      shares.push({
        row,
        subject: id,
        name,
        isSelf: false,
        value: aim === 0 ? null : valueAt(world, aim, true),
        takes: aim < held,
        isOffboarding: mark === 'offboarded',
      })
    }
  }
  const isWaitedFor = [...waits.values()].includes(true)
  const isUrgent = ({ name, isOffboarding }: Change): boolean => {
    const entry = small.agencies?.[name as PartnerName]
    return isOffboarding || entry === 'expired' || entry === 'expired_low'
  }
  const kept = shares.filter((change) => change.value !== null || isUrgent(change) || !isWaitedFor)
  changes.push(...kept)

  // Our own access.
  if (small.request !== null && asset !== 'owned' && isRead('request') && kind.isAskedFor) {
    const row = world.rows.get('request')
    const wish = wishOf(small.request)
    const hasAsked = world.rows.has('memory/asked')
    if (row === undefined && wish > 0 && !hasAsked) {
      changes.push({
        row: 'request',
        subject: US,
        name: '',
        value: `?PENDING:${valueAt(world, wish, false)}`,
        takes: false,
        isOffboarding: false,
        isSelf: false,
      })
    }
    if (row !== undefined && wish === 0 && !small.isAdditive) {
      changes.push({
        row: 'request',
        subject: US,
        name: '',
        value: null,
        takes: true,
        isOffboarding: false,
        isSelf: false,
      })
    }
  }

  // Seats.
  const leaving = new Set<string>()
  if (facts.isSeated && isRead('members')) {
    for (const name of ['lee', 'kim'] as const) {
      const id = PEOPLE[name]
      const row = `members/${id}`
      const held = roleLevel(world.rows.get(row))
      if (held === 0) continue
      const entry = small.members?.[name]
      const mark = markOf(name)
      const aim = aimOf(held, {
        entry,
        mark,
        isAdditive: small.isAdditive,
        isSelf: false,
        isManaged: small.members !== null,
      })
      if (aim === held) continue
      const isOffboarding = mark === 'offboarded'
      if (aim === 0 && isOffboarding && small.policy.offboarded_members === 'report') continue
      if (aim === 0 && asset === 'owned' && !isRead('users')) continue
      if (aim === 0 && !isOffboarding && isHidden(world)) continue
      if (aim === 0) {
        leaving.add(id)
        if (!isOffboarding && small.users !== null && wishOf(small.users[name]) > 0)
          blocked.add('rail_member_declared')
      }
      const role = aim === 2 ? 'ADMIN' : 'EMPLOYEE'
      changes.push({
        row,
        subject: id,
        name,
        value: aim === 0 ? null : role,
        takes: aim < held,
        isOffboarding,
        isSelf: false,
      })
    }
    const invited = world.rows.get(`members/${HIRED}`)
    const entry = small.members?.hired
    const mark = markOf('hired')
    const isDeclared = small.members !== null && mark === 'plain' && wishOf(entry) > 0
    const isDeclaredSafe = small.members !== null && mark === 'protected' && wishOf(entry) > 0
    const wanted = isDeclared || isDeclaredSafe
    if (invited === undefined && wanted && !world.rows.has(`memory/invited/${HIRED}`)) {
      const role = wishOf(entry) === 2 ? 'ADMIN' : 'EMPLOYEE'
      changes.push({
        row: `members/${HIRED}`,
        subject: HIRED,
        name: 'hired',
        value: `?PENDING:${role}`,
        takes: false,
        isOffboarding: false,
        isSelf: false,
      })
    }
    const isOpen = invited?.startsWith('?PENDING') === true
    const isUnwanted = small.members !== null && mark !== 'ignored' && !wanted && !small.isAdditive
    if (isOpen && (mark === 'offboarded' || isUnwanted)) {
      changes.push({
        row: `members/${HIRED}`,
        subject: HIRED,
        name: 'hired',
        value: null,
        takes: true,
        isOffboarding: mark === 'offboarded',
        isSelf: false,
      })
    }
  }

  // Groups: only the offboarded leave them.
  if (facts.isSeated && isRead('group')) {
    for (const [name, id] of Object.entries(PEOPLE)) {
      if (!world.rows.has(`group/${id}`) || markOf(name) !== 'offboarded') continue
      if (id === OWN && facts.isSelfKnown) blocked.add('rail_own_user')
      else
        changes.push({
          row: `group/${id}`,
          subject: id,
          name,
          value: null,
          takes: true,
          isOffboarding: true,
          isSelf: false,
        })
    }
  }
  if (
    facts.isSeated &&
    facts.isSelfKnown &&
    markOf('own') === 'offboarded' &&
    world.rows.has(`members/${OWN}`)
  )
    blocked.add('rail_own_user')

  // The rails of all of it together.
  const taking = changes.filter(({ takes }) => takes)
  if (taking.some(({ name }) => markOf(name) === 'protected')) blocked.add('rail_protected')
  if (!facts.isSelfKnown && taking.some(({ row }) => /^(users|members|group)/.test(row)))
    blocked.add('rail_own_user_unknown')
  if (taking.filter(({ isOffboarding }) => !isOffboarding).length > small.policy.max_revocations)
    blocked.add('rail_max_revocations')
  const hit = new Set(
    changes.filter(({ isOffboarding }) => isOffboarding).map(({ subject }) => subject),
  )
  if (hit.size > small.policy.max_offboarded) blocked.add('rail_max_offboarded')
  if (
    changes.filter(({ value, row }) => row.includes('@') && value !== null).length >
    small.policy.max_invitations
  )
    blocked.add('rail_max_invitations')

  const rows = new Map(world.rows)
  const isApproved = facts.approval === 'free'
  const isGranting = kept.some(({ value, row }) => value !== null && isNew(world, row))
  for (const change of changes) {
    const { row, value } = change
    const isGrant = row.startsWith('agencies/') && value !== null && isNew(world, row)
    if (
      row.startsWith('agencies/') &&
      value === null &&
      isGranting &&
      !isApproved &&
      !isUrgent(change)
    )
      continue
    if (isGrant && !isApproved) {
      if (facts.approval === 'shown') rows.set(row, `?PENDING_ADMIN_REVIEW:${value}`)
      rows.set(`memory/approval/${change.subject}`, value ?? '')
    } else if (value === null) rows.delete(row)
    else rows.set(row, value)
    if (row === `members/${HIRED}`) {
      if (value === null) rows.delete(`memory/invited/${HIRED}`)
      else rows.set(`memory/invited/${HIRED}`, value.split(':')[1] ?? '')
    }
    if (row === 'request' && value !== null) {
      rows.set('asset', 'pending')
      rows.set('memory/asked', value.split(':')[1] ?? '')
    }
    if (row === 'request' && value === null) {
      rows.set('asset', 'absent')
      rows.delete('memory/asked')
    }
  }
  for (const name of [...rows.keys()]) {
    const isGiven = name.startsWith('users/') && world.rows.has('request') && !rows.has('request')
    if (leaving.has(name.split('/')[1] ?? '') || isGiven) rows.delete(name)
  }
  const end = { ...world, rows }
  const { keep_managers, keep_admins } = small.policy
  const isLossOf = (prefix: string): boolean =>
    [...world.rows].some(([name, value]) => name.startsWith(prefix) && rows.get(name) !== value)
  if (isLossOf('users/') && managersIn(end) < Math.min(keep_managers, managersIn(world)))
    blocked.add('rail_keep_managers')
  if (isLossOf('members/') && adminsIn(end) < Math.min(keep_admins, adminsIn(world)))
    blocked.add('rail_keep_admins')
  return blocked.size > 0
    ? { blocked: [...blocked].sort(), rows: world.rows }
    : { blocked: [], rows }
}

const isNew = (world: World, row: string): boolean => {
  const value = world.rows.get(row)
  return value === undefined || value.startsWith('?')
}

/** Whether somebody on the asset is in no list, so that the lists prove nobody's absence. */
const isHidden = (world: World): boolean =>
  [...world.rows.keys()].some(
    (name) => /^(users|group)\//.test(name) && !world.rows.has(`members/${name.split('/')[1]}`),
  )
