import type { Finding, FindingCode, FindingSeverity } from '../../model/reports/review-report.ts'

interface FindingRow {
  readonly severity: FindingSeverity
  // biome-ignore lint/suspicious/noExplicitAny: each row declares its own arguments
  readonly words: (args: any) => string
  // biome-ignore lint/suspicious/noExplicitAny: the same arguments
  readonly what_to_do: string | ((args: any) => string)
}

/** The managing tasks of the kinds it is about: `MANAGE`. */
interface Managing {
  readonly managing: string
}

interface Stranger {
  readonly holds: number
  /** Their role, and whether it is on the way out, if it is about their being in the business. */
  readonly seat: string | null
  readonly isNamed: boolean
  /** Whether they are marked for removal. */
  readonly isLeaving: boolean
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

interface Invited {
  readonly days: number | null
  readonly role: string | null
}

const invitedWords = ({ days: age, role }: Invited): string =>
  `invited${role === null ? '' : ` as ${role}`}${age === null ? '' : ` ${days(age)} ago`}`

/** Everything a review points out: its severity, its words, and what to do about it. */
export const FINDINGS = {
  offboarded_still_holding: {
    severity: 'high',
    words: (a: { holds: number; member: 'person' | 'invited' | null }) =>
      [
        'offboarded, and',
        a.holds === 0 ? null : `still on ${a.holds} ${a.holds === 1 ? 'asset' : 'assets'}`,
        a.holds > 0 && a.member !== null ? 'and' : null,
        a.member === null
          ? null
          : a.member === 'person'
            ? 'still in the business'
            : 'still invited to the business',
      ]
        .filter((part) => part !== null)
        .join(' '),
    what_to_do:
      'Run apply, or offboard; whoever is still in the business after that is removed under Business settings > People',
  },
  expired_still_held: {
    severity: 'high',
    words: (a: { ended: string | null }) =>
      `still held${a.ended === null ? '' : `, although it ended on ${a.ended}`}`,
    what_to_do: 'Run apply, which takes it away, or give the line a later day',
  },
  agency_manages: {
    severity: 'high',
    words: ({ managing }: Managing) =>
      `an agency with ${managing}: it can add its own people and change the settings`,
    what_to_do: ({ managing }: Managing) =>
      `Share what the work needs, without ${managing} (plan shows how)`,
  },
  foreign_spend: {
    severity: 'high',
    words: (a: { words: string }) => a.words,
    what_to_do:
      'Take it away under Business settings (billing, or the asset itself), or name the business under partners if it is meant to be',
  },
  no_manager: {
    severity: 'high',
    words: (a: Managing & { but: string | null }) =>
      a.but === null
        ? 'no person and no system user of ours manages it'
        : `nobody manages it but ${a.but}`,
    what_to_do: ({ managing }: Managing) => `Assign somebody of ours with ${managing}`,
  },
  no_second_factor: {
    severity: 'high',
    words: () => 'signs in without a second factor',
    what_to_do: 'Require two-factor authentication under Business settings > Security center',
  },
  business_admin: {
    severity: 'medium',
    words: () => 'an admin of the business: reaches every asset, whatever is assigned',
    what_to_do: 'Confirm that the role is needed; few should have it, and never only one',
  },
  outside_domains: {
    severity: 'medium',
    words: (a: { domain: string; invited: boolean }) =>
      `${a.invited ? 'invited with' : 'has'} an e-mail at ${a.domain}, which is not among policy.domains`,
    what_to_do: 'Take them out of the business, or add the domain if it is ours',
  },
  not_in_manifest: {
    severity: 'medium',
    words: ({ holds, seat, isNamed }: Stranger) => {
      if (isNamed) return `in the business as ${seat}, and not under members`
      const unnamed = 'no alias of the manifest names them'
      if (seat !== null) return `${unnamed}, and they are in the business as ${seat}`
      return `${unnamed}${holds > 0 ? '' : ', and they are an admin of the business'}`
    },
    what_to_do: ({ seat, isLeaving }: Stranger) => {
      if (seat === null) return 'Name them under people or partners, or take their access away'
      return isLeaving
        ? 'Their removal is under way: if it stays so, see Business settings > People'
        : 'Write them under members, or run apply, which takes them out of the business'
    },
  },
  one_manager: {
    severity: 'medium',
    words: (a: Managing & { manager: string }) =>
      `only ${a.manager} manages it, not counting the token's own user`,
    what_to_do: ({ managing }: Managing) =>
      `Give a second person of ours ${managing}, so that one leaving locks nobody out`,
  },
  system_user_manages: {
    severity: 'medium',
    words: ({ managing }: Managing) =>
      `a system user with ${managing}: whoever has its token manages the asset`,
    what_to_do: ({ managing }: Managing) =>
      `Confirm that its job needs ${managing}, and where its token is kept`,
  },
  pending_long: {
    severity: 'medium',
    words: (a: { days: number }) => `has been waiting for an answer for ${days(a.days)}`,
    what_to_do: 'See requests for who must act; answer it, or withdraw it',
  },
  invitation_open: {
    severity: 'medium',
    words: (a: Invited & { isUnwanted: boolean }) =>
      `${invitedWords(a)} and has not accepted: whoever has the mail can join${
        a.isUnwanted ? '; not under members' : ''
      }`,
    what_to_do: (a: { isUnwanted: boolean }) =>
      a.isUnwanted
        ? 'Run apply, which takes it back, or write them under members'
        : 'Withdraw it under Business settings > People if it is not wanted any more',
  },
  foreign_data: {
    severity: 'medium',
    words: (a: { words: string }) => a.words,
    what_to_do:
      'Stop sharing it under Business settings or Events Manager, or name the business under partners if it is meant to be',
  },
  mirror_differs: {
    severity: 'medium',
    words: (a: { words: string }) => a.words,
    what_to_do:
      'Nothing was changed for it: the assets decide. The list may lag; if it still differs tomorrow, look under Business settings > Partners',
  },
  unrecognised_status: {
    severity: 'low',
    words: (a: { statuses: readonly string[] }) =>
      `a status that this version does not know (${a.statuses.join(', ')}): it may be held`,
    what_to_do: 'Look at it in Business settings',
  },
  invitation_ended: {
    severity: 'low',
    words: (a: Invited) => `${invitedWords(a)} and never accepted: nobody can any more`,
    what_to_do:
      'Invite them again (apply --resend ADDRESS), or take it back under Business settings > People',
  },
  expiring_soon: {
    severity: 'low',
    words: (a: { expires: string }) => `ends after ${a.expires}`,
    what_to_do: 'Give the line a later day if the work goes on; otherwise do nothing',
  },
  email_unknown: {
    severity: 'low',
    words: (a: { who: string }) =>
      `no e-mail of ${a.who} is visible, so their domain is not checked`,
    what_to_do: 'Read with the token of an admin of the business',
  },
  second_factor_unknown: {
    severity: 'low',
    words: (a: { who: string }) => `whether ${a.who} have a second factor is not visible`,
    what_to_do: 'Look under Business settings > People, or read with the token of an admin',
  },
} as const satisfies Readonly<Record<FindingCode, FindingRow>>

type ArgsOf<Code extends FindingCode> = Parameters<(typeof FINDINGS)[Code]['words']>[0]

type About = Partial<
  Pick<Finding, 'subject' | 'assets' | 'addresses' | 'days' | 'source' | 'severity'>
>

/** A finding with its words. It is not about what `about` leaves out. */
export const finding = <Code extends FindingCode>(
  code: Code,
  args: ArgsOf<Code>,
  about: About,
): Finding => {
  const row: FindingRow = FINDINGS[code]
  const todo = row.what_to_do
  return {
    code,
    severity: row.severity,
    message: row.words(args),
    what_to_do: typeof todo === 'string' ? todo : todo(args),
    subject: null,
    assets: [],
    addresses: [],
    days: null,
    source: null,
    ...about,
  }
}
