/** Faults that a world injects: which calls they hit, and what they do. */
import type { FaultEffect, FaultMatch, TokenKind } from '../../state.ts'
import { choice, entries, type Form, flag, type ListForm, map, number, text } from './form.ts'

const TOKEN_KINDS: Readonly<Record<TokenKind, string>> = {
  user: "a person's token",
  system_user: "a system user's token",
  page: 'the token of a Page',
  app: "the app's own token",
  invalid: 'a token that the sandbox does not know',
  none: 'no token',
}

export const MATCH_FORMS = {
  method: text('GET, POST or DELETE.'),
  path: text(
    'A regular expression for the path without the version: `^/act_1111/agencies$`. `^/$` is a batch as a whole.',
  ),
  tokenKind: choice('Whose token the call is made with.', TOKEN_KINDS),
  param: text('A regular expression that is tried on each `name=value` of the call.'),
} as const satisfies Readonly<Record<keyof FaultMatch, Form>>

export const EFFECT_FORMS = {
  status: number('The HTTP status. Default: what Graph uses for the code; 200 without one.'),
  code: number('A Graph error code: the call is not carried out, and this error answers.'),
  subcode: number("The error's subcode."),
  message: text("The error's message."),
  is_transient: flag('Whether the error calls itself transient.'),
  error_data: text("The error's data, as a text."),
  error_user_title: text('What the error says to people: its title.'),
  error_user_msg: text('What the error says to people.'),
  headers: entries('More headers of the answer, by name.', {
    type: 'header',
    about: 'A text, or a map that is sent as JSON.',
  }),
  delay_ms: number('Milliseconds to wait before the answer.'),
  drop: choice('The connection is cut; in a batch, the answer of the call is null.', {
    before: 'before the call is carried out',
    after: 'after it: it took effect, and nobody learns that',
  }),
  body: choice('Another body than the right one.', {
    html: 'a page of HTML',
    truncated: 'the answer, cut off in the middle',
    empty_page: 'an empty page that says there is a next one',
    error_200: 'an error with status 200',
  }),
  stale_reads: number('After this write, so many reads of the asset still show the old state.'),
  big: number('Bytes by which the answer is padded.'),
} as const satisfies Readonly<Record<keyof FaultEffect, Form>>

export const FAULTS_FORM: ListForm = {
  type: 'list',
  about: 'What goes wrong. Of several that match a call, the first that is not used up hits it.',
  of: map('One fault.', {
    match: map('Which calls it hits; all that is said must fit.', MATCH_FORMS),
    skip: number('How many such calls pass before the first that is hit. Default: 0.'),
    times: number('How many are hit at most. Default: all.'),
    do: map('What happens to them.', EFFECT_FORMS),
  }),
}
