import { SIX } from '../kinds/six-kinds.ts'
import { LEE, OWN, ROBOT } from './serve.ts'

/** A second admin, whose role is spelled as some rows spell it. */
export const IDA = '61550000000000004'
/** The invitation of the small world. */
export const INVITED = '77000000000000001'

/** All six kinds and a group, two admins, one of whom may edit finances. */
export const STAFF = `${SIX.replace(
  'role: ADMIN, user: "100000000000002", two_fac_status: enabled }',
  `role: ADMIN, user: "100000000000002", finance_permission: FINANCE_EDITOR }
      "${IDA}": { name: Ida, email: ida@northwind.example, role: Admin, two_fac_status: enabled }`,
).replace(
  'name: Automation, role: ADMIN }',
  `name: Automation, role: ADMIN, created_by: "${LEE}" }`,
)}
asset_groups:
  "8888":
    name: EU
    owner: "${OWN}"
    assets: [act_1111]
    users:
      "${LEE}": { ad_account: [ANALYZE] }
      "${ROBOT}": { ad_account: [ANALYZE] }
`

/** The same with modes. */
export const staff = (modes: string): string => `${STAFF}modes: ${modes}\n`

/** The same, with the token of somebody else. */
export const staffAs = (user: string, modes = '{}'): string =>
  staff(modes).replace(`user: "${ROBOT}"\n`, `user: "${user}"\n`)
