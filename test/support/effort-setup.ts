import fc from 'fast-check'
import { SEED, times } from './effort.ts'

/** For properties that say no seed of their own: fast-check draws from the clock otherwise. */
fc.configureGlobal({ seed: SEED, numRuns: times(100) })
