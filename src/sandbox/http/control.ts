/** `POST /_sandbox/{act}?address=…&tasks=…`: lets another shell play the person. */

import { ACT_NAMES, isAct } from '../acts/acts.ts'
import { playAct } from '../acts/played.ts'
import { formParams, textParam } from '../params.ts'
import { commit, type Session } from '../sandbox-session.ts'
import type { Answer } from './call.ts'
import { bearerOf, jsonAnswer, type SandboxRequest } from './http-words.ts'
import type { GraphPath } from './path.ts'

/** Answers a call of the control path, which is not part of the Graph API and is not counted. */
export function handleControl(session: Session, request: SandboxRequest, path: GraphPath): Answer {
  const no = (status: number, message: string): Answer =>
    jsonAnswer(status, { success: false, message })
  if (bearerOf(request) !== session.token) return no(401, 'the sandbox token is required')
  const [, act, ...rest] = path.segments
  if (request.method !== 'POST' || !isAct(act) || rest.length > 0) {
    return no(404, `expected POST /_sandbox/{${ACT_NAMES.join('|')}}?address=…`)
  }
  const params = formParams(path.query)
  const address = textParam(params, 'address')
  if (address === undefined) return no(400, 'address is required')
  try {
    const { kinds, world } = session
    const tasks = textParam(params, 'tasks') ?? ''
    commit(session, playAct(world, { act, address, tasks, kinds, now: session.now() }))
    return jsonAnswer(200, { success: true })
  } catch (error) {
    return no(400, error instanceof Error ? error.message : String(error))
  }
}
