/**
 * Names come from strangers. Whatever could move the cursor, recolour the screen, hide itself or
 * change the reading direction is replaced by a visible `\u{…}`.
 */

/**
 * Controls (C0, C1, DEL), format characters (bidi marks, zero-width, tags, soft hyphen), lone
 * surrogates, private use, the two Unicode line ends, and letters that render as nothing.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/gu

const visible = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** What CI runners recognise as commands in a job's log: `::add-mask::`, `##[error]`, `##vso[`. */
const COMMAND = /(?<=:):|(?<=#)#(?=\[|vso\[)/g

/** Text that is safe for a terminal or a job's log, on one line. */
export const escapeText = (text: string): string =>
  text.replace(HARMFUL, visible).replace(COMMAND, visible)

/** A name from the API in quotes, so that it can only be read as a name. */
export const quoteName = (name: string): string =>
  `"${escapeText(name.replace(/["\\]/g, (character) => `\\${character}`))}"`

/**
 * JSON text in which the same characters are `\uXXXX`: the same value when parsed, harmless when
 * shown. Outside strings, the only control characters from JSON.stringify are the line ends of its
 * layout.
 */
export const escapeJson = (json: string): string =>
  json
    .replace(HARMFUL, (character) =>
      character === '\n'
        ? character
        : [...Array(character.length).keys()].map((at) => unitOf(character, at)).join(''),
    )
    .replace(EMBEDDED, (character) => unitOf(character, 0))

/** What would end a script or open a comment where the document is embedded, and `##[`. */
const EMBEDDED = /<(?=[/!])|(?<=#)#(?=\[|vso\[)/g

const unitOf = (character: string, at: number): string =>
  `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`

/** Text for Markdown prose: nothing in it is markup, a mention or HTML. */
export const escapeMarkdown = (text: string): string =>
  escapeText(text).replace(/[&<>@`*_~|[\]\\#!$]/g, (character) => `&#${character.charCodeAt(0)};`)

/** Text for HTML, between tags or in double-quoted attributes: nothing in it is markup. */
export const escapeHtml = (text: string): string =>
  escapeText(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** A line of a fenced block that can end neither this fence nor one around it. */
export const escapeFenced = (line: string): string => line.replace(/`(?=`)|(?<=`)`/g, visible)

/** The message of a workflow command. */
export const escapeCommand = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A property of a workflow command. */
export const escapeCommandProperty = (text: string): string =>
  escapeCommand(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Words that YAML 1.1 or 1.2 does not read as text. */
const YAML_WORD = /^(null|true|false|yes|no|on|off|y|n)$/i

/** A YAML scalar on one line: plain if it can only be read as text, otherwise in quotes. */
export const escapeYaml = (text: string): string =>
  /^[A-Za-z][\w.-]*$/.test(text) && !YAML_WORD.test(text)
    ? text
    : escapeJson(JSON.stringify(text)).replace(/(?<=:):/g, (colon) => unitOf(colon, 0))

/** What spreadsheets read as a formula, also after spaces and in fullwidth forms. */
const FORMULA = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/

/** A CSV cell: always plain text, quoted if necessary (RFC 4180). */
export const escapeCsv = (text: string): string => {
  const plain = escapeText(FORMULA.test(text) ? `'${text}` : text)
  return /[",;\s]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
