/** The sandbox's own table of asset kinds: edges, columns, task enums, how tasks unpack. */
import { AD_ACCOUNT } from './ad-account-node.ts'
import { CATALOG } from './catalog-node.ts'
import { INSTAGRAM } from './instagram-node.ts'
import { PAGE } from './page-node.ts'
import { PIXEL } from './pixel-node.ts'
import type { SandboxKind } from './sandbox-kind.ts'
import { WHATSAPP } from './whatsapp-node.ts'

export type { SandboxKind } from './sandbox-kind.ts'

/** The asset kinds that a sandbox serves unless others are given. */
export const SANDBOX_KINDS: readonly SandboxKind[] = [
  AD_ACCOUNT,
  PAGE,
  PIXEL,
  CATALOG,
  INSTAGRAM,
  WHATSAPP,
]

/**
 * The row of a kind. Throws `Error` if there is none, because a world cannot contain assets of
 * unknown kinds.
 */
export function kindOf(kinds: readonly SandboxKind[], kind: string): SandboxKind {
  const row = kinds.find((each) => each.kind === kind)
  if (row === undefined) throw new Error(`the sandbox has no kind ${kind}`)
  return row
}
