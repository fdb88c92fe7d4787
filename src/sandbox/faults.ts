/** Which injected fault, if any, hits a call. */
import type { Params } from './params.ts'
import type { Fault, FaultEffect, TokenKind } from './state.ts'

/** What faults are matched against. */
export interface FaultTarget {
  readonly method: string
  /** Without version, with a leading slash. */
  readonly path: string
  readonly tokenKind: TokenKind
  readonly params: Params
}

/** Faults with their counters. */
export interface FaultBook {
  /** The effect of the first fault that hits the call; counts skips and hits. */
  readonly hit: (target: FaultTarget) => FaultEffect | undefined
}

/** The only path pattern that hits a batch as a whole and not its items. */
const WHOLE_BATCH = '^/$'

/** A book for a list of faults, with all counters at zero. */
export function faultBook(faults: readonly Fault[]): FaultBook {
  const entries = faults.map((fault) => ({ fault, matches: matcherOf(fault), seen: 0 }))
  return {
    hit: (target) => {
      for (const entry of entries) {
        if (target.path === '/' && entry.fault.match.path !== WHOLE_BATCH) continue
        if (!entry.matches(target)) continue
        const { skip = 0, times = Number.POSITIVE_INFINITY } = entry.fault
        entry.seen += 1
        if (entry.seen > skip && entry.seen <= skip + times) return entry.fault.do
      }
      return undefined
    },
  }
}

function matcherOf(fault: Fault): (target: FaultTarget) => boolean {
  const { method, path, tokenKind, param } = fault.match
  const pathPattern = path === undefined ? undefined : new RegExp(path)
  const paramPattern = param === undefined ? undefined : new RegExp(param)
  return (target) =>
    (method === undefined || method === target.method) &&
    (tokenKind === undefined || tokenKind === target.tokenKind) &&
    (pathPattern === undefined || pathPattern.test(target.path)) &&
    (paramPattern === undefined || paramsOf(target).some((text) => paramPattern.test(text)))
}

function paramsOf(target: FaultTarget): readonly string[] {
  return [...target.params].map(([name, value]) => `${name}=${textOf(value)}`)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
