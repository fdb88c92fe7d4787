import { stringify } from 'yaml'
import type { Plan } from '../../src/model/plan.ts'
import type { CommittedWrite } from '../../src/sandbox/sandbox-session.ts'

const tasks = (list: readonly string[] | null): string =>
  list === null ? 'nothing' : list.join(', ')

/** A plan as a case file writes it: a line for everything it lists, in its order. */
export const planLines = (plan: Plan): readonly string[] => [
  ...plan.steps.map(
    ({ action, address, before, after, reason, needs, gap }) =>
      `${action} ${address}: ${tasks(before)} -> ${tasks(after)} (${reason})${gap === true ? ' gap' : ''}${needs.length > 0 ? ` needs ${needs.join(', ')}` : ''}`,
  ),
  ...plan.waiting.map(
    ({ address, state, needs }) =>
      `waiting ${address}: ${state}${needs === undefined ? '' : ` needs ${needs.join(', ')}`}`,
  ),
  ...plan.manual.map(({ address, reason }) => `manual ${address}: ${reason}`),
  ...plan.unmanaged.map(({ address }) => `unmanaged ${address}`),
  ...plan.unreadable.map(({ address }) => `unreadable ${address}`),
  ...plan.problems.map(({ severity, code }) => `${severity} ${code}`),
  ...(plan.complete ? [] : ['incomplete']),
]

/** A plan with everything that it says. */
export const wholePlan = (plan: Plan): string =>
  stringify(plan, { lineWidth: 0, aliasDuplicateObjects: false })

/** A committed write as a case file writes it. */
export const callLine = ({ method, path, params }: CommittedWrite): string =>
  [
    method,
    path,
    ...Object.entries(params).map(([key, value]) => `${key}=${[value].flat().join(',')}`),
  ].join(' ')
