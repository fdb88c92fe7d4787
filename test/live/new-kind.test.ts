import { afterEach, expect, it } from 'vitest'
import { PERMITTED_TASKS } from '../../src/model/codec.ts'
import { type AssetKind, assetKindOf, KINDS } from '../../src/model/kinds.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import { withoutInverse, withoutRelations } from '../support/kinds.ts'
import { HOUSE, type LiveRig, rowsOf, startLive, statusesOf } from './live-rig.ts'

/** A kind nobody has heard of: a row here and a row in the sandbox is all it takes. */
const ACCOUNT = withoutInverse(withoutRelations(assetKindOf('ad_account', KINDS), 'on_behalf_of'))

const GARDEN: AssetKind = {
  ...ACCOUNT,
  name: 'garden',
  section: 'gardens',
  label: 'garden',
  id: { prefix: '', example: '9' },
  listing: { owned: 'owned_gardens', client: 'client_gardens', expandable: false },
  mirror: 'garden_permissions',
  relations: {
    ...ACCOUNT.relations,
    request: {
      edge: 'client_gardens',
      param: 'garden_id',
      codec: PERMITTED_TASKS,
      scopes: [],
      isRestricted: false,
      pending: { edge: 'pending_client_gardens', asset: 'garden' },
      withdraw: { edge: 'gardens', param: 'garden_id', scopes: [], isRestricted: false },
    },
  },
  tasks: ['DIG', 'WATER'],
  managers: ['DIG'],
  implies: {},
  tolerated: [],
  roles: {},
}

const sandboxGarden = (): SandboxKind => {
  const [plain] = SANDBOX_KINDS
  if (plain === undefined) throw new Error('no kind')
  const { bundles: _bundles, inverse: _inverse, ...rest } = plain
  return {
    ...rest,
    kind: 'garden',
    section: 'gardens',
    node: 'Garden',
    idPrefix: '',
    lists: {
      owned: 'owned_gardens',
      client: 'client_gardens',
      pendingClient: 'pending_client_gardens',
    },
    requestField: 'garden',
    permissionsField: 'garden_permissions',
    tasks: ['DIG', 'WATER'],
    implies: {},
    managing: ['DIG'],
  }
}

let rig: LiveRig
afterEach(() => rig.close())

it('a new row in the table is read like any other kind', async () => {
  rig = await startLive(
    `${HOUSE}
gardens:
  "91": { name: Ours, owner: "1001", agencies: { "2002": [WATER] }, users: { "21": [DIG] } }
  "92": { name: Asked, owner: "3003", agencies: { "1001": { tasks: [WATER], waits_for: owner } } }
  "93": { name: Closed, owner: "1001", refuse: [assigned_users] }
`,
    { kinds: [...KINDS, GARDEN], sandboxKinds: [...SANDBOX_KINDS, sandboxGarden()] },
  )
  const live = await rig.read()
  expect(live.problems).toEqual([])
  expect(rowsOf(live, '91', 'agencies')).toEqual(['2002 active WATER'])
  expect(rowsOf(live, '91', 'users')).toEqual(['21 active DIG'])
  expect(rowsOf(live, '92', 'request')).toEqual(['1001 pending WATER'])
  // No list of a person's gardens: the refusal stands.
  expect(statusesOf(live)).toContain('93/users: unreadable')
})
