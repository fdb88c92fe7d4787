import { escapeText } from './escape.ts'
import { cutTo } from './fitted.ts'

/** Columns of an example that stands for many texts. */
const EXAMPLE = 200

/**
 * The beginning of any text on one line, escaped for display. Where something is to be done is never
 * cut off with the rest: an address that would be lost follows.
 */
export const shortened = (text: string): string => {
  const line = text.replaceAll('\n', ' ')
  const cut = cutTo(line, EXAMPLE)
  const lost = [...line.matchAll(PLACE)].filter(
    ({ 0: place, index }) => !cut.includes(place, index),
  )
  return escapeText([cut, ...lost.slice(0, PLACES).map(([place]) => place)].join(' '))
}

/** `https://…`, or `business.facebook.com/settings/…` as it is said in words. */
const PLACE = /(?:https?:\/\/|\b(?:[a-z0-9-]+\.)+com\/)[\w./?=&%:-]{1,200}/g
/** Texts may quote strangers, who choose how many addresses they name. */
const PLACES = 2
