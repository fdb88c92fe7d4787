import { PARTS } from './least.ts'
import { prove } from './proving.ts'

prove(PARTS.one)
