/** `POST /_sandbox/{act}?address=…`: lets another shell play the person. */
import { formParams, textParam } from '../params.ts'
import { commit, type Session } from '../sandbox-session.ts'
import { type Act, playPerson } from '../writes/played-people.ts'
import type { Answer } from './call.ts'
import { bearerOf, jsonAnswer, type SandboxRequest } from './http-words.ts'
import type { GraphPath } from './path.ts'

const ACTS: readonly string[] = ['accept', 'decline', 'approve'] satisfies readonly Act[]

function isAct(word: string | undefined): word is Act {
  return word !== undefined && ACTS.includes(word)
}

/** Answers a call of the control path, which is not part of the Graph API and is not counted. */
export function handleControl(session: Session, request: SandboxRequest, path: GraphPath): Answer {
  const no = (status: number, message: string): Answer =>
    jsonAnswer(status, { success: false, message })
  if (bearerOf(request) !== session.token) return no(401, 'the sandbox token is required')
  const [, act, ...rest] = path.segments
  if (request.method !== 'POST' || !isAct(act) || rest.length > 0) {
    return no(404, `expected POST /_sandbox/{${ACTS.join('|')}}?address=…`)
  }
  const address = textParam(formParams(path.query), 'address')
  if (address === undefined) return no(400, 'address is required')
  try {
    commit(session, playPerson(session.world, act, address, session.now()))
    return jsonAnswer(200, { success: true })
  } catch (error) {
    return no(400, error instanceof Error ? error.message : String(error))
  }
}
