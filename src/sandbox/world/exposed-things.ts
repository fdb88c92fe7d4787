/** What else than assets and people a business shows: who can spend its money or see its data. */

/** A row of such an edge: the words it says of itself, by name. */
export type ExposedRow = ReadonlyMap<string, string>

/** Rows of the edges of one node: the edge's name, then the id of what the row is. */
export type Exposed = ReadonlyMap<string, ReadonlyMap<string, ExposedRow>>

/** An app of a business. */
export interface OwnedApp {
  readonly id: string
  readonly name: string
  readonly owner?: string
  /** Businesses it is a client's app of. */
  readonly clients: readonly string[]
  readonly exposed: Exposed
}

/** A line of credit, whom its owner gave some of it, and the accounts on its invoices. */
export interface CreditLine {
  readonly id: string
  readonly owner: string
  readonly allocated?: string
  readonly revoked: boolean
  /** Rows: `receiving`, `amount`, `partition`, `liability`, `status`. */
  readonly allocations: ReadonlyMap<string, ExposedRow>
  readonly invoiceGroups: ReadonlyMap<string, InvoiceGroup>
}

export interface InvoiceGroup {
  readonly name: string
  /** Ids of ad accounts, whoever owns them. */
  readonly accounts: readonly string[]
}

/** Audiences that one business shares with another. */
export interface AudienceRequest {
  readonly id: string
  readonly initiator: string
  readonly recipient: string
  readonly status: string
  /** Each audience: its name, and account to status. */
  readonly audiences: ReadonlyMap<string, SharedAudience>
}

export interface SharedAudience {
  readonly name: string
  readonly accounts: ExposedRow
}

/** All of it. */
export interface ExposureWorld {
  readonly apps: ReadonlyMap<string, OwnedApp>
  readonly creditLines: ReadonlyMap<string, CreditLine>
  readonly audienceRequests: ReadonlyMap<string, AudienceRequest>
}

export const NOTHING_EXPOSED: ExposureWorld = {
  apps: new Map(),
  creditLines: new Map(),
  audienceRequests: new Map(),
}
