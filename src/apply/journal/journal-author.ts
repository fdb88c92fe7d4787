import type { PlanAsset } from '../../model/plan.ts'
import type { Author } from '../../model/reports/log-report.ts'

/** A CI system, and the variables by which it names a run. The first of a list that is set counts. */
interface CiRow {
  readonly system: string
  /** The variable that tells that a process runs in it. */
  readonly mark: string
  readonly commit: readonly string[]
  /** Addresses or numbers of the run; `{NAME}` stands for a variable. */
  readonly run: readonly string[]
  /** Who started the run. */
  readonly actor: readonly string[]
}

/**
 * In the order in which they are looked for: several of them also set the mark of the last. Sources:
 * each system's own page on its predefined variables.
 */
const CI_TABLE: readonly CiRow[] = [
  {
    system: 'GitHub Actions',
    mark: 'GITHUB_ACTIONS',
    commit: ['GITHUB_SHA'],
    run: [
      '{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}/attempts/{GITHUB_RUN_ATTEMPT}',
      '{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}',
    ],
    actor: ['GITHUB_TRIGGERING_ACTOR', 'GITHUB_ACTOR'],
  },
  {
    system: 'GitLab CI',
    mark: 'GITLAB_CI',
    commit: ['CI_COMMIT_SHA'],
    run: ['{CI_JOB_URL}', '{CI_PIPELINE_URL}'],
    actor: ['GITLAB_USER_LOGIN'],
  },
  {
    system: 'Azure Pipelines',
    mark: 'TF_BUILD',
    commit: ['BUILD_SOURCEVERSION'],
    run: [
      '{SYSTEM_COLLECTIONURI}/{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID}',
      '{BUILD_BUILDID}',
    ],
    actor: ['BUILD_REQUESTEDFOR'],
  },
  {
    system: 'CircleCI',
    mark: 'CIRCLECI',
    commit: ['CIRCLE_SHA1'],
    run: ['{CIRCLE_BUILD_URL}'],
    actor: ['CIRCLE_USERNAME'],
  },
  {
    system: 'Bitbucket Pipelines',
    mark: 'BITBUCKET_BUILD_NUMBER',
    commit: ['BITBUCKET_COMMIT'],
    run: [
      '{BITBUCKET_GIT_HTTP_ORIGIN}/pipelines/results/{BITBUCKET_BUILD_NUMBER}',
      '{BITBUCKET_BUILD_NUMBER}',
    ],
    actor: ['BITBUCKET_STEP_TRIGGERER_UUID'],
  },
  {
    system: 'Jenkins',
    mark: 'JENKINS_URL',
    commit: ['GIT_COMMIT'],
    run: ['{BUILD_URL}', '{BUILD_TAG}'],
    actor: ['BUILD_USER_ID'],
  },
  {
    system: 'CI',
    mark: 'CI',
    commit: ['CI_COMMIT_SHA', 'GIT_COMMIT', 'COMMIT_SHA', 'SOURCE_VERSION'],
    run: ['{CI_JOB_URL}', '{CI_PIPELINE_URL}', '{CI_BUILD_URL}', '{BUILD_URL}', '{BUILD_ID}'],
    actor: [],
  },
]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Who acts, as far as the environment tells: the commit and the run of a CI system, and the user of
 * the operating system. Nothing of it is a secret: addresses lose their user, password and query, and
 * a value that holds a token or password of the environment is left out.
 */
export const authorIn = (env: Environment, osUser: string | null = null): Author => {
  const of = cleanIn(env)
  const row = CI_TABLE.find(({ mark }) => isSet(env[mark]))
  const commit = firstOf(row?.commit ?? [], of)
  const user = osUser ?? firstOf(OS_USERS, of)
  const cleanUser = user === null ? null : cleanText(user)
  return {
    ...(commit !== null && COMMIT.test(commit) ? { commit } : {}),
    ...(row === undefined ? {} : { ci: ciOf(row, of) }),
    ...(cleanUser === null ? {} : { os_user: cleanUser }),
  }
}

/** The token's own user, as an author. */
export const authorOf = ({
  id,
  name = null,
}: {
  readonly id: string
  readonly name?: string | null
}): Author => (id === '' ? {} : { user: { id, name: cleanName(name) } })

/** A name from the API as it is written down: null where it is none that people can read. */
export const cleanName = (name: string | null): string | null =>
  name === null ? null : cleanText(name)

export const namedAsset = ({ kind, id, name }: PlanAsset): PlanAsset => ({
  kind,
  id,
  name: cleanName(name),
})

const OS_USERS: readonly string[] = ['USER', 'LOGNAME', 'USERNAME']

const COMMIT = /^[0-9a-f]{7,64}$/i

/** `CI=false` is how a person says that there is none. */
const isSet = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false'].includes(value.trim().toLowerCase())

type Of = (name: string) => string | null

const firstOf = (names: readonly string[], of: Of): string | null => {
  for (const name of names) {
    const value = of(name)
    if (value !== null) return value
  }
  return null
}

const ciOf = ({ system, run, actor }: CiRow, of: Of): NonNullable<Author['ci']> => ({
  system,
  run: firstOf(run, (template) => filled(template, of)),
  actor: firstOf(actor, of),
})

/** Null where one of the variables is not set. */
const filled = (template: string, of: Of): string | null => {
  let isWhole = true
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = of(name)
    if (value === null) isWhole = false
    return template === `{${name}}` ? (value ?? '') : encodeURI(value ?? '').replace(/\/$/, '')
  })
  return isWhole ? shortened(text) : null
}

/** The variables of an environment that may be written down. */
const cleanIn = (env: Environment): Of => {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    SECRET.test(name) && value !== undefined && value.trim().length >= SHORTEST
      ? [value.trim()]
      : [],
  )
  return (name) => {
    const text = env[name]?.trim() ?? ''
    // As it stands there: an address writes some signs otherwise, and even the beginning of a secret
    // is not for others.
    return secrets.some((secret) => text.includes(secret)) ? null : cleanText(withoutUser(text))
  }
}

const SECRET = /TOKEN|SECRET|PASSWORD|PASSWD|REVIEW_KEY/i
/** Characters; a shorter one would be found in ordinary words. */
const SHORTEST = 8

/** An address without what may authorise in it; any other text as it is. */
const withoutUser = (text: string): string => {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text
  if (!URL.canParse(text)) return ''
  const { protocol, host, pathname } = new URL(text)
  return `${protocol}//${host}${pathname}`
}

/** Characters (UTF-16). */
const LONGEST = 200

/** Null for an empty text, and for one with characters that nobody can see. */
const cleanText = (text: string): string | null =>
  text === '' || UNSEEN.test(text) ? null : shortened(text)

const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

/** Cut so that no character is halved. */
const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/\p{Cs}$/u, '')}…`
