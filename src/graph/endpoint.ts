/** The version this program was written against; v20.0 and older have expired [web:ver]. */
export const DEFAULT_API_VERSION = 'v27.0'

export const DEFAULT_GRAPH_URL = 'https://graph.facebook.com'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host is this very machine, of a URL as `hostname` gives it. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname)

/** Why calls may not go to this URL, or null: https, or http to this very machine. */
export const checkGraphUrl = (url: string): string | null => {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null) return 'the Graph URL is not a URL; expected https://HOST'
  if (parsed.username !== '' || parsed.password !== '') {
    return 'the Graph URL must not hold a user name or password'
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return `the Graph URL must be https, not ${parsed.protocol.slice(0, -1)}`
  }
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    return `http would send the token unencrypted to ${parsed.host}; use https (http only to loopback)`
  }
  if (parsed.pathname !== '/' || parsed.search !== '' || parsed.hash !== '') {
    return 'the Graph URL must be an origin alone, without path, query or fragment'
  }
  return null
}

/** Where calls go. Throws with the reason where they must not. */
export const originOf = (url: string): string => {
  const reason = checkGraphUrl(url)
  if (reason !== null) throw new Error(reason)
  return new URL(url).origin
}

/** The version as a path segment. Throws where it is none. */
export const checkedVersion = (version: string): string => {
  if (!/^v\d{1,3}\.\d{1,2}$/.test(version)) {
    throw new Error('not a Graph API version; expected one like v27.0')
  }
  return version
}

/** A token as a header may hold it. Throws without naming it: a stray line break is easily copied. */
export const checkedToken = (token: string): string => {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Error(
      'the access token is empty or holds blanks, line breaks or other odd characters',
    )
  }
  return token
}

/** A path of ours: segments of letters, digits and `_`, so that nothing can climb or add a query. */
export const checkedPath = (path: string): string => {
  if (path !== '/' && !/^(\/[A-Za-z0-9_]{1,80})+$/.test(path)) throw new Error('not a Graph path')
  return path
}
