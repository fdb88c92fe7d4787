/**
 * Names come from strangers. Whatever could move the cursor, recolour the screen, hide itself or
 * turn the reading direction is shown as a visible `\u{…}` instead.
 */

/**
 * Controls (C0, C1, DEL), format characters (bidi marks, zero-width, tags, soft hyphen), lone
 * surrogates, private use, the two Unicode line ends, and letters that render as nothing.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/gu

const visible = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** What a CI runner takes for a command in the log of a job: `::add-mask::`, `##[error]`, `##vso[`. */
const COMMAND = /(?<=:):|(?<=#)#(?=\[|vso\[)/g

/** `text` as it may reach a terminal or the log of a job, on one line. */
export const escapeText = (text: string): string =>
  text.replace(HARMFUL, visible).replace(COMMAND, visible)

/** A name of the API in quotes, so that it cannot pass for anything but a name. */
export const quoteName = (name: string): string =>
  `"${escapeText(name.replace(/["\\]/g, (character) => `\\${character}`))}"`

/**
 * JSON text with the same characters as `\uXXXX`: the same value when parsed, harmless when shown.
 * JSON.stringify leaves no control character outside a string but the line ends of its layout.
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

/** Text for prose of Markdown: nothing in it is markup, a mention or HTML. */
export const escapeMarkdown = (text: string): string =>
  escapeText(text).replace(/[&<>@`*_~|[\]\\#!$]/g, (character) => `&#${character.charCodeAt(0)};`)

/** Text for HTML, between tags and in attributes within double quotes: nothing in it is markup. */
export const escapeHtml = (text: string): string =>
  escapeText(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** A line of a fenced block: it cannot end the fence, nor one around it. */
export const escapeFenced = (line: string): string => line.replace(/`(?=`)|(?<=`)`/g, visible)

/** The message of a workflow command. */
export const escapeCommand = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A property of a workflow command. */
export const escapeCommandProperty = (text: string): string =>
  escapeCommand(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Words that YAML 1.1 or 1.2 takes for something else than text. */
const YAML_WORD = /^(null|true|false|yes|no|on|off|y|n)$/i

/** A scalar of YAML on one line: plain where it can be nothing but text, else in quotes. */
export const escapeYaml = (text: string): string =>
  /^[A-Za-z][\w.-]*$/.test(text) && !YAML_WORD.test(text)
    ? text
    : escapeJson(JSON.stringify(text)).replace(/(?<=:):/g, (colon) => unitOf(colon, 0))

/** What a spreadsheet takes for a formula, also behind spaces and in its fullwidth forms. */
const FORMULA = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/

/** A cell of a CSV file: plain text, whatever it says, quoted where it must be (RFC 4180). */
export const escapeCsv = (text: string): string => {
  const plain = escapeText(FORMULA.test(text) ? `'${text}` : text)
  return /[",;\s]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
