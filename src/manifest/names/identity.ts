/** The forms in which the API identifies people and businesses. */

/** 1 to 25 digits without a leading zero, which would be a second spelling of the same id. */
export const isId = (text: string): boolean => /^[1-9]\d{0,24}$/.test(text)

/** A bare address as the API gives it: no `mailto:`, no name in front, no brackets. */
export const isEmail = (text: string): boolean =>
  text.length <= 320 &&
  /^[^\s@\p{C}<>()[\]\\,;:"]+@[^\s@.\p{C}<>()[\]\\,;:"?/]+(\.[^\s@.\p{C}<>()[\]\\,;:"?/]+)+$/u.test(
    text,
  )
