import type { PlanAsset } from '../plan.ts'

/** What an exposure review asks, in the order of output. */
export const EXPOSURE_NAMES = [
  'credit_line',
  'invoice',
  'finance',
  'instagram_ads',
  'branded_content',
  'app_ads',
  'pixel_sharing',
  'audience_sharing',
  'whatsapp_apps',
  'account_apps',
] as const

export type ExposureName = (typeof EXPOSURE_NAMES)[number]

/** What somebody who is neither ours nor declared is found to do. */
export type ExposureCode = 'foreign_spend' | 'foreign_data'

/** Another business, in a row. */
export interface ToldBusiness {
  readonly id: string
  readonly name: string | null
}

/** Who can spend or see, and what, as one row tells it. */
export interface Exposed {
  readonly type: ExposedType
  /** Null of creators, of whom the API tells the name alone, and of partners it does not name. */
  readonly id: string | null
  readonly name: string | null
  /** The business that it is, or that it is of; null where the row tells none. */
  readonly business: ToldBusiness | null
  readonly what: string
  /** Shown to us, by somebody else: nothing of ours. */
  readonly isReceived?: boolean
}

/** In the words of the JSON output. */
export type ExposedType = 'business' | 'ad_account' | 'app' | 'person' | 'creator'

/** One of them, with the question and the asset. */
export interface LiveExposed extends Exposed {
  readonly question: ExposureName
  /** Null where the question is one of the business itself. */
  readonly asset: PlanAsset | null
}

/** A question that could not be answered: refused, absent, or hanging on what could not be read. */
export interface ExposureUnread {
  readonly question: ExposureName
  readonly asset: PlanAsset | null
  readonly what: string
}

/** What was read. */
export interface LiveExposure {
  readonly rows: readonly LiveExposed[]
  readonly unread: readonly ExposureUnread[]
  /** Apps of our business. */
  readonly apps: ReadonlySet<string>
}
