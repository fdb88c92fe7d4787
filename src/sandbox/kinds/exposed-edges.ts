/** Edges that show who else sees or spends: what their rows are. */

/** What an edge's rows are: nodes, or lines of their own. */
export type ExposedForm =
  | 'ad_accounts'
  | 'businesses'
  | 'apps'
  | 'whatsapp_apps'
  | 'creators'
  | 'solutions'

/** An edge of a node that shows somebody else. */
export interface ExposedEdge {
  readonly rows: ExposedForm
  /** Whether `business` must be sent, and rows of another (`via`) show for that one alone. */
  readonly needsBusiness?: boolean
}

/** Edges of one kind of node [spec]. */
export type ExposedEdges = Readonly<Record<string, ExposedEdge>>

/** Of an app [spec]. */
export const APP_EDGES: ExposedEdges = {
  authorized_adaccounts: { rows: 'ad_accounts', needsBusiness: true },
  agencies: { rows: 'businesses' },
}
