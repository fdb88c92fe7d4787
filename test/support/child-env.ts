/** What a child process takes over of our environment, where it is there. */
const TAKEN_OVER = ['PATH', 'TZ', 'NODE_OPTIONS', 'TEST_CLOCK'] as const

/**
 * The environment of a child process: what the test says, the path, and our own clock and zone (one
 * process with another day than the other is no machine that anybody has).
 */
export const childEnv = (own: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const taken = TAKEN_OVER.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(taken), ...own }
}
