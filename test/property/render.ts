import type {
  AbstractAsset,
  AbstractGroup,
  AbstractInvitation,
  AbstractManifest,
  AbstractPeople,
  AbstractWorld,
  Entries,
  Grant,
  Hold,
  Keys,
  Members,
  Seat,
  SeatGrant,
  Section,
} from './abstract.ts'
import {
  CLIENT,
  PARTNERS,
  PEOPLE,
  ROBOT,
  ROLE_NAMES,
  SECTIONS,
  SELF,
  SHAPES,
  US,
} from './abstract.ts'

/** A scene's two halves as the YAML a person would write. */

const list = (words: readonly string[]): string => `[${words.map(quoted).join(', ')}]`

const quoted = (word: string): string => (/^\d+$/.test(word) ? `"${word}"` : word)

const block = (pairs: readonly (readonly [string, string | undefined])[]): string =>
  `{ ${pairs.flatMap(([key, value]) => (value === undefined ? [] : [`${quoted(key)}: ${value}`])).join(', ')} }`

const grantText = (grant: Grant | 'none'): string => {
  if (grant === 'none') return 'none'
  const what = grant.role ?? list(grant.tasks ?? [])
  if (grant.expires === undefined) return what
  const key = grant.role === undefined ? 'tasks' : 'role'
  return `{ ${key}: ${what}, expires: ${grant.expires}, reason: a while }`
}

const entriesText = (entries: Entries | undefined): string | undefined =>
  entries === undefined
    ? undefined
    : block(Object.entries(entries).map(([name, grant]) => [name, grantText(grant)]))

const keysOf = ({
  users,
  agencies,
  request,
}: Keys): readonly (readonly [string, string | undefined])[] => [
  ['users', entriesText(users)],
  ['agencies', entriesText(agencies)],
  ['request', request === undefined ? undefined : grantText(request)],
]

const personText = (person: {
  readonly email?: string
  readonly id?: string
  readonly system_user?: string
}): string => {
  if (person.email !== undefined) return person.email
  return person.id === undefined
    ? block([['system_user', quoted(person.system_user ?? '')]])
    : quoted(person.id)
}

const seatGrantText = (grant: SeatGrant | 'none'): string => {
  if (grant === 'none') return 'none'
  const { role, expires } = grant
  return expires === undefined
    ? role
    : block([
        ['role', role],
        ['expires', expires],
      ])
}

const membersText = (members: Members | null): readonly string[] => {
  if (members === null) return []
  const { mode, ignore, users } = members
  const grants = Object.entries(users).map(([name, it]) => [name, seatGrantText(it)] as const)
  return lines('members', [
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...(ignore.length === 0 ? [] : [`ignore: ${list(ignore)}`]),
    `users: ${block(grants)}`,
  ])
}

const sectionOf = (id: string): Section | undefined =>
  SECTIONS.find((section) => id.startsWith(SHAPES[section].prefix))

const lines = (name: string, entries: readonly string[]): readonly string[] =>
  entries.length === 0 ? [] : [`${name}:`, ...entries.map((entry) => `  ${entry}`)]

export const manifestText = (manifest: AbstractManifest): string => {
  const { isAllRead, teams, profiles, defaults, offboarded, assets } = manifest
  const assetLines = (section: Section): readonly string[] =>
    assets
      .filter(({ id }) => sectionOf(id) === section)
      .map(({ id, mode, use, ignore, ...keys }) => {
        const pairs = [
          ['mode', mode],
          ['use', use.length === 0 ? undefined : list(use)],
          ['ignore', ignore.length === 0 ? undefined : list(ignore)],
          ...keysOf(keys),
        ] as const
        return `${quoted(id)}: ${block(pairs)}`
      })
  return [
    'version: 1',
    `business: "${US}"`,
    ...lines(
      'partners',
      Object.entries(PARTNERS).map(([alias, id]) => `${alias}: "${id}"`),
    ),
    ...lines(
      'people',
      Object.entries(PEOPLE).map(([alias, person]) => `${alias}: ${personText(person)}`),
    ),
    ...lines(
      'teams',
      Object.entries(teams).map(([name, members]) => `${name}: ${list(members)}`),
    ),
    'roles:',
    ...ROLE_NAMES.map(
      (name) =>
        `  ${name}: ${block(SECTIONS.map((section) => [SHAPES[section].kind, SHAPES[section].roles[name].written]))}`,
    ),
    ...lines(
      'profiles',
      Object.entries(profiles).map(
        ([name, { additive, ...keys }]) =>
          `${name}: ${block([['mode', additive ? 'additive' : undefined], ...keysOf(keys)])}`,
      ),
    ),
    ...lines(
      'defaults',
      Object.entries(defaults).map(
        ([section, { use, mode }]) =>
          `${section}: ${block([
            ['use', list(use)],
            ['mode', mode],
          ])}`,
      ),
    ),
    `offboarded: ${list(offboarded)}`,
    'policy:',
    `  agency_task_change: ${manifest.taskChange}`,
    `  max_open_requests: ${manifest.maxOpenRequests}`,
    '  max_revocations: 1000',
    '  keep_managers: 0',
    `  coverage: ${isAllRead ? 'closed' : 'open'}`,
    `  keep_admins: ${manifest.keepAdmins}`,
    `  max_invitations: ${manifest.maxInvitations}`,
    '  max_offboarded: 1000',
    `  offboarded_members: ${manifest.offboardedMembers}`,
    ...membersText(manifest.members),
    ...SECTIONS.flatMap((section) => lines(section, assetLines(section))),
    '',
  ].join('\n')
}

const STATUS: Readonly<Record<Hold['state'], string>> = {
  active: 'CONFIRMED',
  asking: 'CLIENT_RESPONSE_PENDING',
  approval: 'PENDING',
  offered: 'PENDING',
}

const holdText = ({ tasks, state, told }: Hold): string =>
  block([
    ['tasks', list(tasks)],
    ['status', told === true ? 'PENDING_ADMIN_REVIEW' : STATUS[state]],
    [
      'waits_for',
      { active: undefined, asking: 'owner', approval: 'admin', offered: 'partner' }[state],
    ],
    ['requested', '2026-11-20T10:00:00Z'],
  ])

const assetText = (asset: AbstractAsset): string => {
  const ours: readonly (readonly [string, Hold])[] =
    asset.ours === null
      ? []
      : [[US, { ...asset.ours, state: asset.ours.state === 'pending' ? 'asking' : 'active' }]]
  const agencies = [...Object.entries(asset.agencies), ...ours]
  return `${quoted(asset.id)}: ${block([
    ['name', `Asset ${asset.id}`],
    ['owner', quoted(asset.isOurs ? US : CLIENT)],
    ['approval', asset.approval ? 'true' : undefined],
    ['agencies', block(agencies.map(([id, hold]) => [id, holdText(hold)]))],
    ['users', block(Object.entries(asset.users).map(([id, tasks]) => [id, list(tasks)]))],
  ])}`
}

const groupText = ({ id, assets, members }: AbstractGroup): string =>
  `${quoted(id)}: ${block([
    ['name', `Group ${id}`],
    ['owner', quoted(US)],
    ['assets', list(assets)],
    [
      'users',
      block(members.map((member) => [member, '{ ad_account: [ANALYZE], page: [ANALYZE] }'])),
    ],
  ])}`

const unlistedIn = ({ seats }: AbstractPeople): readonly string[] =>
  Object.entries(seats).flatMap(([id, { isUnlisted }]) => (isUnlisted ? [id] : []))

const seatText = ({ name, email, role }: Seat): string =>
  block([
    ['name', name],
    ['email', email ?? undefined],
    ['role', role],
  ])

const invitationText = ({ email, role, isOver }: AbstractInvitation): string =>
  block([
    ['email', email],
    ['role', role],
    ['created', '2026-10-10T10:00:00Z'],
    ['expires', isOver ? '2026-11-09T10:00:00Z' : '2026-12-09T10:00:00Z'],
  ])

export const worldText = (world: AbstractWorld): string => {
  const assets = (section: Section): readonly string[] =>
    world.assets.filter((asset) => asset.section === section).map(assetText)
  const {
    people,
    unpacking,
    agencyUpdate,
    approvalVisible,
    partnerAccepts,
    offersShow,
    widens,
    groupRows,
  } = world
  const modes = [
    `unpacking: ${unpacking}`,
    `agency_update: ${agencyUpdate}`,
    `approval_visible: ${approvalVisible}`,
    `partner_accepts: ${partnerAccepts ? 'always' : 'never'}`,
    `agency_status: ${offersShow ? 'everywhere' : 'likely'}`,
    `group_rows: ${groupRows}`,
    `widening: ${widens ? 'always' : 'never'}`,
    'unknown_tasks: accept',
    `ended_invitations: ${people.endedInvitations}`,
    `repeat_invitation: ${people.repeatInvitation}`,
    `joins_with: ${people.joinsWith}`,
    `people_lag: ${people.lag}`,
    `unlisted: ${list(unlistedIn(people))}`,
  ]
  return [
    'version: 1',
    `modes: { ${modes.join(', ')} }`,
    'token:',
    `  business: "${US}"`,
    `  user: "${SELF}"`,
    '  scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management]',
    'businesses:',
    `  "${US}":`,
    '    name: Northwind',
    '    users:',
    ...Object.entries(people.seats).map(([id, seat]) => `      "${id}": ${seatText(seat)}`),
    '    system_users:',
    `      "${SELF}": { name: Automation, role: ADMIN }`,
    `      "${ROBOT}": { name: Robot }`,
    ...lines(
      '    invited',
      Object.entries(people.invitations).map(([id, it]) => `    "${id}": ${invitationText(it)}`),
    ),
    ...Object.entries(PARTNERS).map(([alias, id]) => `  "${id}": { name: ${alias} }`),
    '  "2009": { name: Passer-by }',
    `  "${CLIENT}": { name: Client }`,
    ...SECTIONS.flatMap((section) => lines(section, assets(section))),
    ...lines('asset_groups', world.groups.map(groupText)),
    '',
  ].join('\n')
}
