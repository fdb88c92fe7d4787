import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Secrets that are looked for in all that was printed and written, in every form they may take. */

const percentTwice = (words: string): string => encodeURIComponent(encodeURIComponent(words))
const escaped = (words: string): string =>
  words.replace(/\W/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
const asHtml = (words: string): string => words.replace(/\W/g, (sign) => `&#${sign.charCodeAt(0)};`)
const hex = (words: string): string => Buffer.from(words).toString('hex')
const base64 = (words: string): string => Buffer.from(words).toString('base64')

/** How a secret may be said back: what is looked for afterwards, and what else an echo would do. */
const ECHOES: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  percentTwice,
  escaped,
  asHtml,
  hex,
  base64,
  (secret) => hex(base64(secret)),
  (secret) => secret.toLowerCase(),
  (secret) => secret.toUpperCase(),
  (secret) => secret.replaceAll('+', ' '),
  (secret) => secret.slice(0, 16),
  (secret) => secret.slice(-16),
  (secret) => `${secret.slice(0, 9)}\u200b${secret.slice(9)}`,
  (secret) => `${secret.slice(0, 9)}\n${secret.slice(9)}`,
]

/** Errors that say back what they were sent, as a careless server might. */
export const echoing = (...secrets: readonly string[]): string =>
  `Bad call ${ECHOES.map((echo) => secrets.map(echo).join(' / ')).join(' , ')}`

/** The `appsecret_proof` of a token. */
export const proofOf = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('hex')

/** A secret in every form it may take on its way out. */
export const formsOf = (secret: string): readonly string[] => [
  ...ECHOES.map((echo) => echo(secret)),
  ...ECHOES.map((echo) => JSON.stringify(echo(secret)).slice(1, -1)),
  new URLSearchParams({ s: secret }).toString().slice(2),
]

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

/** What of these secrets, in whatever form, was printed, or written to a file below a folder. */
export const leakedOf = (
  secrets: readonly string[],
  printed: string,
  folder: string,
): readonly string[] => {
  const written = filesBelow(folder).map((path) => readFileSync(path, 'utf8'))
  const all = [printed, ...written].join('\n')
  return secrets.flatMap(formsOf).filter((form) => all.includes(form))
}
