/** The sandbox's own table of asset kinds: edges, columns, task enums, what a task unpacks to. */
import { AD_ACCOUNT } from './kinds/ad-account.ts'
import { CATALOG } from './kinds/catalog.ts'
import { INSTAGRAM } from './kinds/instagram.ts'
import type { SandboxKind } from './kinds/kind.ts'
import { PAGE } from './kinds/page.ts'
import { PIXEL } from './kinds/pixel.ts'
import { WHATSAPP } from './kinds/whatsapp.ts'

export type { SandboxKind } from './kinds/kind.ts'

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
