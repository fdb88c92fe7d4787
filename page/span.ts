/** What of a long row of equal things is seen, and so has to stand in the document. */
export interface Span {
  readonly from: number
  /** The first after it. */
  readonly to: number
}

interface Seen {
  /** How far is scrolled, how much is seen, and how long one thing is, in pixels. */
  readonly scrolled: number
  readonly room: number
  readonly unit: number
  readonly count: number
}

/** Spans begin and end at multiples of this, so that most scrolling changes nothing. */
const STEP = 8

/** The things that are seen, and a few beyond the edges. */
export const spanOf = ({ scrolled, room, unit, count }: Seen): Span => {
  const length = unit || 1
  const first = Math.floor(Math.max(0, scrolled) / length / STEP) - 1
  const last = Math.ceil((Math.max(0, scrolled) + room) / length / STEP) + 1
  const from = Math.max(0, Math.min(first * STEP, count - 1))
  return { from, to: Math.max(from, Math.min(count, last * STEP)) }
}

/** How wide columns are where so many share the room: all of them fit, or they scroll. */
export const widthOf = (room: number, count: number): number => {
  const fair = count === 0 ? WIDEST : room / count
  return fair < NARROWEST ? SCROLLED : Math.min(fair, WIDEST)
}

const NARROWEST = 15
const SCROLLED = 22
const WIDEST = 160

/** What columns of a width have room for: words, letters under two lines of a head, or letters. */
export const fitOf = (width: number): 'words' | 'letters' | 'dense' =>
  width >= 96 ? 'words' : width >= 32 ? 'letters' : 'dense'
