/** Parts as sentences, one after another. Null, and what only names what a message says, says nothing. */
export const paragraph = (parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null && !/^(?:\{\w+\})?$/.test(part))
    .map((part) => sentence(`${part}`))
    .join(' ')

const sentence = (text: string): string =>
  `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
