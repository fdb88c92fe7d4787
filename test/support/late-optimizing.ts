import { setFlagsFromString } from 'node:v8'

/**
 * How many bytes of a function V8 interprets before it compiles it once more, for speed: fifteen times as many
 * as usual. Little of what a test runs goes on long enough to win back what that costs, beside others on
 * two cores. A version of V8 that does not know the flag says so, and goes on.
 */
const BUDGET = 1_000_000

export const setup = (): void => setFlagsFromString(`--interrupt-budget=${BUDGET}`)
