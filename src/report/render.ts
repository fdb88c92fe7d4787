import type { GraphFailure } from '../model/apply.ts'
import type { Expiring } from '../model/expiring.ts'
import type { KindTable } from '../model/kinds.ts'
import type { ReadCounts } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import { renderCsv } from './csv.ts'
import { renderDiff } from './diff.ts'
import type { Format } from './formats.ts'
import { renderGithub } from './github.ts'
import { renderGitlab } from './gitlab.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import type { Report } from './report.ts'
import { renderText } from './text.ts'

export interface RenderOptions {
  readonly format: Format
  /** Whether text may carry ANSI colours. */
  readonly color: boolean
  /** Columns of the terminal; text is laid out within it where it can be. */
  readonly width: number
  readonly kinds: KindTable
  /** Lists what is not managed, every asset of a long list and every task as the API gave it. */
  readonly verbose?: boolean
  /** Filters a plan was made with, in words: then it speaks for nothing else. */
  readonly filters?: readonly string[]
  /** The most characters of a Markdown document; default what one comment may hold. */
  readonly room?: number
  /** Beside a plan: what ends soon. */
  readonly expiring?: readonly Expiring[]
  /** Beside a report: what reading for it took; shown when verbose. */
  readonly calls?: ReadCounts
  /** Beside an `apply` report: the plan that was applied, for the words of its steps. */
  readonly plan?: Plan
  /** Beside an `apply` report: whether retrying a refused call helps, and what to do. */
  readonly advise?: (failure: GraphFailure) => string | undefined
}

type Renderer = (report: Report, options: RenderOptions) => string

const RENDERERS: Readonly<Record<Format, Renderer>> = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  html: renderHtml,
  github: renderGithub,
  diff: renderDiff,
  gitlab: renderGitlab,
  csv: renderCsv,
}

/** A report as text that ends with a line end. Pure: the same report and options, the same bytes. */
export const render = (report: Report, options: RenderOptions): string => {
  return RENDERERS[options.format](report, options)
}
