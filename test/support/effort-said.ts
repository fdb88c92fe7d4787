import { FACTOR, IS_LONG } from './effort.ts'

/** Says once how hard this run tries, and with which seed: what it finds can be found again. */
export const setup = (): void => {
  if (process.env['BIZACCESS_SAID'] !== undefined) return
  process.env['BIZACCESS_SAID'] = 'yes'
  const seed =
    process.env['BIZACCESS_SEED'] ?? (IS_LONG ? `${Math.floor(Math.random() * 2 ** 30)}` : '0')
  process.env['BIZACCESS_SEED'] = seed
  const form = IS_LONG ? 'long (BIZACCESS_PROOF)' : 'short (BIZACCESS_PROOF=long is the other)'
  process.stdout.write(
    `properties: seed ${seed} (BIZACCESS_SEED), ${FACTOR} times the usual runs (BIZACCESS_RUNS); form: ${form}\n`,
  )
}
