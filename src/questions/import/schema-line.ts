/** What editors look for, and its value: a path as seen from the file, or a URL. */
const LINE = /^(\uFEFF?#\s*yaml-language-server:\s*\$schema=)(\S*)/m

/** The schema that a manifest names for editors; null where it names none. */
export const schemaNamed = (text: string): string | null => LINE.exec(text)?.[2] ?? null

/** The same text, naming this schema. JSON has no comments, so nothing is written there. */
export const withSchema = (written: string, schema: string): string => {
  if (LINE.test(written)) return written.replace(LINE, (_, key: string) => key + schema)
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  if (/^\s*\{/.test(text)) return written
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  return `${mark}# yaml-language-server: $schema=${schema}${eol}${text}`
}
