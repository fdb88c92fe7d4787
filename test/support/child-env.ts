/** What a child process takes over of our environment, where it is there. */
const TAKEN_OVER = ['PATH', 'TZ', 'NODE_OPTIONS', 'TEST_CLOCK'] as const

/**
 * Below another shell: where its input is a socket, as that of our child processes is, bash takes itself
 * to be called from afar else, and runs the ~/.bashrc of whoever tests.
 */
const BELOW_A_SHELL = { SHLVL: '1' }

/**
 * The environment of a child process: what the test says, the path, and our own clock and zone (one
 * process with another day than the other is no machine that anybody has).
 */
export const childEnv = (own: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const taken = TAKEN_OVER.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...BELOW_A_SHELL, ...Object.fromEntries(taken), ...own }
}
