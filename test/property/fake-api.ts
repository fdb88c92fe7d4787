import { GraphError, graphFacts } from '../../src/graph/errors/graph-error.ts'
import type { WriteAnswer } from '../../src/graph/writes.ts'
import type { LiveRelation, LiveState, Scope } from '../../src/model/live.ts'
import type { RelationName } from '../../src/model/relations.ts'
import type { WriteCall } from '../../src/model/write.ts'

/**
 * What becomes of a write. `silent`: taken, and nothing happens. `lost`: no answer, with the write
 * done, not done, or done only after everybody has stopped looking. `blind`: done, but no list can
 * be read any more. `approval`: waits on an admin. The rest is refused.
 */
export const FATES = [
  'done',
  'silent',
  'lost_done',
  'lost_undone',
  'lost_late',
  'blind',
  'blind_undone',
  'approval',
  'refused',
  'limit',
  'stop',
] as const

export type Fate = (typeof FATES)[number]

const CODES: Readonly<Partial<Record<Fate, number>>> = { refused: 100, limit: 80004, stop: 368 }

export const keyOf = (asset: string, relation: string, subject: string): string =>
  `${asset}/${relation}/${subject}`

/** A world of rows that answers writes as it is told to; nothing of the sandbox, nothing of HTTP. */
export class FakeApi {
  readonly rows: Map<string, LiveRelation>
  readonly committed: string[] = []
  private readonly late: (() => void)[] = []
  private readonly blind = new Set<string>()
  private readonly live: LiveState
  private readonly fateOf: (key: string) => Fate
  private readonly onCommit: () => void

  constructor(live: LiveState, fateOf: (key: string) => Fate, onCommit: () => void) {
    this.live = live
    this.fateOf = fateOf
    this.onCommit = onCommit
    this.rows = new Map(
      live.relations.map((row) => [keyOf(row.asset, row.relation, row.subject), row]),
    )
  }

  counts = () => ({ read: 0, write: 0, http: 0 })

  /** Nobody has any time. */
  readonly waits = { wait: async () => false, left: () => 0 }

  write = async (call: WriteCall): Promise<WriteAnswer> => {
    const answer = this.answer(call)
    if (answer instanceof GraphError) throw answer
    return answer
  }

  writeMany = async (calls: readonly WriteCall[]): Promise<readonly (WriteAnswer | GraphError)[]> =>
    calls.map((call) => this.answer(call))

  readAgain = (
    assets: readonly {
      readonly id: string
      readonly kind: string
      readonly relations: readonly RelationName[]
    }[],
  ): Pick<LiveState, 'assets' | 'relations' | 'scopes'> => ({
    assets: this.live.assets.filter(({ id }) => assets.some((asset) => asset.id === id)),
    ...this.readBack(
      assets.flatMap(({ id, kind, relations }) =>
        relations.map((relation) => ({ kind, asset: id, relation })),
      ),
    ),
  })

  /** Lost writes that take place when nobody looks any more. */
  settle = (): void => {
    for (const happen of this.late.splice(0)) happen()
  }

  readBack = (
    targets: readonly {
      readonly kind: string
      readonly asset: string
      readonly relation: RelationName
    }[],
  ): { readonly relations: readonly LiveRelation[]; readonly scopes: readonly Scope[] } => {
    const isSeen = ({ asset, relation }: { asset: string; relation: string }): boolean =>
      !this.blind.has(`${asset}/${relation}`)
    return {
      scopes: targets.map(({ kind, asset, relation }) => {
        const status = isSeen({ asset, relation }) ? 'complete' : 'unknown'
        return { kind, asset, relation, status, what: null }
      }),
      relations: [...this.rows.values()].filter(
        (row) =>
          isSeen(row) &&
          targets.some(({ asset, relation }) => row.asset === asset && row.relation === relation),
      ),
    }
  }

  private answer(call: WriteCall): WriteAnswer | GraphError {
    const { asset, relation, subject } = this.aboutOf(call)
    const fate = this.fateOf(keyOf(asset, relation, subject))
    const code = CODES[fate]
    if (code !== undefined) return errorOf(`refused with ${code}`, { code })
    const happen = (): void => {
      this.carryOut(call)
      this.committed.push(`${call.method} ${keyOf(asset, relation, subject)}`)
      this.onCommit()
    }
    if (fate.startsWith('blind')) this.blind.add(`${asset}/${relation}`)
    if (fate === 'done' || fate === 'lost_done' || fate === 'blind') happen()
    if (fate === 'lost_late') this.late.push(happen)
    if (fate.startsWith('lost')) return errorOf('no answer', { lost: true })
    const requiresAdminApproval = fate === 'approval' && call.method === 'POST'
    return { success: true, requiresAdminApproval, accessStatus: null }
  }

  private aboutOf({ method, path, params, asset }: WriteCall): {
    readonly asset: string
    readonly relation: RelationName
    readonly subject: string
  } {
    const [, node = '', edge] = path.split('/')
    const ofMembers = { asset: this.live.business.id, relation: 'members' } as const
    if (edge === 'business_users') return { ...ofMembers, subject: String(params['email']) }
    if (edge === undefined) return { ...ofMembers, subject: this.memberOf(method, node) }
    if (edge === 'agencies') return { asset, relation: edge, subject: String(params['business']) }
    if (edge === 'assigned_users') {
      return { asset, relation: 'users', subject: String(params['user']) }
    }
    return { asset, relation: 'request', subject: this.live.business.id }
  }

  /** A node of its own: a person's, or an invitation's, which is listed by e-mail. */
  private memberOf(method: string, node: string): string {
    if (method !== 'DELETE') return node
    const rows = [...this.live.relations, ...this.rows.values()]
    return rows.find(({ member }) => member?.invitation?.id === node)?.subject ?? node
  }

  /** Who leaves the business is on no asset any more. */
  private takeEverything(person: string): void {
    for (const [key, row] of this.rows) if (row.subject === person) this.rows.delete(key)
  }

  private memberRow({ path, params }: WriteCall, subject: string): LiveRelation {
    const { id } = this.live.business
    const tasks = [String(params['role'])]
    const known = this.rows.get(keyOf(id, 'members', subject))
    if (known !== undefined && !path.endsWith('business_users')) return { ...known, tasks }
    const invitation = { id: `9${this.committed.length}000`, expires: null, status: null }
    const facts = { kind: 'business', asset: id, relation: 'members', subject } as const
    return {
      ...facts,
      subjectName: null,
      tasks,
      status: 'pending',
      apiStatus: null,
      since: null,
      counterpart: null,
      member: { type: 'business_user', email: subject, invitation },
    }
  }

  private carryOut(call: WriteCall): void {
    const { asset, relation, subject } = this.aboutOf(call)
    const key = keyOf(asset, relation, subject)
    if (call.method === 'DELETE') {
      this.rows.delete(key)
      if (relation === 'members') this.takeEverything(subject)
      return
    }
    if (relation === 'members') {
      this.rows.set(key, this.memberRow(call, subject))
      return
    }
    const kind = this.live.assets.find(({ id }) => id === asset)?.kind ?? ''
    const tasks = [call.params['tasks'] ?? call.params['permitted_tasks'] ?? []].flat()
    this.rows.set(key, {
      kind,
      asset,
      relation,
      subject,
      subjectName: null,
      tasks,
      status: relation === 'request' ? 'pending' : 'active',
      apiStatus: null,
      since: null,
      counterpart: null,
    })
  }
}

const errorOf = (
  message: string,
  facts: { readonly code?: number; readonly lost?: boolean },
): GraphError =>
  new GraphError(
    graphFacts({
      message,
      type: facts.lost ? 'connection_lost' : 'GraphMethodException',
      ...facts,
    }),
  )
