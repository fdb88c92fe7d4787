import type { KindTable } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Check, CheckId, CheckStatus, DoctorFacts } from '../../model/reports/doctor-report.ts'

/** Everything that the checks judge: what was read, and what is known without reading. */
export interface DoctorInput {
  readonly facts: DoctorFacts
  /** ISO time (UTC). */
  readonly now: string
  readonly toolVersion: string
  readonly manifest: Manifest | null
  /** Whether every call carries the proof of an app secret. */
  readonly hasAppSecret: boolean
  /** Whether the client refuses every write. */
  readonly readOnly: boolean
  readonly kinds?: KindTable
}

type About = Partial<Pick<Check, 'kind' | 'source'>>

const make =
  (status: CheckStatus) =>
  (id: CheckId, found: string, advice: string | null = null, about: About = {}): Check => ({
    id,
    status,
    kind: null,
    found,
    advice,
    source: null,
    ...about,
  })

export const ok = make('ok')
export const warning = make('warning')
export const error = make('error')
export const unknown = make('unknown')

const LONGEST_NAME = 60

/** `1001 "Northwind"`. Names come from strangers: quoted here, and escaped where they are shown. */
export const named = ({
  id,
  name,
}: {
  readonly id: string
  readonly name: string | null
}): string =>
  name === null ? id : `${id} ${JSON.stringify([...name].slice(0, LONGEST_NAME).join(''))}`

/** `1 Page`, `2 Pages`. */
export const count = (number: number, word: string): string =>
  `${number} ${word}${number === 1 ? '' : 's'}`

export const HOW_TO_CREATE =
  'create a new token (Business settings > Users > System users > Generate new token) and set META_ACCESS_TOKEN'
