/**
 * Last day of each version of the Graph API; of the newest none is told yet. The API answers an
 * expired one by the next that is usable, and the Marketing API refuses it or moves the call
 * [web:ver]. A version that is newer than this table has no row.
 */
export const LAST_DAYS: Readonly<Record<string, string>> = {
  'v19.0': '2026-05-21',
  'v20.0': '2026-09-24',
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
}
