import { assetOf, BRIGHT, GROUP, HIRED, INVITATION, US, type World, worldOf } from './scene.ts'

/** A call as it goes over the wire. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
}

/**
 * What the API makes of a write: a POST replaces what is held, a DELETE takes it. The second opinion
 * is one of the calls, not of the steps. What the journal remembers of a write whose effect nobody has
 * seen stays remembered if it was taken back, and is noted if it was asked.
 */
export const afterCall = (world: World, call: Sent, isSeen = true): World => {
  const rows = new Map(world.rows)
  change(world, rows, call)
  if (!isSeen && call.method === 'DELETE') {
    for (const [name, value] of world.rows) if (name.startsWith('memory/')) rows.set(name, value)
  }
  return worldOf(world.facts, rows)
}

const listed = (value: string | readonly string[] | undefined): string =>
  [value ?? []].flat().join('+')

type Rows = Map<string, string>

const change = (world: World, rows: Rows, call: Sent): void => {
  const [, node = '', edge] = call.path.split('/')
  if (edge === undefined) changeNode(rows, node, call)
  else changeEdge(world, rows, { ...call, node, edge })
}

const putOr = (rows: Rows, { method }: Sent, name: string, value: string): void => {
  if (method === 'DELETE') rows.delete(name)
  else if (value === '') throw new Error(`nothing is sent for ${name}`)
  else rows.set(name, value)
}

const changeEdge = (
  world: World,
  rows: Rows,
  call: Sent & { readonly node: string; readonly edge: string },
): void => {
  const { method, params, node, edge } = call
  const asset = assetOf(world.facts)
  const isTaking = method === 'DELETE'
  const tasks = listed(params['tasks'] ?? params['permitted_tasks'])
  const about = params['adaccount_id'] ?? params['page_id']
  if (node === asset && edge === 'assigned_users') {
    putOr(rows, call, `users/${params['user']}`, tasks)
  } else if (node === GROUP && edge === 'assigned_users') {
    putOr(rows, call, `group/${params['user']}`, tasks)
  } else if (node === asset && edge === 'agencies') {
    share(world, rows, { isTaking, to: String(params['business']), tasks })
  } else if (node === US && edge === 'business_users') {
    rows.set(`memory/invited/${HIRED}`, String(params['role']))
    putOr(rows, call, `members/${params['email']}`, `?PENDING:${params['role']}`)
  } else if (node === US && about === asset) {
    if (isTaking) giveUp(rows)
    else ask(rows, tasks)
  } else throw new Error(`nobody knows ${method} ${call.path}`)
}

/** A person's node, or an invitation's. */
const changeNode = (rows: Rows, node: string, call: Sent): void => {
  const member = `members/${node === INVITATION ? HIRED : node}`
  if (!rows.has(member)) throw new Error(`${node} is nobody`)
  putOr(rows, call, member, listed(call.params['role']))
  if (node === INVITATION) rows.delete(`memory/invited/${HIRED}`)
  if (call.method !== 'DELETE') return
  for (const name of [...rows.keys()]) if (name.endsWith(`/${node}`)) rows.delete(name)
}

const share = (
  { facts }: World,
  rows: Map<string, string>,
  {
    isTaking,
    to,
    tasks,
  }: { readonly isTaking: boolean; readonly to: string; readonly tasks: string },
): void => {
  const name = `agencies/${to}`
  if (isTaking) {
    rows.delete(name)
    return
  }
  if (facts.approval === 'free' || (rows.get(name) ?? '?').startsWith('?') === false)
    rows.set(name, tasks)
  else {
    rows.set(`memory/approval/${to}`, tasks)
    if (facts.approval === 'shown') rows.set(name, `?PENDING_ADMIN_REVIEW:${tasks}`)
  }
}

const ask = (rows: Map<string, string>, tasks: string): void => {
  rows.set('request', `?PENDING:${tasks}`)
  rows.set('asset', 'pending')
  rows.set('memory/asked', tasks)
}

/** Whatever we and our people had there is gone. */
const giveUp = (rows: Map<string, string>): void => {
  for (const name of [...rows.keys()]) {
    if (name === 'request' || name.startsWith('users/')) rows.delete(name)
  }
  rows.set('asset', 'absent')
  rows.delete('memory/asked')
}

/** What is there once an admin has agreed to all that waits. */
export const approved = (world: World): World => {
  const rows = new Map(world.rows)
  for (const [name, value] of world.rows) {
    if (!name.startsWith('memory/approval/')) continue
    rows.delete(name)
    rows.set(`agencies/${name.split('/').at(-1) ?? BRIGHT}`, value)
  }
  return worldOf(world.facts, rows)
}
