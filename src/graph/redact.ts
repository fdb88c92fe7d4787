const REDACTED = '[redacted]'

/** Parameters that always hold a secret, whosever it is, and the header that holds a token. */
const NAMED =
  /((?:access_token|appsecret_proof|input_token|client_secret)["']?\s*[=:]\s*["']?)[^&\s"'<>,}]+/gi
const BEARER = /(bearer\s+)[^\s"'<>]+/gi

/** Knows every secret of a run and takes them out of texts. */
export interface Redactor {
  readonly add: (secret: string) => void
  readonly redact: (text: string) => string
  /** Whether a text holds a secret, in any of the forms it travels in. */
  readonly holds: (text: string) => boolean
}

/** `onSecret` is told each secret once, before anything that holds it can be printed. */
export const createRedactor = (onSecret: (secret: string) => void = () => {}): Redactor => {
  const forms = new Set<string>()
  let longestFirst: readonly string[] = []
  const add = (secret: string): void => {
    if (secret.length === 0 || forms.has(secret)) return
    onSecret(secret)
    for (const form of formsOf(secret)) forms.add(form)
    longestFirst = [...forms].sort((one, other) => other.length - one.length)
  }
  const redact = (text: string): string =>
    longestFirst
      .reduce((rest, form) => rest.replaceAll(form, REDACTED), text)
      .replace(NAMED, `$1${REDACTED}`)
      .replace(BEARER, `$1${REDACTED}`)
  const holds = (text: string): boolean => longestFirst.some((form) => text.includes(form))
  return { add, redact, holds }
}

/** A secret as it is, in a URL (either case of hex), in a form, in JSON, and wrongly decoded. */
const formsOf = (secret: string): readonly string[] => {
  const url = encodeURIComponent(secret)
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  const json = JSON.stringify(secret).slice(1, -1)
  const encoded = [url, form]
  const lower = encoded.map((text) => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()))
  const spaced = secret.replaceAll('+', ' ')
  return [secret, ...encoded, ...lower, json, json.replaceAll('/', '\\/'), spaced].filter(
    (text) => text.trim() !== '',
  )
}
