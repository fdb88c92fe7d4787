import type { PlanAsset } from '../model/plan.ts'
import type { Access } from '../model/review.ts'
import { escapeText } from './escape.ts'
import type { Sign } from './paint.ts'
import { PATHS, STANDINGS } from './review-words.ts'
import { nameOf, type Row, type RowOptions, shownTasks } from './rows.ts'
import { SUBJECTS } from './words.ts'

/** One hold as a line of its asset. */
export const accessRow = (asset: PlanAsset, access: Access, options: RowOptions): Row => ({
  sign: signOf(access),
  asset,
  ...whoOf(access, options),
  what: escapeText(whatOf(asset, access, options)),
  sources: access.source === null ? [] : [access.source],
})

const signOf = ({ path, standing }: Access): Sign => {
  if (path === 'pending') return '!'
  if (path === 'unrecognised') return '?'
  return standing === null ? ' ' : STANDINGS[standing].sign
}

/** Our own business is the subject of what clients gave us. */
const whoOf = (
  { subject }: Access,
  { business, width }: RowOptions,
): Pick<Row, 'word' | 'subject'> =>
  subject.id === business
    ? { word: 'us', subject: '' }
    : {
        word: SUBJECTS[subject.type],
        subject: nameOf(subject, Math.max(16, Math.floor(width / 5))),
      }

/** Tasks, and what is to be said of them: `ANALYZE; declared ADVERTISE, ANALYZE; via team buyers`. */
export const whatOf = (asset: PlanAsset, access: Access, options: RowOptions): string => {
  const { tasks, declared, path, standing } = access
  const held = standing === 'missing' ? (declared ?? []) : tasks
  const shown = shownTasks(asset.kind, held, declared, options)
  return [
    `${PREFIXES[path]}${shown === '' && path !== 'owner' ? 'no tasks' : shown}`,
    ...notesOf(access),
  ]
    .filter((part) => part !== '')
    .join('; ')
}

const PREFIXES: Readonly<Record<Access['path'], string>> = {
  direct: '',
  agency_share: '',
  pending: 'pending: ',
  unrecognised: 'unrecognised status: ',
  owner: 'owns it',
  on_behalf_of: 'on behalf of',
}

const notesOf = (access: Access): readonly string[] =>
  [
    access.path === 'pending' && access.since !== null
      ? `since ${access.since.slice(0, 10)}`
      : null,
    standingNote(access),
    access.via.every((path) => path === 'direct') ? null : `via ${access.via.join(', ')}`,
    access.expires === null
      ? null
      : access.standing === 'expired'
        ? `ended on ${access.expires}`
        : `until ${access.expires}`,
    access.reason,
  ].filter((note) => note !== null)

const standingNote = ({ standing, declared }: Access): string | null => {
  switch (standing) {
    case null:
    case 'declared':
      return null
    case 'differs':
      return `declared ${(declared ?? []).join(', ')}`
    case 'missing':
    case 'not_in_manifest':
    case 'not_managed':
    case 'expired':
    case 'offboarded':
      return STANDINGS[standing].words
  }
}

/** What stands in the column `via`: the manifest's paths, and how the API shows it. */
export const viaOf = ({ via, path }: Access): string =>
  path === 'direct'
    ? via.length === 0
      ? PATHS.direct
      : via.join(', ')
    : [PATHS[path], ...via.filter((one) => one !== 'direct')].join(', ')
