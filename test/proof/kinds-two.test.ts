import { HALVES } from './least.ts'
import { prove } from './proving.ts'

prove(HALVES.two)
