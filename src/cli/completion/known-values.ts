import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readMemory } from '../../apply/journal/journal-reading.ts'
import { loadTree } from '../../manifest/load.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Memory } from '../../model/memory.ts'
import { addressOf } from '../../model/text/address.ts'
import { compareText } from '../../model/text/text.ts'
import type { Context } from '../context.ts'
import { readManifestFiles } from '../input/manifest-files.ts'
import { DEFAULT_PATH } from '../input/manifest-source.ts'
import { stateDirOf } from '../session/state-dir.ts'

/** What is known on this machine while a command line is typed; the API is never asked. */
interface Known {
  readonly manifests: readonly Manifest[]
  readonly memories: readonly Memory[]
  /** Addresses in `plan.json` of the working directory. */
  readonly planned: readonly string[]
}

/** By flag: its values as far as they are known. */
const VALUES: Readonly<Record<string, (known: Known) => readonly string[]>> = {
  '--who': ({ manifests }) => manifests.flatMap(namesIn),
  '--only': ({ manifests }) => ['members', ...manifests.flatMap(idsIn)],
  '--replace': (known) => addressesIn(known).filter((address) => address.includes('/agencies/')),
  '--resend': (known) => addressesIn(known),
}

export const KNOWN_FLAGS: readonly string[] = Object.keys(VALUES)

/**
 * Shells expand the words that they are given, and names come from strangers: nothing is offered that
 * would mean something to a shell.
 */
const HARMLESS = /^[\w.@+/-]+$/

/**
 * The values of a flag for the words typed so far, without duplicates. What cannot be read is left
 * out.
 */
export const knownValues = async (
  flag: string,
  typed: readonly string[],
  context: Context,
): Promise<readonly string[]> => {
  const known = await knownFor(typed, context)
  const values = VALUES[flag]?.(known) ?? []
  return [...new Set(values)].filter((value) => HARMLESS.test(value)).sort(compareText)
}

const knownFor = async (typed: readonly string[], context: Context): Promise<Known> => {
  const { io } = context
  const at = typed.indexOf('--state-dir')
  const stateDir = at < 0 ? undefined : typed[at + 1]
  const flags = stateDir === undefined ? context.flags : { ...context.flags, stateDir }
  const paths = typed.slice(1).filter((word) => /\.(ya?ml|json)$/.test(word) || word.includes('/'))
  const there = paths.filter((path) => existsSync(resolve(io.cwd, path)) && path !== stateDir)
  const read = await readManifestFiles(there.length > 0 ? there : [DEFAULT_PATH], io)
  const manifests = read.files.length === 0 ? [] : (loadTree(read.files).value ?? [])
  const dir = stateDirOf({ ...context, flags })
  const memories = await Promise.all(
    manifests.map(({ business }) => readMemory({ dir, business, now: io.now })),
  )
  return {
    manifests,
    memories: memories.map(({ memory }) => memory),
    planned: addressesOfPlan(resolve(io.cwd, 'plan.json')),
  }
}

const namesIn = ({ partners, people }: Manifest): readonly string[] => [
  ...partners.keys(),
  ...people.keys(),
]

const idsIn = ({ assets, business }: Manifest): readonly string[] =>
  assets.flatMap(({ id }) => (id === business ? [] : [id]))

const addressesIn = ({ manifests, memories, planned }: Known): readonly string[] => [
  ...manifests.flatMap(declaredIn),
  ...memories.flatMap(({ requests, approvals, kept, invitations = new Map() }) =>
    [requests, approvals, kept, invitations].flatMap((map) => [...map.keys()]),
  ),
  ...planned,
]

/** Agencies and requests; the addresses of people hold ids that only the API knows. */
const declaredIn = ({ assets, partners }: Manifest): readonly string[] =>
  assets.flatMap(({ id, agencies, request }) => [
    ...(agencies?.paths ?? []).flatMap(({ subject }) => {
      const partner = partners.get(subject)
      return partner === undefined ? [] : [addressOf(id, 'agencies', partner.id)]
    }),
    ...(request === null ? [] : [addressOf(id, 'request', '')]),
  ])

const addressesOfPlan = (path: string): readonly string[] => {
  try {
    const plan: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const { kind, steps, waiting, manual } = plan as Record<string, unknown>
    return kind === 'plan' ? [steps, waiting, manual].flatMap(addressesOfRows) : []
  } catch {
    return []
  }
}

const addressesOfRows = (rows: unknown): readonly string[] =>
  (Array.isArray(rows) ? rows : []).flatMap((row: { readonly address?: unknown } | null) =>
    typeof row?.address === 'string' ? [row.address] : [],
  )
