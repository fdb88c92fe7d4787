/** The `modes` and `faults` of a world file. */

import {
  DEFAULT_MODES,
  type Fault,
  type FaultEffect,
  type FaultMatch,
  type Modes,
  type TokenKind,
} from '../state.ts'
import {
  choiceAt,
  flagAt,
  mapAt,
  maybe,
  numberAt,
  refuseAt,
  type Tree,
  type TreeMap,
  textAt,
  wordsAt,
} from './world-reader.ts'

const MODE_KEYS: readonly string[] = [
  ...Object.keys(DEFAULT_MODES),
  'people_lag',
  'invitations_a_day',
  'calls_an_hour',
  'reduce_data_over',
  'usage',
] satisfies readonly (keyof Modes | string)[]

/** Reads `modes`; those left out are as in DEFAULT_MODES. */
export function readModes(tree: Tree | undefined): Modes {
  const map = mapAt(tree, 'modes', MODE_KEYS)
  const flag = (key: keyof Modes): boolean => flagAt(map, key, 'modes', DEFAULT_MODES[key] === true)
  const page = numberAt(map, 'page_size', 'modes', [1, 100])
  return {
    unpacking: choiceAt(map, 'unpacking', 'modes', ['observed', 'none', 'wide', 'surprising']),
    agency_update: choiceAt(map, 'agency_update', 'modes', ['refuse', 'ignore', 'replace']),
    assignments: choiceAt(map, 'assignments', 'modes', ['replace', 'add']),
    request_rows: choiceAt(map, 'request_rows', 'modes', ['request', 'asset']),
    page_size: page ?? DEFAULT_MODES.page_size,
    approval_visible: flag('approval_visible'),
    success_style: choiceAt(map, 'success_style', 'modes', ['bool', 'string']),
    nested_paging: choiceAt(map, 'nested_paging', 'modes', ['when_more', 'always']),
    request_answer: choiceAt(map, 'request_answer', 'modes', ['recorded', 'access_status']),
    unknown_tasks: choiceAt(map, 'unknown_tasks', 'modes', ['refuse', 'accept']),
    agency_status: choiceAt(map, 'agency_status', 'modes', ['likely', 'everywhere', 'sure']),
    partner_accepts: choiceAt(map, 'partner_accepts', 'modes', ['strangers', 'always', 'never']),
    widening: choiceAt(map, 'widening', 'modes', ['always', 'never']),
    person_rows: choiceAt(map, 'person_rows', 'modes', ['tasks', 'roles']),
    assign_business: choiceAt(map, 'assign_business', 'modes', ['own', 'owner']),
    group_rows: choiceAt(map, 'group_rows', 'modes', ['tasks', 'roles', 'bare', 'told']),
    whatsapp_app_rows: choiceAt(map, 'whatsapp_app_rows', 'modes', ['nested', 'flat']),
    refused_fields: wordsAt(map.get('refused_fields'), 'modes.refused_fields'),
    absent_fields: wordsAt(map.get('absent_fields'), 'modes.absent_fields'),
    bundles: choiceAt(map, 'bundles', 'modes', ['any', 'strict']),
    obo_edges: flag('obo_edges'),
    ad_account_requests: flag('ad_account_requests'),
    page_assign: choiceAt(map, 'page_assign', 'modes', ['admin', 'strict']),
    permission_lists: choiceAt(map, 'permission_lists', 'modes', ['array', 'connection']),
    other_people: choiceAt(map, 'other_people', 'modes', ['hidden', 'shown']),
    unlisted: wordsAt(map.get('unlisted'), 'modes.unlisted'),
    ...readPeopleModes(map),
    batch_order: choiceAt(map, 'batch_order', 'modes', ['request', 'reverse']),
    ended_versions: choiceAt(map, 'ended_versions', 'modes', ['upgrade', 'refuse']),
    ...maybe('calls_an_hour', numberAt(map, 'calls_an_hour', 'modes', [1, 1_000_000])),
    ...maybe('reduce_data_over', numberAt(map, 'reduce_data_over', 'modes')),
    ...maybe('usage', usageOf(map)),
  }
}

/** The modes of joining, having a role in and leaving a business. */
function readPeopleModes(map: TreeMap) {
  return {
    invitations: choiceAt(map, 'invitations', 'modes', ['allowed', 'refused']),
    repeat_invitation: choiceAt(map, 'repeat_invitation', 'modes', ['refuse', 'same', 'another']),
    ended_invitations: choiceAt(map, 'ended_invitations', 'modes', ['pending', 'expired', 'gone']),
    declined_invitations: choiceAt(map, 'declined_invitations', 'modes', ['gone', 'listed']),
    joins_with: choiceAt(map, 'joins_with', 'modes', ['same', 'other', 'none']),
    finer_roles: choiceAt(map, 'finer_roles', 'modes', ['kept', 'lost']),
    removal: choiceAt(map, 'removal', 'modes', ['at_once', 'marked']),
    second_factor: choiceAt(map, 'second_factor', 'modes', ['people', 'everybody']),
    ...maybe('people_lag', numberAt(map, 'people_lag', 'modes', [0, 1000])),
    ...maybe('invitations_a_day', numberAt(map, 'invitations_a_day', 'modes', [0, 1000])),
  } as const satisfies Partial<Modes>
}

/** Header texts; a map is taken as the JSON it stands for, numbers and all. */
function usageOf(map: TreeMap): ReadonlyMap<string, string> | undefined {
  const usage = map.get('usage')
  if (usage === undefined) return undefined
  return new Map(
    [...mapAt(usage, 'modes.usage')].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(jsonOf(value)),
    ]),
  )
}

function jsonOf(tree: Tree): unknown {
  if (typeof tree === 'string') return /^\d+(\.\d+)?$/.test(tree) ? Number(tree) : tree
  if (tree instanceof Map) {
    return Object.fromEntries([...tree].map(([key, value]) => [key, jsonOf(value)]))
  }
  return (tree as readonly Tree[]).map(jsonOf)
}

/** Reads `faults`. */
export function readFaults(tree: Tree | undefined): readonly Fault[] {
  if (tree === undefined || tree === '') return []
  if (!Array.isArray(tree)) throw refuseAt('faults', 'expected a list')
  return (tree as readonly Tree[]).map((item, place) => readFault(item, `faults[${place}]`))
}

function readFault(tree: Tree, path: string): Fault {
  const map = mapAt(tree, path, ['match', 'skip', 'times', 'do'])
  return {
    match: readMatch(map.get('match'), `${path}.match`),
    ...maybe('skip', numberAt(map, 'skip', path)),
    ...maybe('times', numberAt(map, 'times', path)),
    do: readEffect(map.get('do'), `${path}.do`),
  }
}

const TOKEN_KINDS: readonly TokenKind[] = ['user', 'system_user', 'page', 'app', 'invalid', 'none']

function readMatch(tree: Tree | undefined, path: string): FaultMatch {
  const map = mapAt(tree, path, ['method', 'path', 'tokenKind', 'param'])
  const word = textAt(map, 'tokenKind', path)
  const tokenKind = TOKEN_KINDS.find((kind) => kind === word)
  if (word !== undefined && tokenKind === undefined) {
    throw refuseAt(`${path}.tokenKind`, `expected one of ${TOKEN_KINDS.join(', ')}`)
  }
  return {
    ...maybe('method', textAt(map, 'method', path)?.toUpperCase()),
    ...maybe('path', patternAt(map, 'path', path)),
    ...maybe('tokenKind', tokenKind),
    ...maybe('param', patternAt(map, 'param', path)),
  }
}

function patternAt(map: TreeMap, key: string, path: string): string | undefined {
  const text = textAt(map, key, path)
  if (text === undefined) return undefined
  try {
    return new RegExp(text).source
  } catch {
    throw refuseAt(`${path}.${key}`, 'expected a regular expression')
  }
}

const EFFECT_KEYS = [
  'status',
  'code',
  'subcode',
  'message',
  'is_transient',
  'error_data',
  'error_user_title',
  'error_user_msg',
  'headers',
  'delay_ms',
  'drop',
  'body',
  'stale_reads',
  'big',
] as const satisfies readonly (keyof FaultEffect)[]

function readEffect(tree: Tree | undefined, path: string): FaultEffect {
  const map = mapAt(tree, path, EFFECT_KEYS)
  const number = <K extends string>(key: K): { readonly [P in K]?: number } =>
    maybe(key, numberAt(map, key, path))
  const headers = [...mapAt(map.get('headers'), `${path}.headers`)].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(jsonOf(value)),
  ])
  return {
    ...number('status'),
    ...number('code'),
    ...number('subcode'),
    ...number('delay_ms'),
    ...number('stale_reads'),
    ...number('big'),
    ...maybe('message', textAt(map, 'message', path)),
    ...maybe('error_data', textAt(map, 'error_data', path)),
    ...maybe('error_user_title', textAt(map, 'error_user_title', path)),
    ...maybe('error_user_msg', textAt(map, 'error_user_msg', path)),
    ...(map.has('is_transient') ? { is_transient: flagAt(map, 'is_transient', path, false) } : {}),
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...(map.has('drop') ? { drop: choiceAt(map, 'drop', path, ['before', 'after']) } : {}),
    ...(map.has('body') ? { body: choiceAt(map, 'body', path, BODIES) } : {}),
  }
}

const BODIES = ['html', 'truncated', 'empty_page', 'error_200'] as const
