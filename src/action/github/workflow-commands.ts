import { posix } from 'node:path'
import { escapeCommand, escapeCommandProperty, escapeText } from '../../document/escape.ts'
import { KINDS } from '../../model/kinds.ts'
import { type RenderOptions, render } from '../../report/render.ts'
import type { Report } from '../../report/report.ts'

/**
 * Makes the runner hide a secret in everything that follows. The result contains the secret, so print
 * it only to GitHub's own log: the runner removes the line.
 */
export const maskCommands = (secret: string): string =>
  secret
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `::add-mask::${escapeCommand(line)}\n`)
    .join('')

/** A line of the log that is only text, whatever it contains. */
export const logLine = (words: string): string => `${escapeText(words)}\n`

/**
 * The annotations of a report. Its files are relative to the folder that it was made in; GitHub needs
 * them relative to the repository.
 */
export const annotationsOf = (
  report: Report,
  options: Partial<RenderOptions>,
  folder: string,
): string => {
  const plain = { color: false, width: 100, kinds: KINDS }
  return render(report, { ...plain, ...options, format: 'github' })
    .split('\n')
    .filter((line) => line.startsWith('::'))
    .map((line) =>
      line.replace(/^(::\w+ file=)([^,:]*)/, (_, head: string, file: string) =>
        folder === '' ? `${head}${file}` : `${head}${joined(folder, file)}`,
      ),
    )
    .map((line) => `${line}\n`)
    .join('')
}

const joined = (folder: string, file: string): string =>
  posix.join(escapeCommandProperty(escapeText(folder)), file)
