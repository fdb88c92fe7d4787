/** The sandbox's own table of asset kinds: edges, columns, task enums, what a task unpacks to. */
import { AD_ACCOUNT } from './ad-account-node.ts'
import { CATALOG } from './catalog-node.ts'
import { INSTAGRAM } from './instagram-node.ts'
import { PAGE } from './page-node.ts'
import { PIXEL } from './pixel-node.ts'
import type { SandboxKind } from './sandbox-kind.ts'
import { WHATSAPP } from './whatsapp-node.ts'

export type { SandboxKind } from './sandbox-kind.ts'

/** The asset kinds a sandbox serves unless told otherwise. */
export const SANDBOX_KINDS: readonly SandboxKind[] = [
  AD_ACCOUNT,
  PAGE,
  PIXEL,
  CATALOG,
  INSTAGRAM,
  WHATSAPP,
]

/** The row of a kind; a world can hold no asset of a kind that is not in the table. */
export function kindOf(kinds: readonly SandboxKind[], kind: string): SandboxKind {
  const row = kinds.find((each) => each.kind === kind)
  if (row === undefined) throw new Error(`the sandbox has no kind ${kind}`)
  return row
}
