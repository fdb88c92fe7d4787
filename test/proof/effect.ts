import { assetOf, BRIGHT, GROUP, HIRED, INVITATION, US, type World, worldOf } from './scene.ts'

/** A call as it goes over the wire. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
}

/**
 * What the API makes of a write: a POST replaces what is held, a DELETE takes it. The second opinion
 * is one of the calls, not of the steps.
 */
export const afterCall = (world: World, call: Sent): World => {
  const rows = new Map(world.rows)
  change(world, rows, call)
  return worldOf(world.facts, rows)
}

const listed = (value: string | readonly string[] | undefined): string =>
  [value ?? []].flat().join('+')

const change = (world: World, rows: Map<string, string>, { method, path, params }: Sent): void => {
  const asset = assetOf(world.facts)
  const isTaking = method === 'DELETE'
  const put = (name: string, value: string): void => {
    if (isTaking) rows.delete(name)
    else rows.set(name, value)
  }
  const tasks = listed(params['tasks'] ?? params['permitted_tasks'])
  if (!isTaking && tasks === '' && params['role'] === undefined)
    throw new Error(`nothing is sent by ${path}`)
  const [, node = '', edge] = path.split('/')
  if (node === asset && edge === 'assigned_users') return put(`users/${params['user']}`, tasks)
  if (node === GROUP && edge === 'assigned_users') return put(`group/${params['user']}`, tasks)
  if (node === asset && edge === 'agencies')
    return share(world, rows, { isTaking, to: String(params['business']), tasks })
  if (node === US && edge === 'business_users') {
    rows.set('memory/invited/' + HIRED, String(params['role']))
    return put(`members/${params['email']}`, `?PENDING:${params['role']}`)
  }
  if (node === US && edge !== undefined) {
    const about = params['adaccount_id'] ?? params['page_id']
    if (about !== asset) throw new Error(`${path} is about ${about}`)
    return isTaking ? giveUp(rows) : ask(rows, tasks)
  }
  if (edge !== undefined) throw new Error(`nobody knows ${method} ${path}`)
  const member = node === INVITATION ? `members/${HIRED}` : `members/${node}`
  if (!rows.has(member)) throw new Error(`${node} is nobody`)
  put(member, String(params['role']))
  if (node === INVITATION) rows.delete(`memory/invited/${HIRED}`)
  if (!isTaking) return
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
