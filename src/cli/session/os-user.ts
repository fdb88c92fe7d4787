import { userInfo } from 'node:os'

/** The user of the operating system; null where it has no entry for the id, as in containers. */
export const osUser = (): string | null => {
  try {
    return userInfo().username
  } catch {
    return null
  }
}
