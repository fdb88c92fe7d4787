import type { Document } from '../document/document.ts'
import { githubOf } from '../document/engine/github.ts'
import { markdownOf } from '../document/engine/markdown.ts'
import { textOf } from '../document/engine/plain-text.ts'
import { pageOf } from '../document/html/html-page.ts'
import { renderCsv } from './csv.ts'
import { describe } from './describe.ts'
import { renderDiff } from './diff.ts'
import type { Format } from './formats.ts'
import { renderGitlab } from './gitlab.ts'
import { lineOptionsOf, type RenderOptions } from './render-options.ts'
import type { Report } from './report.ts'
import { renderJson } from './report-json.ts'

export type { RenderOptions } from './render-options.ts'

type Renderer = (report: Report, options: RenderOptions) => string

/** For formats in which nothing is cut to fit a terminal: fences scroll and browsers wrap. */
export const WIDE = 1_000_000

/** A format for people: it knows documents but no commands. */
const engine =
  (toText: (document: Document, options: RenderOptions) => string): Renderer =>
  (report, options) =>
    toText(describe(report, options), options)

const wideEngine =
  (toText: (document: Document, options: RenderOptions) => string): Renderer =>
  (report, options) =>
    engine(toText)(report, { ...options, width: WIDE, color: false })

/** A document in the room that a comment has. */
export const markdownIn = (document: Document, options: RenderOptions): string => {
  const { room, whole } = options
  return markdownOf(document, { ...lineOptionsOf(options), room, whole })
}

const RENDERERS: Readonly<Record<Format, Renderer>> = {
  text: engine((document, options) => textOf(document, lineOptionsOf(options))),
  markdown: wideEngine(markdownIn),
  html: wideEngine((document, { kinds }) => pageOf(document, kinds)),
  github: wideEngine((document, options) => githubOf(document, lineOptionsOf(options))),
  json: renderJson,
  diff: renderDiff,
  gitlab: renderGitlab,
  csv: renderCsv,
}

/**
 * A report as text that ends with a line end. Pure: the same report and options give the same
 * bytes.
 */
export const render = (report: Report, options: RenderOptions): string =>
  RENDERERS[options.format](report, options)
