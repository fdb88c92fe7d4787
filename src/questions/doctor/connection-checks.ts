import type { Check, Refusal } from '../../model/reports/doctor-report.ts'
import { endWords, type VersionEnd, versionEnds } from '../../model/text/api-versions.ts'
import { type DoctorInput, error, ok, unknown, warning } from './check.ts'

/** The API itself, and what its headers say. */
export const connectionChecks = (input: DoctorInput): readonly Check[] => [
  connection(input),
  ...(input.facts.refusal?.cause === 'unreachable'
    ? []
    : [apiVersion(input), clock(input), usage(input), ...accessTier(input)]),
  ...appSecret(input),
  ...(input.readOnly ? [READ_ONLY] : []),
]

const READ_ONLY = warning(
  'read_only',
  'BIZACCESS_READ_ONLY is 1: every write is refused, so apply cannot work here',
  'leave it set where only plan and drift run; unset it where apply runs',
)

/** A refusal of the token is an answer too, so the connection works. */
const REFUSALS: Readonly<Record<Refusal['cause'], { readonly advice: string } | null>> = {
  token: null,
  app_secret: null,
  limit: { advice: 'run it again when the limit has ended, or with a longer --max-wait' },
  unreachable: { advice: 'check the network, the proxy, and the Graph URL' },
  blocked: { advice: 'a person must look into it before any other call is made' },
  other: { advice: 'without it nothing else can be read' },
}

const connection = ({ facts: { refusal, graph, proxy } }: DoctorInput): Check => {
  const ended = refusal === null ? null : REFUSALS[refusal.cause]
  return refusal === null || ended === null
    ? ok('connection', `${graph} answers${proxy === null ? '' : `, through the proxy ${proxy}`}`)
    : error(
        'connection',
        proxy === null ? refusal.what : `${refusal.what} (calls go through the proxy ${proxy})`,
        ended.advice,
      )
}

const SOON = 90

const apiVersion = ({ facts: { answers }, now }: DoctorInput): Check => {
  const { asked, answered, versionWarning } = answers
  const ends = versionEnds(asked, now)
  const dates = datesOf(ends)
  const newer = 'use a newer version (--api-version), or a newer bizaccess'
  if (answered !== null && answered !== asked) {
    const found = `version ${asked} was asked for, ${answered} answered: ${asked} has expired or was upgraded`
    return warning('api_version', `${found}${isTold(ends) ? dates : ''}`, newer)
  }
  if (versionWarning !== null) {
    return warning('api_version', `${asked}: ${versionWarning}${dates}`, newer)
  }
  const found =
    answered === null
      ? `version ${asked} was asked for; no answer said which version it is`
      : `version ${asked} was asked for, ${answered} answered`
  if (ends.some(({ daysLeft }) => daysLeft !== null && daysLeft < SOON)) {
    return warning('api_version', `${found}${dates}`, newer)
  }
  return answered === null ? unknown('api_version', found) : ok('api_version', `${found}${dates}`)
}

const datesOf = (ends: readonly VersionEnd[]): string => {
  if (ends.length === 0) return ''
  return isTold(ends)
    ? ends.map((end) => `; ${endWords(end)}${daysWords(end)}`).join('')
    : '; neither the Graph API nor the Marketing API has announced its end yet'
}

const isTold = (ends: readonly VersionEnd[]): boolean =>
  ends.some(({ daysLeft }) => daysLeft !== null)

const daysWords = ({ daysLeft }: VersionEnd): string =>
  daysLeft === null || daysLeft < 0 || daysLeft >= SOON
    ? ''
    : `, in ${daysLeft} day${daysLeft === 1 ? '' : 's'}`

/** Milliseconds. A clock this far off may show another day than the API's. */
const MOST_SKEW = 5 * 60_000

const clock = ({ facts: { answers } }: DoctorInput): Check => {
  const { skewMs } = answers
  if (skewMs === null) return unknown('clock', 'no answer said what time it is at the API')
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  const side = skewMs > 0 ? 'behind' : 'ahead of'
  return Math.abs(skewMs) < MOST_SKEW
    ? ok('clock', seconds < 2 ? "agrees with the API's" : `${seconds} s ${side} the API's`)
    : warning(
        'clock',
        `${Math.round(seconds / 60)} minutes ${side} the API's`,
        'set the clock: the day decides what has expired',
      )
}

const HIGH = 75

const usage = ({ facts: { answers } }: DoctorInput): Check => {
  const [worst] = [...answers.usage].sort(
    (one, other) => other.waitMs - one.waitMs || other.percent - one.percent,
  )
  if (worst === undefined) return ok('usage', 'no answer mentioned a limit')
  const whose = worst.object === null ? "the app's calls" : `the calls of ${worst.object}`
  const found = `${Math.round(worst.percent)} % of ${whose} are used up`
  if (worst.waitMs > 0) {
    const minutes = Math.ceil(worst.waitMs / 60_000)
    return warning(
      'usage',
      `${found}; no more are accepted for ${minutes} min`,
      'run plan and apply after that',
    )
  }
  return worst.percent < HIGH
    ? ok('usage', found)
    : warning(
        'usage',
        found,
        'large runs will be slowed down or have to wait: run them at a quiet hour',
      )
}

/** Limited access is said to withhold permissions of a business [web]. */
const accessTier = ({ facts: { answers } }: DoctorInput): readonly Check[] => {
  const { tier } = answers
  if (tier === null) return []
  return [
    tier === 'development_access'
      ? warning(
          'access_tier',
          'the app has limited access to the Marketing API (development_access)',
          'ask for full access to the Marketing API for the app; until then, changes of access may be refused',
        )
      : ok('access_tier', tier),
  ]
}

const appSecret = ({ facts, hasAppSecret }: DoctorInput): readonly Check[] => {
  if (facts.refusal?.cause === 'app_secret') {
    const settings = "the app's secret (App settings > Basic)"
    return [
      hasAppSecret
        ? error(
            'app_secret',
            "META_APP_SECRET is not the secret of the token's app",
            `set it to ${settings}`,
          )
        : error(
            'app_secret',
            'the app requires the proof of its secret with every call, but META_APP_SECRET is not set',
            `set META_APP_SECRET to ${settings}`,
          ),
    ]
  }
  if (facts.refusal !== null) return []
  return [
    ok(
      'app_secret',
      hasAppSecret
        ? 'every call carries its proof, and the API accepts it'
        : 'not required by the app; META_APP_SECRET is not set',
    ),
  ]
}
