import type { ApplyEvent } from '../../apply/run-state.ts'
import { escapeText } from '../../document/escape.ts'
import { cutTo } from '../../document/fitted.ts'
import type { GraphEvent } from '../../graph/graph-event.ts'
import type { Context } from '../context.ts'

/** One updating line on the terminal's stderr; nothing without a terminal or with --quiet. */
export interface Progress {
  readonly onGraph: (event: GraphEvent) => void
  readonly onApply: (event: ApplyEvent) => void
  readonly show: (words: string) => void
  /** Removes the line before anything else is written. */
  readonly clear: () => void
}

const CLEAR = '\r\u001b[2K'

export const createProgress = ({ flags, io }: Context): Progress => {
  const isShown = io.stderr.isTTY && flags.quiet !== true
  let isDirty = false
  let isApplying = false
  const show = (text: string): void => {
    if (!isShown) return
    isDirty = true
    io.stderr.write(CLEAR + cutTo(escapeText(text), (io.stderr.columns ?? 80) - 1))
  }
  return {
    onGraph: (event) => {
      // The read-back after a step must not replace the line that says which step it is.
      if (isApplying && event.type === 'progress') return
      const words = graphWords(event, io.now())
      if (words !== null) show(words)
    },
    onApply: (event) => {
      isApplying = true
      if (event.type === 'sending') show(sendingWords(event))
    },
    show,
    clear: () => {
      if (isDirty) io.stderr.write(CLEAR)
      isDirty = false
    },
  }
}

const graphWords = (event: GraphEvent, now: Date): string | null => {
  switch (event.type) {
    case 'progress':
      return `Reading: ${event.done} of ${event.total}`
    case 'wait': {
      const seconds = Math.max(1, Math.ceil((event.until - now.getTime()) / 1000))
      return `Waiting ${seconds} s: ${event.reason}`
    }
    case 'version':
      return null
  }
}

const sendingWords = ({ index, total, step }: Extract<ApplyEvent, { type: 'sending' }>): string =>
  `Applying: ${index + 1} of ${total}, ${step.action} ${step.address}`
