// What checks the shape of a manifest, compiled by ajv. Written by `npm run schema` from the JSON
// Schema: do not edit.
// @ts-nocheck
import type { CheckedShape } from './schema-shape.ts'

export const checkManifest: CheckedShape = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,"properties":{"version":{"type":"integer","const":1,"examples":[1]},"business":{"$ref":"#/$defs/id","examples":["1001"]},"partners":{"type":"object","additionalProperties":{"$ref":"#/$defs/id"},"examples":[{"brightside":"2002"}]},"people":{"type":"object","additionalProperties":{"type":["string","integer","object"],"additionalProperties":false,"required":["system_user"],"properties":{"system_user":{"$ref":"#/$defs/id","examples":["61550000000000003"]}}},"examples":[{"dana":"dana@northwind.example","lee":"61550000000000002"}]},"teams":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}},"examples":[{"buyers":["dana","lee"]}]},"roles":{"examples":[{"viewer":["ANALYZE"]}],"type":"object","additionalProperties":{"$ref":"#/$defs/role"}},"profiles":{"examples":[{"house":{"mode":"additive","users":{"reporter":"viewer"}}}],"type":"object","additionalProperties":{"$ref":"#/$defs/profile"}},"defaults":{"examples":[{"ad_accounts":{"use":["house"]}}],"type":"object","additionalProperties":false,"properties":{"ad_accounts":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"},"pages":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"},"pixels":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"},"catalogs":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"},"instagram_accounts":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"},"whatsapp_accounts":{"examples":[{"use":["house"]}],"$ref":"#/$defs/defaults"}}},"offboarded":{"type":"array","items":{"type":["string","integer"]},"examples":[["kim","2009"]]},"members":{"examples":[{"users":{"dana":"ADMIN","lee":{"role":"EMPLOYEE","expires":"2027-01-31","reason":"covers for Kim"}}}],"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/mode"},"users":{"type":"object","additionalProperties":{"$ref":"#/$defs/member"},"examples":[{"dana":"ADMIN","lee":{"role":"EMPLOYEE","expires":"2027-01-31","reason":"covers for Kim"}}]},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["61550000000000009"]]}}},"policy":{"examples":[{"max_revocations":10,"keep_managers":1}],"type":"object","additionalProperties":false,"properties":{"max_revocations":{"type":"integer","minimum":0,"maximum":1000000,"default":10,"examples":[10]},"max_open_requests":{"type":"integer","minimum":0,"maximum":1000000,"default":5,"examples":[5]},"keep_managers":{"type":"integer","minimum":0,"maximum":1000000,"default":1,"examples":[1]},"keep_admins":{"type":"integer","minimum":0,"maximum":1000000,"default":1,"examples":[1]},"max_invitations":{"type":"integer","minimum":0,"maximum":1000000,"default":10,"examples":[10]},"max_offboarded":{"type":"integer","minimum":0,"maximum":1000000,"default":10,"examples":[10]},"offboarded_members":{"type":"string","enum":["remove","report"],"default":"remove","examples":["remove","report"]},"protected":{"type":"array","items":{"type":["string","integer"]},"default":[],"examples":[["dana"]]},"agency_task_change":{"type":"string","enum":["report","try"],"default":"report","examples":["report","try"]},"unreadable":{"type":"string","enum":["report","fail"],"default":"report","examples":["report","fail"]},"coverage":{"type":"string","enum":["open","closed"],"default":"open","examples":["open","closed"]},"domains":{"type":"array","items":{"type":"string"},"default":[],"examples":[["northwind.example"]]}}},"allow_unknown_tasks":{"type":"boolean","default":false,"examples":[true]},"ad_accounts":{"type":"object","propertyNames":{"pattern":"^act_[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/ad_account_asset"},"examples":[{"act_1111":{"agencies":{}}}]},"pages":{"type":"object","propertyNames":{"pattern":"^[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/page_asset"},"examples":[{"3333":{"agencies":{}}}]},"pixels":{"type":"object","propertyNames":{"pattern":"^[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/pixel_asset"},"examples":[{"4444":{"agencies":{}}}]},"catalogs":{"type":"object","propertyNames":{"pattern":"^[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/catalog_asset"},"examples":[{"5555":{"agencies":{}}}]},"instagram_accounts":{"type":"object","propertyNames":{"pattern":"^[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/instagram_account_asset"},"examples":[{"104000000000001":{"agencies":{}}}]},"whatsapp_accounts":{"type":"object","propertyNames":{"pattern":"^[1-9][0-9]{0,24}$"},"additionalProperties":{"$ref":"#/$defs/whatsapp_account_asset"},"examples":[{"7777":{"users":{}}}]}},"patternProperties":{"^x-":{}},"required":["version"],"$defs":{"id":{"type":["string","integer"],"pattern":"^[1-9][0-9]{0,24}$"},"mode":{"type":"string","enum":["authoritative","additive"],"examples":["additive"]},"use":{"type":"array","items":{"type":"string"},"examples":[["house"]]},"expires":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","examples":["2027-01-31"]},"reason":{"type":"string","examples":["covers for Kim"]},"role":{"type":["array","object"],"minItems":1,"items":{"type":"string"},"additionalProperties":false,"properties":{"ad_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["ADMIN",["MANAGE","ADVERTISE"]]},"page":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["MANAGER",["MANAGE","CREATE_CONTENT"]]},"pixel":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["EDIT","UPLOAD"]]},"catalog":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["ADMIN",["MANAGE","ADVERTISE"]]},"instagram_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["FULL_CONTROL","IG_APP_ADMIN"]]},"whatsapp_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["MANAGE","DEVELOP"]]}}},"defaults":{"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"}}},"any_task":{"errorMessage":"This asset has no such task; completion lists those it has.","enum":["MANAGE","ADVERTISE","ANALYZE","DRAFT","AA_ANALYZE","CREATE_CONTENT","MODERATE","MESSAGING","MODERATE_COMMUNITY","MANAGE_JOBS","PAGES_MESSAGING","PAGES_MESSAGING_SUBSCRIPTIONS","READ_PAGE_MAILBOXES","VIEW_MONETIZATION_INSIGHTS","MANAGE_LEADS","GLOBAL_STRUCTURE_MANAGEMENT","CASHIER_ROLE","PROFILE_PLUS_FULL_CONTROL","PROFILE_PLUS_FACEBOOK_ACCESS","PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY","PROFILE_PLUS_REVENUE","PROFILE_PLUS_CREATIVE_MANAGEMENT","PROFILE_PLUS_CREATOR_MANAGEMENT","PROFILE_PLUS_MANAGE","PROFILE_PLUS_CREATE_CONTENT","PROFILE_PLUS_MODERATE","PROFILE_PLUS_MESSAGING","PROFILE_PLUS_ADVERTISE","PROFILE_PLUS_ANALYZE","PROFILE_PLUS_MANAGE_LEADS","PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT","EDIT","UPLOAD","MANAGE_AR","FULL_CONTROL","IG_APP_ADMIN","IG_APP","SPARK_EVERYTHING","SPARK_PUBLISH","SPARK_INSIGHTS","CREATOR_MANAGEMENT","CREATIVE_MANAGEMENT","CONTENT","MESSAGES","COMMUNITY_ACTIVITY","DEVELOP","MANAGE_EXTENSIONS","MANAGE_PHONE","MANAGE_PHONE_ASSETS","MANAGE_TEMPLATES","VIEW_COST","VIEW_PHONE_ASSETS","VIEW_TEMPLATES"],"enumDescriptions":["On ad accounts: Change the account, and who may work on it. Brings every task along. On Pages: Change the Page, and who may work on it. Brings every task along. On catalogs: Change the catalog, and who may work on it. Brings every task along. On WhatsApp accounts: Change the account, and who may work on it. Brings every task along.","On ad accounts: Create and edit ads. Brings ANALYZE along. On Pages: Create ads for the Page. Brings ANALYZE along. On pixels: Use the pixel in ads. Brings ANALYZE along. On catalogs: Use the catalog in ads. On Instagram accounts: Create ads for the account. The API may give CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ANALYZE with it.","On ad accounts: See reports and results. On Pages: See insights, and who published what as the Page. On pixels: See what the pixel records. On Instagram accounts: See insights of the account.","Make mock-ups of ads.","Use advanced analytics.","Publish as the Page. Brings MODERATE, ADVERTISE, ANALYZE along.","Answer and delete comments as the Page. Brings ADVERTISE, ANALYZE along.","On Pages: Send messages as the Page. On WhatsApp accounts: Send and read messages.","Moderate what people write on the Page.","Publish and manage job posts.","Send and read messages of the Page with an app.","Send messages that people subscribed to, with an app.","Read the messages of the Page.","See what the Page earns.","Read and manage leads.","Manage the Pages of a Global Page.","In the list of the API; what it allows is not documented.","Everything, the people of the Page included, on newer Pages. Brings every task along.","Switch into the Page on Facebook, on newer Pages.","Moderate live chats, on newer Pages.","See revenue, on newer Pages.","Manage creatives, on newer Pages.","Manage creators, on newer Pages.","The same as MANAGE, by the name it has on newer assets.","The same as CREATE_CONTENT, by the name it has on newer assets.","The same as MODERATE, by the name it has on newer assets.","The same as MESSAGING, by the name it has on newer assets.","The same as ADVERTISE, by the name it has on newer assets.","The same as ANALYZE, by the name it has on newer assets.","The same as MANAGE_LEADS, by the name it has on newer assets.","The same as GLOBAL_STRUCTURE_MANAGEMENT, by the name it has on newer assets.","Change the settings of the pixel. Brings UPLOAD along.","Send events to the pixel. Brings EDIT along.","Manage what of the catalog is shown in augmented reality.","Everything, the people of the account included. Brings every task along.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","Manage creators.","Manage creatives.","Publish as the account.","Read and send messages of the account.","Answer and delete comments as the account.","Connect apps, and use the API for the account.","Manage what extends the account.","Add, change and remove phone numbers.","Manage what belongs to a phone number.","Create and change message templates.","See what messages cost.","See what belongs to a phone number.","See message templates."]},"any_role":{},"any_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"any_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/any_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"any_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/any_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"any_request":{"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"any_known":{"items":{"$ref":"#/$defs/any_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/any_task"}}}},"any_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/any_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/any_known"}},"^request$":{"items":{"$ref":"#/$defs/any_task"}}}},"profile":{"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/mode"},"agencies":{"$ref":"#/$defs/any_agencies"},"users":{"$ref":"#/$defs/any_users"},"request":{"$ref":"#/$defs/any_request"}}},"member_role":{},"member_role_or_none":{},"member":{"type":["string","object"],"$ref":"#/$defs/member_role_or_none","additionalProperties":false,"properties":{"role":{"type":"string","$ref":"#/$defs/member_role","examples":["EMPLOYEE"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"ad_account_task":{"errorMessage":"This ad account has no such task; completion lists those it has.","enum":["MANAGE","ADVERTISE","ANALYZE","DRAFT","AA_ANALYZE"],"enumDescriptions":["Change the account, and who may work on it. Brings every task along.","Create and edit ads. Brings ANALYZE along.","See reports and results.","Make mock-ups of ads.","Use advanced analytics."]},"ad_account_role":{},"ad_account_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"ad_account_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/ad_account_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"ad_account_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/ad_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"ad_account_request":{"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"ad_account_known":{"items":{"$ref":"#/$defs/ad_account_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/ad_account_task"}}}},"ad_account_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/ad_account_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/ad_account_known"}},"^request$":{"items":{"$ref":"#/$defs/ad_account_task"}}}},"ad_account_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/ad_account_agencies"},"users":{"$ref":"#/$defs/ad_account_users"},"request":{"$ref":"#/$defs/ad_account_request"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]},"on_behalf_of":{"type":"array","items":{"type":"string"},"examples":[["brightside"]]}}},"page_task":{"errorMessage":"This Page has no such task; completion lists those it has.","enum":["MANAGE","CREATE_CONTENT","MODERATE","MESSAGING","ADVERTISE","ANALYZE","MODERATE_COMMUNITY","MANAGE_JOBS","PAGES_MESSAGING","PAGES_MESSAGING_SUBSCRIPTIONS","READ_PAGE_MAILBOXES","VIEW_MONETIZATION_INSIGHTS","MANAGE_LEADS","GLOBAL_STRUCTURE_MANAGEMENT","CASHIER_ROLE","PROFILE_PLUS_FULL_CONTROL","PROFILE_PLUS_FACEBOOK_ACCESS","PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY","PROFILE_PLUS_REVENUE","PROFILE_PLUS_CREATIVE_MANAGEMENT","PROFILE_PLUS_CREATOR_MANAGEMENT","PROFILE_PLUS_MANAGE","PROFILE_PLUS_CREATE_CONTENT","PROFILE_PLUS_MODERATE","PROFILE_PLUS_MESSAGING","PROFILE_PLUS_ADVERTISE","PROFILE_PLUS_ANALYZE","PROFILE_PLUS_MANAGE_LEADS","PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT"],"enumDescriptions":["Change the Page, and who may work on it. Brings every task along.","Publish as the Page. Brings MODERATE, ADVERTISE, ANALYZE along.","Answer and delete comments as the Page. Brings ADVERTISE, ANALYZE along.","Send messages as the Page.","Create ads for the Page. Brings ANALYZE along.","See insights, and who published what as the Page.","Moderate what people write on the Page.","Publish and manage job posts.","Send and read messages of the Page with an app.","Send messages that people subscribed to, with an app.","Read the messages of the Page.","See what the Page earns.","Read and manage leads.","Manage the Pages of a Global Page.","In the list of the API; what it allows is not documented.","Everything, the people of the Page included, on newer Pages. Brings every task along.","Switch into the Page on Facebook, on newer Pages.","Moderate live chats, on newer Pages.","See revenue, on newer Pages.","Manage creatives, on newer Pages.","Manage creators, on newer Pages.","The same as MANAGE, by the name it has on newer assets.","The same as CREATE_CONTENT, by the name it has on newer assets.","The same as MODERATE, by the name it has on newer assets.","The same as MESSAGING, by the name it has on newer assets.","The same as ADVERTISE, by the name it has on newer assets.","The same as ANALYZE, by the name it has on newer assets.","The same as MANAGE_LEADS, by the name it has on newer assets.","The same as GLOBAL_STRUCTURE_MANAGEMENT, by the name it has on newer assets."]},"page_role":{},"page_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["MANAGER"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"page_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/page_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"page_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/page_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"page_request":{"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"page_known":{"items":{"$ref":"#/$defs/page_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/page_task"}}}},"page_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/page_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/page_known"}},"^request$":{"items":{"$ref":"#/$defs/page_task"}}}},"page_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/page_agencies"},"users":{"$ref":"#/$defs/page_users"},"request":{"$ref":"#/$defs/page_request"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}},"pixel_task":{"errorMessage":"This pixel has no such task; completion lists those it has.","enum":["EDIT","UPLOAD","ADVERTISE","ANALYZE","AA_ANALYZE"],"enumDescriptions":["Change the settings of the pixel. Brings UPLOAD along.","Send events to the pixel. Brings EDIT along.","Use the pixel in ads. Brings ANALYZE along.","See what the pixel records.","Use advanced analytics."]},"pixel_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"pixel_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/pixel_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"pixel_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/pixel_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"pixel_agencies_task":{"errorMessage":"This pixel has no such task; completion lists those it has.","enum":["EDIT","UPLOAD","ADVERTISE","ANALYZE"],"enumDescriptions":["Change the settings of the pixel. Brings UPLOAD along.","Send events to the pixel. Brings EDIT along.","Use the pixel in ads. Brings ANALYZE along.","See what the pixel records."]},"pixel_known":{"items":{"$ref":"#/$defs/pixel_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/pixel_task"}}}},"pixel_agencies_known":{"items":{"$ref":"#/$defs/pixel_agencies_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/pixel_agencies_task"}}}},"pixel_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/pixel_agencies_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/pixel_known"}},"^request$":{"items":{"$ref":"#/$defs/pixel_task"}}}},"pixel_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/pixel_agencies"},"users":{"$ref":"#/$defs/pixel_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}},"catalog_task":{"errorMessage":"This catalog has no such task; completion lists those it has.","enum":["MANAGE","ADVERTISE","MANAGE_AR","AA_ANALYZE"],"enumDescriptions":["Change the catalog, and who may work on it. Brings every task along.","Use the catalog in ads.","Manage what of the catalog is shown in augmented reality.","Use advanced analytics."]},"catalog_role":{},"catalog_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"catalog_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/catalog_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"catalog_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/catalog_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"catalog_known":{"items":{"$ref":"#/$defs/catalog_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/catalog_task"}}}},"catalog_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/catalog_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/catalog_known"}},"^request$":{"items":{"$ref":"#/$defs/catalog_task"}}}},"catalog_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/catalog_agencies"},"users":{"$ref":"#/$defs/catalog_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}},"instagram_account_task":{"errorMessage":"This Instagram account has no such task; completion lists those it has.","enum":["FULL_CONTROL","IG_APP_ADMIN","IG_APP","SPARK_EVERYTHING","SPARK_PUBLISH","SPARK_INSIGHTS","CREATOR_MANAGEMENT","CREATIVE_MANAGEMENT","CONTENT","MESSAGES","COMMUNITY_ACTIVITY","ADVERTISE","ANALYZE"],"enumDescriptions":["Everything, the people of the account included. Brings every task along.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","In the list of the API; what it allows is not documented.","Manage creators.","Manage creatives.","Publish as the account.","Read and send messages of the account.","Answer and delete comments as the account.","Create ads for the account. The API may give CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ANALYZE with it.","See insights of the account."]},"instagram_account_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"instagram_account_agencies":{"type":"object","additionalProperties":{"$ref":"#/$defs/instagram_account_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]},"instagram_account_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/instagram_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"instagram_account_agencies_task":{"errorMessage":"This Instagram account has no such task; completion lists those it has.","enum":["CONTENT","MESSAGES","COMMUNITY_ACTIVITY","ADVERTISE","ANALYZE"],"enumDescriptions":["Publish as the account.","Read and send messages of the account.","Answer and delete comments as the account.","Create ads for the account. The API may give CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ANALYZE with it.","See insights of the account."]},"instagram_account_known":{"items":{"$ref":"#/$defs/instagram_account_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/instagram_account_task"}}}},"instagram_account_agencies_known":{"items":{"$ref":"#/$defs/instagram_account_agencies_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/instagram_account_agencies_task"}}}},"instagram_account_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/instagram_account_agencies_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/instagram_account_known"}},"^request$":{"items":{"$ref":"#/$defs/instagram_account_task"}}}},"instagram_account_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/instagram_account_agencies"},"users":{"$ref":"#/$defs/instagram_account_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}},"whatsapp_account_task":{"errorMessage":"This WhatsApp account has no such task; completion lists those it has.","enum":["MANAGE","DEVELOP","MANAGE_EXTENSIONS","MANAGE_PHONE","MANAGE_PHONE_ASSETS","MANAGE_TEMPLATES","MESSAGING","VIEW_COST","VIEW_PHONE_ASSETS","VIEW_TEMPLATES"],"enumDescriptions":["Change the account, and who may work on it. Brings every task along.","Connect apps, and use the API for the account.","Manage what extends the account.","Add, change and remove phone numbers.","Manage what belongs to a phone number.","Create and change message templates.","Send and read messages.","See what messages cost.","See what belongs to a phone number.","See message templates."]},"whatsapp_account_grant":{"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}},"whatsapp_account_users":{"type":"object","additionalProperties":{"$ref":"#/$defs/whatsapp_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]},"whatsapp_account_known":{"items":{"$ref":"#/$defs/whatsapp_account_task"},"patternProperties":{"^tasks$":{"items":{"$ref":"#/$defs/whatsapp_account_task"}}}},"whatsapp_account_known_access":{"patternProperties":{"^agencies$":{"additionalProperties":{"$ref":"#/$defs/whatsapp_account_known"}},"^users$":{"additionalProperties":{"$ref":"#/$defs/whatsapp_account_known"}},"^request$":{"items":{"$ref":"#/$defs/whatsapp_account_task"}}}},"whatsapp_account_asset":{"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"users":{"$ref":"#/$defs/whatsapp_account_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}}}};
const schema1 = {"type":["string","integer"],"pattern":"^[1-9][0-9]{0,24}$"};
const schema4 = {"type":["array","object"],"minItems":1,"items":{"type":"string"},"additionalProperties":false,"properties":{"ad_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["ADMIN",["MANAGE","ADVERTISE"]]},"page":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["MANAGER",["MANAGE","CREATE_CONTENT"]]},"pixel":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["EDIT","UPLOAD"]]},"catalog":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":["ADMIN",["MANAGE","ADVERTISE"]]},"instagram_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["FULL_CONTROL","IG_APP_ADMIN"]]},"whatsapp_account":{"type":["string","array"],"minItems":1,"items":{"type":"string"},"examples":[["MANAGE","DEVELOP"]]}}};
const schema6 = {"type":"string","enum":["authoritative","additive"],"examples":["additive"]};
const func0 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^x-", "u");
const pattern1 = new RegExp("^[1-9][0-9]{0,24}$", "u");
const pattern6 = new RegExp("^act_[1-9][0-9]{0,24}$", "u");
const schema5 = {"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/mode"},"agencies":{"$ref":"#/$defs/any_agencies"},"users":{"$ref":"#/$defs/any_users"},"request":{"$ref":"#/$defs/any_request"}}};
const schema12 = {"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]};
const schema7 = {"type":"object","additionalProperties":{"$ref":"#/$defs/any_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema8 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};
const schema9 = {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","examples":["2027-01-31"]};
const schema10 = {"type":"string","examples":["covers for Kim"]};
const pattern4 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "u");

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema8.type},message:"must be string,array,object",schema:schema8.type,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.items.type,parentSchema:schema8.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema8,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema8.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.properties.tasks.items.type,parentSchema:schema8.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema8.properties.tasks.type,parentSchema:schema8.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema8.properties.role.type,parentSchema:schema8.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate3(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema7.type,parentSchema:schema7,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema11 = {"type":"object","additionalProperties":{"$ref":"#/$defs/any_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate3(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "mode") || (key0 === "agencies")) || (key0 === "users")) || (key0 === "request"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.mode !== undefined){
let data0 = data.mode;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
const err1 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["mode"] = coerced0;
}
}
}
if(!((data0 === "authoritative") || (data0 === "additive"))){
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate2(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate6(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
}
if(data.request !== undefined){
let data3 = data.request;
if((typeof data3 !== "string") && (!(Array.isArray(data3)))){
let dataType1 = typeof data3;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data3;
}
else if(data3 === null){
coerced1 = "";
}
else {
const err3 = {instancePath:instancePath+"/request",schemaPath:"#/$defs/any_request/type",keyword:"type",params:{type: schema12.type},message:"must be string,array",schema:schema12.type,parentSchema:schema12,data:data3};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(coerced1 !== undefined){
data3 = coerced1;
if(data !== undefined){
data["request"] = coerced1;
}
}
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 !== "string"){
let dataType2 = typeof data4;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data4;
}
else if(data4 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/request/" + i0,schemaPath:"#/$defs/any_request/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.items.type,parentSchema:schema12.items,data:data4};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data4 = coerced2;
if(data3 !== undefined){
data3[i0] = coerced2;
}
}
}
}
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema5.type,parentSchema:schema5,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema13 = {"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"}}};
const schema15 = {"type":"array","items":{"type":"string"},"examples":[["house"]]};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "mode") || (key0 === "use"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.mode !== undefined){
let data0 = data.mode;
if(typeof data0 !== "string"){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else {
const err1 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["mode"] = coerced0;
}
}
}
if(!((data0 === "authoritative") || (data0 === "additive"))){
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.use !== undefined){
let data1 = data.use;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
let dataType1 = typeof data2;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data2;
}
else if(data2 === null){
coerced1 = "";
}
else {
const err3 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(coerced1 !== undefined){
data2 = coerced1;
if(data1 !== undefined){
data1[i0] = coerced1;
}
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema17 = {"type":["string","object"],"$ref":"#/$defs/member_role_or_none","additionalProperties":false,"properties":{"role":{"type":"string","$ref":"#/$defs/member_role","examples":["EMPLOYEE"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};
const schema18 = {};
const schema19 = {};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate17.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema17.type},message:"must be string,object",schema:schema17.type,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "role") || (key0 === "expires")) || (key0 === "reason"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.role !== undefined){
let data0 = data.role;
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.role.type,parentSchema:schema17.properties.role,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data["role"] = coerced1;
}
}
}
}
if(data.expires !== undefined){
let data1 = data.expires;
if(typeof data1 !== "string"){
let dataType2 = typeof data1;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data1;
}
else if(data1 === null){
coerced2 = "";
}
else {
const err3 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(coerced2 !== undefined){
data1 = coerced2;
if(data !== undefined){
data["expires"] = coerced2;
}
}
}
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err4 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data2 = data.reason;
if(typeof data2 !== "string"){
let dataType3 = typeof data2;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data2;
}
else if(data2 === null){
coerced3 = "";
}
else {
const err5 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced3 !== undefined){
data2 = coerced3;
if(data !== undefined){
data["reason"] = coerced3;
}
}
}
}
}
validate17.errors = vErrors;
return errors === 0;
}
validate17.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema22 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/ad_account_agencies"},"users":{"$ref":"#/$defs/ad_account_users"},"request":{"$ref":"#/$defs/ad_account_request"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]},"on_behalf_of":{"type":"array","items":{"type":"string"},"examples":[["brightside"]]}}};
const schema30 = {"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]};
const schema25 = {"type":"object","additionalProperties":{"$ref":"#/$defs/ad_account_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema26 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema26.type},message:"must be string,array,object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.items.type,parentSchema:schema26.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema26.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.tasks.items.type,parentSchema:schema26.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.tasks.type,parentSchema:schema26.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.role.type,parentSchema:schema26.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate21(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema25.type,parentSchema:schema25,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema29 = {"type":"object","additionalProperties":{"$ref":"#/$defs/ad_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate21(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema29.type,parentSchema:schema29,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate19.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "agencies")) || (key0 === "users")) || (key0 === "request")) || (key0 === "ignore")) || (key0 === "on_behalf_of"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema22.properties.name.type},message:"must be string,number",schema:schema22.properties.name.type,parentSchema:schema22.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate20(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate24(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.request !== undefined){
let data6 = data.request;
if((typeof data6 !== "string") && (!(Array.isArray(data6)))){
let dataType3 = typeof data6;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data6;
}
else if(data6 === null){
coerced3 = "";
}
else {
const err6 = {instancePath:instancePath+"/request",schemaPath:"#/$defs/ad_account_request/type",keyword:"type",params:{type: schema30.type},message:"must be string,array",schema:schema30.type,parentSchema:schema30,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data6 = coerced3;
if(data !== undefined){
data["request"] = coerced3;
}
}
}
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 !== "string"){
let dataType4 = typeof data7;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data7;
}
else if(data7 === null){
coerced4 = "";
}
else {
const err7 = {instancePath:instancePath+"/request/" + i1,schemaPath:"#/$defs/ad_account_request/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.items.type,parentSchema:schema30.items,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced4 !== undefined){
data7 = coerced4;
if(data6 !== undefined){
data6[i1] = coerced4;
}
}
}
}
}
}
if(data.ignore !== undefined){
let data8 = data.ignore;
if(Array.isArray(data8)){
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if((typeof data9 !== "string") && (!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9))))){
let dataType5 = typeof data9;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data9;
}
else if(data9 === null){
coerced5 = "";
}
else if(dataType5 === "boolean" || data9 === null
              || (dataType5 === "string" && data9 && data9 == +data9 && !(data9 % 1))){
coerced5 = +data9;
}
else {
const err8 = {instancePath:instancePath+"/ignore/" + i2,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema22.properties.ignore.items.type},message:"must be string,integer",schema:schema22.properties.ignore.items.type,parentSchema:schema22.properties.ignore.items,data:data9};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced5 !== undefined){
data9 = coerced5;
if(data8 !== undefined){
data8[i2] = coerced5;
}
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.ignore.type,parentSchema:schema22.properties.ignore,data:data8};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.on_behalf_of !== undefined){
let data10 = data.on_behalf_of;
if(Array.isArray(data10)){
const len3 = data10.length;
for(let i3=0; i3<len3; i3++){
let data11 = data10[i3];
if(typeof data11 !== "string"){
let dataType6 = typeof data11;
let coerced6 = undefined;
if(!(coerced6 !== undefined)){
if(dataType6 == "number" || dataType6 == "boolean"){
coerced6 = "" + data11;
}
else if(data11 === null){
coerced6 = "";
}
else {
const err10 = {instancePath:instancePath+"/on_behalf_of/" + i3,schemaPath:"#/properties/on_behalf_of/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.on_behalf_of.items.type,parentSchema:schema22.properties.on_behalf_of.items,data:data11};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced6 !== undefined){
data11 = coerced6;
if(data10 !== undefined){
data10[i3] = coerced6;
}
}
}
}
}
else {
const err11 = {instancePath:instancePath+"/on_behalf_of",schemaPath:"#/properties/on_behalf_of/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.on_behalf_of.type,parentSchema:schema22.properties.on_behalf_of,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}
validate19.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema31 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/page_agencies"},"users":{"$ref":"#/$defs/page_users"},"request":{"$ref":"#/$defs/page_request"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}};
const schema39 = {"type":["string","array"],"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]};
const schema34 = {"type":"object","additionalProperties":{"$ref":"#/$defs/page_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema35 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["MANAGER"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema35.type},message:"must be string,array,object",schema:schema35.type,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.items.type,parentSchema:schema35.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema35.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.tasks.items.type,parentSchema:schema35.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.tasks.type,parentSchema:schema35.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.properties.role.type,parentSchema:schema35.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate30(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema34.type,parentSchema:schema34,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","additionalProperties":{"$ref":"#/$defs/page_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate30(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "agencies")) || (key0 === "users")) || (key0 === "request")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema31.properties.name.type},message:"must be string,number",schema:schema31.properties.name.type,parentSchema:schema31.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate29(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate33(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
}
if(data.request !== undefined){
let data6 = data.request;
if((typeof data6 !== "string") && (!(Array.isArray(data6)))){
let dataType3 = typeof data6;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data6;
}
else if(data6 === null){
coerced3 = "";
}
else {
const err6 = {instancePath:instancePath+"/request",schemaPath:"#/$defs/page_request/type",keyword:"type",params:{type: schema39.type},message:"must be string,array",schema:schema39.type,parentSchema:schema39,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data6 = coerced3;
if(data !== undefined){
data["request"] = coerced3;
}
}
}
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 !== "string"){
let dataType4 = typeof data7;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data7;
}
else if(data7 === null){
coerced4 = "";
}
else {
const err7 = {instancePath:instancePath+"/request/" + i1,schemaPath:"#/$defs/page_request/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.items.type,parentSchema:schema39.items,data:data7};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced4 !== undefined){
data7 = coerced4;
if(data6 !== undefined){
data6[i1] = coerced4;
}
}
}
}
}
}
if(data.ignore !== undefined){
let data8 = data.ignore;
if(Array.isArray(data8)){
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if((typeof data9 !== "string") && (!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9))))){
let dataType5 = typeof data9;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data9;
}
else if(data9 === null){
coerced5 = "";
}
else if(dataType5 === "boolean" || data9 === null
              || (dataType5 === "string" && data9 && data9 == +data9 && !(data9 % 1))){
coerced5 = +data9;
}
else {
const err8 = {instancePath:instancePath+"/ignore/" + i2,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema31.properties.ignore.items.type},message:"must be string,integer",schema:schema31.properties.ignore.items.type,parentSchema:schema31.properties.ignore.items,data:data9};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced5 !== undefined){
data9 = coerced5;
if(data8 !== undefined){
data8[i2] = coerced5;
}
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.ignore.type,parentSchema:schema31.properties.ignore,data:data8};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema40 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/pixel_agencies"},"users":{"$ref":"#/$defs/pixel_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}};
const schema43 = {"type":"object","additionalProperties":{"$ref":"#/$defs/pixel_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema44 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema44.type},message:"must be string,array,object",schema:schema44.type,parentSchema:schema44,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema44,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema44.items.type,parentSchema:schema44.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema44,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema44.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema44.properties.tasks.items.type,parentSchema:schema44.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema44.properties.tasks.type,parentSchema:schema44.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema44.properties.role.type,parentSchema:schema44.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate38.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate39(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}
validate38.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema47 = {"type":"object","additionalProperties":{"$ref":"#/$defs/pixel_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate39(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema47.type,parentSchema:schema47,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate37.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "agencies")) || (key0 === "users")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema40.properties.name.type},message:"must be string,number",schema:schema40.properties.name.type,parentSchema:schema40.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate38(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate42(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
if(data.ignore !== undefined){
let data6 = data.ignore;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if((typeof data7 !== "string") && (!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7))))){
let dataType3 = typeof data7;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data7;
}
else if(data7 === null){
coerced3 = "";
}
else if(dataType3 === "boolean" || data7 === null
              || (dataType3 === "string" && data7 && data7 == +data7 && !(data7 % 1))){
coerced3 = +data7;
}
else {
const err6 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema40.properties.ignore.items.type},message:"must be string,integer",schema:schema40.properties.ignore.items.type,parentSchema:schema40.properties.ignore.items,data:data7};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data7 = coerced3;
if(data6 !== undefined){
data6[i1] = coerced3;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema40.properties.ignore.type,parentSchema:schema40.properties.ignore,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}
validate37.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema48 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/catalog_agencies"},"users":{"$ref":"#/$defs/catalog_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}};
const schema51 = {"type":"object","additionalProperties":{"$ref":"#/$defs/catalog_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema52 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["ADMIN"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema52.type},message:"must be string,array,object",schema:schema52.type,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.items.type,parentSchema:schema52.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema52,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema52.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.tasks.items.type,parentSchema:schema52.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema52.properties.tasks.type,parentSchema:schema52.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema52.properties.role.type,parentSchema:schema52.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate48(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema51.type,parentSchema:schema51,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema55 = {"type":"object","additionalProperties":{"$ref":"#/$defs/catalog_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate51.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate48(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate51.errors = vErrors;
return errors === 0;
}
validate51.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "agencies")) || (key0 === "users")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema48,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema48.properties.name.type},message:"must be string,number",schema:schema48.properties.name.type,parentSchema:schema48.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate47(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate51(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.ignore !== undefined){
let data6 = data.ignore;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if((typeof data7 !== "string") && (!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7))))){
let dataType3 = typeof data7;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data7;
}
else if(data7 === null){
coerced3 = "";
}
else if(dataType3 === "boolean" || data7 === null
              || (dataType3 === "string" && data7 && data7 == +data7 && !(data7 % 1))){
coerced3 = +data7;
}
else {
const err6 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema48.properties.ignore.items.type},message:"must be string,integer",schema:schema48.properties.ignore.items.type,parentSchema:schema48.properties.ignore.items,data:data7};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data7 = coerced3;
if(data6 !== undefined){
data6[i1] = coerced3;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties.ignore.type,parentSchema:schema48.properties.ignore,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.type,parentSchema:schema48,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema56 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"agencies":{"$ref":"#/$defs/instagram_account_agencies"},"users":{"$ref":"#/$defs/instagram_account_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}};
const schema59 = {"type":"object","additionalProperties":{"$ref":"#/$defs/instagram_account_grant"},"examples":[{"brightside":["ADVERTISE","ANALYZE"]}]};
const schema60 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate57.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema60.type},message:"must be string,array,object",schema:schema60.type,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.items.type,parentSchema:schema60.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema60.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.properties.tasks.items.type,parentSchema:schema60.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema60.properties.tasks.type,parentSchema:schema60.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.properties.role.type,parentSchema:schema60.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate57.errors = vErrors;
return errors === 0;
}
validate57.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate56.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate57(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema59.type,parentSchema:schema59,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}
validate56.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema63 = {"type":"object","additionalProperties":{"$ref":"#/$defs/instagram_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate60.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate57(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema63.type,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}
validate60.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate55.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "agencies")) || (key0 === "users")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema56.properties.name.type},message:"must be string,number",schema:schema56.properties.name.type,parentSchema:schema56.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.agencies !== undefined){
if(!(validate56(data.agencies, {instancePath:instancePath+"/agencies",parentData:data,parentDataProperty:"agencies",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
if(data.users !== undefined){
if(!(validate60(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.ignore !== undefined){
let data6 = data.ignore;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if((typeof data7 !== "string") && (!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7))))){
let dataType3 = typeof data7;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data7;
}
else if(data7 === null){
coerced3 = "";
}
else if(dataType3 === "boolean" || data7 === null
              || (dataType3 === "string" && data7 && data7 == +data7 && !(data7 % 1))){
coerced3 = +data7;
}
else {
const err6 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema56.properties.ignore.items.type},message:"must be string,integer",schema:schema56.properties.ignore.items.type,parentSchema:schema56.properties.ignore.items,data:data7};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data7 = coerced3;
if(data6 !== undefined){
data6[i1] = coerced3;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema56.properties.ignore.type,parentSchema:schema56.properties.ignore,data:data6};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema56.type,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}
validate55.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema64 = {"type":"object","additionalProperties":false,"properties":{"name":{"type":["string","number"],"examples":["EU Search"]},"mode":{"$ref":"#/$defs/mode"},"use":{"$ref":"#/$defs/use"},"users":{"$ref":"#/$defs/whatsapp_account_users"},"ignore":{"type":"array","items":{"type":["string","integer"]},"examples":[["2007"]]}}};
const schema67 = {"type":"object","additionalProperties":{"$ref":"#/$defs/whatsapp_account_grant"},"examples":[{"buyers":["ADVERTISE","ANALYZE"]}]};
const schema68 = {"type":["string","array","object"],"items":{"type":"string"},"minItems":1,"additionalProperties":false,"properties":{"tasks":{"type":"array","minItems":1,"items":{"type":"string"},"examples":[["ADVERTISE","ANALYZE"]]},"role":{"type":"string","examples":["buyer"]},"expires":{"$ref":"#/$defs/expires"},"reason":{"$ref":"#/$defs/reason"}}};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate66.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!data || typeof data != "object") && (typeof data !== "string")){
let dataType0 = typeof data;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data;
}
else if(data === null){
coerced0 = "";
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema68.type},message:"must be string,array,object",schema:schema68.type,parentSchema:schema68,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(coerced0 !== undefined){
data = coerced0;
if(parentData !== undefined){
parentData[parentDataProperty] = coerced0;
}
}
}
if(Array.isArray(data)){
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema68,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
let dataType1 = typeof data0;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data0;
}
else if(data0 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema68.items.type,parentSchema:schema68.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data0 = coerced1;
if(data !== undefined){
data[i0] = coerced1;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tasks") || (key0 === "role")) || (key0 === "expires")) || (key0 === "reason"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema68,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.tasks !== undefined){
let data1 = data.tasks;
if(Array.isArray(data1)){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema68.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len1 = data1.length;
for(let i1=0; i1<len1; i1++){
let data2 = data1[i1];
if(typeof data2 !== "string"){
let dataType2 = typeof data2;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data2;
}
else if(data2 === null){
coerced2 = "";
}
else {
const err5 = {instancePath:instancePath+"/tasks/" + i1,schemaPath:"#/properties/tasks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema68.properties.tasks.items.type,parentSchema:schema68.properties.tasks.items,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(coerced2 !== undefined){
data2 = coerced2;
if(data1 !== undefined){
data1[i1] = coerced2;
}
}
}
}
}
else {
const err6 = {instancePath:instancePath+"/tasks",schemaPath:"#/properties/tasks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema68.properties.tasks.type,parentSchema:schema68.properties.tasks,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.role !== undefined){
let data3 = data.role;
if(typeof data3 !== "string"){
let dataType3 = typeof data3;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data3;
}
else if(data3 === null){
coerced3 = "";
}
else {
const err7 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema68.properties.role.type,parentSchema:schema68.properties.role,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(coerced3 !== undefined){
data3 = coerced3;
if(data !== undefined){
data["role"] = coerced3;
}
}
}
}
if(data.expires !== undefined){
let data4 = data.expires;
if(typeof data4 !== "string"){
let dataType4 = typeof data4;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data4;
}
else if(data4 === null){
coerced4 = "";
}
else {
const err8 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema9.type,parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(coerced4 !== undefined){
data4 = coerced4;
if(data !== undefined){
data["expires"] = coerced4;
}
}
}
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/expires",schemaPath:"#/$defs/expires/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema9,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.reason !== undefined){
let data5 = data.reason;
if(typeof data5 !== "string"){
let dataType5 = typeof data5;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data5;
}
else if(data5 === null){
coerced5 = "";
}
else {
const err10 = {instancePath:instancePath+"/reason",schemaPath:"#/$defs/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema10.type,parentSchema:schema10,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(coerced5 !== undefined){
data5 = coerced5;
if(data !== undefined){
data["reason"] = coerced5;
}
}
}
}
}
validate66.errors = vErrors;
return errors === 0;
}
validate66.evaluated = {"props":true,"items":true,"dynamicProps":false,"dynamicItems":false};


function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate65.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(validate66(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
}
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.type,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}
validate65.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate64.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "mode")) || (key0 === "use")) || (key0 === "users")) || (key0 === "ignore"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 == "number" || dataType0 == "boolean"){
coerced0 = "" + data0;
}
else if(data0 === null){
coerced0 = "";
}
else if(dataType0 == "boolean" || data0 === null
              || (dataType0 == "string" && data0 && data0 == +data0)){
coerced0 = +data0;
}
else {
const err1 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: schema64.properties.name.type},message:"must be string,number",schema:schema64.properties.name.type,parentSchema:schema64.properties.name,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["name"] = coerced0;
}
}
}
}
if(data.mode !== undefined){
let data1 = data.mode;
if(typeof data1 !== "string"){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else {
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["mode"] = coerced1;
}
}
}
if(!((data1 === "authoritative") || (data1 === "additive"))){
const err3 = {instancePath:instancePath+"/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.use !== undefined){
let data2 = data.use;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else {
const err4 = {instancePath:instancePath+"/use/" + i0,schemaPath:"#/$defs/use/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.items.type,parentSchema:schema15.items,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[i0] = coerced2;
}
}
}
}
}
else {
const err5 = {instancePath:instancePath+"/use",schemaPath:"#/$defs/use/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.users !== undefined){
if(!(validate65(data.users, {instancePath:instancePath+"/users",parentData:data,parentDataProperty:"users",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.ignore !== undefined){
let data5 = data.ignore;
if(Array.isArray(data5)){
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if((typeof data6 !== "string") && (!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6))))){
let dataType3 = typeof data6;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data6;
}
else if(data6 === null){
coerced3 = "";
}
else if(dataType3 === "boolean" || data6 === null
              || (dataType3 === "string" && data6 && data6 == +data6 && !(data6 % 1))){
coerced3 = +data6;
}
else {
const err6 = {instancePath:instancePath+"/ignore/" + i1,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: schema64.properties.ignore.items.type},message:"must be string,integer",schema:schema64.properties.ignore.items.type,parentSchema:schema64.properties.ignore.items,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced3 !== undefined){
data6 = coerced3;
if(data5 !== undefined){
data5[i1] = coerced3;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema64.properties.ignore.type,parentSchema:schema64.properties.ignore,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema64.type,parentSchema:schema64,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}
validate64.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema0.required,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((func0.call(schema0.properties, key0)) || (pattern0.test(key0)))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
let dataType0 = typeof data0;
let coerced0 = undefined;
if(!(coerced0 !== undefined)){
if(dataType0 === "boolean" || data0 === null
              || (dataType0 === "string" && data0 && data0 == +data0 && !(data0 % 1))){
coerced0 = +data0;
}
else {
const err2 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.version.type,parentSchema:schema0.properties.version,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(coerced0 !== undefined){
data0 = coerced0;
if(data !== undefined){
data["version"] = coerced0;
}
}
}
if(1 !== data0){
const err3 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema0.properties.version,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.business !== undefined){
let data1 = data.business;
if((typeof data1 !== "string") && (!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1))))){
let dataType1 = typeof data1;
let coerced1 = undefined;
if(!(coerced1 !== undefined)){
if(dataType1 == "number" || dataType1 == "boolean"){
coerced1 = "" + data1;
}
else if(data1 === null){
coerced1 = "";
}
else if(dataType1 === "boolean" || data1 === null
              || (dataType1 === "string" && data1 && data1 == +data1 && !(data1 % 1))){
coerced1 = +data1;
}
else {
const err4 = {instancePath:instancePath+"/business",schemaPath:"#/$defs/id/type",keyword:"type",params:{type: schema1.type},message:"must be string,integer",schema:schema1.type,parentSchema:schema1,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(coerced1 !== undefined){
data1 = coerced1;
if(data !== undefined){
data["business"] = coerced1;
}
}
}
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err5 = {instancePath:instancePath+"/business",schemaPath:"#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema1,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.partners !== undefined){
let data2 = data.partners;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
let data3 = data2[key1];
if((typeof data3 !== "string") && (!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3))))){
let dataType2 = typeof data3;
let coerced2 = undefined;
if(!(coerced2 !== undefined)){
if(dataType2 == "number" || dataType2 == "boolean"){
coerced2 = "" + data3;
}
else if(data3 === null){
coerced2 = "";
}
else if(dataType2 === "boolean" || data3 === null
              || (dataType2 === "string" && data3 && data3 == +data3 && !(data3 % 1))){
coerced2 = +data3;
}
else {
const err6 = {instancePath:instancePath+"/partners/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/id/type",keyword:"type",params:{type: schema1.type},message:"must be string,integer",schema:schema1.type,parentSchema:schema1,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(coerced2 !== undefined){
data3 = coerced2;
if(data2 !== undefined){
data2[key1] = coerced2;
}
}
}
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err7 = {instancePath:instancePath+"/partners/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema1,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
else {
const err8 = {instancePath:instancePath+"/partners",schemaPath:"#/properties/partners/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.partners.type,parentSchema:schema0.properties.partners,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.people !== undefined){
let data4 = data.people;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
let data5 = data4[key2];
if(((typeof data5 !== "string") && (!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5))))) && (!(data5 && typeof data5 == "object" && !Array.isArray(data5)))){
let dataType3 = typeof data5;
let coerced3 = undefined;
if(!(coerced3 !== undefined)){
if(dataType3 == "number" || dataType3 == "boolean"){
coerced3 = "" + data5;
}
else if(data5 === null){
coerced3 = "";
}
else if(dataType3 === "boolean" || data5 === null
              || (dataType3 === "string" && data5 && data5 == +data5 && !(data5 % 1))){
coerced3 = +data5;
}
else {
const err9 = {instancePath:instancePath+"/people/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/people/additionalProperties/type",keyword:"type",params:{type: schema0.properties.people.additionalProperties.type},message:"must be string,integer,object",schema:schema0.properties.people.additionalProperties.type,parentSchema:schema0.properties.people.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(coerced3 !== undefined){
data5 = coerced3;
if(data4 !== undefined){
data4[key2] = coerced3;
}
}
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.system_user === undefined){
const err10 = {instancePath:instancePath+"/people/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/people/additionalProperties/required",keyword:"required",params:{missingProperty: "system_user"},message:"must have required property '"+"system_user"+"'",schema:schema0.properties.people.additionalProperties.required,parentSchema:schema0.properties.people.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key3 in data5){
if(!(key3 === "system_user")){
const err11 = {instancePath:instancePath+"/people/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/people/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.people.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data5.system_user !== undefined){
let data6 = data5.system_user;
if((typeof data6 !== "string") && (!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6))))){
let dataType4 = typeof data6;
let coerced4 = undefined;
if(!(coerced4 !== undefined)){
if(dataType4 == "number" || dataType4 == "boolean"){
coerced4 = "" + data6;
}
else if(data6 === null){
coerced4 = "";
}
else if(dataType4 === "boolean" || data6 === null
              || (dataType4 === "string" && data6 && data6 == +data6 && !(data6 % 1))){
coerced4 = +data6;
}
else {
const err12 = {instancePath:instancePath+"/people/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/system_user",schemaPath:"#/$defs/id/type",keyword:"type",params:{type: schema1.type},message:"must be string,integer",schema:schema1.type,parentSchema:schema1,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(coerced4 !== undefined){
data6 = coerced4;
if(data5 !== undefined){
data5["system_user"] = coerced4;
}
}
}
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err13 = {instancePath:instancePath+"/people/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/system_user",schemaPath:"#/$defs/id/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema1,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
}
}
else {
const err14 = {instancePath:instancePath+"/people",schemaPath:"#/properties/people/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.people.type,parentSchema:schema0.properties.people,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.teams !== undefined){
let data7 = data.teams;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key4 in data7){
let data8 = data7[key4];
if(Array.isArray(data8)){
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
if(typeof data9 !== "string"){
let dataType5 = typeof data9;
let coerced5 = undefined;
if(!(coerced5 !== undefined)){
if(dataType5 == "number" || dataType5 == "boolean"){
coerced5 = "" + data9;
}
else if(data9 === null){
coerced5 = "";
}
else {
const err15 = {instancePath:instancePath+"/teams/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/teams/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.teams.additionalProperties.items.type,parentSchema:schema0.properties.teams.additionalProperties.items,data:data9};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(coerced5 !== undefined){
data9 = coerced5;
if(data8 !== undefined){
data8[i0] = coerced5;
}
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/teams/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/teams/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.teams.additionalProperties.type,parentSchema:schema0.properties.teams.additionalProperties,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/teams",schemaPath:"#/properties/teams/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.teams.type,parentSchema:schema0.properties.teams,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.roles !== undefined){
let data10 = data.roles;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key5 in data10){
let data11 = data10[key5];
if(!data11 || typeof data11 != "object"){
const err18 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/role/type",keyword:"type",params:{type: schema4.type},message:"must be array,object",schema:schema4.type,parentSchema:schema4,data:data11};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(Array.isArray(data11)){
if(data11.length < 1){
const err19 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/role/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4,data:data11};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
if(typeof data12 !== "string"){
let dataType6 = typeof data12;
let coerced6 = undefined;
if(!(coerced6 !== undefined)){
if(dataType6 == "number" || dataType6 == "boolean"){
coerced6 = "" + data12;
}
else if(data12 === null){
coerced6 = "";
}
else {
const err20 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/$defs/role/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.items.type,parentSchema:schema4.items,data:data12};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(coerced6 !== undefined){
data12 = coerced6;
if(data11 !== undefined){
data11[i1] = coerced6;
}
}
}
}
}
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key6 in data11){
if(!((((((key6 === "ad_account") || (key6 === "page")) || (key6 === "pixel")) || (key6 === "catalog")) || (key6 === "instagram_account")) || (key6 === "whatsapp_account"))){
const err21 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/role/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema4,data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data11.ad_account !== undefined){
let data13 = data11.ad_account;
if((typeof data13 !== "string") && (!(Array.isArray(data13)))){
let dataType7 = typeof data13;
let coerced7 = undefined;
if(!(coerced7 !== undefined)){
if(dataType7 == "number" || dataType7 == "boolean"){
coerced7 = "" + data13;
}
else if(data13 === null){
coerced7 = "";
}
else {
const err22 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/ad_account",schemaPath:"#/$defs/role/properties/ad_account/type",keyword:"type",params:{type: schema4.properties.ad_account.type},message:"must be string,array",schema:schema4.properties.ad_account.type,parentSchema:schema4.properties.ad_account,data:data13};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(coerced7 !== undefined){
data13 = coerced7;
if(data11 !== undefined){
data11["ad_account"] = coerced7;
}
}
}
if(Array.isArray(data13)){
if(data13.length < 1){
const err23 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/ad_account",schemaPath:"#/$defs/role/properties/ad_account/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.ad_account,data:data13};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(typeof data14 !== "string"){
let dataType8 = typeof data14;
let coerced8 = undefined;
if(!(coerced8 !== undefined)){
if(dataType8 == "number" || dataType8 == "boolean"){
coerced8 = "" + data14;
}
else if(data14 === null){
coerced8 = "";
}
else {
const err24 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/ad_account/" + i2,schemaPath:"#/$defs/role/properties/ad_account/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.ad_account.items.type,parentSchema:schema4.properties.ad_account.items,data:data14};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(coerced8 !== undefined){
data14 = coerced8;
if(data13 !== undefined){
data13[i2] = coerced8;
}
}
}
}
}
}
if(data11.page !== undefined){
let data15 = data11.page;
if((typeof data15 !== "string") && (!(Array.isArray(data15)))){
let dataType9 = typeof data15;
let coerced9 = undefined;
if(!(coerced9 !== undefined)){
if(dataType9 == "number" || dataType9 == "boolean"){
coerced9 = "" + data15;
}
else if(data15 === null){
coerced9 = "";
}
else {
const err25 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/page",schemaPath:"#/$defs/role/properties/page/type",keyword:"type",params:{type: schema4.properties.page.type},message:"must be string,array",schema:schema4.properties.page.type,parentSchema:schema4.properties.page,data:data15};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(coerced9 !== undefined){
data15 = coerced9;
if(data11 !== undefined){
data11["page"] = coerced9;
}
}
}
if(Array.isArray(data15)){
if(data15.length < 1){
const err26 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/page",schemaPath:"#/$defs/role/properties/page/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.page,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len3 = data15.length;
for(let i3=0; i3<len3; i3++){
let data16 = data15[i3];
if(typeof data16 !== "string"){
let dataType10 = typeof data16;
let coerced10 = undefined;
if(!(coerced10 !== undefined)){
if(dataType10 == "number" || dataType10 == "boolean"){
coerced10 = "" + data16;
}
else if(data16 === null){
coerced10 = "";
}
else {
const err27 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/page/" + i3,schemaPath:"#/$defs/role/properties/page/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.page.items.type,parentSchema:schema4.properties.page.items,data:data16};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(coerced10 !== undefined){
data16 = coerced10;
if(data15 !== undefined){
data15[i3] = coerced10;
}
}
}
}
}
}
if(data11.pixel !== undefined){
let data17 = data11.pixel;
if((typeof data17 !== "string") && (!(Array.isArray(data17)))){
let dataType11 = typeof data17;
let coerced11 = undefined;
if(!(coerced11 !== undefined)){
if(dataType11 == "number" || dataType11 == "boolean"){
coerced11 = "" + data17;
}
else if(data17 === null){
coerced11 = "";
}
else {
const err28 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel",schemaPath:"#/$defs/role/properties/pixel/type",keyword:"type",params:{type: schema4.properties.pixel.type},message:"must be string,array",schema:schema4.properties.pixel.type,parentSchema:schema4.properties.pixel,data:data17};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(coerced11 !== undefined){
data17 = coerced11;
if(data11 !== undefined){
data11["pixel"] = coerced11;
}
}
}
if(Array.isArray(data17)){
if(data17.length < 1){
const err29 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel",schemaPath:"#/$defs/role/properties/pixel/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.pixel,data:data17};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len4 = data17.length;
for(let i4=0; i4<len4; i4++){
let data18 = data17[i4];
if(typeof data18 !== "string"){
let dataType12 = typeof data18;
let coerced12 = undefined;
if(!(coerced12 !== undefined)){
if(dataType12 == "number" || dataType12 == "boolean"){
coerced12 = "" + data18;
}
else if(data18 === null){
coerced12 = "";
}
else {
const err30 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/pixel/" + i4,schemaPath:"#/$defs/role/properties/pixel/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.pixel.items.type,parentSchema:schema4.properties.pixel.items,data:data18};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(coerced12 !== undefined){
data18 = coerced12;
if(data17 !== undefined){
data17[i4] = coerced12;
}
}
}
}
}
}
if(data11.catalog !== undefined){
let data19 = data11.catalog;
if((typeof data19 !== "string") && (!(Array.isArray(data19)))){
let dataType13 = typeof data19;
let coerced13 = undefined;
if(!(coerced13 !== undefined)){
if(dataType13 == "number" || dataType13 == "boolean"){
coerced13 = "" + data19;
}
else if(data19 === null){
coerced13 = "";
}
else {
const err31 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/catalog",schemaPath:"#/$defs/role/properties/catalog/type",keyword:"type",params:{type: schema4.properties.catalog.type},message:"must be string,array",schema:schema4.properties.catalog.type,parentSchema:schema4.properties.catalog,data:data19};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(coerced13 !== undefined){
data19 = coerced13;
if(data11 !== undefined){
data11["catalog"] = coerced13;
}
}
}
if(Array.isArray(data19)){
if(data19.length < 1){
const err32 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/catalog",schemaPath:"#/$defs/role/properties/catalog/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.catalog,data:data19};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len5 = data19.length;
for(let i5=0; i5<len5; i5++){
let data20 = data19[i5];
if(typeof data20 !== "string"){
let dataType14 = typeof data20;
let coerced14 = undefined;
if(!(coerced14 !== undefined)){
if(dataType14 == "number" || dataType14 == "boolean"){
coerced14 = "" + data20;
}
else if(data20 === null){
coerced14 = "";
}
else {
const err33 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/catalog/" + i5,schemaPath:"#/$defs/role/properties/catalog/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.catalog.items.type,parentSchema:schema4.properties.catalog.items,data:data20};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(coerced14 !== undefined){
data20 = coerced14;
if(data19 !== undefined){
data19[i5] = coerced14;
}
}
}
}
}
}
if(data11.instagram_account !== undefined){
let data21 = data11.instagram_account;
if((typeof data21 !== "string") && (!(Array.isArray(data21)))){
let dataType15 = typeof data21;
let coerced15 = undefined;
if(!(coerced15 !== undefined)){
if(dataType15 == "number" || dataType15 == "boolean"){
coerced15 = "" + data21;
}
else if(data21 === null){
coerced15 = "";
}
else {
const err34 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/instagram_account",schemaPath:"#/$defs/role/properties/instagram_account/type",keyword:"type",params:{type: schema4.properties.instagram_account.type},message:"must be string,array",schema:schema4.properties.instagram_account.type,parentSchema:schema4.properties.instagram_account,data:data21};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(coerced15 !== undefined){
data21 = coerced15;
if(data11 !== undefined){
data11["instagram_account"] = coerced15;
}
}
}
if(Array.isArray(data21)){
if(data21.length < 1){
const err35 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/instagram_account",schemaPath:"#/$defs/role/properties/instagram_account/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.instagram_account,data:data21};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len6 = data21.length;
for(let i6=0; i6<len6; i6++){
let data22 = data21[i6];
if(typeof data22 !== "string"){
let dataType16 = typeof data22;
let coerced16 = undefined;
if(!(coerced16 !== undefined)){
if(dataType16 == "number" || dataType16 == "boolean"){
coerced16 = "" + data22;
}
else if(data22 === null){
coerced16 = "";
}
else {
const err36 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/instagram_account/" + i6,schemaPath:"#/$defs/role/properties/instagram_account/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.instagram_account.items.type,parentSchema:schema4.properties.instagram_account.items,data:data22};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(coerced16 !== undefined){
data22 = coerced16;
if(data21 !== undefined){
data21[i6] = coerced16;
}
}
}
}
}
}
if(data11.whatsapp_account !== undefined){
let data23 = data11.whatsapp_account;
if((typeof data23 !== "string") && (!(Array.isArray(data23)))){
let dataType17 = typeof data23;
let coerced17 = undefined;
if(!(coerced17 !== undefined)){
if(dataType17 == "number" || dataType17 == "boolean"){
coerced17 = "" + data23;
}
else if(data23 === null){
coerced17 = "";
}
else {
const err37 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/whatsapp_account",schemaPath:"#/$defs/role/properties/whatsapp_account/type",keyword:"type",params:{type: schema4.properties.whatsapp_account.type},message:"must be string,array",schema:schema4.properties.whatsapp_account.type,parentSchema:schema4.properties.whatsapp_account,data:data23};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(coerced17 !== undefined){
data23 = coerced17;
if(data11 !== undefined){
data11["whatsapp_account"] = coerced17;
}
}
}
if(Array.isArray(data23)){
if(data23.length < 1){
const err38 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/whatsapp_account",schemaPath:"#/$defs/role/properties/whatsapp_account/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema4.properties.whatsapp_account,data:data23};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
const len7 = data23.length;
for(let i7=0; i7<len7; i7++){
let data24 = data23[i7];
if(typeof data24 !== "string"){
let dataType18 = typeof data24;
let coerced18 = undefined;
if(!(coerced18 !== undefined)){
if(dataType18 == "number" || dataType18 == "boolean"){
coerced18 = "" + data24;
}
else if(data24 === null){
coerced18 = "";
}
else {
const err39 = {instancePath:instancePath+"/roles/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/whatsapp_account/" + i7,schemaPath:"#/$defs/role/properties/whatsapp_account/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema4.properties.whatsapp_account.items.type,parentSchema:schema4.properties.whatsapp_account.items,data:data24};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(coerced18 !== undefined){
data24 = coerced18;
if(data23 !== undefined){
data23[i7] = coerced18;
}
}
}
}
}
}
}
}
}
else {
const err40 = {instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.roles.type,parentSchema:schema0.properties.roles,data:data10};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data.profiles !== undefined){
let data25 = data.profiles;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key7 in data25){
if(!(validate1(data25[key7], {instancePath:instancePath+"/profiles/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data25,parentDataProperty:key7,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
}
}
else {
const err41 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.profiles.type,parentSchema:schema0.properties.profiles,data:data25};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.defaults !== undefined){
let data27 = data.defaults;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key8 in data27){
if(!((((((key8 === "ad_accounts") || (key8 === "pages")) || (key8 === "pixels")) || (key8 === "catalogs")) || (key8 === "instagram_accounts")) || (key8 === "whatsapp_accounts"))){
const err42 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.defaults,data:data27};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data27.ad_accounts !== undefined){
if(!(validate10(data27.ad_accounts, {instancePath:instancePath+"/defaults/ad_accounts",parentData:data27,parentDataProperty:"ad_accounts",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
if(data27.pages !== undefined){
if(!(validate10(data27.pages, {instancePath:instancePath+"/defaults/pages",parentData:data27,parentDataProperty:"pages",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
if(data27.pixels !== undefined){
if(!(validate10(data27.pixels, {instancePath:instancePath+"/defaults/pixels",parentData:data27,parentDataProperty:"pixels",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
if(data27.catalogs !== undefined){
if(!(validate10(data27.catalogs, {instancePath:instancePath+"/defaults/catalogs",parentData:data27,parentDataProperty:"catalogs",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
if(data27.instagram_accounts !== undefined){
if(!(validate10(data27.instagram_accounts, {instancePath:instancePath+"/defaults/instagram_accounts",parentData:data27,parentDataProperty:"instagram_accounts",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
if(data27.whatsapp_accounts !== undefined){
if(!(validate10(data27.whatsapp_accounts, {instancePath:instancePath+"/defaults/whatsapp_accounts",parentData:data27,parentDataProperty:"whatsapp_accounts",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
}
}
else {
const err43 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.defaults.type,parentSchema:schema0.properties.defaults,data:data27};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.offboarded !== undefined){
let data34 = data.offboarded;
if(Array.isArray(data34)){
const len8 = data34.length;
for(let i8=0; i8<len8; i8++){
let data35 = data34[i8];
if((typeof data35 !== "string") && (!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35))))){
let dataType19 = typeof data35;
let coerced19 = undefined;
if(!(coerced19 !== undefined)){
if(dataType19 == "number" || dataType19 == "boolean"){
coerced19 = "" + data35;
}
else if(data35 === null){
coerced19 = "";
}
else if(dataType19 === "boolean" || data35 === null
              || (dataType19 === "string" && data35 && data35 == +data35 && !(data35 % 1))){
coerced19 = +data35;
}
else {
const err44 = {instancePath:instancePath+"/offboarded/" + i8,schemaPath:"#/properties/offboarded/items/type",keyword:"type",params:{type: schema0.properties.offboarded.items.type},message:"must be string,integer",schema:schema0.properties.offboarded.items.type,parentSchema:schema0.properties.offboarded.items,data:data35};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(coerced19 !== undefined){
data35 = coerced19;
if(data34 !== undefined){
data34[i8] = coerced19;
}
}
}
}
}
else {
const err45 = {instancePath:instancePath+"/offboarded",schemaPath:"#/properties/offboarded/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.offboarded.type,parentSchema:schema0.properties.offboarded,data:data34};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.members !== undefined){
let data36 = data.members;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key9 in data36){
if(!(((key9 === "mode") || (key9 === "users")) || (key9 === "ignore"))){
const err46 = {instancePath:instancePath+"/members",schemaPath:"#/properties/members/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.members,data:data36};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data36.mode !== undefined){
let data37 = data36.mode;
if(typeof data37 !== "string"){
let dataType20 = typeof data37;
let coerced20 = undefined;
if(!(coerced20 !== undefined)){
if(dataType20 == "number" || dataType20 == "boolean"){
coerced20 = "" + data37;
}
else if(data37 === null){
coerced20 = "";
}
else {
const err47 = {instancePath:instancePath+"/members/mode",schemaPath:"#/$defs/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema6.type,parentSchema:schema6,data:data37};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(coerced20 !== undefined){
data37 = coerced20;
if(data36 !== undefined){
data36["mode"] = coerced20;
}
}
}
if(!((data37 === "authoritative") || (data37 === "additive"))){
const err48 = {instancePath:instancePath+"/members/mode",schemaPath:"#/$defs/mode/enum",keyword:"enum",params:{allowedValues: schema6.enum},message:"must be equal to one of the allowed values",schema:schema6.enum,parentSchema:schema6,data:data37};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data36.users !== undefined){
let data38 = data36.users;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key10 in data38){
if(!(validate17(data38[key10], {instancePath:instancePath+"/members/users/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data38,parentDataProperty:key10,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
}
else {
const err49 = {instancePath:instancePath+"/members/users",schemaPath:"#/properties/members/properties/users/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.members.properties.users.type,parentSchema:schema0.properties.members.properties.users,data:data38};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data36.ignore !== undefined){
let data40 = data36.ignore;
if(Array.isArray(data40)){
const len9 = data40.length;
for(let i9=0; i9<len9; i9++){
let data41 = data40[i9];
if((typeof data41 !== "string") && (!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41))))){
let dataType21 = typeof data41;
let coerced21 = undefined;
if(!(coerced21 !== undefined)){
if(dataType21 == "number" || dataType21 == "boolean"){
coerced21 = "" + data41;
}
else if(data41 === null){
coerced21 = "";
}
else if(dataType21 === "boolean" || data41 === null
              || (dataType21 === "string" && data41 && data41 == +data41 && !(data41 % 1))){
coerced21 = +data41;
}
else {
const err50 = {instancePath:instancePath+"/members/ignore/" + i9,schemaPath:"#/properties/members/properties/ignore/items/type",keyword:"type",params:{type: schema0.properties.members.properties.ignore.items.type},message:"must be string,integer",schema:schema0.properties.members.properties.ignore.items.type,parentSchema:schema0.properties.members.properties.ignore.items,data:data41};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(coerced21 !== undefined){
data41 = coerced21;
if(data40 !== undefined){
data40[i9] = coerced21;
}
}
}
}
}
else {
const err51 = {instancePath:instancePath+"/members/ignore",schemaPath:"#/properties/members/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.members.properties.ignore.type,parentSchema:schema0.properties.members.properties.ignore,data:data40};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/members",schemaPath:"#/properties/members/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.members.type,parentSchema:schema0.properties.members,data:data36};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.policy !== undefined){
let data42 = data.policy;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key11 in data42){
if(!(func0.call(schema0.properties.policy.properties, key11))){
const err53 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema0.properties.policy,data:data42};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data42.max_revocations !== undefined){
let data43 = data42.max_revocations;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
let dataType22 = typeof data43;
let coerced22 = undefined;
if(!(coerced22 !== undefined)){
if(dataType22 === "boolean" || data43 === null
              || (dataType22 === "string" && data43 && data43 == +data43 && !(data43 % 1))){
coerced22 = +data43;
}
else {
const err54 = {instancePath:instancePath+"/policy/max_revocations",schemaPath:"#/properties/policy/properties/max_revocations/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.max_revocations.type,parentSchema:schema0.properties.policy.properties.max_revocations,data:data43};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(coerced22 !== undefined){
data43 = coerced22;
if(data42 !== undefined){
data42["max_revocations"] = coerced22;
}
}
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 1000000 || isNaN(data43)){
const err55 = {instancePath:instancePath+"/policy/max_revocations",schemaPath:"#/properties/policy/properties/max_revocations/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.max_revocations,data:data43};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data43 < 0 || isNaN(data43)){
const err56 = {instancePath:instancePath+"/policy/max_revocations",schemaPath:"#/properties/policy/properties/max_revocations/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.max_revocations,data:data43};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
if(data42.max_open_requests !== undefined){
let data44 = data42.max_open_requests;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
let dataType23 = typeof data44;
let coerced23 = undefined;
if(!(coerced23 !== undefined)){
if(dataType23 === "boolean" || data44 === null
              || (dataType23 === "string" && data44 && data44 == +data44 && !(data44 % 1))){
coerced23 = +data44;
}
else {
const err57 = {instancePath:instancePath+"/policy/max_open_requests",schemaPath:"#/properties/policy/properties/max_open_requests/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.max_open_requests.type,parentSchema:schema0.properties.policy.properties.max_open_requests,data:data44};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(coerced23 !== undefined){
data44 = coerced23;
if(data42 !== undefined){
data42["max_open_requests"] = coerced23;
}
}
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 1000000 || isNaN(data44)){
const err58 = {instancePath:instancePath+"/policy/max_open_requests",schemaPath:"#/properties/policy/properties/max_open_requests/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.max_open_requests,data:data44};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data44 < 0 || isNaN(data44)){
const err59 = {instancePath:instancePath+"/policy/max_open_requests",schemaPath:"#/properties/policy/properties/max_open_requests/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.max_open_requests,data:data44};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
if(data42.keep_managers !== undefined){
let data45 = data42.keep_managers;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
let dataType24 = typeof data45;
let coerced24 = undefined;
if(!(coerced24 !== undefined)){
if(dataType24 === "boolean" || data45 === null
              || (dataType24 === "string" && data45 && data45 == +data45 && !(data45 % 1))){
coerced24 = +data45;
}
else {
const err60 = {instancePath:instancePath+"/policy/keep_managers",schemaPath:"#/properties/policy/properties/keep_managers/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.keep_managers.type,parentSchema:schema0.properties.policy.properties.keep_managers,data:data45};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(coerced24 !== undefined){
data45 = coerced24;
if(data42 !== undefined){
data42["keep_managers"] = coerced24;
}
}
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 1000000 || isNaN(data45)){
const err61 = {instancePath:instancePath+"/policy/keep_managers",schemaPath:"#/properties/policy/properties/keep_managers/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.keep_managers,data:data45};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data45 < 0 || isNaN(data45)){
const err62 = {instancePath:instancePath+"/policy/keep_managers",schemaPath:"#/properties/policy/properties/keep_managers/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.keep_managers,data:data45};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
if(data42.keep_admins !== undefined){
let data46 = data42.keep_admins;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
let dataType25 = typeof data46;
let coerced25 = undefined;
if(!(coerced25 !== undefined)){
if(dataType25 === "boolean" || data46 === null
              || (dataType25 === "string" && data46 && data46 == +data46 && !(data46 % 1))){
coerced25 = +data46;
}
else {
const err63 = {instancePath:instancePath+"/policy/keep_admins",schemaPath:"#/properties/policy/properties/keep_admins/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.keep_admins.type,parentSchema:schema0.properties.policy.properties.keep_admins,data:data46};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(coerced25 !== undefined){
data46 = coerced25;
if(data42 !== undefined){
data42["keep_admins"] = coerced25;
}
}
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 > 1000000 || isNaN(data46)){
const err64 = {instancePath:instancePath+"/policy/keep_admins",schemaPath:"#/properties/policy/properties/keep_admins/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.keep_admins,data:data46};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data46 < 0 || isNaN(data46)){
const err65 = {instancePath:instancePath+"/policy/keep_admins",schemaPath:"#/properties/policy/properties/keep_admins/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.keep_admins,data:data46};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
if(data42.max_invitations !== undefined){
let data47 = data42.max_invitations;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
let dataType26 = typeof data47;
let coerced26 = undefined;
if(!(coerced26 !== undefined)){
if(dataType26 === "boolean" || data47 === null
              || (dataType26 === "string" && data47 && data47 == +data47 && !(data47 % 1))){
coerced26 = +data47;
}
else {
const err66 = {instancePath:instancePath+"/policy/max_invitations",schemaPath:"#/properties/policy/properties/max_invitations/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.max_invitations.type,parentSchema:schema0.properties.policy.properties.max_invitations,data:data47};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(coerced26 !== undefined){
data47 = coerced26;
if(data42 !== undefined){
data42["max_invitations"] = coerced26;
}
}
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 1000000 || isNaN(data47)){
const err67 = {instancePath:instancePath+"/policy/max_invitations",schemaPath:"#/properties/policy/properties/max_invitations/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.max_invitations,data:data47};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data47 < 0 || isNaN(data47)){
const err68 = {instancePath:instancePath+"/policy/max_invitations",schemaPath:"#/properties/policy/properties/max_invitations/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.max_invitations,data:data47};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data42.max_offboarded !== undefined){
let data48 = data42.max_offboarded;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
let dataType27 = typeof data48;
let coerced27 = undefined;
if(!(coerced27 !== undefined)){
if(dataType27 === "boolean" || data48 === null
              || (dataType27 === "string" && data48 && data48 == +data48 && !(data48 % 1))){
coerced27 = +data48;
}
else {
const err69 = {instancePath:instancePath+"/policy/max_offboarded",schemaPath:"#/properties/policy/properties/max_offboarded/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema0.properties.policy.properties.max_offboarded.type,parentSchema:schema0.properties.policy.properties.max_offboarded,data:data48};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(coerced27 !== undefined){
data48 = coerced27;
if(data42 !== undefined){
data42["max_offboarded"] = coerced27;
}
}
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 1000000 || isNaN(data48)){
const err70 = {instancePath:instancePath+"/policy/max_offboarded",schemaPath:"#/properties/policy/properties/max_offboarded/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema0.properties.policy.properties.max_offboarded,data:data48};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data48 < 0 || isNaN(data48)){
const err71 = {instancePath:instancePath+"/policy/max_offboarded",schemaPath:"#/properties/policy/properties/max_offboarded/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema0.properties.policy.properties.max_offboarded,data:data48};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
if(data42.offboarded_members !== undefined){
let data49 = data42.offboarded_members;
if(typeof data49 !== "string"){
let dataType28 = typeof data49;
let coerced28 = undefined;
if(!(coerced28 !== undefined)){
if(dataType28 == "number" || dataType28 == "boolean"){
coerced28 = "" + data49;
}
else if(data49 === null){
coerced28 = "";
}
else {
const err72 = {instancePath:instancePath+"/policy/offboarded_members",schemaPath:"#/properties/policy/properties/offboarded_members/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.policy.properties.offboarded_members.type,parentSchema:schema0.properties.policy.properties.offboarded_members,data:data49};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(coerced28 !== undefined){
data49 = coerced28;
if(data42 !== undefined){
data42["offboarded_members"] = coerced28;
}
}
}
if(!((data49 === "remove") || (data49 === "report"))){
const err73 = {instancePath:instancePath+"/policy/offboarded_members",schemaPath:"#/properties/policy/properties/offboarded_members/enum",keyword:"enum",params:{allowedValues: schema0.properties.policy.properties.offboarded_members.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.policy.properties.offboarded_members.enum,parentSchema:schema0.properties.policy.properties.offboarded_members,data:data49};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data42.protected !== undefined){
let data50 = data42.protected;
if(Array.isArray(data50)){
const len10 = data50.length;
for(let i10=0; i10<len10; i10++){
let data51 = data50[i10];
if((typeof data51 !== "string") && (!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51))))){
let dataType29 = typeof data51;
let coerced29 = undefined;
if(!(coerced29 !== undefined)){
if(dataType29 == "number" || dataType29 == "boolean"){
coerced29 = "" + data51;
}
else if(data51 === null){
coerced29 = "";
}
else if(dataType29 === "boolean" || data51 === null
              || (dataType29 === "string" && data51 && data51 == +data51 && !(data51 % 1))){
coerced29 = +data51;
}
else {
const err74 = {instancePath:instancePath+"/policy/protected/" + i10,schemaPath:"#/properties/policy/properties/protected/items/type",keyword:"type",params:{type: schema0.properties.policy.properties.protected.items.type},message:"must be string,integer",schema:schema0.properties.policy.properties.protected.items.type,parentSchema:schema0.properties.policy.properties.protected.items,data:data51};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(coerced29 !== undefined){
data51 = coerced29;
if(data50 !== undefined){
data50[i10] = coerced29;
}
}
}
}
}
else {
const err75 = {instancePath:instancePath+"/policy/protected",schemaPath:"#/properties/policy/properties/protected/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.policy.properties.protected.type,parentSchema:schema0.properties.policy.properties.protected,data:data50};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data42.agency_task_change !== undefined){
let data52 = data42.agency_task_change;
if(typeof data52 !== "string"){
let dataType30 = typeof data52;
let coerced30 = undefined;
if(!(coerced30 !== undefined)){
if(dataType30 == "number" || dataType30 == "boolean"){
coerced30 = "" + data52;
}
else if(data52 === null){
coerced30 = "";
}
else {
const err76 = {instancePath:instancePath+"/policy/agency_task_change",schemaPath:"#/properties/policy/properties/agency_task_change/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.policy.properties.agency_task_change.type,parentSchema:schema0.properties.policy.properties.agency_task_change,data:data52};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(coerced30 !== undefined){
data52 = coerced30;
if(data42 !== undefined){
data42["agency_task_change"] = coerced30;
}
}
}
if(!((data52 === "report") || (data52 === "try"))){
const err77 = {instancePath:instancePath+"/policy/agency_task_change",schemaPath:"#/properties/policy/properties/agency_task_change/enum",keyword:"enum",params:{allowedValues: schema0.properties.policy.properties.agency_task_change.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.policy.properties.agency_task_change.enum,parentSchema:schema0.properties.policy.properties.agency_task_change,data:data52};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data42.unreadable !== undefined){
let data53 = data42.unreadable;
if(typeof data53 !== "string"){
let dataType31 = typeof data53;
let coerced31 = undefined;
if(!(coerced31 !== undefined)){
if(dataType31 == "number" || dataType31 == "boolean"){
coerced31 = "" + data53;
}
else if(data53 === null){
coerced31 = "";
}
else {
const err78 = {instancePath:instancePath+"/policy/unreadable",schemaPath:"#/properties/policy/properties/unreadable/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.policy.properties.unreadable.type,parentSchema:schema0.properties.policy.properties.unreadable,data:data53};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(coerced31 !== undefined){
data53 = coerced31;
if(data42 !== undefined){
data42["unreadable"] = coerced31;
}
}
}
if(!((data53 === "report") || (data53 === "fail"))){
const err79 = {instancePath:instancePath+"/policy/unreadable",schemaPath:"#/properties/policy/properties/unreadable/enum",keyword:"enum",params:{allowedValues: schema0.properties.policy.properties.unreadable.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.policy.properties.unreadable.enum,parentSchema:schema0.properties.policy.properties.unreadable,data:data53};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data42.coverage !== undefined){
let data54 = data42.coverage;
if(typeof data54 !== "string"){
let dataType32 = typeof data54;
let coerced32 = undefined;
if(!(coerced32 !== undefined)){
if(dataType32 == "number" || dataType32 == "boolean"){
coerced32 = "" + data54;
}
else if(data54 === null){
coerced32 = "";
}
else {
const err80 = {instancePath:instancePath+"/policy/coverage",schemaPath:"#/properties/policy/properties/coverage/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.policy.properties.coverage.type,parentSchema:schema0.properties.policy.properties.coverage,data:data54};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(coerced32 !== undefined){
data54 = coerced32;
if(data42 !== undefined){
data42["coverage"] = coerced32;
}
}
}
if(!((data54 === "open") || (data54 === "closed"))){
const err81 = {instancePath:instancePath+"/policy/coverage",schemaPath:"#/properties/policy/properties/coverage/enum",keyword:"enum",params:{allowedValues: schema0.properties.policy.properties.coverage.enum},message:"must be equal to one of the allowed values",schema:schema0.properties.policy.properties.coverage.enum,parentSchema:schema0.properties.policy.properties.coverage,data:data54};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data42.domains !== undefined){
let data55 = data42.domains;
if(Array.isArray(data55)){
const len11 = data55.length;
for(let i11=0; i11<len11; i11++){
let data56 = data55[i11];
if(typeof data56 !== "string"){
let dataType33 = typeof data56;
let coerced33 = undefined;
if(!(coerced33 !== undefined)){
if(dataType33 == "number" || dataType33 == "boolean"){
coerced33 = "" + data56;
}
else if(data56 === null){
coerced33 = "";
}
else {
const err82 = {instancePath:instancePath+"/policy/domains/" + i11,schemaPath:"#/properties/policy/properties/domains/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema0.properties.policy.properties.domains.items.type,parentSchema:schema0.properties.policy.properties.domains.items,data:data56};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(coerced33 !== undefined){
data56 = coerced33;
if(data55 !== undefined){
data55[i11] = coerced33;
}
}
}
}
}
else {
const err83 = {instancePath:instancePath+"/policy/domains",schemaPath:"#/properties/policy/properties/domains/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema0.properties.policy.properties.domains.type,parentSchema:schema0.properties.policy.properties.domains,data:data55};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.policy.type,parentSchema:schema0.properties.policy,data:data42};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.allow_unknown_tasks !== undefined){
let data57 = data.allow_unknown_tasks;
if(typeof data57 !== "boolean"){
let coerced34 = undefined;
if(!(coerced34 !== undefined)){
if(data57 === "false" || data57 === 0 || data57 === null){
coerced34 = false;
}
else if(data57 === "true" || data57 === 1){
coerced34 = true;
}
else {
const err85 = {instancePath:instancePath+"/allow_unknown_tasks",schemaPath:"#/properties/allow_unknown_tasks/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema0.properties.allow_unknown_tasks.type,parentSchema:schema0.properties.allow_unknown_tasks,data:data57};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(coerced34 !== undefined){
data57 = coerced34;
if(data !== undefined){
data["allow_unknown_tasks"] = coerced34;
}
}
}
}
if(data.ad_accounts !== undefined){
let data58 = data.ad_accounts;
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
for(const key12 in data58){
const _errs128 = errors;
if(typeof key12 === "string"){
if(!pattern6.test(key12)){
const err86 = {instancePath:instancePath+"/ad_accounts",schemaPath:"#/properties/ad_accounts/propertyNames/pattern",keyword:"pattern",params:{pattern: "^act_[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^act_[1-9][0-9]{0,24}$"+"\"",schema:"^act_[1-9][0-9]{0,24}$",parentSchema:schema0.properties.ad_accounts.propertyNames,data:key12,propertyName:key12};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
var valid41 = _errs128 === errors;
if(!valid41){
const err87 = {instancePath:instancePath+"/ad_accounts",schemaPath:"#/properties/ad_accounts/propertyNames",keyword:"propertyNames",params:{propertyName: key12},message:"property name must be valid",schema:schema0.properties.ad_accounts.propertyNames,parentSchema:schema0.properties.ad_accounts,data:data58};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
for(const key13 in data58){
if(!(validate19(data58[key13], {instancePath:instancePath+"/ad_accounts/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data58,parentDataProperty:key13,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
}
else {
const err88 = {instancePath:instancePath+"/ad_accounts",schemaPath:"#/properties/ad_accounts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.ad_accounts.type,parentSchema:schema0.properties.ad_accounts,data:data58};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data.pages !== undefined){
let data60 = data.pages;
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
for(const key14 in data60){
const _errs133 = errors;
if(typeof key14 === "string"){
if(!pattern1.test(key14)){
const err89 = {instancePath:instancePath+"/pages",schemaPath:"#/properties/pages/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema0.properties.pages.propertyNames,data:key14,propertyName:key14};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
var valid43 = _errs133 === errors;
if(!valid43){
const err90 = {instancePath:instancePath+"/pages",schemaPath:"#/properties/pages/propertyNames",keyword:"propertyNames",params:{propertyName: key14},message:"property name must be valid",schema:schema0.properties.pages.propertyNames,parentSchema:schema0.properties.pages,data:data60};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
for(const key15 in data60){
if(!(validate28(data60[key15], {instancePath:instancePath+"/pages/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data60,parentDataProperty:key15,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
}
else {
const err91 = {instancePath:instancePath+"/pages",schemaPath:"#/properties/pages/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.pages.type,parentSchema:schema0.properties.pages,data:data60};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data.pixels !== undefined){
let data62 = data.pixels;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
for(const key16 in data62){
const _errs138 = errors;
if(typeof key16 === "string"){
if(!pattern1.test(key16)){
const err92 = {instancePath:instancePath+"/pixels",schemaPath:"#/properties/pixels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema0.properties.pixels.propertyNames,data:key16,propertyName:key16};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
var valid45 = _errs138 === errors;
if(!valid45){
const err93 = {instancePath:instancePath+"/pixels",schemaPath:"#/properties/pixels/propertyNames",keyword:"propertyNames",params:{propertyName: key16},message:"property name must be valid",schema:schema0.properties.pixels.propertyNames,parentSchema:schema0.properties.pixels,data:data62};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
for(const key17 in data62){
if(!(validate37(data62[key17], {instancePath:instancePath+"/pixels/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data62,parentDataProperty:key17,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
else {
const err94 = {instancePath:instancePath+"/pixels",schemaPath:"#/properties/pixels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.pixels.type,parentSchema:schema0.properties.pixels,data:data62};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data.catalogs !== undefined){
let data64 = data.catalogs;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
for(const key18 in data64){
const _errs143 = errors;
if(typeof key18 === "string"){
if(!pattern1.test(key18)){
const err95 = {instancePath:instancePath+"/catalogs",schemaPath:"#/properties/catalogs/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema0.properties.catalogs.propertyNames,data:key18,propertyName:key18};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
var valid47 = _errs143 === errors;
if(!valid47){
const err96 = {instancePath:instancePath+"/catalogs",schemaPath:"#/properties/catalogs/propertyNames",keyword:"propertyNames",params:{propertyName: key18},message:"property name must be valid",schema:schema0.properties.catalogs.propertyNames,parentSchema:schema0.properties.catalogs,data:data64};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
for(const key19 in data64){
if(!(validate46(data64[key19], {instancePath:instancePath+"/catalogs/" + key19.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data64,parentDataProperty:key19,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
}
else {
const err97 = {instancePath:instancePath+"/catalogs",schemaPath:"#/properties/catalogs/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.catalogs.type,parentSchema:schema0.properties.catalogs,data:data64};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data.instagram_accounts !== undefined){
let data66 = data.instagram_accounts;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
for(const key20 in data66){
const _errs148 = errors;
if(typeof key20 === "string"){
if(!pattern1.test(key20)){
const err98 = {instancePath:instancePath+"/instagram_accounts",schemaPath:"#/properties/instagram_accounts/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema0.properties.instagram_accounts.propertyNames,data:key20,propertyName:key20};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
var valid49 = _errs148 === errors;
if(!valid49){
const err99 = {instancePath:instancePath+"/instagram_accounts",schemaPath:"#/properties/instagram_accounts/propertyNames",keyword:"propertyNames",params:{propertyName: key20},message:"property name must be valid",schema:schema0.properties.instagram_accounts.propertyNames,parentSchema:schema0.properties.instagram_accounts,data:data66};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
for(const key21 in data66){
if(!(validate55(data66[key21], {instancePath:instancePath+"/instagram_accounts/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data66,parentDataProperty:key21,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
}
}
else {
const err100 = {instancePath:instancePath+"/instagram_accounts",schemaPath:"#/properties/instagram_accounts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.instagram_accounts.type,parentSchema:schema0.properties.instagram_accounts,data:data66};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data.whatsapp_accounts !== undefined){
let data68 = data.whatsapp_accounts;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
for(const key22 in data68){
const _errs153 = errors;
if(typeof key22 === "string"){
if(!pattern1.test(key22)){
const err101 = {instancePath:instancePath+"/whatsapp_accounts",schemaPath:"#/properties/whatsapp_accounts/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,24}$"},message:"must match pattern \""+"^[1-9][0-9]{0,24}$"+"\"",schema:"^[1-9][0-9]{0,24}$",parentSchema:schema0.properties.whatsapp_accounts.propertyNames,data:key22,propertyName:key22};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
var valid51 = _errs153 === errors;
if(!valid51){
const err102 = {instancePath:instancePath+"/whatsapp_accounts",schemaPath:"#/properties/whatsapp_accounts/propertyNames",keyword:"propertyNames",params:{propertyName: key22},message:"property name must be valid",schema:schema0.properties.whatsapp_accounts.propertyNames,parentSchema:schema0.properties.whatsapp_accounts,data:data68};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
for(const key23 in data68){
if(!(validate64(data68[key23], {instancePath:instancePath+"/whatsapp_accounts/" + key23.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data68,parentDataProperty:key23,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
errors = vErrors.length;
}
}
}
else {
const err103 = {instancePath:instancePath+"/whatsapp_accounts",schemaPath:"#/properties/whatsapp_accounts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.properties.whatsapp_accounts.type,parentSchema:schema0.properties.whatsapp_accounts,data:data68};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema0.type,parentSchema:schema0,data};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
