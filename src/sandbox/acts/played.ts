/** The world after an act of somebody in the web pages. */

import { SANDBOX_KINDS, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import type { World } from '../state.ts'
import { withoutWritten } from '../world/as-read.ts'
import { playPerson } from '../writes/played-people.ts'
import { ACT_NAMES, type ActName, type ActRow, actRow } from './acts.ts'
import { grant, revoke } from './agency-clicks.ts'
import type { Click } from './click.ts'
import { assign, remove, unassign } from './people-clicks.ts'

/** An act, and where. */
export interface Played {
  readonly act: ActName
  readonly address: string
  /** `ADVERTISE,ANALYZE`, for acts that need tasks. */
  readonly tasks?: string
  readonly now?: Date
  /** Default: all of SANDBOX_KINDS. */
  readonly kinds?: readonly SandboxKind[]
}

/**
 * The world after an act. Throws `Error` with the address, and what was expected, where there is
 * nothing that the act could be about.
 */
export function playAct(world: World, played: Played): World {
  const { act, address, tasks = '', now } = played
  const row = actRow(act)
  if (!row.tasks && tasks !== '') throw new Error(`${act} takes no tasks, but ${tasks} was given`)
  const after = isAnswer(act)
    ? playPerson(world, act, address, now)
    : clicked(world, { ...played, act, row })
  return withoutWritten(world, after)
}

const CLICKS = { assign, unassign, grant, revoke, remove } as const

type ClickName = keyof typeof CLICKS

function isAnswer(act: ActName): act is Exclude<ActName, ClickName> {
  return !Object.hasOwn(CLICKS, act)
}

function clicked(
  world: World,
  played: Played & { readonly act: ClickName; readonly row: ActRow },
): World {
  const { act, address, row, tasks = '', now, kinds = SANDBOX_KINDS } = played
  const [place, subject] = partsOf(world, address, act, row)
  const click: Click = { world, kinds, place, subject, tasks, now }
  try {
    return CLICKS[act](click)
  } catch (error) {
    throw new Error(`${address}: ${(error as Error).message}`)
  }
}

/** `act_9999/request` is what our own business has there as an agency. */
function partsOf(world: World, address: string, act: ActName, row: ActRow): [string, string] {
  const [place = '', relation = '', subject = '', ...rest] = address.split('/')
  const named = relation === 'request' ? 'agencies' : relation
  const who = relation === 'request' && subject === '' ? world.token.business : subject
  if (named === row.changes && place !== '' && who !== '' && rest.length === 0) return [place, who]
  const others = ACT_NAMES.filter((name) => actRow(name).changes === named)
  const instead = others.length === 0 ? '' : ` For ${named}: ${others.join(', ')}`
  throw new Error(`${address}: ${act} expects ${row.address}.${instead}`)
}
