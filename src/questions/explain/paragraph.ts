/** Parts as sentences, one after another. Null, and what only names what a message says, says nothing. */
export const paragraph = (parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null && !/^(?:\{\w+\})?$/.test(part))
    .map((part) => sentence(`${part}`))
    .join(' ')

/** The name of the program is written as a command. */
const begun = (text: string): string =>
  text.startsWith('bizaccess ') ? text : `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`

const sentence = (text: string): string => `${begun(text)}${/[.!?]$/.test(text) ? '' : '.'}`
