import { HOUSE } from '../live-rig.ts'

const THEIRS = `ad_accounts:
  act_1: { name: Ours, owner: "1001", exposure: { subscribed_apps: ["8801", "8809"] } }
  act_77: { name: Theirs, owner: "2002" }
`
/** Our business with everything that a review of exposure asks about. */
export const EXPOSED = `${HOUSE.replace(
  '"21": {',
  '"21": { finance_permission: FINANCE_EDITOR,',
).replace('"22": {', '"22": { finance_permission: NONE,')}${THEIRS}pixels:
  "4441":
    name: Shop
    owner: "1001"
    exposure:
      shared_accounts: { act_77: {}, act_88: { via: "2002" } }
      adaccounts: [act_1, act_77]
      shared_agencies: ["2002"]
instagram_accounts:
  "6661":
    name: house
    owner: "1001"
    ig_user_id: "17841400000000001"
    exposure:
      authorized_adaccounts: [act_77, act_99]
      branded_content_ad_permissions: { maria: APPROVED, otto: CANCELED, eve: ODD_WORD }
whatsapp_accounts:
  "7771":
    name: Line
    owner: "1001"
    exposure:
      is_shared_with_partners: "true"
      ownership_type: SELF
      on_behalf_of_business_info: "3003"
      subscribed_apps: ["8801", "8809"]
      solutions: { "8901": { name: Chats } }
apps:
  "8801":
    name: Till
    owner: "1001"
    exposure: { authorized_adaccounts: [act_77], agencies: ["2002"] }
  "8802": { name: Client's, owner: "3003", clients: ["1001"] }
credit_lines:
  "7100":
    owner: "1001"
    allocations:
      "7101": { receiving: "2002", amount: "500 EUR", status: APPROVE }
      "7102": { receiving: "3003", status: DECLINE }
      "7103": { receiving: "1001" }
      "7104": { receiving: "3003", status: MMA_DIRECT_ASSETS_EXPIRED }
    invoice_groups: { "7110": { name: EU, ad_accounts: [act_1, act_77, act_99] } }
  "7200": { owner: "1001", revoked: true, allocations: { "7201": { receiving: "2002" } } }
audience_requests:
  "9001":
    initiator: "1001"
    recipient: "2002"
    audiences: { "9100": { name: Buyers, accounts: { act_77: ACTIVE, act_99: REVOKED } } }
  "9002": { initiator: "1001", recipient: "3003", status: EXPIRED }
  "9003": { initiator: "3003", recipient: "1001", status: IN_PROGRESS }
`
