import type { KindTable } from '../model/kinds.ts'
import type { Plan } from '../model/plan.ts'
import { renderJson } from './json.ts'
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
  /** Beside an `apply` report: the plan that was applied, for the words of its steps. */
  readonly plan?: Plan
}

type Renderer = (report: Report, options: RenderOptions) => string

/** Every output format; the choices of `--format` and its error message come from here. */
export const FORMATS = {
  text: renderText,
  json: renderJson,
} as const satisfies Readonly<Record<string, Renderer>>

export type Format = keyof typeof FORMATS

export const isFormat = (text: string): text is Format => Object.hasOwn(FORMATS, text)

/** A report as text that ends with a line end. Pure: the same report and options, the same bytes. */
export const render = (report: Report, options: RenderOptions): string => {
  const renderer: Renderer = FORMATS[options.format]
  return renderer(report, options)
}
