/** What a journal knew of the business that a world was copied from. */
import { choice, entries, flag, type Keys, map, time, words } from './form.ts'

const CALL = { at: time('When it was accepted.'), tasks: words('With which tasks.') }

/** The keys of an entry, by section. */
export const REMEMBERED_ENTRIES = {
  requests: CALL,
  approvals: CALL,
  kept: { ...CALL, found: words('What was found afterwards nevertheless.') },
  invitations: CALL,
  seen: {
    at: time('When it was seen.'),
    standing: choice('How it stood.', { held: 'in force', pending: 'waiting' }),
  },
} as const satisfies Readonly<Record<string, Keys>>

const ABOUT: Readonly<Record<keyof typeof REMEMBERED_ENTRIES, string>> = {
  requests: 'Requests that were sent.',
  approvals: 'Grants that another admin has to approve.',
  kept: 'Calls that were accepted without effect.',
  invitations: 'Invitations that were sent.',
  seen: 'What was seen held or pending.',
}

const section = (name: keyof typeof REMEMBERED_ENTRIES) =>
  entries(`${ABOUT[name]} By address.`, map('An entry.', REMEMBERED_ENTRIES[name], ['at']))

export const REMEMBERED_FORM = map('What the journal knew when the world was copied.', {
  damaged: flag('Whether the journal could not be trusted.'),
  requests: section('requests'),
  approvals: section('approvals'),
  kept: section('kept'),
  invitations: section('invitations'),
  seen: section('seen'),
})
