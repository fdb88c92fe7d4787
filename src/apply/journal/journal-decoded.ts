import type { PlanAsset } from '../../model/plan.ts'
import { SUBJECT_TYPES, type SubjectType } from '../../model/relations.ts'
import type { Author, Named } from '../../model/reports/log-report.ts'
import type { JournalEntry } from './journal-entry.ts'

/**
 * What lines say beside what a run relies on: who wrote them, and names. Older lines have none of it,
 * and later versions may write it otherwise, so that what cannot be read is left out.
 */

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}

const textIn = (fields: Fields, name: string): string | null =>
  typeof fields[name] === 'string' ? fields[name] : null

export const byIn = (entry: JournalEntry): { readonly by?: Author } => {
  const fields = fieldsOf(entry.by)
  const [user, ci] = [fieldsOf(fields['user']), fieldsOf(fields['ci'])]
  const [id, system] = [textIn(user, 'id'), textIn(ci, 'system')]
  const [commit, osUser] = [textIn(fields, 'commit'), textIn(fields, 'os_user')]
  const by: Author = {
    ...(id === null ? {} : { user: { id, name: textIn(user, 'name') } }),
    ...(commit === null ? {} : { commit }),
    ...(system === null
      ? {}
      : { ci: { system, run: textIn(ci, 'run'), actor: textIn(ci, 'actor') } }),
    ...(osUser === null ? {} : { os_user: osUser }),
  }
  return Object.keys(by).length === 0 ? {} : { by }
}

export const namesIn = (entry: JournalEntry & Named): Named => {
  const asset = assetOf(entry.asset)
  const subject = subjectOf(entry.subject)
  return { ...(asset === null ? {} : { asset }), ...(subject === null ? {} : { subject }) }
}

export const assetsIn = (assets: unknown): { readonly assets?: readonly PlanAsset[] } =>
  Array.isArray(assets) ? { assets: assets.flatMap((asset) => assetOf(asset) ?? []) } : {}

const assetOf = (value: unknown): PlanAsset | null => {
  const fields = fieldsOf(value)
  const [kind, id] = [textIn(fields, 'kind'), textIn(fields, 'id')]
  return kind === null || id === null ? null : { kind, id, name: textIn(fields, 'name') }
}

const subjectOf = (value: unknown): Required<Named>['subject'] | null => {
  const fields = fieldsOf(value)
  const [type, id] = [textIn(fields, 'type'), textIn(fields, 'id')]
  if (id === null || type === null || !isSubjectType(type)) return null
  return { type, id, name: textIn(fields, 'name'), alias: textIn(fields, 'alias') }
}

const isSubjectType = (text: string): text is SubjectType =>
  (SUBJECT_TYPES as readonly string[]).includes(text)
