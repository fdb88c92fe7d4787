import { SANDBOX_KINDS } from '../sandbox/kinds/sandbox-kinds.ts'
import type { Asset, Fault, Modes, World } from '../sandbox/state.ts'
import type { Reading } from './reading.ts'

type Change = Reading['change']

/** One mode set to one value. */
const mode =
  <Key extends keyof Modes>(key: Key, value: Modes[Key]): Change =>
  (world) =>
    world.modes[key] === value ? world : { ...world, modes: { ...world.modes, [key]: value } }

/** Kinds on which a grant may wait for another admin of the owner. */
const APPROVED: ReadonlySet<string> = new Set(
  SANDBOX_KINDS.filter(({ worldKeys }) => worldKeys.includes('approval')).map(({ kind }) => kind),
)

/** Every grant on our own assets waits for another admin, and is shown meanwhile or not. */
const approval =
  (isShown: boolean): Change =>
  (world) => ({
    ...world,
    modes: { ...world.modes, approval_visible: isShown },
    assets: new Map([...world.assets].map(([id, asset]) => [id, approved(world, asset)])),
  })

const approved = ({ token }: World, asset: Asset): Asset =>
  asset.owner === token.business && APPROVED.has(asset.kind) ? { ...asset, approval: true } : asset

/** After each write, so many reads of what it concerned show the state before it. */
const STALE_READS = 3

/** It hits every call; of a read nothing lags. */
const lags: readonly Fault[] = [{ match: {}, do: { stale_reads: STALE_READS } }]

const ASKED = {
  unpacking: 'Which tasks does a row show for those that were given?',
  agency: 'What does a repeated grant do to an agency that holds other tasks?',
  assignment: 'Does assigning somebody replace the tasks they hold?',
  approval: 'What do the lists show of a grant that another admin must approve?',
  requests: 'Whose id has a row of our open requests, that of the request or of the asset?',
  asking: 'What answers a request for access?',
  lag: 'How soon does a read show what was written?',
  partner: 'Does a share with a business that we know already need to be accepted?',
  status: 'Do rows of agencies tell their status on kinds whose reference does not say so?',
  widening: 'Does ADVERTISE on an Instagram account bring other tasks with it?',
  bundles: 'Must the tasks of a person be one of the documented sets?',
  entering: 'May an admin assign others to a Page on which it has no task?',
  owner: 'Which business is named when people are assigned to an Instagram account?',
  success: 'Is success a boolean or its text?',
  batch: 'In which order do the calls of one batch take effect?',
  others: 'Does an asset list people of other businesses beside ours?',
  removal: 'Is somebody who was removed gone from the list at once?',
  finer: 'Do finance rights outlive a change of the role?',
  invitation: 'What does another invitation to the same address do?',
} as const

/**
 * THE table of readings, each with the open question that it answers. They vary one at a time from
 * a base, which is what the sandbox does by itself; where a reading is just that, it is a row too.
 */
export const READINGS: readonly Reading[] = [
  {
    name: 'unpacking_observed',
    assumption: 'a row shows the given tasks and those that they imply',
    question: ASKED.unpacking,
    change: mode('unpacking', 'observed'),
  },
  {
    name: 'unpacking_none',
    assumption: 'a row shows exactly the given tasks',
    question: ASKED.unpacking,
    change: mode('unpacking', 'none'),
  },
  {
    name: 'unpacking_wide',
    assumption: 'a row shows everything that the given tasks may amount to, in old and new names',
    question: ASKED.unpacking,
    change: mode('unpacking', 'wide'),
  },
  {
    name: 'unpacking_surprising',
    assumption: 'a row also shows tasks that nobody gave, one of them unknown to this version',
    question: ASKED.unpacking,
    change: mode('unpacking', 'surprising'),
  },
  {
    name: 'agency_update_refuse',
    assumption: 'granting to a business that has access already is refused (3989)',
    question: ASKED.agency,
    change: mode('agency_update', 'refuse'),
  },
  {
    name: 'agency_update_ignore',
    assumption: 'granting to a business that has access already succeeds, and changes nothing',
    question: ASKED.agency,
    change: mode('agency_update', 'ignore'),
  },
  {
    name: 'agency_update_replace',
    assumption: 'granting to a business that has access already replaces its tasks',
    question: ASKED.agency,
    change: mode('agency_update', 'replace'),
  },
  {
    name: 'assignment_replaces',
    assumption: 'assigning somebody who is there replaces their tasks',
    question: ASKED.assignment,
    change: mode('assignments', 'replace'),
  },
  {
    name: 'assignment_adds',
    assumption: 'assigning somebody who is there only adds to their tasks',
    question: ASKED.assignment,
    change: mode('assignments', 'add'),
  },
  {
    name: 'approval_shown',
    assumption: 'every grant on our assets waits for another admin, and is listed as pending',
    question: ASKED.approval,
    change: approval(true),
  },
  {
    name: 'approval_hidden',
    assumption:
      'every grant on our assets waits for another admin, and is listed nowhere meanwhile',
    question: ASKED.approval,
    change: approval(false),
  },
  {
    name: 'requests_by_request',
    assumption: 'a row of our open requests has an id of its own',
    question: ASKED.requests,
    change: mode('request_rows', 'request'),
  },
  {
    name: 'requests_by_asset',
    assumption: 'a row of our open requests has the id of the asset',
    question: ASKED.requests,
    change: mode('request_rows', 'asset'),
  },
  {
    name: 'requests_answered_by_status',
    assumption: 'a request for access is answered with its status on every kind',
    question: ASKED.asking,
    change: mode('request_answer', 'access_status'),
  },
  {
    name: 'reads_lag',
    assumption: `${STALE_READS} reads after each write still show the state before it`,
    question: ASKED.lag,
    change: (world) => world,
    faults: lags,
  },
  {
    name: 'partner_accepts_always',
    assumption: 'every share that a partner may have to accept waits for them',
    question: ASKED.partner,
    change: mode('partner_accepts', 'always'),
  },
  {
    name: 'partner_accepts_never',
    assumption: 'no share waits for the partner',
    question: ASKED.partner,
    change: mode('partner_accepts', 'never'),
  },
  {
    name: 'agency_status_absent',
    assumption: 'rows of agencies tell their status only where that is documented',
    question: ASKED.status,
    change: mode('agency_status', 'sure'),
  },
  {
    name: 'widening_never',
    assumption: 'a task is given alone, whatever was seen to come with it',
    question: ASKED.widening,
    change: mode('widening', 'never'),
  },
  {
    name: 'bundles_strict',
    assumption: 'tasks of people outside the documented sets are refused (1752129)',
    question: ASKED.bundles,
    change: mode('bundles', 'strict'),
  },
  {
    name: 'page_assign_strict',
    assumption: 'an admin without a task on a Page may assign nobody there but itself',
    question: ASKED.entering,
    change: mode('page_assign', 'strict'),
  },
  {
    name: 'assign_by_owner',
    assumption: 'people are assigned to an Instagram account in the name of its owner alone',
    question: ASKED.owner,
    change: mode('assign_business', 'owner'),
  },
  {
    name: 'success_as_text',
    assumption: 'the answer to a write says "true" as a text',
    question: ASKED.success,
    change: mode('success_style', 'string'),
  },
  {
    name: 'batch_reversed',
    assumption: 'the calls of one batch take effect in any order, the last one first',
    question: ASKED.batch,
    change: mode('batch_order', 'reverse'),
  },
  {
    name: 'other_people_shown',
    assumption: 'an asset also lists people of other businesses',
    question: ASKED.others,
    change: mode('other_people', 'shown'),
  },
  {
    name: 'removal_marked',
    assumption: 'somebody who was removed stays in the list, marked for removal',
    question: ASKED.removal,
    change: mode('removal', 'marked'),
  },
  {
    name: 'finer_roles_lost',
    assumption: 'a change of the role takes finance rights with it',
    question: ASKED.finer,
    change: mode('finer_roles', 'lost'),
  },
  {
    name: 'repeat_invitation_another',
    assumption: 'another invitation to the same address is open beside the first',
    question: ASKED.invitation,
    change: mode('repeat_invitation', 'another'),
  },
]
