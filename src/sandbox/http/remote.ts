/** Plays a person in a sandbox that another process serves. */
import { Agent, request } from 'node:http'

export interface PlayedAnswer {
  readonly success?: boolean
  readonly message?: string
}

/** What a person does, and where. */
export interface RemoteAct {
  readonly act: string
  readonly address: string
  /** Empty where there are none. */
  readonly tasks: string
  /** Origin of the sandbox, on this machine. */
  readonly url: string
  readonly token: string
}

const TIMEOUT_MS = 10_000

/**
 * Plays the person there. Calls this machine directly, whatever proxy the environment names,
 * because a proxy would get the token.
 */
export function playRemotely({
  act,
  address,
  tasks,
  url,
  token,
}: RemoteAct): Promise<PlayedAnswer> {
  const query = new URLSearchParams({ address, ...(tasks === '' ? {} : { tasks }) })
  const target = new URL(`/_sandbox/${act}?${query}`, url)
  const agent = new Agent()
  return new Promise<PlayedAnswer>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-length': 0 }
    const sent = request(target, { method: 'POST', agent, headers, timeout: TIMEOUT_MS })
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
    sent.on('error', reject)
    sent.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(parts).toString('utf8')) as PlayedAnswer)
        } catch {
          reject(new Error('the answer is not JSON'))
        }
      })
    })
    sent.end()
  }).finally(() => agent.destroy())
}
