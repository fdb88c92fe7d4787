import { ACT_NAMES, type ActRow, actRow } from '../../sandbox/acts/acts.ts'
import type { CommandRow } from '../context.ts'

/** `assign ASSET/users/PERSON TASKS`, and below it what that is. */
const actLine = (name: string, { address, tasks, about }: ActRow): string =>
  `  ${name} ${address}${tasks ? ' TASKS' : ''}\n      ${about}`

/** What help and completion say of the acts, which are the sandbox's own. */
export const SANDBOX_WORDS: Pick<CommandRow, 'words' | 'notes'> = {
  words: [...ACT_NAMES, 'reset'],
  notes: [
    '',
    'Acts, on the world of --world or on the sandbox of BIZACCESS_GRAPH_URL:',
    ...ACT_NAMES.map((name) => actLine(name, actRow(name))),
    '  reset [WORLD]\n      forgets what was kept of a world',
    '',
    'PERSON is an id or an e-mail. TASKS: ADVERTISE,ANALYZE or ADVERTISE+ANALYZE.',
  ],
}
