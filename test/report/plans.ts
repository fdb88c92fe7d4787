import { BUSINESS, KINDS } from '../../src/model/kinds.ts'
import { DEFAULT_POLICY } from '../../src/model/manifest.ts'
import {
  ACTIONS,
  MANUAL_REASONS,
  type Manual,
  type Plan,
  type PlanAsset,
  REASONS,
  type Step,
  type Subject,
  type Unmanaged,
  WAITING_STATES,
  type Waiting,
} from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import type { Difference, DriftReport } from '../../src/model/reports/drift-report.ts'
import type { RequestsReport } from '../../src/model/reports/requests-report.ts'

/** Hand-made plans for the golden files: every action, reason, state and hostile name. */

const [ACCOUNT, PAGE] = KINDS.map(({ name }) => name) as [string, string]

export const account = (id: string, name: string | null = null): PlanAsset => ({
  kind: ACCOUNT,
  id,
  name,
})
export const page = (id: string, name: string | null = null): PlanAsset => ({
  kind: PAGE,
  id,
  name,
})

export const brightside: Subject = {
  type: 'business',
  id: '2002',
  name: 'Brightside Media',
  alias: 'brightside',
}
export const us: Subject = { type: 'business', id: '1001', name: 'Northwind', alias: null }
export const lee: Subject = {
  type: 'business_user',
  id: '61550000000000002',
  name: 'Lee Ng',
  alias: 'lee',
}
export const kim: Subject = {
  type: 'business_user',
  id: '61550000000000009',
  name: 'Kim Poole',
  alias: 'kim',
}
export const stranger: Subject = {
  type: 'business_user',
  id: '61550000000000044',
  name: 'A Person With A Really Quite Long Name',
  alias: null,
}
export const robot: Subject = {
  type: 'system_user',
  id: '61550000000000003',
  name: 'reporter',
  alias: 'reporter',
}

export const EU = account('act_1111', 'EU Search')
export const NEWS = page('3333', 'Northwind News')

const at = (line: number, file = 'access.yaml') => ({ file, line, column: 7 })

export const step = (over: Partial<Step> = {}): Step => {
  const { asset = EU, subject = brightside } = over
  const relation = subject.type === 'business' ? 'agencies' : 'users'
  return {
    address: `${asset.id}/${relation}/${subject.id}`,
    action: 'grant',
    asset,
    subject,
    before: null,
    after: ['ADVERTISE', 'ANALYZE'],
    reason: 'missing_in_live',
    via: ['direct'],
    source: at(28),
    needs: [],
    calls: [],
    ...over,
  }
}

export const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  address: 'act_1111/agencies/2003',
  asset: EU,
  subject: { type: 'business', id: '2003', name: 'Old Mill', alias: 'oldmill' },
  tasks: null,
  state: 'admin_approval',
  since: '2026-11-20T10:00:00Z',
  who: 'another admin of Northwind',
  where: 'business.facebook.com/settings/requests/admin_reviews',
  source: at(30),
  ...over,
})

export const manual = (over: Partial<Manual> = {}): Manual => ({
  address: 'act_1111/agencies/2002',
  asset: EU,
  subject: brightside,
  reason: 'agency_tasks_differ',
  what: 'change the tasks in Business settings, Partners, or pass --replace act_1111/agencies/2002',
  before: ['ANALYZE'],
  after: ['ADVERTISE', 'ANALYZE'],
  source: at(29),
  ...over,
})

export const unmanaged = (over: Partial<Unmanaged> = {}): Unmanaged => ({
  address: 'act_1111/users/61550000000000044',
  asset: EU,
  subject: stranger,
  tasks: ['ANALYZE'],
  ...over,
})

/** A plan with its counts made from what it lists; `unchanged` and `revocations` are given. */
export const plan = (over: Partial<Plan> = {}, counts: Partial<Plan['summary']> = {}): Plan => {
  const lists = {
    steps: [],
    waiting: [],
    manual: [],
    unmanaged: [],
    unreadable: [],
    problems: [],
    ...over,
  } satisfies Partial<Plan>
  const actions = Object.fromEntries(
    ACTIONS.map((action) => [
      action,
      lists.steps.filter((row: Step) => row.action === action).length,
    ]),
  ) as Record<(typeof ACTIONS)[number], number>
  return {
    format_version: 1,
    kind: 'plan',
    tool_version: '0.1.0',
    graph: 'https://graph.facebook.com',
    business: { id: '1001', name: 'Northwind' },
    as_of: '2026-11-22',
    expires_next: null,
    preview: false,
    manifest_digest: 'sha256:aa',
    plan_digest: 'sha256:bb',
    steps_digest: 'sha256:cc',
    complete: true,
    policy: DEFAULT_POLICY,
    ...lists,
    summary: {
      ...actions,
      revocations: 0,
      waiting: lists.waiting.length,
      manual: lists.manual.length,
      unreadable: lists.unreadable.length,
      unchanged: 0,
      unmanaged: lists.unmanaged.length,
      ...counts,
    },
  }
}

export const NORTHWIND: PlanAsset = { kind: BUSINESS.name, id: '1001', name: 'Northwind' }

export const ann: Subject = {
  type: 'business_user',
  id: 'ann@northwind.example',
  name: null,
  alias: 'ann',
  email: 'ann@northwind.example',
}

/** Nobody's alias: invited, and nothing else is known of them. */
const guest: Subject = { ...ann, id: 'guest@elsewhere.example', alias: null, invitation: '7701' }

const seat = (over: Partial<Step> & Pick<Step, 'action' | 'subject'>): Step =>
  step({
    address: `1001/members/${over.subject.id}`,
    asset: NORTHWIND,
    after: null,
    source: at(12),
    ...over,
  })

const obo = (id: string): Subject => ({ type: 'obo_request', id, name: null, alias: null })

export const everyAction = plan(
  {
    steps: [
      step({
        address: 'act_9999/request',
        action: 'request',
        asset: account('act_9999'),
        subject: us,
      }),
      step({ reason: 'accepts_request' }),
      step({
        action: 'assign',
        asset: NEWS,
        subject: lee,
        after: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
        via: ['profile house', 'team buyers'],
        source: at(41),
      }),
      step({
        action: 'reassign',
        subject: lee,
        before: ['ANALYZE', 'DRAFT', 'AA_ANALYZE'],
        after: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
        reason: 'tasks_differ',
        source: at(31),
      }),
      step({ action: 'assign', subject: robot, after: ['ANALYZE'] }),
      step({
        action: 'unassign',
        subject: stranger,
        before: ['ADVERTISE', 'ANALYZE'],
        after: null,
        reason: 'not_in_manifest',
        source: at(26),
      }),
      step({
        action: 'regrant',
        asset: account('act_2222'),
        before: ['ANALYZE'],
        reason: 'tasks_differ',
        gap: true,
      }),
      step({
        action: 'regrant',
        asset: NEWS,
        before: ['ANALYZE', 'PROFILE_PLUS_ANALYZE'],
        reason: 'tasks_differ',
      }),
      step({
        address: 'act_1111/agencies/2003',
        action: 'revoke',
        subject: { type: 'business', id: '2003', name: 'Old Mill', alias: null },
        before: ['ADVERTISE', 'ANALYZE'],
        after: null,
        reason: 'expired',
        needs: ['act_1111/agencies/2002'],
        source: at(30),
      }),
      step({
        address: '4444/request',
        action: 'withdraw',
        asset: page('4444', 'Client Page'),
        subject: us,
        before: ['ADVERTISE', 'ANALYZE'],
        after: null,
        reason: 'given_up',
      }),
      step({
        address: 'act_1111/on_behalf_of/7001',
        action: 'cancel',
        subject: obo('7001'),
        after: null,
        reason: 'not_in_manifest',
      }),
    ],
  },
  { revocations: 5, unchanged: 12, unmanaged: 3 },
)

export const everyReason = plan({
  steps: REASONS.filter((reason) => reason !== 'offboarded').map((reason, index) =>
    step({ reason, asset: account(`act_1${index}`, `Account ${reason}`) }),
  ),
})

export const everyWaiting = plan({
  waiting: WAITING_STATES.map((state, index) =>
    waiting({
      state,
      address: `act_1111/agencies/${2003 + index}`,
      since: index % 2 === 0 ? '2026-01-07T23:26:09Z' : null,
      ...(state === 'queued' ? { needs: ['act_9999/request'] } : {}),
    }),
  ),
})

export const everyManual = plan({
  manual: MANUAL_REASONS.map((reason, index) =>
    manual({
      reason,
      address: `act_1111/agencies/${2003 + index}`,
      ...(reason.startsWith('obo')
        ? { subject: obo(`${7000 + index}`), before: null, after: null }
        : {}),
      what: 'do this in Business settings',
    }),
  ),
})

/** Who belongs to the business: everything that can happen to a seat, beside what it brings. */
export const members = plan(
  {
    steps: [
      seat({ action: 'invite', subject: ann, after: ['EMPLOYEE'], via: ['team desk'] }),
      seat({
        action: 'set_role',
        subject: lee,
        before: ['EMPLOYEE'],
        after: ['ADMIN'],
        reason: 'tasks_differ',
        source: at(13),
      }),
      step({
        action: 'unassign',
        subject: kim,
        before: ['ADVERTISE', 'ANALYZE'],
        after: null,
        reason: 'offboarded',
        source: at(9),
      }),
      step({
        action: 'unassign',
        asset: NEWS,
        subject: kim,
        before: ['MANAGE'],
        after: null,
        reason: 'offboarded',
        source: at(9),
      }),
      seat({
        action: 'set_role',
        subject: { ...lee, id: '61550000000000004', name: 'Dana Weiss', alias: 'dana' },
        before: ['ADMIN'],
        after: ['EMPLOYEE'],
        reason: 'tasks_differ',
        needs: ['1001/members/61550000000000002'],
        source: at(14),
      }),
      seat({
        action: 'uninvite',
        subject: { ...guest, id: 'gone@northwind.example' },
        before: ['EMPLOYEE'],
        reason: 'offboarded',
        source: at(9),
      }),
      seat({
        action: 'uninvite',
        subject: guest,
        before: ['ADMIN'],
        reason: 'not_in_manifest',
        source: at(11),
      }),
      seat({
        action: 'remove',
        subject: stranger,
        before: ['ADMIN'],
        reason: 'not_in_manifest',
        needs: ['act_1111/users/61550000000000044', '3333/users/61550000000000044'],
        source: at(11),
      }),
      seat({
        action: 'remove',
        subject: kim,
        before: ['EMPLOYEE'],
        reason: 'offboarded',
        needs: ['act_1111/users/61550000000000009', '3333/users/61550000000000009'],
        source: at(9),
      }),
    ],
    waiting: [
      waiting({
        address: 'act_1111/users/ann',
        subject: { ...ann, id: 'ann' },
        tasks: ['ADVERTISE', 'ANALYZE'],
        state: 'invitation',
        since: null,
        who: 'ann (ann@northwind.example), who was invited',
        where: 'the invitation in their mailbox',
        needs: ['1001/members/ann@northwind.example'],
      }),
      waiting({
        address: '1001/members/noor@northwind.example',
        asset: NORTHWIND,
        subject: { ...ann, id: 'noor@northwind.example', alias: 'noor', invitation: '7702' },
        tasks: ['EMPLOYEE'],
        state: 'invitation',
        who: 'noor (noor@northwind.example), who was invited',
        where: 'the invitation in their mailbox',
        source: at(15),
      }),
    ],
    manual: [
      manual({
        address: '1001/members/61550000000000003',
        asset: NORTHWIND,
        subject: robot,
        reason: 'system_user_role',
        what: 'change the role of the system user in Business settings',
        before: ['ADMIN'],
        after: ['EMPLOYEE'],
        source: at(16),
      }),
    ],
  },
  { revocations: 3, unchanged: 4 },
)

const CLIENTS = ['act_11', 'act_12', 'act_13', 'act_14'].map((id) => account(id, `Client ${id}`))

export const manyAssets = plan(
  {
    steps: [
      ...CLIENTS.map((asset, index) =>
        step({ action: 'assign', asset, subject: lee, source: at(30 + index) }),
      ),
      step({ asset: CLIENTS[0] as PlanAsset }),
      ...[...CLIENTS.slice(0, 2), NEWS].map((asset) =>
        step({
          action: 'unassign',
          asset,
          subject: kim,
          before: ['ANALYZE'],
          after: null,
          reason: 'offboarded',
          source: at(14),
        }),
      ),
      step({
        action: 'revoke',
        subject: { type: 'business', id: '2009', name: 'Gone Agency', alias: null },
        before: ['ANALYZE'],
        after: null,
        reason: 'offboarded',
        source: at(14),
      }),
    ],
    waiting: CLIENTS.slice(0, 3).map((asset) =>
      waiting({
        address: `${asset.id}/users/dana`,
        asset,
        subject: { type: 'business_user', id: 'dana', name: null, alias: 'dana' },
        state: 'invitation',
        who: 'dana@northwind.example',
        where: 'the invitation mail',
      }),
    ),
    unmanaged: [unmanaged(), unmanaged({ asset: NEWS, subject: robot })],
    unreadable: [
      {
        address: '4444/agencies',
        asset: page('4444'),
        what: 'give the system user reporter a task on this Page',
      },
    ],
  },
  { unchanged: 3 },
)

export const HOSTILE =
  'EU\u001b[2J\u001b]0;pwned\u0007\u202Egnp\u2066\u200B\u2028line\nbreak\u009b31m "quoted\\" \u{E0041}'

export const hostile = plan({
  business: { id: '1001', name: HOSTILE },
  steps: [
    step({ asset: account('act_1111', HOSTILE), subject: { ...stranger, name: HOSTILE } }),
    step({ asset: account('act_2222', '東京の広告 🚀 café'), subject: { ...lee, alias: null } }),
  ],
  unreadable: [{ address: '4444/agencies', asset: page('4444', HOSTILE), what: HOSTILE }],
  problems: [
    {
      code: 'x',
      severity: 'warning',
      message: HOSTILE,
      source: at(3),
      excerpt: `  ${HOSTILE}\n  ^`,
    },
  ],
})

export const blocked = plan(
  {
    complete: false,
    steps: [
      step({
        action: 'unassign',
        subject: kim,
        before: ['MANAGE'],
        after: null,
        reason: 'expired',
      }),
    ],
    problems: [
      {
        code: 'no_journal',
        severity: 'warning',
        message: 'no journal in the state dir: what was asked for before is not remembered',
        source: null,
      },
      {
        code: 'unknown_task',
        severity: 'error',
        message: 'ADVERTIZE is not a task of an ad account. Did you mean ADVERTISE?',
        source: { file: 'businesses/northwind/access.yaml', line: 31, column: 15 },
        excerpt: '    buyers: [ADVERTIZE]\n             ^',
      },
      {
        code: 'rail_max_revocations',
        severity: 'error',
        message:
          '14 revocations, more than max_revocations: 10. Hit: kim. If exactly this is meant, pass --allow-revocations 14',
        source: null,
      },
    ],
  },
  { revocations: 14 },
)

export const applied: ApplyReport = {
  format_version: 1,
  kind: 'apply',
  plan_digest: 'sha256:bb',
  steps_digest: 'sha256:cc',
  summary: { done: 1, waiting: 1, failed: 4, skipped: 4, unknown: 1 },
  retry_at: '2026-11-22T04:10:00Z',
  results: [
    { address: 'act_9999/request', action: 'request', status: 'waiting' },
    { address: 'act_1111/agencies/2002', action: 'grant', status: 'done' },
    {
      address: '3333/users/61550000000000002',
      action: 'assign',
      status: 'failed',
      error: {
        code: 100,
        subcode: 1752129,
        message: 'This Task Combination Is Not Supported',
        trace_id: 'AbCdEf123',
      },
    },
    {
      address: 'act_1111/users/61550000000000002',
      action: 'reassign',
      status: 'failed',
      error: { code: 80004, subcode: 2446079, message: 'Too many calls', trace_id: 'Ab1' },
    },
    { address: 'act_1111/users/61550000000000003', action: 'assign', status: 'unknown' },
    {
      address: 'act_1111/users/61550000000000044',
      action: 'unassign',
      status: 'failed',
      error: { code: 3919, subcode: null, message: `odd ${HOSTILE}`, trace_id: 'x\u001b[2J' },
    },
    {
      address: 'act_2222/agencies/2002',
      action: 'regrant',
      status: 'failed',
      error: { code: null, subcode: null, message: 'would_drop_unknown: FUTURE', trace_id: null },
    },
    { address: '3333/agencies/2002', action: 'regrant', status: 'skipped', why: 'limit' },
    { address: 'act_1111/agencies/2003', action: 'revoke', status: 'skipped', why: 'needs' },
    { address: '4444/request', action: 'withdraw', status: 'skipped', why: 'rail' },
    { address: 'act_1111/on_behalf_of/7001', action: 'cancel', status: 'skipped', why: 'stopped' },
  ],
  calls: { read: 40, write: 7, http: 12 },
  problems: [],
}

const difference = (over: Partial<Difference> = {}): Difference => ({
  address: 'act_1111/users/61550000000000002',
  type: 'extra',
  declared: null,
  found: ['ANALYZE', 'DRAFT'],
  asset: EU,
  subject: lee,
  source: at(31),
  ...over,
})

const seatDifference = (over: Partial<Difference>): Difference =>
  difference({
    address: `1001/members/${over.subject?.id}`,
    asset: NORTHWIND,
    source: at(12),
    ...over,
  })

/** Every type of difference, every side that can move. */
export const drift: DriftReport = {
  format_version: 1,
  kind: 'drift',
  graph: 'https://graph.facebook.com',
  business: { id: '1001', name: 'Northwind' },
  as_of: '2026-11-22',
  in_sync: false,
  complete: false,
  coverage: {
    ...{ declared: 3, live: 9 },
    by_kind: { ad_account: { declared: 3, live: 7 }, members: { declared: 0, live: 2 } },
  },
  differences: [
    difference({ moved: 'live', applied_at: '2026-11-20T10:00:00.000Z' }),
    difference({
      type: 'missing',
      subject: kim,
      declared: ['ADVERTISE', 'ANALYZE'],
      found: null,
      moved: 'both',
      applied_at: '2026-11-19T10:00:00.000Z',
    }),
    difference({
      type: 'differs',
      subject: brightside,
      declared: ['ANALYZE'],
      moved: 'manifest',
      applied_at: '2026-11-18T10:00:00.000Z',
      by_hand: 'change it under business.facebook.com/settings',
    }),
    difference({ type: 'expired', asset: NEWS }),
    difference({ type: 'expired', asset: NEWS, subject: robot, declared: ['ANALYZE'] }),
    difference({ type: 'unmanaged', subject: stranger, source: null }),
    difference({ type: 'unmanaged', asset: NEWS, subject: null, found: null, source: null }),
  ],
  waiting: [waiting()],
  unreadable: [{ address: '3333/agencies', asset: NEWS, what: 'give the token access' }],
  problems: [{ code: 'scope_unknown', severity: 'error', message: 'cut short', source: null }],
}

/** Every type of difference between those who belong to the business and those who should. */
export const memberDrift: DriftReport = {
  ...drift,
  complete: true,
  differences: [
    seatDifference({ subject: stranger, found: ['ADMIN'], source: at(11) }),
    seatDifference({ subject: guest, found: ['EMPLOYEE'], source: at(11) }),
    seatDifference({ type: 'missing', subject: ann, declared: ['EMPLOYEE'], found: null }),
    seatDifference({ type: 'differs', subject: lee, declared: ['EMPLOYEE'], found: ['ADMIN'] }),
    seatDifference({ type: 'expired', subject: kim, found: ['EMPLOYEE'] }),
    seatDifference({
      type: 'differs',
      subject: robot,
      declared: ['EMPLOYEE'],
      found: ['ADMIN'],
      by_hand: 'change the role of the system user in Business settings',
    }),
  ],
  waiting: members.waiting.filter(({ asset }) => asset === NORTHWIND),
  unreadable: [],
  problems: [],
}

/** What waits on us and on others, with what hangs on it. */
export const requests: RequestsReport = {
  format_version: 1,
  kind: 'requests',
  graph: 'sandbox:agency',
  business: { id: '1001', name: 'Northwind' },
  as_of: '2026-11-22',
  complete: true,
  waiting: [
    { ...waiting(), age_days: 2, acts: 'us' },
    {
      ...waiting({
        address: 'act_9999/request',
        asset: account('act_9999', 'Client'),
        subject: us,
      }),
      state: 'client_response',
      tasks: ['ANALYZE'],
      who: 'an admin of Client',
      where: 'their Business settings: Requests > Received',
      age_days: 12,
      acts: 'others',
    },
    {
      ...waiting({ address: 'act_9999/users/lee', subject: lee, needs: ['act_9999/request'] }),
      state: 'client_response',
      age_days: null,
      acts: 'others',
    },
    ...['act_1', 'act_2'].map((id) => ({
      ...waiting({ address: `${id}/users/kim`, asset: account(id), subject: kim }),
      state: 'invitation' as const,
      age_days: 1,
      acts: 'others' as const,
    })),
  ],
  problems: [],
}
