/** The names of the output formats; `render.ts` has a renderer for each. */
export const FORMATS = [
  'text',
  'json',
  'markdown',
  'html',
  'github',
  'diff',
  'gitlab',
  'csv',
] as const

export type Format = (typeof FORMATS)[number]

export const isFormat = (text: string): text is Format =>
  (FORMATS as readonly string[]).includes(text)
