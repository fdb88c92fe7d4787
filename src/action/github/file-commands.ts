import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Runner } from './runner.ts'

/** Sets outputs of the step; the delimiter is random, so no value can set another one. */
export const setOutputs = (
  values: Readonly<Record<string, string>>,
  { env }: Pick<Runner, 'env'>,
): void => append(env['GITHUB_OUTPUT'], Object.entries(values).map(outputText).join(''))

const outputText = ([name, value]: readonly [string, string]): string => {
  const delimiter = `end_${randomUUID()}`
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}

/** Adds to the summary of the step: Markdown, which over 1 MiB is dropped whole. */
export const addSummary = (markdown: string, { env }: Pick<Runner, 'env'>): void =>
  append(env['GITHUB_STEP_SUMMARY'], markdown)

const append = (file: string | undefined, text: string): void => {
  if (file !== undefined && file !== '') appendFileSync(file, text)
}
