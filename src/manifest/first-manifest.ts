import { type AssetKind, KINDS, type KindTable } from '../model/kinds.ts'

export interface FirstManifest {
  /** Id of the business. Without it, the manifest has an example id that must be replaced. */
  readonly business?: string
  /** Path or URL of the JSON Schema, as seen from the manifest's folder. */
  readonly schema: string
}

export const EXAMPLE_BUSINESS = '1001'

/**
 * A manifest to start from: it is valid as it is and manages nothing. Lines that start with `## `
 * explain; lines that start with `# ` are settings, and the manifest stays valid if that is removed.
 */
export const firstManifest = (
  { business, schema }: FirstManifest,
  kinds: KindTable = KINDS,
): string => {
  const note =
    business === undefined
      ? ' # an example: put yours here (Business settings > Business info)'
      : ' # ours: a token of any other business is refused'
  return `${[
    `# yaml-language-server: $schema=${schema}`,
    ...WORDS,
    'version: 1',
    `business: "${business ?? EXAMPLE_BUSINESS}"${note}`,
    '',
    ...NAMES,
    '',
    '# defaults:',
    ...kinds.map(({ section }) => `#   ${section}: { mode: additive }`),
    ...kinds.slice(0, SHOWN_IN_FULL).flatMap((kind, at) => ['', ...sectionOf(kind, at === 0)]),
    '',
    ...kinds.slice(SHOWN_IN_FULL).map(shortSectionOf),
  ].join('\n')}\n`
}

/**
 * A text without the examples that `firstManifest` writes as comments, for when there is something
 * better to see; every other line stays as it is.
 */
export const withoutExamples = (text: string, kinds: KindTable = KINDS): string => {
  const lines = text.split('\n')
  const bare = (line: string): string => line.replace(/\r$/, '')
  const [, ...own] = firstManifest({ schema: '' }, kinds).split('\n')
  const examples = new Set([
    ...own.filter((line) => line.startsWith('# ') || line === '#'),
    ...EMPTY,
  ])
  if (!lines.some((line) => examples.has(bare(line)))) return text
  const kept = lines.filter((line, at) => {
    if (examples.has(bare(line))) return false
    // Of the empty lines around examples, one is enough.
    const before = bare(lines[at - 1] ?? '')
    return bare(line) !== '' || !(examples.has(before) || before === '') || at === lines.length - 1
  })
  return kept.join('\n')
}

const WORDS = [
  '## Who may work on what in our Meta Business Manager.',
  '## Nothing is managed yet: take the "# " off what you want. What is absent is not managed; a key',
  '## that is there is the whole truth: whom it does not name loses access.',
  '##   bizaccess doctor    what the token can do        bizaccess validate   offline checks',
  '##   bizaccess plan      what would change, and why   bizaccess apply      does it, once you agree',
]

/** What is no longer so once something is declared. */
const EMPTY = WORDS.slice(1, 3)

const NAMES = [
  '# partners: # other businesses, by a name of your choosing',
  '#   brightside: "2002"',
  '# people: # people and system users of our business',
  '#   dana: dana@example.com # by e-mail, or by the id of the business user',
  '#   reporter: { system_user: "61550000000000003" }',
  '# teams:',
  '#   buyers: [dana]',
  '# offboarded: [] # people, system users and partners that may hold nothing, anywhere',
  '# members: # our business itself: who belongs to it; who is not there yet is invited',
  '#   { mode: additive, users: { dana: EMPLOYEE } } # or ADMIN; additive: nobody leaves it',
]

/** So many kinds show every key; of the others it is enough to know that they are there. */
const SHOWN_IN_FULL = 2

const shortSectionOf = (kind: AssetKind): string =>
  `# ${kind.section}: { ${idOf(kind)}: { users: { buyers: [${bundlesOf(kind).at(-1)?.tasks.join(', ')}] } } }`

const idOf = ({ id: { example } }: AssetKind): string =>
  /^\d/.test(example) ? `"${example}"` : example

const sectionOf = (kind: AssetKind, isFirst: boolean): readonly string[] => {
  const [much, little] = [bundlesOf(kind)[1] ?? bundlesOf(kind)[0], bundlesOf(kind).at(-1)]
  const say = (words: string): string => (isFirst ? ` # ${words}` : '')
  return [
    `# ${kind.section}:`,
    `#   ${idOf(kind)}:`,
    ...(kind.relations.agencies === undefined
      ? []
      : [
          `#     agencies:${say('businesses that may work on it; {} means none')}`,
          `#       brightside: [${much?.tasks.join(', ')}]`,
        ]),
    `#     users:${say('our people on it; {} means nobody')}`,
    `#       buyers: ${much?.role ?? `[${much?.tasks.join(', ')}]`}${say('a role, or a list of tasks')}`,
    `#       reporter: { tasks: [${little?.tasks.join(', ')}], expires: 2099-12-31, reason: weekly report }`,
  ]
}

interface Bundle {
  /** Null if the kind has no roles. */
  readonly role: string | null
  readonly tasks: readonly string[]
}

/** The roles of a kind, most powerful first, with what of them can be sent; else some of its tasks. */
const bundlesOf = ({ roles, tasks, tolerated }: AssetKind): readonly Bundle[] => {
  const bundles = Object.entries(roles)
    .map(([role, all]) => ({ role, tasks: all.filter((task) => tasks.includes(task)) }))
    .filter((bundle) => bundle.tasks.length > 0)
  const wanted = tasks.filter((task) => !tolerated.includes(task))
  return bundles.length > 0
    ? bundles
    : [wanted, wanted.slice(-2), wanted.slice(-1)].map((some) => ({ role: null, tasks: some }))
}
