/** What the kinds are like, in words of the proof's own: nothing here is taken from the program. */
export interface ProofKind {
  readonly id: string
  /** Tasks that look on, and those that manage; of a business, what it can be given of the latter. */
  readonly low: readonly string[]
  readonly high: readonly string[]
  readonly highShared: readonly string[]
  /** The task that none but the high level has. */
  readonly mark: string
  /** Whether whoever holds the high level is a manager, of whom some must stay. */
  readonly manages: boolean
  /** Whether people can be taken off it by the API. */
  readonly letsGo: boolean
  readonly isShared: boolean
  /** Whether a client can be asked for it; a pending row then is a question to us, else our offer. */
  readonly isAskedFor: boolean
}

const AD_ACCOUNT = ['MANAGE', 'ADVERTISE', 'ANALYZE']
const PAGE = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE']
const PIXEL = ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE']
const CATALOG = ['MANAGE', 'ADVERTISE']
const INSTAGRAM = ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE']

const USUAL = { manages: true, letsGo: true, isShared: true, isAskedFor: false } as const

export const PROOF_KINDS = {
  ad_account: {
    ...{ ...USUAL, isAskedFor: true, id: 'act_11', low: ['ANALYZE'], mark: 'MANAGE' },
    ...{ high: AD_ACCOUNT, highShared: AD_ACCOUNT },
  },
  page: {
    ...{ ...USUAL, isAskedFor: true, id: '33', low: ['ANALYZE'], mark: 'MANAGE' },
    ...{ high: PAGE, highShared: PAGE },
  },
  pixel: {
    ...{ ...USUAL, manages: false, letsGo: false, id: '44', low: ['ANALYZE'], mark: 'EDIT' },
    ...{ high: PIXEL, highShared: PIXEL },
  },
  catalog: {
    ...{ ...USUAL, id: '55', low: ['ADVERTISE'], mark: 'MANAGE' },
    ...{ high: CATALOG, highShared: CATALOG },
  },
  instagram_account: {
    ...{ ...USUAL, id: '66', low: ['ANALYZE'], mark: 'FULL_CONTROL' },
    ...{ high: ['FULL_CONTROL'], highShared: INSTAGRAM },
  },
  whatsapp_account: {
    ...{ ...USUAL, isShared: false, id: '77', low: ['VIEW_COST'], mark: 'MANAGE' },
    ...{ high: ['MANAGE'], highShared: [] },
  },
} as const satisfies Readonly<Record<string, ProofKind>>

export type KindName = keyof typeof PROOF_KINDS

export const KIND_NAMES = Object.keys(PROOF_KINDS) as readonly KindName[]

/** 0: nothing, 1: looks on, 2: manages. */
export type Level = 0 | 1 | 2

export const tasksAt = (kind: KindName, level: 1 | 2, isShared = false): readonly string[] => {
  const { low, high, highShared } = PROOF_KINDS[kind]
  if (level === 1) return low
  return isShared ? highShared : high
}

/** The level that a list of tasks comes to: of a business, by all that it can be given. */
export const levelOf = (kind: KindName, tasks: readonly string[], isShared = false): Level => {
  if (tasks.length === 0) return 0
  const { mark, highShared } = PROOF_KINDS[kind]
  const isHigh = isShared ? highShared.every((task) => tasks.includes(task)) : tasks.includes(mark)
  return isHigh ? 2 : 1
}
