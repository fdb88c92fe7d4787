import { isLoopback } from '../../transport/loopback.ts'

/** The API version that this program was written for; v20.0 and older have expired [web:ver]. */
export const DEFAULT_API_VERSION = 'v27.0'

export const DEFAULT_GRAPH_URL = 'https://graph.facebook.com'

/** Why calls may not go to this URL; null for https, or http to this machine. */
export const checkGraphUrl = (url: string): string | null => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null) return 'the Graph URL is not a URL; expected https://HOST'
  if (parsed.username !== '' || parsed.password !== '') {
    return 'the Graph URL must not contain a user name or password'
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return `the Graph URL must be https, not ${parsed.protocol.slice(0, -1)}`
  }
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    return `http would send the token unencrypted to ${parsed.host}; use https (http only to loopback)`
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    return 'the Graph URL must be only an origin, without path, query or fragment'
  }
  return null
}

/** The origin that calls go to. Throws an Error with the reason when the URL may not be used. */
export const originOf = (url: string): string => {
  const reason = checkGraphUrl(url)
  if (reason !== null) throw new Error(reason)
  return new URL(url).origin
}

/** The version as a path segment. Throws if it is not a version. */
export const checkedVersion = (version: string): string => {
  if (!/^v\d{1,3}\.\d{1,2}$/.test(version)) {
    throw new Error('not a Graph API version; expected one like v27.0')
  }
  return version
}

/**
 * A token that is valid in a header. Throws without quoting it: a stray line break is easily
 * copied with it.
 */
export const checkedToken = (token: string): string => {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Error(
      'the access token is empty or contains blanks, line breaks or other unexpected characters',
    )
  }
  return token
}

/**
 * A path of this program: segments of letters, digits and `_`, so that nothing can climb or add a
 * query. Throws for any other.
 */
export const checkedPath = (path: string): string => {
  if (path !== '/' && !/^(\/[A-Za-z0-9_]{1,80})+$/.test(path)) throw new Error('not a Graph path')
  return path
}
