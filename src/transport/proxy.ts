import { isLoopback } from './loopback.ts'

/** The environment's proxy settings; `''` for each that is not set. */
export interface ProxySettings {
  readonly httpsProxy: string
  readonly httpProxy: string
  readonly noProxy: string
}

/** A proxy that calls go through. */
export interface HttpProxy {
  /** Its host and port, which are the only part of it that is ever shown. */
  readonly host: string
  /** The settings for undici, complete, so that it looks nothing up by itself. */
  readonly settings: ProxySettings
  /** User and password as plain text; empty if there are none. */
  readonly secrets: readonly string[]
}

/** Why calls cannot go through the configured proxy, and which variable configures it. */
export interface BadProxy {
  readonly from: string
  readonly reason: string
}

/**
 * Reads the variables under their usual names, lower case first. A variable set to '' counts as
 * not set.
 */
export const proxySettingsOf = (
  env: Readonly<Record<string, string | undefined>>,
): ProxySettings => ({
  httpsProxy: env['https_proxy'] || env['HTTPS_PROXY'] || '',
  httpProxy: env['http_proxy'] || env['HTTP_PROXY'] || '',
  noProxy: env['no_proxy'] || env['NO_PROXY'] || '',
})

/**
 * The proxy for calls to this origin; null if they go directly. Calls to this machine itself always
 * do, because a proxy would otherwise see the sandbox's token.
 */
export const proxyFor = (origin: string, settings: ProxySettings): HttpProxy | BadProxy | null => {
  const { protocol, hostname, port } = new URL(origin)
  const isSecure = protocol === 'https:'
  if (isLoopback(hostname) || isExempt(hostname, port || (isSecure ? '443' : '80'), settings)) {
    return null
  }
  const from = isSecure && settings.httpsProxy !== '' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const given = from === 'HTTPS_PROXY' ? settings.httpsProxy : settings.httpProxy
  return given === '' ? null : parsed(given, from)
}

/** The same, but throws an Error that says what is wrong with the proxy. */
export const checkedProxy = (origin: string, settings: ProxySettings): HttpProxy | null => {
  const proxy = proxyFor(origin, settings)
  if (isBadProxy(proxy)) throw new Error(`${proxy.from}: ${proxy.reason}`)
  return proxy
}

export const isBadProxy = (proxy: HttpProxy | BadProxy | null): proxy is BadProxy =>
  proxy !== null && 'reason' in proxy

/** `proxy.example:8080` without a scheme is common, and means http. */
const parsed = (given: string, from: string): HttpProxy | BadProxy => {
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
      reason: `a ${url.protocol.slice(0, -1)} proxy is not supported; ${expected}`,
    }
  }
  const settings = { httpsProxy: url.href, httpProxy: url.href, noProxy: '' }
  return { host: url.host, settings, secrets }
}

/** Null if they are not properly percent-encoded. */
const secretsOf = ({ username, password }: URL): readonly string[] | null => {
  try {
    return [decodeURIComponent(username), decodeURIComponent(password)]
  } catch {
    return null
  }
}

/**
 * Whether NO_PROXY exempts a host. It lists hosts, including their subdomains, separated by
 * commas or blanks, each with or without a port; or it is `*`.
 */
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
