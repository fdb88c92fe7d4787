import type { Document } from '../../document/document.ts'
import { textOf } from '../../document/engine/plain-text.ts'
import { escapeJson } from '../../document/escape.ts'
import { pageOf } from '../../document/html/html-page.ts'
import { painterOf } from '../../document/paint.ts'
import type { Plan } from '../../model/plan.ts'
import { describe } from '../describe.ts'
import { commented } from '../diff.ts'
import type { Format } from '../formats.ts'
import { gitlabOf } from '../gitlab.ts'
import { markdownIn, render, WIDE } from '../render.ts'
import { lineOptionsOf, type RenderOptions } from '../render-options.ts'
import { type Described, describeEnd, describeFleet, isQuiet, titleOf } from './describe-fleet.ts'
import type { FleetEnd, FleetMember } from './fleet-report.ts'

/**
 * Writes a fleet in one format, a business at a time, so that nothing of one is kept when the next
 * comes; only what is read as a whole, a page or a comment, keeps the documents of those that have
 * something to say.
 */
export interface FleetWriter {
  /** What one more business adds. */
  readonly add: (member: FleetMember) => string
  /** What comes after the last. */
  readonly end: (fleet: FleetEnd) => string
}

/** `options`: of the whole; each business is rendered with its own. */
type Open = (command: string, options: RenderOptions) => FleetWriter

/** The member's own options, in the size and colours of the whole. */
const optionsIn = (
  { options }: FleetMember,
  { format, color, width, verbose }: RenderOptions,
): RenderOptions => ({ ...options, format, color, width, verbose: verbose === true })

const endText = (fleet: FleetEnd, options: RenderOptions): string =>
  textOf(describeEnd(fleet), lineOptionsOf(options))

/** Its title and its text; nothing of a business whose line says all. */
const text: Open = (_, options) => ({
  add: (member) => {
    if (options.verbose !== true && isQuiet(member)) return ''
    const body = member.shown ?? render(member.report, optionsIn(member, options))
    const title = painterOf(options.color)(titleOf(member.line), 'bold')
    return body === '' ? '' : `${title}\n\n${body}\n`
  },
  end: (fleet) => endText(fleet, options),
})

/** One document; each member of `businesses` is that of its business alone. */
const json: Open = (command, _) => {
  let count = 0
  const head = { format_version: 1, kind: 'fleet', command, businesses: [] }
  const start = `${JSON.stringify(head, null, 2).slice(0, -'[]\n}'.length)}[`
  return {
    add: ({ report, options }) => {
      count += 1
      const whole = render(report, { ...options, format: 'json' }).trimEnd()
      return `${count === 1 ? start : ','}\n${whole.replace(/^/gm, '    ')}`
    },
    end: ({ results, summary, steps_digest, exit_code, problems }) => {
      const told = { results, summary, steps_digest, exit_code, problems }
      const rest = JSON.stringify(told, withoutExcerpt, 2)
      const list = count === 0 ? `${start}]` : '\n  ]'
      return `${list},\n${escapeJson(rest).slice('{\n'.length)}\n`
    },
  }
}

/** Excerpts are for people, here as in every document. */
const withoutExcerpt = (key: string, value: unknown): unknown =>
  key === 'excerpt' ? undefined : value

/** One table: the headings stand once. A business that has no table is in the summary alone. */
const csv: Open = (_, options) => {
  let hasHeadings = false
  return {
    add: (member) => {
      if (member.report.kind !== 'review') return ''
      const whole = render(member.report, optionsIn(member, options))
      const from = hasHeadings ? whole.indexOf('\r\n') + 2 : 0
      hasHeadings = true
      return whole.slice(from)
    },
    end: () => '',
  }
}

/** One after the other: lines that stand for themselves. */
const joined: Open = (_, options) => ({
  add: (member) => render(member.report, optionsIn(member, options)),
  end: (fleet) => endText(fleet, { ...options, color: false }),
})

/** Patches of all; what is none is a comment, as in each. */
const patches: Open = (_, options) => ({
  add: (member) =>
    `# ${titleOf(member.line)}\n${render(member.report, optionsIn(member, options))}\n`,
  end: (fleet) => commented(endText(fleet, { ...options, color: false })),
})

/** The numbers of all together. */
const numbers: Open = () => {
  const steps: Plan['steps'][number][] = []
  return {
    add: ({ report }) => {
      if (report.kind === 'plan') steps.push(...report.steps)
      return ''
    },
    end: () => gitlabOf(steps),
  }
}

/** Formats that are read as a whole. */
const whole =
  (toText: (document: Document, options: RenderOptions) => string): Open =>
  (_, options) => {
    const members: Described[] = []
    return {
      add: (member) => {
        const own = { ...optionsIn(member, options), width: WIDE, color: false }
        members.push(kept({ line: member.line, document: describe(member.report, own) }))
        return ''
      },
      end: (fleet) =>
        toText(describeFleet(members, fleet), { ...options, width: WIDE, color: false }),
    }
  }

/** Of a business that has nothing to show, its line is kept alone. */
const kept = (member: Described): Described =>
  isQuiet(member) ? { ...member, document: { ...member.document, sections: [] } } : member

const WRITERS: Readonly<Record<Format, Open>> = {
  text,
  json,
  csv,
  github: joined,
  diff: patches,
  gitlab: numbers,
  markdown: whole(markdownIn),
  html: whole((document, { kinds }) => pageOf(document, kinds)),
}

/** `options.format` says which. `command`: what was run over the businesses. */
export const fleetWriter = (command: string, options: RenderOptions): FleetWriter =>
  WRITERS[options.format](command, options)
