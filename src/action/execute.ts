import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readManifestFiles } from '../cli/input/manifest-files.ts'
import { DEFAULT_PATH } from '../cli/input/manifest-source.ts'
import type { Told } from '../cli/io.ts'
import { run } from '../cli/run.ts'
import { loadManifest } from '../manifest/load.ts'
import type { Runner } from './github/runner.ts'
import type { Inputs } from './inputs.ts'
import type { Ran } from './run-outcome.ts'

/** Runs commands as the command line would, in this process. */
export interface Executor {
  readonly runner: Runner
  readonly inputs: Inputs
  readonly mask: (secret: string) => void
}

const folderOf = ({ runner, inputs }: Executor): string => resolve(runner.workspace, inputs.folder)

/** The business that the manifest is for; null if there is no valid one. */
export const manifestBusiness = async (executor: Executor): Promise<string | null> => {
  const { paths } = executor.inputs
  const read = await readManifestFiles(paths.length > 0 ? paths : [DEFAULT_PATH], {
    cwd: folderOf(executor),
  })
  return read.files.length === 0 ? null : (loadManifest(read.files).value?.business ?? null)
}

export const validate = (executor: Executor): Promise<Ran> => {
  const { flags, positional } = executor.inputs
  return runCommand(executor, ['validate', ...flags, '--', ...positional])
}

export const drift = (executor: Executor): Promise<Ran> => {
  const { flags, positional } = executor.inputs
  return runCommand(executor, ['drift', '--detailed-exitcode', ...flags, '--', ...positional])
}

export const review = (executor: Executor): Promise<Ran> => {
  const { flags, positional } = executor.inputs
  return runCommand(executor, ['review', ...flags, '--', ...positional])
}

/** Plans, and saves the plan in a folder of the runner's that ends with the job. */
export const plan = async (
  executor: Executor,
): Promise<{ readonly ran: Ran; readonly file: string }> => {
  const { planFlags, positional } = executor.inputs
  const { RUNNER_TEMP: temporary } = executor.runner.env
  const file = join(mkdtempSync(join(temporary || tmpdir(), 'bizaccess-')), 'plan.json')
  const flags = ['--detailed-exitcode', `--out=${file}`, ...planFlags]
  const ran = await runCommand(executor, ['plan', ...flags, '--', ...positional])
  return { ran, file: existsSync(file) ? file : '' }
}

/** Applies or offboards without a question: what starts the step is what approves it. */
export const write = (executor: Executor, expected: string | null): Promise<Ran> => {
  const { command, flags, positional } = executor.inputs
  const own = ['--detailed-exitcode', '--auto-approve']
  const expect = expected === null ? [] : [`--expect=${expected}`]
  return runCommand(executor, [command, ...own, ...expect, ...flags, '--', ...positional])
}

const runCommand = async (executor: Executor, argv: readonly string[]): Promise<Ran> => {
  const { runner, mask } = executor
  const told: Told[] = []
  const sink = (write: (text: string) => void) => ({ write, isTTY: false, columns: null })
  const code = await run(argv, {
    cwd: folderOf(executor),
    env: runner.env,
    stdout: sink(runner.write),
    stderr: sink(runner.writeError),
    ask: null,
    now: runner.now,
    ...(runner.osUser === undefined ? {} : { osUser: runner.osUser }),
    signal: runner.signal,
    onReport: (report, options) => {
      told.push({ report, options })
    },
    onSecret: mask,
  })
  return { code, told }
}
