import type { LogEntry, LogReport } from '../model/reports/log-report.ts'
import { parseAddress } from '../model/text/address.ts'
import { csvTable } from './csv-table.ts'

/** The headings, which never change: one thing a column. */
export const LOG_HEADINGS = [
  'business_id',
  'line',
  'at',
  'type',
  'action',
  'status',
  'address',
  'asset_kind',
  'asset_id',
  'asset_name',
  'subject_type',
  'subject_id',
  'subject_name',
  'alias',
  'before',
  'after',
  'answered_at',
  'needs_approval',
  'error_code',
  'error_message',
  'trace_id',
  'by_id',
  'by_name',
  'commit',
  'ci',
  'ci_run',
  'ci_actor',
  'os_user',
  'tool_version',
  'plan_digest',
  'steps_digest',
  'problem',
] as const

type Line = Partial<Readonly<Record<(typeof LOG_HEADINGS)[number], string>>>

/**
 * The journal as CSV: a row for each run and write, and for each request that a run saw. A journal
 * that cannot be believed says so in the table itself, as it may be all that somebody receives.
 */
export const logCsv = ({ business, entries, problems }: LogReport): string =>
  csvTable(
    LOG_HEADINGS,
    [
      ...entries.flatMap(linesOf),
      ...problems.map(({ code, message }) => ({ type: 'problem', status: code, problem: message })),
    ].map((line) => ({ business_id: business.id, ...line })),
  )

const linesOf = (entry: LogEntry): readonly Line[] => {
  const own = { line: String(entry.n), at: entry.at, type: entry.type, ...authorCells(entry) }
  switch (entry.type) {
    case 'run': {
      const { tool_version, plan_digest, steps_digest } = entry
      return [{ ...own, tool_version, plan_digest, steps_digest }]
    }
    case 'seen':
      return (['held', 'pending'] as const).flatMap((standing) =>
        entry[standing].map((address) => ({
          ...own,
          status: standing,
          ...addressCells(address),
          ...assetCells(entry.assets?.find(({ id }) => id === parseAddress(address)?.asset)),
        })),
      )
    case 'write':
      return [{ ...own, ...writeCells(entry) }]
  }
}

type Write = Extract<LogEntry, { type: 'write' }>

const writeCells = (write: Write): Line => {
  const { action, status, address, asset, subject, before, after, approval, error } = write
  return {
    action,
    status,
    ...addressCells(address),
    ...assetCells(asset),
    ...(subject === undefined
      ? {}
      : {
          subject_type: subject.type,
          subject_id: subject.id,
          subject_name: subject.name ?? '',
          alias: subject.alias ?? '',
        }),
    before: (before ?? []).join('+'),
    after: (after ?? []).join('+'),
    answered_at: write.answered_at ?? '',
    needs_approval: approval === true ? 'true' : '',
    error_code: error?.code == null ? '' : String(error.code),
    error_message: error?.message ?? '',
    trace_id: error?.trace_id ?? '',
  }
}

/** What older entries tell, which know ids alone. */
const addressCells = (address: string): Line => {
  const parsed = parseAddress(address)
  return { address, asset_id: parsed?.asset ?? '', subject_id: parsed?.subject ?? '' }
}

const assetCells = (asset: Write['asset']): Line =>
  asset === undefined
    ? {}
    : { asset_kind: asset.kind, asset_id: asset.id, asset_name: asset.name ?? '' }

const authorCells = ({ by }: LogEntry): Line => ({
  by_id: by?.user?.id ?? '',
  by_name: by?.user?.name ?? '',
  commit: by?.commit ?? '',
  ci: by?.ci?.system ?? '',
  ci_run: by?.ci?.run ?? '',
  ci_actor: by?.ci?.actor ?? '',
  os_user: by?.os_user ?? '',
})
