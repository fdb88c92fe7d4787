import { resolve } from 'node:path'
import type { Context } from '../context.ts'

export const stateDirOf = ({ flags, io }: Context): string =>
  resolve(io.cwd, flags.stateDir ?? setOr(io.env['BIZACCESS_STATE_DIR']) ?? '.bizaccess')

/** An environment variable; one that is set to an empty text counts as not set. */
export const setOr = (value: string | undefined): string | undefined =>
  value === '' ? undefined : value
