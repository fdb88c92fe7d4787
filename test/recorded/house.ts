/** Ids of the recorded answers, and a world of the sandbox that holds the same things. */
export const OWN = '100100000000001'
export const CLIENT = '100200000000001'
export const ANN = '122100000000001'
export const BEN = '122100000000002'
export const CY = '122100000000003'
export const DEE = '1572000000000004'
export const EVA = '122100000000005'
export const FAY = '122100000000006'
export const GUS = '1058000000000007'
export const ROBOT = '61550000000000001'
export const ACCOUNT = 'act_901000000000001'
export const SECOND = 'act_566000000000002'
export const THIRD = 'act_10209000000000003'
export const PIXEL = '479000000000001'
export const INSTAGRAM = '104000000000001'
export const PAGE = '103000000000001'
export const CLASSIC = '103000000000002'
/** Behind Ann: what `/me` says. */
export const ANN_USER = '100000000000011'

const MANAGE = '[MANAGE, ADVERTISE, ANALYZE]'
const ADVERTISE = '[ADVERTISE, ANALYZE]'
const UPLOAD = '[EDIT, UPLOAD, ADVERTISE, ANALYZE]'

const people = (tasks: Readonly<Record<string, string>>): string =>
  `{ ${Object.entries(tasks)
    .map(([id, held]) => `"${id}": ${held}`)
    .join(', ')} }`

const PLUS = [
  ...['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'FACEBOOK_ACCESS'],
  ...['MODERATE', 'MESSAGING', 'FULL_CONTROL', 'MANAGE'],
].map((task) => `PROFILE_PLUS_${task}`)

export interface HouseOptions {
  /** Whose token it is. */
  readonly user?: string
  readonly modes?: string
  /** More of the token, and of the app. */
  readonly token?: string
  readonly app?: string
  readonly business?: string
  /** Whether the Page is somebody else's and nobody has asked for it. */
  readonly isPageForeign?: boolean
  readonly faults?: string
}

/** The world in which a question was asked. */
export const houseOf = ({
  user = ROBOT,
  modes = '{}',
  token = '',
  app = '',
  business = '',
  isPageForeign = false,
  faults = '[]',
}: HouseOptions = {}): string => `
version: 1
token:
  business: "${OWN}"
  user: "${user}"
  scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata]
  ${token}
app: { id: "880000000000001"${app} }
modes: ${modes}
businesses:
  "${OWN}":
    name: Northwind
    ${business}
    users:
      "${ANN}": { name: Ann Arbor, email: ann.arbor@northwind.example, role: ADMIN, user: "${ANN_USER}" }
      "${BEN}": { name: Ben, role: EMPLOYEE }
      "${CY}": { name: Cy, role: EMPLOYEE }
      "${DEE}": { name: Dee, role: EMPLOYEE }
      "${EVA}": { name: Eva, role: EMPLOYEE }
      "${FAY}": { name: Fay, role: EMPLOYEE }
      "${GUS}": { name: Gus, role: EMPLOYEE }
    system_users:
      "${ROBOT}": { name: Automation, role: ADMIN }
      "61550000000000002": { name: Reports, role: EMPLOYEE }
  "${CLIENT}": { name: Harbor }
ad_accounts:
  ${ACCOUNT}:
    name: Northwind Festival
    owner: "${OWN}"
    users: ${people({ [ANN]: MANAGE, [BEN]: ADVERTISE, [CY]: MANAGE, [DEE]: MANAGE, [EVA]: MANAGE, [GUS]: MANAGE, [ROBOT]: MANAGE })}
  ${SECOND}: { name: Northwind Autumn, owner: "${OWN}", users: ${people({ [BEN]: ADVERTISE, [GUS]: MANAGE })} }
  ${THIRD}: { name: Northwind (backup), owner: "${OWN}", users: ${people({ [BEN]: ADVERTISE, [CY]: MANAGE })} }
pages:
  "${PAGE}":
    name: Northwind
    owner: "${CLIENT}"
    ${isPageForeign ? '' : `agencies: { "${OWN}": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE] }`}
    ${isPageForeign ? '' : `users: ${people({ [ROBOT]: `[${PLUS.join(', ')}]` })}`}
  "${CLASSIC}":
    name: Northwind Shop
    owner: "${OWN}"
    users: ${people({ [ROBOT]: '[MANAGE, CREATE_CONTENT, MODERATE, MESSAGING, ADVERTISE, ANALYZE]' })}
pixels:
  "${PIXEL}": { name: Northwind UK, owner: "${CLIENT}", agencies: { "${OWN}": ${UPLOAD} }, users: ${people({ [ANN]: '[ANALYZE]', [BEN]: ADVERTISE, [CY]: UPLOAD })} }
  "937000000000002": { name: Northwind DE, owner: "${CLIENT}", agencies: { "${OWN}": ${UPLOAD} } }
  "951000000000003": { name: Northwind FR, owner: "${CLIENT}", agencies: { "${OWN}": ${UPLOAD} }, users: ${people({ [DEE]: '[ANALYZE]' })} }
instagram_accounts:
  "${INSTAGRAM}": { name: northwind, owner: "${OWN}", ig_user_id: "17841400000000001", users: ${people({ [ANN]: '[ADVERTISE, ANALYZE, CONTENT, MESSAGES, COMMUNITY_ACTIVITY]', [BEN]: ADVERTISE })} }
  "104000000000002": { name: northwind.shop, owner: "${OWN}", ig_user_id: "17841400000000002" }
faults: ${faults}
`
