import { parse, parseDocument } from 'yaml'
import type { DesiredAsset, DesiredPath, Manifest, Policy } from '../../src/model/manifest.ts'

/**
 * Members and their rails of a manifest's text, until the reader of manifests knows them: they are
 * taken out of the text, and put into what was read.
 */
export const withoutMembers = (text: string): string => {
  if (!HAS.test(text)) return text
  const document = parseDocument(text, { schema: 'failsafe' })
  if (document.has('members')) document.delete('members')
  for (const key of OURS) if (document.hasIn(['policy', key])) document.deleteIn(['policy', key])
  return document.toString()
}

const HAS = /^members:|keep_admins|max_invitations|max_offboarded|offboarded_members/m

const OURS = ['keep_admins', 'max_invitations', 'max_offboarded', 'offboarded_members']

type Written = string | { role: string; expires?: string }

export const withMembers = (manifest: Manifest, text: string): Manifest => {
  if (!HAS.test(text)) return manifest
  const { members, policy = {} } = parse(text) as {
    members?: { users?: Record<string, Written>; mode?: DesiredAsset['mode']; ignore?: string[] }
    policy?: Record<string, unknown>
  }
  const source = { file: 'access.yaml', line: 99, column: 3 }
  const own = Object.fromEntries(Object.entries(policy).filter(([key]) => OURS.includes(key)))
  const policies = { ...manifest.policy, ...(own as Partial<Policy>) }
  if (members === undefined) return { ...manifest, policy: policies }
  const paths = Object.entries(members.users ?? {}).map(([subject, written]): DesiredPath => {
    const { role, expires = null } = typeof written === 'string' ? { role: written } : written
    const none = role === 'none'
    const tasks = none ? [] : [role]
    return { subject, tasks, none, expires, via: 'direct', source } as unknown as DesiredPath
  })
  const business: DesiredAsset = {
    ...{ kind: 'business', id: manifest.business, name: null, source },
    ...{ agencies: null, users: null, request: null, on_behalf_of: null },
    mode: members.mode ?? 'authoritative',
    ignore: members.ignore ?? [],
    members: members.users === undefined ? null : { whole: true, paths, source },
  }
  return { ...manifest, policy: policies, assets: [...manifest.assets, business] }
}
