import type { AssetKind } from '../../../model/kinds.ts'
import type { DesiredAsset, DesiredPath } from '../../../model/manifest.ts'
import type { RelationName } from '../../../model/relations.ts'
import type { WrittenGrant } from '../../import/writing/grant.ts'
import type { Matched } from './matched-rows.ts'

/** A change of one line of the manifest, or a line more. */
export interface Edit {
  readonly matched: Matched
  readonly address: string
  readonly kind: AssetKind
  /** Id of the asset, or of the business. */
  readonly asset: string
  readonly name: string | null
  /** As the manifest has it; null where nobody declares the asset. */
  readonly declared: DesiredAsset | null
  readonly relation: Exclude<RelationName, 'on_behalf_of'>
  /** Id of the business or person; of an invitation the e-mail. */
  readonly subject: string
  /** The lines that name them on the asset itself. */
  readonly own: readonly DesiredPath[]
  /** What is to stand there; `none` beats every other path; null: the lines go. */
  readonly grant: WrittenGrant | 'none' | null
  /** Tasks that are held then; null for none. */
  readonly end: readonly string[] | null
  /** Tasks that are held now. */
  readonly held: readonly string[]
}

/** What is to become of a decided row, before it was tried. */
export type Verdict =
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'already_so' | 'stale' | 'cannot'; readonly why: string }

export const cannot = (why: string): Verdict => ({ type: 'cannot', why })
export const alreadySo = (why: string): Verdict => ({ type: 'already_so', why })
export const stale = (why: string): Verdict => ({ type: 'stale', why })
