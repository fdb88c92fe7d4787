/**
 * How often an asset may be asked for within an hour, and what tells a client how close it is to
 * that.
 */
import { refusal } from '../errors.ts'
import type { Asset, Modes } from '../state.ts'
import type { SandboxKind } from './sandbox-kind.ts'

/** Calls on each asset since its hour began. */
export type CallBook = Map<string, { readonly since: number; calls: number }>

const HOUR = 60 * 60 * 1000

/** An asset that is called, the modes it is called in, and when. */
export interface LimitedCall {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly modes: Modes
  readonly now: Date
}

/** Calls per hour; undefined if no figure is published. */
function mostOf({ asset, kind, modes }: LimitedCall): number | undefined {
  const { calls, callsRegistered } = kind.limit
  return modes.calls_an_hour ?? (asset.registeredNumber === true ? callsRegistered : calls)
}

/** Counts a call, and refuses it with the kind's own error if the hour's calls are used up. */
export function countAgainstLimit(book: CallBook, call: LimitedCall): void {
  const { asset, kind } = call
  const most = mostOf(call)
  if (most === undefined) return
  const now = call.now.getTime()
  const entry = book.get(asset.id)
  const isRunning = entry !== undefined && now - entry.since < HOUR
  const hour = isRunning ? entry : { since: now, calls: 0 }
  book.set(asset.id, hour)
  hour.calls += 1
  if (hour.calls <= most) return
  throw refusal(
    kind.limit.error,
    `There have been too many calls to this ${kind.limit.object}. Wait a bit and try again.`,
  )
}

/** `X-Business-Use-Case-Usage` after a call, keyed by the bare id [observed]; none without a limit. */
export function usageHeader(book: CallBook, call: LimitedCall): Readonly<Record<string, string>> {
  const { asset, kind } = call
  const most = mostOf(call)
  const hour = book.get(asset.id)
  if (most === undefined || hour === undefined) return {}
  const left = hour.since + HOUR - call.now.getTime()
  const entry = {
    type: kind.limit.type,
    call_count: Math.min(100, Math.floor((100 * hour.calls) / most)),
    total_cputime: 0,
    total_time: 0,
    // Minutes.
    estimated_time_to_regain_access: hour.calls > most ? Math.ceil(left / 60_000) : 0,
    // Of the use cases of ads alone [web]; in 2026 it still says this of an ordinary app [observed].
    ...(kind.limit.type.startsWith('ads_') ? { ads_api_access_tier: 'development_access' } : {}),
  }
  const usage = { [asset.id.slice(kind.idPrefix.length)]: [entry] }
  return { 'X-Business-Use-Case-Usage': JSON.stringify(usage) }
}
