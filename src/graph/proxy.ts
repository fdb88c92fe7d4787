import { isLoopback } from './endpoint.ts'

/** What the environment says of proxies; `''` for what it does not. */
export interface ProxySettings {
  readonly httpsProxy: string
  readonly httpProxy: string
  readonly noProxy: string
}

/** A proxy that calls go through. */
export interface GraphProxy {
  /** Its host and port, which is all that is ever shown of it. */
  readonly host: string
  /** What undici is to do; nothing is left to it to look up. */
  readonly settings: ProxySettings
  /** User and password, each as it is; empty where there is none. */
  readonly secrets: readonly string[]
}

/** Why calls cannot go through the proxy that is set, and which variable sets it. */
export interface BadProxy {
  readonly from: string
  readonly reason: string
}

/** The variables by their usual names, in lower case first; set to nothing counts as not set. */
export const proxySettingsOf = (
  env: Readonly<Record<string, string | undefined>>,
): ProxySettings => ({
  httpsProxy: env['https_proxy'] || env['HTTPS_PROXY'] || '',
  httpProxy: env['http_proxy'] || env['HTTP_PROXY'] || '',
  noProxy: env['no_proxy'] || env['NO_PROXY'] || '',
})

/**
 * The proxy for calls to this origin, null where they go straight: always to this very machine, for
 * a proxy would get the token of the sandbox.
 */
export const proxyFor = (origin: string, settings: ProxySettings): GraphProxy | BadProxy | null => {
  const { protocol, hostname, port } = new URL(origin)
  const isSecure = protocol === 'https:'
  if (isLoopback(hostname) || isExempt(hostname, port || (isSecure ? '443' : '80'), settings)) {
    return null
  }
  const from = isSecure && settings.httpsProxy !== '' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const given = from === 'HTTPS_PROXY' ? settings.httpsProxy : settings.httpProxy
  return given === '' ? null : parsed(given, from)
}

/** The same, throwing what is wrong with it. */
export const checkedProxy = (origin: string, settings: ProxySettings): GraphProxy | null => {
  const proxy = proxyFor(origin, settings)
  if (isBadProxy(proxy)) throw new Error(`${proxy.from}: ${proxy.reason}`)
  return proxy
}

export const isBadProxy = (proxy: GraphProxy | BadProxy | null): proxy is BadProxy =>
  proxy !== null && 'reason' in proxy

/** `proxy.example:8080` is common, and means http. */
const parsed = (given: string, from: string): GraphProxy | BadProxy => {
  const text = given.includes('://') ? given : `http://${given}`
  const expected = 'expected http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT'
  const url = URL.canParse(text) ? new URL(text) : null
  const secrets = url === null ? null : secretsOf(url)
  if (url === null || secrets === null || url.hostname === '') {
    return { from, reason: `it is not the address of a proxy; ${expected}` }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return {
      from,
      reason: `a proxy of the kind ${url.protocol.slice(0, -1)} is not supported; ${expected}`,
    }
  }
  const settings = { httpsProxy: url.href, httpProxy: url.href, noProxy: '' }
  return { host: url.host, settings, secrets }
}

/** Null where they are not encoded as a URL holds them. */
const secretsOf = ({ username, password }: URL): readonly string[] | null => {
  try {
    return [decodeURIComponent(username), decodeURIComponent(password)]
  } catch {
    return null
  }
}

/** NO_PROXY: hosts and their subdomains, by commas or blanks, each with a port or for all; or `*`. */
const isExempt = (hostname: string, port: string, { noProxy }: ProxySettings): boolean =>
  noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, host = entry, ownPort = port] = /^(.+):(\d+)$/.exec(entry) ?? []
      const own = host.replace(/^\*?\./, '')
      return ownPort === port && (hostname === own || hostname.endsWith(`.${own}`))
    })
