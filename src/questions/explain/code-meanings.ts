import type { Reason, WaitingState } from '../../model/plan.ts'

/** What the short words of a plan mean, for who asks; the plan itself says them in a word or two. */

/** Why there is a step. */
export const REASON_MEANINGS: Readonly<Record<Reason, string>> = {
  missing_in_live:
    'The manifest declares it, and nobody holds it yet: the step gives it. If it should not be given, take the line out of the manifest',
  tasks_differ:
    'Both the manifest and the business have it, with different tasks or another role: the step makes it what the manifest says. If what is live is right, write that into the manifest (drift shows both)',
  not_in_manifest:
    'It is live, and nothing in the manifest declares it where the manifest says everything: the step takes it away. To keep it, declare it (import --missing writes the lines), put it under ignore, or let the section be additive',
  expired:
    'The line that declares it has an expires day that is over, and it is still held: the step takes it away. If the work goes on, give the line a later day',
  offboarded:
    'Whoever holds it is named under offboarded, so whatever they still have is taken away, whatever else declares it. If they are back, take them out of offboarded',
  accepts_request:
    'Another business has asked for access to this asset of ours, and the manifest declares that it has it: giving it accepts the request',
  given_up:
    "The manifest no longer requests a client's asset that we hold or have asked for: the step gives our access up. The client has to share it again if that was a mistake",
}

/** Why something waits, and what becomes of it meanwhile. */
export const WAITING_MEANINGS: Readonly<Record<WaitingState, string>> = {
  client_response:
    'We have asked a client for access, and it has not answered yet. Nothing is asked twice; the steps that hang on it follow once it accepts',
  admin_approval:
    'The API took our grant, and holds it back until another admin of our business approves it. It is not sent again meanwhile',
  invitation:
    'They were invited to the business and have not accepted yet. They are given assets once they belong to the business',
  not_in_business:
    'The manifest gives access to somebody who is neither in the business nor invited, and nobody can be put on an asset from outside',
  people_unknown:
    'The lists of people are not complete, so whoever is declared here may be in the business without being shown. Nobody is invited, put on or taken off on a guess',
  incoming_request:
    'Another business asks for access to our asset, and the manifest does not declare it. Only a declared request is accepted, and no call of the API declines one',
  partner_response:
    'We have shared the asset with a business that has not accepted it yet. It is not shared twice',
  queued:
    'It is not asked yet, so that a client does not get many requests at once, or one twice: as many are open as policy.max_open_requests allows, or nothing remembers what was asked before',
  obo_in_progress:
    'An on-behalf-of request is open, and until it is answered nothing else is done about it',
  removal:
    'They were removed from the business, by us or by somebody else, and the API still lists them, marked for removal. Nothing is sent again: the plan is rid of them once the list is. Nobody can say from here what they can still do until then; if it stays so, look at People in the Business settings',
}
