/** How help orders the flags of a command, and what the common ones do on each. */

/** For the flags that only one command or a few have. */
const OWN = 'What it does:'

/** The headings in the order in which help shows them; a flag that is in no list is a command's own. */
const GROUPS: readonly { readonly heading: string; readonly flags: readonly string[] }[] = [
  { heading: OWN, flags: [] },
  {
    heading: 'What to read:',
    flags: [
      '--all',
      '--business',
      '--only',
      '--who',
      '--reason',
      '--shard',
      '--shard-by',
      '--exposure',
    ],
  },
  {
    heading: 'Rails:',
    flags: [
      ...['--allow-revocations', '--allow-requests', '--allow-invitations', '--allow-offboarded'],
      ...['--policy', '--expect', '--auto-approve', '--rehearse'],
    ],
  },
  {
    heading: 'What to show:',
    flags: ['--format', '--out', '--open', '--verbose', '--quiet', '--no-color', '--help'],
  },
  { heading: 'CI:', flags: ['--detailed-exitcode', '--fail-on', '--ci'] },
  {
    heading: 'The API:',
    flags: [
      ...['--sandbox', '--state-dir', '--graph-url', '--api-version', '--max-wait'],
      '--concurrency',
    ],
  },
]

/** Every flag that is in the list of a group. */
export const GROUPED: readonly string[] = GROUPS.flatMap(({ flags }) => flags)

/** Below which heading help shows a flag. */
export const headingOf = (long: string): string =>
  GROUPS.find(({ flags }) => flags.includes(long))?.heading ?? OWN

/** Where help shows a flag among the others; flags of one place keep their order. */
export const rankOf = (long: string): number => {
  const heading = headingOf(long)
  const at = GROUPS.findIndex((group) => group.heading === heading)
  return at * 100 + Math.max(0, GROUPS[at]?.flags.indexOf(long) ?? 0)
}

const WITH_CALLS = 'and what the reading cost'
const PLANNED = `also list what is not managed, every task and every asset, ${WITH_CALLS}`
const ALIKE = 'list every problem, however many are alike'

/** What `--verbose` does, by command. */
export const VERBOSE: Readonly<Record<string, string>> = {
  validate: ALIKE,
  show: 'also list what is not managed, every task and every asset',
  plan: PLANNED,
  apply: PLANNED,
  offboard: PLANNED,
  rehearse: `list all that a reading leaves undone, ${WITH_CALLS}`,
  drift: `show tasks that make no difference too, and every asset, ${WITH_CALLS}`,
  review: `list every asset, however many there are, with every task, ${WITH_CALLS}`,
  who: `show tasks that make no difference too, and every asset, ${WITH_CALLS}`,
  requests: `list every asset, ${WITH_CALLS}`,
  import: ALIKE,
  snapshot: 'changes nothing here: a snapshot is whole in any case',
  doctor: `list what is assumed of the API and what each read rests on, ${WITH_CALLS}`,
  log: ALIKE,
  explain: 'with --list: say what each word means',
}
