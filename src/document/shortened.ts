import { escapeText } from './escape.ts'
import { cutTo } from './fitted.ts'

/** Columns of an example that stands for many texts. */
const EXAMPLE = 200

/** The beginning of any text on one line, escaped for display. */
export const shortened = (text: string): string =>
  escapeText(cutTo(text.replaceAll('\n', ' '), EXAMPLE))
