import { everybodyIn } from '../model/everybody.ts'
import type { LiveState } from '../model/live.ts'
import { COMMAND_LINE, DEFAULT_POLICY, type Manifest, type Offboarded } from '../model/manifest.ts'
import { type Checked, type Position, type Problem, problemsOf } from '../model/problem.ts'
import { digestOf } from '../model/text/digest.ts'
import { isSameEmail } from '../model/text/email.ts'
import { meantWords } from '../model/text/nearest.ts'

export const OFFBOARD_PROBLEMS = {
  offboard_unknown_name: {
    severity: 'error',
    words: (a: { name: string; hasManifest: boolean; near: string | null }) =>
      `nobody is called ${a.name}: ${
        a.hasManifest
          ? 'no alias of the manifest, and no e-mail, id or name of anybody in the business, of an agency or of a client'
          : 'no e-mail, id or name of anybody in the business, of an agency or of a client; an alias needs the manifest that declares it'
      }${meantWords(a.near)}`,
  },
  offboard_own_business: {
    severity: 'error',
    words: (a: { name: string; business: string }) =>
      `${a.name} is our own business${a.name === a.business ? '' : ` (${a.business})`}: it holds what it owns, and none of that is taken. Name a person, a system user or a partner`,
  },
  offboard_gives_back: {
    severity: 'warning',
    words: (a: { name: string; asset: string }) =>
      `the manifest still gives ${a.name} access to ${a.asset}: its next apply would give the access back. Put ${a.name} under offboarded and take the line out: offboard ${a.name} --into FILE does both`,
  },
} as const

const problem = problemsOf(OFFBOARD_PROBLEMS)

const HERE: Position = { file: COMMAND_LINE, line: 1, column: 1 }

/** Somebody of whom it is not known yet who they are. */
export const SOMEBODY: Offboarded = { alias: null, id: null, email: null, source: HERE }

/** Somebody found by the name that the API shows. */
export interface Found {
  readonly id: string | null
  readonly alias: string | null
  readonly email: string | null
}

/**
 * The manifest of `offboard NAME|ID`: it only says that the one named may hold nothing. Aliases and
 * policy come from `base`; `found` is who has the name, if it is not an alias, id or e-mail; `near` is
 * the name that one which nobody has was meant to be.
 * Problems: `offboard_unknown_name`, `offboard_own_business`.
 */
export const offboardManifest = (
  base: Manifest | null,
  business: string,
  nameOrId: string,
  found: Found | null = null,
  near: string | null = null,
): Checked<Manifest> => {
  const entry = found === null ? entryOf(base, nameOrId) : { ...found, source: HERE }
  if (entry === null) {
    const args = { name: nameOrId, hasManifest: base !== null, near }
    return { value: null, problems: [problem('offboard_unknown_name', args)] }
  }
  if (entry.id === business) {
    return {
      value: null,
      problems: [problem('offboard_own_business', { name: nameOrId, business })],
    }
  }
  const manifest: Manifest = {
    business,
    digest: digestOf({ business, offboard: nameOrId }),
    partners: base?.partners ?? new Map(),
    people: base?.people ?? new Map(),
    offboarded: [{ ...known(entry, found), asked: true }],
    policy: base?.policy ?? DEFAULT_POLICY,
    ...(base?.policyNames === undefined ? {} : { policyNames: base.policyNames }),
    assets: [],
  }
  return { value: manifest, problems: givenBack(base, entry) }
}

/**
 * For somebody found by name, only the id is kept: the alias or e-mail may be somebody else's too.
 */
const known = (entry: Offboarded, found: Found | null): Offboarded =>
  found === null || entry.id === null ? entry : { ...entry, alias: null, email: null }

const entryOf = (base: Manifest | null, written: string): Offboarded | null => {
  const name = written.normalize('NFC')
  const partner = base?.partners.get(name)
  if (partner !== undefined) {
    return { alias: name, id: partner.id, email: null, source: partner.source }
  }
  const person = base?.people.get(name)
  if (person !== undefined) {
    const isEmail = person.by === 'email'
    return {
      alias: name,
      id: isEmail ? null : person.value,
      email: isEmail ? person.value : null,
      source: person.source,
    }
  }
  if (/^\d{1,25}$/.test(name)) return { alias: null, id: name, email: null, source: HERE }
  return name.includes('@') ? { alias: null, id: null, email: name, source: HERE } : null
}

/**
 * Whom an id means that nobody in the business has: whoever has that Facebook profile (`/me` and
 * `debug_token` give its id) or that open invitation. Null if it is nobody, or several.
 */
export const behindId = (live: LiveState, { id }: Pick<Offboarded, 'id'>): Found | null => {
  if (id === null || everybodyIn(live).some((person) => person.id === id)) return null
  const [person, ...others] = live.people.filter(({ facebookId }) => facebookId === id)
  if (others.length > 0) return null
  if (person !== undefined) return { id: person.id, alias: null, email: person.email }
  const invitation = live.invitations.find((each) => each.id === id)
  return invitation === undefined ? null : { id: null, alias: null, email: invitation.email }
}

/**
 * Problems for the manifest lines that would restore access after the offboarding, by everything
 * that is known to mean the one who leaves.
 */
export const givenBack = (
  base: Manifest | null,
  entry: Pick<Offboarded, 'id' | 'alias' | 'email'>,
): readonly Problem[] => {
  if (base === null || base.offboarded.some((known) => isSame(known, entry))) return []
  const aliases = new Set(
    [
      ...[...base.partners.values()].filter(({ id }) => id === entry.id),
      ...[...base.people.values()].filter(
        ({ value }) => value === entry.id || isSameEmail(value, entry.email),
      ),
    ].map(({ alias }) => alias),
  )
  return base.assets.flatMap((asset) =>
    [asset.agencies, asset.users, asset.members].flatMap((relation) =>
      (relation?.paths ?? [])
        .filter((path) => aliases.has(path.subject) && !path.none)
        .map((path) =>
          problem('offboard_gives_back', { name: path.subject, asset: asset.id }, path.source),
        ),
    ),
  )
}

const isSame = (one: Offboarded, other: Pick<Offboarded, 'id' | 'alias' | 'email'>): boolean =>
  (one.id !== null && one.id === other.id) ||
  isSameEmail(one.email, other.email) ||
  (one.alias !== null && one.alias === other.alias)
