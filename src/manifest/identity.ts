/** The forms in which the API's people and businesses are named. */

/** 1 to 25 digits without a leading zero: with one it would be another text for the same id. */
export const isId = (text: string): boolean => /^[1-9]\d{0,24}$/.test(text)

/** An address alone, as the API gives it: no `mailto:`, no name before it, no brackets. */
export const isEmail = (text: string): boolean =>
  text.length <= 320 &&
  /^[^\s@\p{C}<>()[\]\\,;:"]+@[^\s@.\p{C}<>()[\]\\,;:"?/]+(\.[^\s@.\p{C}<>()[\]\\,;:"?/]+)+$/u.test(
    text,
  )
