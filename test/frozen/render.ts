import type { DriftReport } from '../../src/model/drift.ts'
import type { KindTable } from '../../src/model/kinds.ts'
import type { LogReport } from '../../src/model/log.ts'
import type { RequestsReport } from '../../src/model/requests.ts'
import type { ErrorReport, ValidateReport } from '../../src/report/report.ts'
import type { ApplyReport, GraphFailure } from './apply.ts'
import type { Plan } from './plan.ts'

export type Format = 'text' | 'json' | 'markdown' | 'github'

export type Report =
  | Plan
  | ApplyReport
  | DriftReport
  | RequestsReport
  | LogReport
  | ValidateReport
  | ErrorReport

export interface RenderOptions {
  readonly format: Format
  readonly color: boolean
  readonly width: number
  readonly kinds: KindTable
  readonly verbose?: boolean
  readonly filters?: readonly string[]
  readonly plan?: Plan
  readonly advise?: (failure: GraphFailure) => string
}
