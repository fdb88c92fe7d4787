import type { GraphClient } from '../../graph/client-over.ts'
import type { TokenEnds } from '../../model/live.ts'
import { tokenIn } from './token-facts.ts'

/**
 * When the token ends, asked along with the first reads. Null if the API does not say, or if asking
 * would have cost a request.
 */
export const readTokenEnds = async (client: GraphClient): Promise<TokenEnds | null> => {
  const token = tokenIn(await client.describeToken({ isSpare: true }))
  return token === null ? null : { expires: token.expires, dataExpires: token.dataExpires }
}
