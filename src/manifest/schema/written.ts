/**
 * A manifest as people write it, before it is checked. Written by `npm run schema` from the JSON
 * Schema: do not edit.
 */

export type Id = string | number
/**
 * One list of tasks for all kinds, or per kind a list or the name of a role.
 */
export type Role =
  | string[]
  | {
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      ad_account?: string | string[]
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      page?: string | string[]
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      pixel?: string | string[]
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      catalog?: string | string[]
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      instagram_account?: string | string[]
      /**
       * What the role means on this kind: a list of tasks, or the name of a role.
       */
      whatsapp_account?: string | string[]
    }
/**
 * authoritative: what is not declared is taken away. additive: never unassigns, revokes or narrows.
 */
export type Mode = 'authoritative' | 'additive'
/**
 * What a subject holds on this asset: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type AnyGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles` or a built-in one. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * Last day (UTC) of this access; from the next day on it counts as not declared.
 */
export type Expires = string
/**
 * Why, for readers of plans and reviews.
 */
export type Reason = string
/**
 * Tasks to ask the owner of this asset for: a role or a list. [] gives our access up.
 */
export type AnyRequest = string | string[]
/**
 * Profiles whose access is added here.
 */
export type Use = string[]
export type MemberRoleOrNone = unknown
/**
 * What a subject holds on this ad account: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type AdAccountGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles` or a built-in one. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * Tasks to ask the owner of this ad account for: a role or a list. [] gives our access up.
 */
export type AdAccountRequest = string | string[]
/**
 * What a subject holds on this Page: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type PageGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles` or a built-in one. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * Tasks to ask the owner of this Page for: a role or a list. [] gives our access up.
 */
export type PageRequest = string | string[]
/**
 * What a subject holds on this pixel: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type PixelGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles`. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * What a subject holds on this catalog: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type CatalogGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles` or a built-in one. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * What a subject holds on this Instagram account: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type InstagramAccountGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles`. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }
/**
 * What a subject holds on this WhatsApp account: a role, a list of tasks, none (beats every other path), or a map with an expiry.
 */
export type WhatsappAccountGrant =
  | string
  | string[]
  | {
      /**
       * The tasks to hold. Give these or a role.
       */
      tasks?: string[]
      /**
       * A role of `roles`. Give this or tasks.
       */
      role?: string
      expires?: Expires
      reason?: Reason
    }

/**
 * Who should hold which tasks on which assets of a Meta Business Manager. A key that is absent is not managed; a key that is present is the whole truth.
 */
export interface WrittenManifest {
  /**
   * Version of the manifest format. Every file says it.
   */
  version: 1
  business?: Id
  /**
   * Other businesses, by a name of your choosing.
   */
  partners?: {
    [k: string]: Id
  }
  /**
   * People and system users of our business, by a name of your choosing: an e-mail address, a business-user id, or { system_user: "ID" }.
   */
  people?: {
    /**
     * An e-mail address, a business-user id, or { system_user: "ID" }.
     */
    [k: string]:
      | string
      | number
      | {
          system_user: Id
        }
  }
  /**
   * Named groups of people. Teams may hold teams.
   */
  teams?: {
    /**
     * Its members: names of people and of other teams.
     */
    [k: string]: string[]
  }
  /**
   * Named task sets: one list for all kinds, or per kind a list or the name of a role. The legacy role names are built in.
   */
  roles?: {
    [k: string]: Role
  }
  /**
   * Access that many assets share. An asset takes a profile by `use`.
   */
  profiles?: {
    [k: string]: Profile
  }
  /**
   * Mode and profiles for every asset of a section.
   */
  defaults?: {
    ad_accounts?: Defaults
    pages?: Defaults
    pixels?: Defaults
    catalogs?: Defaults
    instagram_accounts?: Defaults
    whatsapp_accounts?: Defaults
  }
  /**
   * People, system users and partners that may hold nothing, anywhere, on any asset the token can read. Aliases or ids.
   */
  offboarded?: (string | number)[]
  /**
   * Our business itself: who belongs to it, and in which role. Left out, members are not managed.
   */
  members?: {
    mode?: Mode
    /**
     * Our people and teams with their role. Whoever is not in the business yet is invited by e-mail; whoever is not named leaves it, unless the mode is additive. {} means nobody.
     */
    users?: {
      [k: string]: MemberRoleOrNone
    }
    /**
     * Aliases or ids of members that are left alone.
     */
    ignore?: (string | number)[]
  }
  /**
   * Rails that a plan must keep. All are optional.
   */
  policy?: {
    /**
     * How many revocations, removals and narrowings one run may make. Offboarding does not count.
     */
    max_revocations?: number
    /**
     * How many requests to clients may be pending at any time.
     */
    max_open_requests?: number
    /**
     * How many people or system users with MANAGE, or a kind's own managing task (not counting the token's own) every managed owned asset keeps.
     */
    keep_managers?: number
    /**
     * How many people with the role ADMIN (not system users, not the token's own) the business keeps. 2 is wise.
     */
    keep_admins?: number
    /**
     * How many invitations to the business one run may send.
     */
    max_invitations?: number
    /**
     * How many people and partners one run may offboard.
     */
    max_offboarded?: number
    /**
     * remove: who is offboarded leaves the business, as the last step. report: that is left to do by hand.
     */
    offboarded_members?: 'remove' | 'report'
    /**
     * Aliases or ids that are never reduced or removed.
     */
    protected?: (string | number)[]
    /**
     * What to do when an agency's tasks differ, for which the API has no sure update: report it (manual), or try a POST and read it back.
     */
    agency_task_change?: 'report' | 'try'
    /**
     * What to do about an asset the token may not read.
     */
    unreadable?: 'report' | 'fail'
    /**
     * closed: assets and keys that the manifest leaves out count as drift.
     */
    coverage?: 'open' | 'closed'
    /**
     * E-mail domains that are ours; a review flags others.
     */
    domains?: string[]
  }
  /**
   * Lets tasks through that this version does not know yet, with a warning. Editors then neither offer nor check tasks.
   */
  allow_unknown_tasks?: boolean
  /**
   * The ad accounts under management, by id (as act_1111).
   */
  ad_accounts?: {
    [k: string]: AdAccountAsset
  }
  /**
   * The Pages under management, by id (as 3333).
   */
  pages?: {
    [k: string]: PageAsset
  }
  /**
   * The pixels under management, by id (as 4444).
   */
  pixels?: {
    [k: string]: PixelAsset
  }
  /**
   * The catalogs under management, by id (as 5555).
   */
  catalogs?: {
    [k: string]: CatalogAsset
  }
  /**
   * The Instagram accounts under management, by id (as 104000000000001).
   */
  instagram_accounts?: {
    [k: string]: InstagramAccountAsset
  }
  /**
   * The WhatsApp accounts under management, by id (as 7777).
   */
  whatsapp_accounts?: {
    [k: string]: WhatsappAccountAsset
  }
  /**
   * This interface was referenced by `WrittenManifest`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown
}
/**
 * Access for every asset that takes this profile by `use`.
 */
export interface Profile {
  mode?: Mode
  agencies?: AnyAgencies
  users?: AnyUsers
  request?: AnyRequest
}
/**
 * Businesses that may work on this asset, by partner name. {} means nobody.
 */
export interface AnyAgencies {
  [k: string]: AnyGrant
}
/**
 * Our people, system users and teams on this asset. {} means nobody.
 */
export interface AnyUsers {
  [k: string]: AnyGrant
}
export interface Defaults {
  mode?: Mode
  use?: Use
}
/**
 * One ad account. A relation that is left out is not managed.
 */
export interface AdAccountAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  agencies?: AdAccountAgencies
  users?: AdAccountUsers
  request?: AdAccountRequest
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
  /**
   * Partners that may hold or ask for an on-behalf-of relation.
   */
  on_behalf_of?: string[]
}
/**
 * Businesses that may work on this ad account, by partner name. {} means nobody.
 */
export interface AdAccountAgencies {
  [k: string]: AdAccountGrant
}
/**
 * Our people, system users and teams on this ad account. {} means nobody.
 */
export interface AdAccountUsers {
  [k: string]: AdAccountGrant
}
/**
 * One Page. A relation that is left out is not managed.
 */
export interface PageAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  agencies?: PageAgencies
  users?: PageUsers
  request?: PageRequest
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
}
/**
 * Businesses that may work on this Page, by partner name. {} means nobody.
 */
export interface PageAgencies {
  [k: string]: PageGrant
}
/**
 * Our people, system users and teams on this Page. {} means nobody.
 */
export interface PageUsers {
  [k: string]: PageGrant
}
/**
 * One pixel. A relation that is left out is not managed.
 */
export interface PixelAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  agencies?: PixelAgencies
  users?: PixelUsers
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
}
/**
 * Businesses that may work on this pixel, by partner name. {} means nobody.
 */
export interface PixelAgencies {
  [k: string]: PixelGrant
}
/**
 * Our people, system users and teams on this pixel. {} means nobody.
 */
export interface PixelUsers {
  [k: string]: PixelGrant
}
/**
 * One catalog. A relation that is left out is not managed.
 */
export interface CatalogAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  agencies?: CatalogAgencies
  users?: CatalogUsers
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
}
/**
 * Businesses that may work on this catalog, by partner name. {} means nobody.
 */
export interface CatalogAgencies {
  [k: string]: CatalogGrant
}
/**
 * Our people, system users and teams on this catalog. {} means nobody.
 */
export interface CatalogUsers {
  [k: string]: CatalogGrant
}
/**
 * One Instagram account. A relation that is left out is not managed.
 */
export interface InstagramAccountAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  agencies?: InstagramAccountAgencies
  users?: InstagramAccountUsers
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
}
/**
 * Businesses that may work on this Instagram account, by partner name. {} means nobody.
 */
export interface InstagramAccountAgencies {
  [k: string]: InstagramAccountGrant
}
/**
 * Our people, system users and teams on this Instagram account. {} means nobody.
 */
export interface InstagramAccountUsers {
  [k: string]: InstagramAccountGrant
}
/**
 * One WhatsApp account. A relation that is left out is not managed.
 */
export interface WhatsappAccountAsset {
  /**
   * A label for readers, never compared.
   */
  name?: string | number
  mode?: Mode
  use?: Use
  users?: WhatsappAccountUsers
  /**
   * Aliases or ids that this asset leaves alone.
   */
  ignore?: (string | number)[]
}
/**
 * Our people, system users and teams on this WhatsApp account. {} means nobody.
 */
export interface WhatsappAccountUsers {
  [k: string]: WhatsappAccountGrant
}
